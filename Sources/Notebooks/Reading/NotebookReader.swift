import Diagnostics
import WrittenTexts

/// Reads notebooks from bytes: front matter, text and cells, and all that is wrong with their form.
extension Notebook {
  /// Reads one markdown file. Complexity: O(bytes).
  public static func read(file: SourceFile) -> (Notebook, [Diagnostic]) {
    let name = file.path.pathAndName.name
    let bare = name.hasSuffix(".md") ? String(name.dropLast(3)) : name
    if let bad = file.bytes.firstIllFormed {
      let fault = Diagnostic(
        .notUTF8, "\(name) is no UTF-8 text", at: file.span(bad..<bad + 1), label: "this byte",
        help: ["save it as UTF-8, for instance with iconv -f latin1 -t utf-8"])
      return (Notebook(file: file, name: bare, frontMatter: FrontMatter(), blocks: [], cells: []), [fault])
    }
    let matter = FrontMatterRange(file)
    var diagnostics = matter.diagnostics
    let (settings, faults) = FrontMatterReader.read(file: file, lines: matter.lines, isFolder: false)
    let reader = MarkdownReader(file: file, from: matter.end)
    let blocks = reader.readBlocks()
    diagnostics += faults + reader.diagnostics
    var notebook = Notebook(file: file, name: bare, frontMatter: settings, blocks: blocks, cells: reader.cells)
    notebook.exercises = reader.exercises
    for index in notebook.exercises.indices where !notebook.exercises[index].isNamed {
      notebook.exercises[index].label.text = Labels.kebabCase("exr-\(bare)-\(index + 1)")
    }
    return (notebook, diagnostics.sorted(by: Diagnostic.inReadingOrder))
  }
}

/// The lines between `---` at the head of a file.
struct FrontMatterRange {
  var lines: [Range<Int>] = []
  /// Where the text begins.
  var end = 0
  var diagnostics: [Diagnostic] = []

  init(_ file: SourceFile) {
    if file.bytes.starts(with: [0xEF, 0xBB, 0xBF]) { end = 3 }
    let first = file.range(ofLine: 1)
    guard FrontMatterRange.isRule(file.bytes[min(end, first.upperBound)..<first.upperBound], "---") else { return }
    for line in stride(from: 2, through: file.lineStarts.count, by: 1) {
      let range = file.range(ofLine: line)
      let text = file.bytes[range]
      if FrontMatterRange.isRule(text, "---") || FrontMatterRange.isRule(text, "...") {
        end = line < file.lineStarts.count ? file.lineStarts[line] : file.bytes.count
        return
      }
      lines.append(range)
    }
    // A rule at the head of a text is possible; front matter that never ends is likelier when a key follows.
    let looksLikeKey = lines.first.map { file.bytes[$0].contains(UInt8(ascii: ":")) } ?? false
    lines = []
    if looksLikeKey {
      diagnostics.append(
        Diagnostic(
          .unclosedFrontMatter, "the front matter has no end", at: file.span(end..<first.upperBound),
          label: "opened here",
          help: ["close it with --- on a line of its own"]))
    }
  }

  private static func isRule(_ line: ArraySlice<UInt8>, _ rule: String) -> Bool {
    line.starts(with: rule.utf8) && line.dropFirst(rule.utf8.count).allSatisfy { $0 <= .space }
  }
}

extension [UInt8] {
  /// The first byte that belongs to no well-formed UTF-8 character; nil when all is well.
  var firstIllFormed: Int? {
    if String(validating: self, as: UTF8.self) != nil { return nil }
    var at = 0
    while at < count {
      let width = self[at] < 0x80 ? 1 : self[at] >= 0xF0 ? 4 : self[at] >= 0xE0 ? 3 : 2
      let end = Swift.min(at + width, count)
      if String(validating: self[at..<end], as: UTF8.self) == nil { return at }
      at = end
    }
    return nil
  }
}

extension DiagnosticCode {
  static let notUTF8 = DiagnosticCode(
    "notebook-not-utf-8",
    "Notebooks and settings are UTF-8 text. This file holds bytes that are none; save it as UTF-8.")
  static let unclosedFrontMatter = DiagnosticCode(
    "unclosed-front-matter", "The front matter starts with --- on the first line and must end with --- on another one.")
}
