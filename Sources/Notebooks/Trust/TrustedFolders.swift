import Diagnostics
import Foundation
import JSONText
import WrittenTexts

/// The folders that a person has allowed to reach further, in a file of the person's own: never one of a folder of notebooks.
///
/// The file is YAML, a mapping of folders to what they may: `files:`, a list of paths, and `network:`.
public struct TrustedFolders: Sendable {
  public struct Entry: Sendable, Hashable {
    /// The real path of the folder that is trusted, with the folders in it.
    public var folder: String
    /// Real paths.
    public var files: [String]
    public var network: Bool

    public init(folder: String, files: [String] = [], network: Bool = false) {
      self.folder = folder
      self.files = files
      self.network = network
    }
  }

  public private(set) var entries: [Entry] = []
  public init() {}

  /// Where the file is: `matinee/allowed.yml` in `$XDG_CONFIG_HOME`, else in `~/.config`; nil where there is no home.
  public static func path(_ environment: [String: String] = ProcessInfo.processInfo.environment) -> String? {
    // By the XDG Base Directory Specification, a relative path there counts as none.
    if let home = environment["XDG_CONFIG_HOME"], home.isAbsolutePath { return home + "/matinee/allowed.yml" }
    return environment["HOME"].flatMap { $0.isAbsolutePath ? $0 + "/.config/matinee/allowed.yml" : nil }
  }

  /// Reads the file; one that is not there allows nothing. Throws a `DiagnosticList` when it says something else than what it may.
  public static func read(_ path: String?) throws -> TrustedFolders {
    guard let path, FileManager.default.fileExists(atPath: path) else { return TrustedFolders() }
    let file = try NotebookReader.load(path).get()
    var yaml = YAMLReader(file: file, lines: LanguageParser.lines(of: 0..<file.bytes.count, in: file))
    let root = yaml.read()
    var settings = SettingsReader(file: file)
    settings.diagnostics = yaml.diagnostics
    var folders = TrustedFolders()
    if let root, case .mapping(let pairs) = root.kind {
      for pair in pairs {
        var entry = Entry(folder: RealPath.of(pair.key.text))
        guard case .mapping(let rights) = pair.value.kind else {
          settings.expected("files: and network:", for: pair.key, found: pair.value)
          continue
        }
        for right in rights {
          switch right.key.text {
          case "files": entry.files = settings.texts(right.value, right.key).map(RealPath.of)
          case "network": entry.network = settings.boolean(right.value, right.key) ?? false
          default: settings.unknown(right.key, among: ["files", "network"], in: pair.key.text)
          }
        }
        folders.entries.append(entry)
      }
    } else if let root {
      settings.diagnostics.append(
        Diagnostic(.wrongSettingType, "allowed folders are lines of path: what it may", at: root.span))
    }
    if !settings.diagnostics.isEmpty { throw DiagnosticList(settings.diagnostics) }
    return folders
  }

  /// What a folder may: all that is said of it and of the folders around it.
  public func permissions(of folder: String) -> Permissions {
    let real = RealPath.of(folder)
    let found = entries.filter { RealPath.isInside(real, $0.folder) }
    return Permissions(
      files: found.flatMap(\.files), network: found.contains { $0.network } ? .allowed : .refused)
  }

  /// Adds to what a folder may.
  public mutating func allow(_ added: Entry) {
    guard let position = entries.firstIndex(where: { ExactText($0.folder) == ExactText(added.folder) }) else {
      entries.append(added)
      return
    }
    let known = Set(texts: entries[position].files)
    entries[position].files += added.files.filter { !known.contains($0) }
    entries[position].network = entries[position].network || added.network
  }

  /// Takes back all that a folder may. Returns whether it was allowed anything.
  public mutating func forget(_ folder: String) -> Bool {
    let real = RealPath.of(folder)
    let count = entries.count
    entries.removeAll { ExactText($0.folder) == ExactText(real) }
    return entries.count < count
  }

  /// The file's text; paths in quotes as JSON has them, which YAML reads.
  public var text: String {
    var text = "# Folders of notebooks that may reach outside; written by `matinee allow`.\n"
    for entry in entries.sorted(by: { ExactText($0.folder) < ExactText($1.folder) }) {
      text += "\(JSON.quote(entry.folder)):\n"
      if !entry.files.isEmpty { text += "  files: [\(entry.files.map(JSON.quote).joined(separator: ", "))]\n" }
      text += "  network: \(entry.network)\n"
    }
    return text
  }
}
