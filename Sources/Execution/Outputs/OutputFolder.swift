import Diagnostics
import Foundation
import Tables

/// The folder that reports, figures and results are written to: all of a run's files, or none of them.
///
/// Files are first written to a staging folder inside it and synced; only when every one is there are they renamed into place,
/// so that a full disk or a kill leaves what was there before.
public struct OutputFolder: Sendable {
  public let path: String

  public init(path: String) { self.path = path }

  /// Makes the folder and finds out whether it can be written, before minutes of work are spent for it.
  public func prepare() throws {
    try makeFolder(path)
    let probe = path + "/" + Self.stagingName
    try makeFolder(probe)
    try? FileManager.default.removeItem(atPath: probe)
  }

  /// Writes texts by their paths inside the folder, and removes those of an earlier run that `stale` names.
  public func write(_ files: [(path: String, text: String)], removing stale: [String] = []) throws {
    try write(files.map { ($0.path, Array($0.text.utf8)) }, removing: stale)
  }

  /// Writes files by their paths inside the folder, and removes those of an earlier run that `stale` names.
  public func write(_ files: [(path: String, bytes: [UInt8])], removing stale: [String] = []) throws {
    let staging = path + "/" + Self.stagingName
    try makeFolder(staging)
    defer { try? FileManager.default.removeItem(atPath: staging) }
    for (name, bytes) in files {
      try makeFolder(staging + "/" + Self.folder(of: name))
      do {
        try AtomicFile.write(bytes, to: staging + "/" + name)
      } catch var fault as Diagnostic {
        fault.notes.append("what \(path) held before is still there, unchanged")
        throw fault
      }
    }
    // A file in the place of a folder must be found before the first file is replaced.
    for folder in Set(files.map { Self.folder(of: $0.path) }).sorted() { try makeFolder(path + "/" + folder) }
    for (name, _) in files {
      guard rename(staging + "/" + name, path + "/" + name) == 0 else {
        throw Self.unwritable(path + "/" + name, errno)
      }
    }
    let written = Set(files.map(\.path))
    for name in stale where !written.contains(name) && Self.isInside(name) {
      try? FileManager.default.removeItem(atPath: path + "/" + name)
    }
  }

  /// Writes one file to a path of its own, whose folder is made if need be.
  public static func write(_ text: String, to path: String) throws {
    let parts = path.split(separator: "/", omittingEmptySubsequences: false)
    let parent = parts.dropLast().joined(separator: "/")
    try OutputFolder(path: parts.count == 1 ? "." : parent.isEmpty ? "/" : parent)
      .write([(path: parts.last.map(String.init) ?? path, text: text)])
  }

  /// The figures that the results of an earlier run name.
  func figuresOfEarlierRun() -> [String] {
    guard let data = FileManager.default.contents(atPath: path + "/results.json"),
      let results = try? JSONSerialization.jsonObject(with: data) as? [String: Any],
      let figures = results["figures"] as? [String: String]
    else { return [] }
    return figures.values.sorted()
  }

  private static let stagingName = ".matinee-staging"

  private static func folder(of name: String) -> String {
    name.lastIndex(of: "/").map { String(name[..<$0]) } ?? ""
  }

  /// Whether a path, which a file on disk has named, stays inside the folder.
  static func isInside(_ name: String) -> Bool {
    !name.hasPrefix("/") && !name.split(separator: "/").contains("..")
  }

  private func makeFolder(_ path: String) throws {
    var isFolder: ObjCBool = false
    if FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) {
      if isFolder.boolValue, access(path, W_OK) == 0 { return }
      throw isFolder.boolValue ? Self.unwritable(path, EACCES) : Self.unwritable(path, ENOTDIR)
    }
    do {
      try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    } catch {
      throw Self.unwritable(path, errno)
    }
  }

  private static func unwritable(_ path: String, _ code: Int32) -> Diagnostic {
    let reason = code == 0 ? "it cannot be made" : String(cString: strerror(code))
    return Diagnostic(
      .outputUnwritable, "the reports cannot be written to \"\(path)\": \(reason)",
      help: ["choose another folder with --output-dir, or change its permissions"])
  }
}

extension DiagnosticCode {
  static let outputUnwritable = DiagnosticCode(
    "output-unwritable",
    "The output folder cannot be made or written: it may be a file, belong to somebody else, or lie on a full or read-only disk."
  )
}
