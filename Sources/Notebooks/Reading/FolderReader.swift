import Diagnostics
import Foundation
import WrittenTexts

/// Reads a folder of notebooks from disk.
public enum NotebookReader {
  public static let settingsName = "_matinee.yml"

  /// The notebooks of a folder in the natural order of their names, with its `_matinee.yml`; or one notebook with the settings beside
  /// it when `path` is a file. `README.md` and files that start with `_` or `.` are no notebooks; folders inside are not read.
  ///
  /// - Parameter permissions: what somebody has allowed the folder: a notebook or its settings that are a link to elsewhere are only
  ///   read with that.
  public static func read(folder path: String, permissions: Permissions = Permissions()) -> (
    NotebookFolder, [Diagnostic]
  ) {
    var memory = NotebookMemory()
    return read(folder: path, permissions: permissions, memory: &memory)
  }

  /// The same, parsing only notebooks whose bytes are not those that the memory has of their path.
  public static func read(
    folder path: String, permissions: Permissions, memory: inout NotebookMemory
  ) -> (NotebookFolder, [Diagnostic]) {
    var isFolder: ObjCBool = false
    let manager = FileManager.default
    var folder = NotebookFolder(path: path, settings: FrontMatter(), notebooks: [])
    guard manager.fileExists(atPath: path, isDirectory: &isFolder) else {
      return (folder, [Diagnostic(.missingNotebooks, "there is no \(path)", help: ["name a folder of notebooks"])])
    }
    var names: [String]
    var home = path
    if isFolder.boolValue {
      do {
        names = try manager.contentsOfDirectory(atPath: path).filter(isNotebook)
      } catch {
        return (folder, [unreadable(path, error)])
      }
    } else {
      let file = path.pathAndName
      (home, names) = (file.folder.droppingSlash, [file.name])
      // Relative paths in a notebook start at its folder, alone or not.
      folder.path = home.isEmpty ? (path.isAbsolutePath ? "/" : ".") : home
      if !path.hasSuffix(".md") {
        let help = ["notebooks are markdown files, such as 01-look.md"]
        return (folder, [Diagnostic(.missingNotebooks, "\(path) is no notebook", help: help)])
      }
    }
    names.sort(by: NaturalOrder.precedes)
    var diagnostics: [Diagnostic] = []
    let prefix = home.isEmpty ? (path.isAbsolutePath ? "/" : "") : home.droppingSlash + "/"
    let reach = Reach(folder: folder.path.isEmpty ? "." : folder.path, permissions: permissions)
    /// What is said of a file of the folder that is a link out of it; one that the person has named is meant.
    func refusal(_ name: String) -> Diagnostic? {
      let file = prefix + name
      if file == path || reach.mayRead(file) { return nil }
      return reach.refusal(of: file, leadingTo: file, for: .read, at: nil)
    }
    if let fault = refusal(settingsName) {
      diagnostics.append(fault)
    } else {
      readSettings(prefix + settingsName, into: &folder, &diagnostics)
    }
    let before = memory
    memory = NotebookMemory()
    for name in names {
      if let fault = refusal(name) {
        diagnostics.append(fault)
        continue
      }
      switch load(prefix + name) {
      case .success(let file):
        let (notebook, faults) = before.notebook(of: file) ?? Notebook.read(file: file)
        memory.keep(notebook, faults)
        folder.notebooks.append(notebook)
        diagnostics += faults
      case .failure(let fault): diagnostics.append(fault)
      }
    }
    if names.isEmpty {
      diagnostics.append(
        Diagnostic(
          .missingNotebooks, "\(path) holds no notebooks", help: ["notebooks are markdown files, such as 01-look.md"]))
    }
    return (folder, diagnostics.sorted(by: Diagnostic.inReadingOrder))
  }

  private static func isNotebook(_ name: String) -> Bool {
    name.hasSuffix(".md") && !name.hasPrefix("_") && !name.hasPrefix(".") && name.lowercased() != "readme.md"
  }

  private static func readSettings(
    _ path: String, into folder: inout NotebookFolder, _ diagnostics: inout [Diagnostic]
  ) {
    guard FileManager.default.fileExists(atPath: path) else { return }
    switch load(path) {
    case .success(let file):
      if let bad = file.bytes.firstIllFormed {
        diagnostics.append(Diagnostic(.notUTF8, "\(path) is no UTF-8 text", at: file.span(bad..<bad + 1)))
        return
      }
      var lines = LanguageParser.lines(of: 0..<file.bytes.count, in: file)
      if let first = lines.first, file.bytes.starts(with: [0xEF, 0xBB, 0xBF]) {
        lines[0] = 3..<max(3, first.upperBound)
      }
      let (settings, faults) = FrontMatterReader.read(file: file, lines: lines, isFolder: true)
      folder.settings = settings
      diagnostics += faults
    case .failure(let fault): diagnostics.append(fault)
    }
  }

  /// A file's bytes as a source.
  public static func load(_ path: String) -> Result<SourceFile, Diagnostic> {
    do {
      let data = try Data(contentsOf: URL(fileURLWithPath: path))
      return .success(SourceFile(path: path, bytes: Array(data)))
    } catch {
      return .failure(unreadable(path, error))
    }
  }

  private static func unreadable(_ path: String, _ error: any Error) -> Diagnostic {
    var isFolder: ObjCBool = false
    let exists = FileManager.default.fileExists(atPath: path, isDirectory: &isFolder)
    let type = (try? FileManager.default.attributesOfItem(atPath: RealPath.of(path)))?[.type] as? FileAttributeType
    let (reason, help) =
      if !exists {
        ("it does not exist", "check the path")
      } else if isFolder.boolValue {
        ("it is a folder", "name a file in it")
      } else if let type, type != .typeRegular {
        ("it is a pipe or a device", "write its content to a file first")
      } else {
        ("it may not be read", "check its permissions: ls -l \(path)")
      }
    return Diagnostic(.unreadableNotebook, "\(path) cannot be read: \(reason)", help: [help])
  }
}

extension DiagnosticCode {
  static let missingNotebooks = DiagnosticCode(
    "missing-notebooks",
    "The path names no folder with notebooks and no notebook. Notebooks are *.md files whose names do not start with _; "
      + "README.md is none.")
  static let unreadableNotebook = DiagnosticCode(
    "unreadable-notebook", "A notebook or the settings beside it cannot be read from disk.")
}
