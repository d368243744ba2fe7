import Diagnostics
import Files
import Foundation
import WrittenTexts

/// What a made folder held when it was made, so that it is never replaced once somebody has worked in it.
///
/// A line a file, `sha256 path`, in `.matinee/edition` of the folder.
enum EditionManifest {
  static let path = ".matinee/edition"
  /// What runs write and nobody edits.
  private static let ignored = ["outputs/", ".matinee/"]

  static func write(in folder: String) throws {
    let lines = try files(in: folder).map { "\(try StreamDigest.ofFile(folder + "/" + $0, .sha256)) \($0)\n" }
    try FileManager.default.createDirectory(atPath: folder + "/.matinee", withIntermediateDirectories: true)
    try AtomicFile.write(lines.joined(), to: folder + "/" + path)
  }

  /// Digests by path; nil when the folder has no manifest.
  static func read(in folder: String) -> [ExactText: String]? {
    guard let data = FileManager.default.contents(atPath: folder + "/" + path) else { return nil }
    var made: [ExactText: String] = [:]
    for line in String(decoding: data, as: UTF8.self).split(separator: "\n") {
      guard let space = line.firstIndex(of: " ") else { continue }
      made[String(line[line.index(after: space)...])] = String(line[..<space])
    }
    return made
  }

  /// Throws unless a folder is not there, empty, or as it was made.
  static func requireReplaceable(_ folder: String) throws {
    var isFolder: ObjCBool = false
    guard FileManager.default.fileExists(atPath: folder, isDirectory: &isFolder) else { return }
    let elsewhere = "name a folder that is not there yet, or keep what is there under another name with --set-aside"
    guard isFolder.boolValue else {
      throw Diagnostic(.labExists, "\(folder) is a file", help: ["name a folder that is not there yet"])
    }
    let there = files(in: folder)
    guard let made = read(in: folder) else {
      if everything(in: folder).isEmpty { return }
      throw Diagnostic(
        .labExists, "\(folder) is there already, and was not made by matinee student", help: [elsewhere])
    }
    let changed = there.filter { file in (try? StreamDigest.ofFile(folder + "/" + file, .sha256)) != made[file] }
    let gone = Set(made.keys).subtracting(there.map(ExactText.init)).sorted().map(\.text)
    if changed.isEmpty, gone.isEmpty { return }
    var notes: [String] = []
    if !changed.isEmpty { notes.append("changed since it was made: \(listed(changed))") }
    if !gone.isEmpty { notes.append("taken out since it was made: \(listed(gone))") }
    throw Diagnostic(
      .labExists, "somebody has worked in \(folder)", notes: notes,
      help: ["it is left as it is; \(elsewhere)"])
  }

  private static func listed(_ files: [String]) -> String {
    files.prefix(5).joined(separator: ", ") + (files.count > 5 ? ", …" : "")
  }

  /// All files but what runs write; links are not followed.
  private static func files(in folder: String) -> [String] {
    everything(in: folder).filter { path in
      var status = stat()
      return !ignored.contains { (path + "/").hasPrefix($0) } && lstat(folder + "/" + path, &status) == 0
        && status.st_mode & S_IFMT != S_IFDIR
    }
  }

  /// Files and folders below a folder, by their paths in it; links are not followed.
  static func everything(in folder: String) -> [String] {
    guard let walk = FileManager.default.enumerator(atPath: folder) else { return [] }
    return walk.compactMap { ($0 as? String).map(ExactText.init) }.sorted().map(\.text)
  }
}

extension DiagnosticCode {
  public static let labExists = DiagnosticCode(
    "lab-exists",
    "The folder to be made is there already: somebody has worked in it, or it is something else. It is left as it is.")
}
