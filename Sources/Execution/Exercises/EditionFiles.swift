import Diagnostics
import Foundation
import Notebooks

/// What a learners' folder holds besides its notebooks: the settings, and the files that lie beside the source.
struct EditionFiles {
  private let program: Program
  private let target: String

  init(_ program: Program, target: String) {
    self.program = program
    self.target = target
  }

  private var source: String { program.folder.path }

  /// The source's settings with the edition, and with outputs that stay in the folder.
  func settings(_ edition: FrontMatter.Edition) -> String {
    let path = source + "/" + NotebookReader.settingsName
    var text = FileManager.default.contents(atPath: path).map { String(decoding: $0, as: UTF8.self) } ?? ""
    let isOwn = program.folder.settings.outputDirectory != nil && Self.full(program.outputDirectory).hasPrefix(folder)
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
    return text
  }

  /// Files beside notebooks and settings, by their paths in the folder. Left out is what is hidden, what runs have written,
  /// checkpoints, folders that have settings of their own (they are labs of their own), and other notebooks with exercises,
  /// such as drafts: nobody has taken the solutions out of those.
  func others() -> [String] {
    let own = Set(program.folder.notebooks.map { $0.file.path.split(separator: "/").last.map(String.init) ?? "" })
    var left = [Self.full(program.outputDirectory) + "/", Self.full(target) + "/"]
    left.append(folder + Checkpoint.folderName + "/")
    guard let walk = FileManager.default.enumerator(atPath: source) else { return [] }
    var found: [String] = []
    for case let path as String in walk {
      if path.split(separator: "/").contains(where: { $0.hasPrefix(".") }) { continue }
      let full = Self.full(source + "/" + path)
      var isFolder: ObjCBool = false
      guard FileManager.default.fileExists(atPath: full, isDirectory: &isFolder) else { continue }
      if left.contains(where: { full.hasPrefix($0) }) { continue }
      if isFolder.boolValue {
        if FileManager.default.fileExists(atPath: full + "/" + NotebookReader.settingsName) { left.append(full + "/") }
        continue
      }
      if own.contains(path) || path == NotebookReader.settingsName || holdsExercises(path) { continue }
      found.append(path)
    }
    return found.sorted()
  }

  private func holdsExercises(_ path: String) -> Bool {
    guard path.hasSuffix(".md"), let file = try? NotebookReader.load(source + "/" + path).get() else { return false }
    return !Notebook.read(file: file).0.exercises.isEmpty
  }

  private var folder: String { Self.full(source) + "/" }

  private static func full(_ path: String) -> String { URL(fileURLWithPath: path).standardizedFileURL.path }
}
