import Diagnostics
import Foundation
import Tables

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

  /// Throws unless a folder is not there, empty, or as it was made.
  static func requireReplaceable(_ folder: String) throws {
    var isFolder: ObjCBool = false
    guard FileManager.default.fileExists(atPath: folder, isDirectory: &isFolder) else { return }
    guard isFolder.boolValue else {
      throw Diagnostic(.labExists, "\(folder) is a file", help: ["name a folder that is not there yet"])
    }
    let there = try files(in: folder)
    guard let data = FileManager.default.contents(atPath: folder + "/" + path) else {
      if there.isEmpty { return }
      throw Diagnostic(
        .labExists, "\(folder) is there already, and was not made by matinee student",
        help: ["name a folder that is not there yet"])
    }
    var made: [String: String] = [:]
    for line in String(decoding: data, as: UTF8.self).split(separator: "\n") {
      guard let space = line.firstIndex(of: " ") else { continue }
      made[String(line[line.index(after: space)...])] = String(line[..<space])
    }
    let changed = there.filter { file in (try? StreamDigest.ofFile(folder + "/" + file, .sha256)) != made[file] }
    if changed.isEmpty { return }
    let listed = changed.prefix(5).joined(separator: ", ") + (changed.count > 5 ? ", …" : "")
    throw Diagnostic(
      .labExists, "somebody has worked in \(folder)", notes: ["changed since it was made: \(listed)"],
      help: ["name another folder; this one is left as it is"])
  }

  private static func files(in folder: String) throws -> [String] {
    guard let walk = FileManager.default.enumerator(atPath: folder) else { return [] }
    var found: [String] = []
    for case let path as String in walk where !ignored.contains(where: { (path + "/").hasPrefix($0) }) {
      var isFolder: ObjCBool = false
      if FileManager.default.fileExists(atPath: folder + "/" + path, isDirectory: &isFolder), !isFolder.boolValue {
        found.append(path)
      }
    }
    return found.sorted()
  }
}

/// A folder that is made beside the one it is to become, and takes its place in one step.
final class Staging {
  let path: String
  private let target: String
  private var isDone = false

  init(beside target: String) throws {
    let url = URL(fileURLWithPath: target)
    self.target = target
    path = url.deletingLastPathComponent().path + "/.\(url.lastPathComponent).\(getpid()).making"
    do {
      try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    } catch {
      throw Diagnostic(.outputUnwritable, "\(target) cannot be made: \(error.localizedDescription)")
    }
  }

  /// Puts the folder into its place; what was there before is gone only then.
  func commit() throws {
    let old = path + ".old"
    let isReplacing = FileManager.default.fileExists(atPath: target)
    if isReplacing, rename(target, old) != 0 { throw unwritable() }
    guard rename(path, target) == 0 else {
      let fault = unwritable()
      if isReplacing { rename(old, target) }
      throw fault
    }
    isDone = true
    if isReplacing { try? FileManager.default.removeItem(atPath: old) }
  }

  func discard() {
    if !isDone { try? FileManager.default.removeItem(atPath: path) }
  }

  private func unwritable() -> Diagnostic {
    Diagnostic(.outputUnwritable, "\(target) cannot be made: \(String(cString: strerror(errno)))")
  }
}

extension DiagnosticCode {
  public static let labExists = DiagnosticCode(
    "lab-exists",
    "The folder to be made is there already: somebody has worked in it, or it is something else. It is left as it is.")
}
