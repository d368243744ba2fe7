import Diagnostics
import Foundation
import Notebooks
import WrittenTexts

/// Finds links and pictures of a folder's text that lead nowhere.
///
/// A link may lead to a notebook of the folder, to a place in one, or to a file beside the notebooks; addresses of the network
/// are taken as they are, since a check asks nobody for anything.
struct LinkCheck {
  private let folder: NotebookFolder
  private let reach: Reach?
  /// The places that links can lead to, by notebook.
  private let anchors: [ExactText: Set<String>]
  private var found: [Diagnostic] = []
  /// The block that was searched last, and how far: what stands twice in it is found twice, and no text is read again and again.
  private var searched: (span: SourceSpan, end: Int)?
  /// Names that were looked for near others: of more nobody reads each (empirical).
  private var compared = 0
  private static let mostCompared = 200

  /// One warning for each, and an error for a picture that lies where the folder may not read. O(text).
  static func faults(of folder: NotebookFolder, reach: Reach?) -> [Diagnostic] {
    var check = LinkCheck(folder, reach)
    for text in folder.texts {
      switch text.words {
      case .run(let words): check.read(words, in: Place(text.span, fallback: text.fallback), of: text.notebook)
      case .blocks(let blocks):
        for block in blocks.walk {
          for words in block.texts { check.read(words, in: Place(block.span), of: text.notebook) }
        }
      }
    }
    return check.found
  }

  private init(_ folder: NotebookFolder, _ reach: Reach?) {
    self.folder = folder
    self.reach = reach
    var anchors: [ExactText: Set<String>] = [:]
    for notebook in folder.notebooks {
      anchors[notebook.name] = Set(
        notebook.cells.compactMap { $0.options.label?.text } + notebook.exercises.map(\.label.text)
          + notebook.blocks.walk.compactMap(\.identifier))
    }
    self.anchors = anchors
  }

  /// Lines to look for a link in, and what to point at when it is not found there as it reads.
  private struct Place {
    var span: SourceSpan
    var fallback: SourceSpan

    init(_ span: SourceSpan, fallback: SourceSpan? = nil) {
      self.span = span
      self.fallback = fallback ?? span
    }
  }

  private mutating func read(_ text: [Inline], in span: Place, of notebook: String?) {
    for inline in text.walk {
      if case .link(let destination, _, _) = inline { follow(destination, in: span, of: notebook) }
      if case .image(let source, _, _) = inline { look(for: source, in: span) }
    }
  }

  // MARK: Judging

  private mutating func follow(_ destination: String, in span: Place, of notebook: String?) {
    guard !Self.hasScheme(destination), !destination.hasPrefix("//") else { return }
    let path = Self.plain(destination.prefix { $0 != "#" && $0 != "?" })
    let anchor = destination.firstIndex(of: "#").map { Self.plain(destination[destination.index(after: $0)...]) }
    if path.isEmpty {
      // Texts of the settings stand on several pages.
      if let anchor, let notebook { seek(anchor, in: notebook, destination, span) }
      return
    }
    let file = path.hasPrefix("./") ? String(path.dropFirst(2)) : path
    if file.hasSuffix(".md"), anchors[String(file.dropLast(3))] != nil {
      if let anchor { seek(anchor, in: String(file.dropLast(3)), destination, span) }
      return
    }
    // A page of the report, by its own name.
    if file.hasSuffix(".html"), anchors[String(file.dropLast(5))] != nil || file == "index.html" { return }
    if exists(path) { return }
    let near =
      mayCompare() ? Self.nearest(to: file, among: folder.notebooks.map { $0.name + ".md" } + beside(file)) : nil
    tell(
      .deadLink, "there is no \(file)", destination, file, span, label: "the link leads to it", near: near,
      otherwise: "links lead to a notebook of the folder, to a file beside the notebooks, or to an address")
  }

  private mutating func seek(_ anchor: String, in name: String, _ destination: String, _ span: Place) {
    guard let own = anchors[name], !anchor.isEmpty, !own.contains(anchor) else { return }
    // What the page makes itself: footnotes, and cells without labels.
    if anchor.hasPrefix("fn") || anchor.hasPrefix("cell-") || anchor == "main" { return }
    tell(
      .deadLink, "\(name).md has no place \"\(anchor)\"", destination, anchor, span, label: "the link leads to it",
      near: mayCompare() ? Self.nearest(to: anchor, among: own) : nil,
      otherwise: "a heading's place is its words in small letters with hyphens, or what stands in {#…} behind it")
  }

  private mutating func look(for source: String, in span: Place) {
    guard !Self.hasScheme(source), !source.hasPrefix("//") else { return }
    let path = Self.plain(source[...])
    let file = ImageFiles.path(of: source, in: folder)
    if let reach, !reach.mayRead(file) {
      found.append(
        reach.refusal(of: source, leadingTo: file, for: .read, at: place(of: source, in: span.span) ?? span.fallback))
      return
    }
    var isFolder: ObjCBool = false
    if FileManager.default.fileExists(atPath: file, isDirectory: &isFolder) {
      if !isFolder.boolValue, ImageFiles.type(of: source) != nil { return }
      return tell(
        .deadImage, "\(path) is no picture that a report can show", source, path, span,
        label: "nothing is shown but its words", near: nil,
        otherwise: "a picture is a file that ends in .png, .jpg, .gif, .svg or .webp")
    }
    let near = mayCompare() ? Self.nearest(to: path, among: beside(path)) : nil
    tell(
      .deadImage, "there is no picture \(path)", source, path, span, label: "nothing is shown but its words",
      near: near,
      otherwise: "pictures stand beside the notebooks, or in a folder there")
  }

  private mutating func tell(
    _ code: DiagnosticCode, _ message: String, _ destination: String, _ wrong: String, _ span: Place,
    label: String, near: String?, otherwise: String
  ) {
    let place = place(of: destination, in: span.span)
    var fault = Diagnostic(
      code, message, at: place ?? span.fallback, label: label, severity: .warning,
      help: near.map { ["did you mean \($0)?"] } ?? [otherwise])
    if let near, let place, let written = Self.first(wrong, in: place, from: place.range.lowerBound) {
      fault.replacements = [Replacement(written, with: near)]
    }
    found.append(fault)
  }

  /// Whether one more name may be compared with others: before these are gathered.
  private mutating func mayCompare() -> Bool {
    compared += 1
    return compared <= Self.mostCompared
  }

  private static func nearest(to word: String, among names: some Sequence<String>) -> String? {
    NearMiss.suggestions(for: word, among: names, limit: 1).first
  }

  /// Where a text stands in a span, behind what was found there before.
  private mutating func place(of text: String, in span: SourceSpan) -> SourceSpan? {
    let start = searched?.span == span ? searched?.end ?? span.range.lowerBound : span.range.lowerBound
    guard let place = Self.first(text, in: span, from: start) ?? Self.first(text, in: span, from: span.range.lowerBound)
    else { return nil }
    searched = (span, place.range.upperBound)
    return place
  }

  private static func first(_ text: String, in span: SourceSpan, from start: Int) -> SourceSpan? {
    let wanted = Array(text.utf8)
    guard !wanted.isEmpty, start <= span.range.upperBound else { return nil }
    let bytes = span.file.bytes[start..<span.range.upperBound]
    guard let found = bytes.firstRange(of: wanted)?.lowerBound else { return nil }
    return span.file.span(found..<found + wanted.count)
  }

  private static func hasScheme(_ destination: String) -> Bool {
    let scheme = destination.prefix { $0 != ":" && $0 != "/" && $0 != "?" && $0 != "#" }
    return scheme.endIndex < destination.endIndex && destination[scheme.endIndex] == ":"
  }

  /// Without the escapes of an address.
  private static func plain(_ text: Substring) -> String { text.removingPercentEncoding ?? String(text) }

  private func exists(_ path: String) -> Bool {
    FileManager.default.fileExists(atPath: path.isAbsolutePath ? path : folder.path + "/" + path)
  }

  /// Files in the folder that a path names, as the path writes them.
  private func beside(_ path: String) -> [String] {
    let prefix = path.pathAndName.folder
    guard !prefix.isAbsolutePath, !prefix.contains("..") else { return [] }
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path + "/" + prefix)) ?? []
    return names.filter { !$0.hasPrefix(".") }.map { prefix + $0 }
  }
}

extension DiagnosticCode {
  static let deadLink = DiagnosticCode(
    "dead-link",
    "A link of the text leads to a notebook, a place in a notebook or a file that is not there. Correct its spelling, or take it out."
  )
  static let deadImage = DiagnosticCode(
    "dead-image",
    "A picture of the text is no file beside the notebooks, or none that browsers show, so that the report has only its words. Correct "
      + "its path, which starts at the notebooks' folder.")
}
