import Diagnostics
import Foundation
import Notebooks
import WrittenTexts

/// What a made folder holds besides its notebooks: the settings, and of the files that lie beside the source those that are needed.
///
/// Learners get what is on this list and nothing else: data that a step loads, pictures that a page shows, and what was asked for.
struct EditionFiles {
  enum Reason: Sendable { case data, picture, asked }

  /// A file or a folder of the source that is not handed out.
  enum Left: Sendable {
    /// It has settings of its own.
    case otherLab(String)
    /// A notebook that is not run, or the whole text of one.
    case notebook(String)
    case unused(String)
    /// A link that leads out of the folder.
    case link(String)
  }

  private let program: Program
  private let target: String
  private(set) var handed: [(path: String, reason: Reason)] = []
  private(set) var left: [Left] = []

  /// - Parameter also: files and folders of the source that are handed out as well.
  init(_ program: Program, target: String, edition: FrontMatter.Edition, also: [String] = []) throws {
    self.program = program
    self.target = target
    let asked = try also.map { try inside($0) }
    let data = Set(texts: program.steps.flatMap(\.effect.sources).map { Self.full($0.resolved) })
    let pictures = Set(
      texts: ImageFiles.shown(by: program).map { Self.full(ImageFiles.path(of: $0.text, in: program.folder)) })
    for path in files() {
      let full = Self.full(source + "/" + path)
      let reason: Reason? =
        if asked.contains(where: { (path + "/").path(in: $0 + "/") != nil }) {
          .asked
        } else if data.contains(full) {
          .data
        } else if pictures.contains(full) {
          .picture
        } else {
          nil
        }
      if edition == .student, reason != nil, !staysInside(full) {
        left.append(.link(path))
      } else if let reason {
        handed.append((path, reason))
      } else if edition == .solutions {
        if !holdsExercises(path) { handed.append((path, .asked)) }
      } else {
        left.append(holdsFences(path) ? .notebook(path) : .unused(path))
      }
    }
  }

  private var source: String { program.folder.path }

  /// The source's settings without comments, with the edition and what it was handed out with, and with outputs that stay in the
  /// folder.
  func settings(_ edition: FrontMatter.Edition, _ handedOut: [HandedOutExercise] = []) -> String {
    var text = ""
    if let file = settingsFile {
      let removed = edition == .student ? HiddenComments(ofSettings: file).spans : []
      text = String(
        decoding: NotebookEdit.applied(removed.map { Replacement($0, with: "") }, to: file.bytes), as: UTF8.self)
    }
    let isOwn =
      program.folder.settings.outputDirectory != nil && Self.full(program.outputDirectory).path(in: folder) != nil
    if !isOwn {
      // Where outputs of the source go is no place for a learner's: a path such as ../outputs leads elsewhere from there.
      text = text.split(separator: "\n", omittingEmptySubsequences: false)
        .filter { !$0.hasPrefix("output-dir:") }.joined(separator: "\n")
    }
    if !text.isEmpty, !text.hasSuffix("\n") { text += "\n" }
    text += text.isEmpty ? "" : "\n"
    text += edition == .student ? "# Made by matinee student.\n" : "# Made by matinee student --solutions.\n"
    text += "edition: \(edition.rawValue)\n"
    if !isOwn { text += "output-dir: outputs\n" }
    if edition == .student {
      text += "# What was handed out, so that nothing that is missing counts as done.\nhanded-out:\n"
      for exercise in handedOut {
        let line = exercise.text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"")
        text += "  - \"\(line)\"\n"
      }
    }
    return text
  }

  private var settingsFile: SourceFile? {
    try? NotebookReader.load(source + "/" + NotebookReader.settingsName).get()
  }

  /// What is handed out and can be read as text, and the paths of what is not, or not all of it.
  func texts() -> (sources: [LeakSource], unread: [(path: String, reason: LeakSource.Unread)]) {
    var sources: [LeakSource] = []
    var unread: [(path: String, reason: LeakSource.Unread)] = []
    if let file = settingsFile {
      sources.append(LeakSource(file: file, removed: HiddenComments(ofSettings: file).spans.map(\.range)))
    }
    for (path, reason) in handed {
      let read = LeakSource.read(path: source + "/" + path, isData: reason == .data)
      if let text = read.source { sources.append(text) }
      if let reason = read.unread { unread.append((path, reason)) }
      // A name can say it, too.
      sources.append(LeakSource(file: SourceFile(path: source + "/" + path, text: path)))
    }
    return (sources, unread)
  }

  /// Files beside notebooks and settings, by their paths in the folder. What is hidden, what runs have written, checkpoints and the
  /// folder that is made are not looked at.
  private mutating func files() -> [String] {
    let own = Set(texts: program.folder.notebooks.map(\.file.path.pathAndName.name))
    var passed = [Self.full(program.outputDirectory) + "/", Self.full(target) + "/"]
    passed.append(folder + Checkpoint.folderName + "/")
    guard let walk = FileManager.default.enumerator(atPath: source) else { return [] }
    var found: [String] = []
    for case let path as String in walk {
      if path.pathNames.contains(where: { $0.utf8.first == UInt8(ascii: ".") }) { continue }
      let full = Self.full(source + "/" + path)
      var isFolder: ObjCBool = false
      guard FileManager.default.fileExists(atPath: full, isDirectory: &isFolder) else { continue }
      if passed.contains(where: { (full + "/").path(in: $0) != nil }) { continue }
      if isFolder.boolValue {
        if FileManager.default.fileExists(atPath: full + "/" + NotebookReader.settingsName) {
          passed.append(full + "/")
          left.append(.otherLab(path))
        }
        continue
      }
      if own.contains(path) || path == NotebookReader.settingsName { continue }
      found.append(path)
    }
    return found.map(ExactText.init).sorted().map(\.text)
  }

  private func holdsExercises(_ path: String) -> Bool {
    guard path.hasSuffix(".md"), let file = try? NotebookReader.load(source + "/" + path).get() else { return false }
    return !Notebook.read(file: file).0.exercises.isEmpty
  }

  private func holdsFences(_ path: String) -> Bool {
    guard path.hasSuffix(".md"), let file = try? NotebookReader.load(source + "/" + path).get() else { return false }
    return file.text.contains("```{") || file.text.contains("~~~{")
  }

  /// A path as it was asked for, as one in the folder.
  private func inside(_ path: String) throws -> String {
    for candidate in [source + "/" + path, path] where FileManager.default.fileExists(atPath: candidate) {
      let full = Self.full(candidate)
      if let inner = full.path(in: folder) { return inner }
    }
    throw Diagnostic(
      .nothingToHandOut, "there is no \(path) in \(source)",
      help: ["name a file or a folder that lies beside the notebooks"])
  }

  private func staysInside(_ path: String) -> Bool { RealPath.isInside(RealPath.of(path), RealPath.of(source)) }

  private var folder: String { Self.full(source) + "/" }

  private static func full(_ path: String) -> String { URL(fileURLWithPath: path).standardizedFileURL.path }
}

extension EditionFiles.Left {
  var path: String {
    switch self {
    case .otherLab(let path), .notebook(let path), .unused(let path), .link(let path): path
    }
  }

  /// Why, in a few words.
  var reason: String {
    switch self {
    case .otherLab: "a lab of its own"
    case .notebook: "cells that are not of the lab, perhaps with solutions"
    case .unused: "no step loads it and no page shows it"
    case .link: "a link that leads out of the folder"
    }
  }
}

extension DiagnosticCode {
  public static let nothingToHandOut = DiagnosticCode(
    "nothing-to-hand-out", "A file that was to be handed out beside the notebooks is not in their folder.")
}
