import Diagnostics
import Files
import Foundation
import Steps
import WrittenTexts

/// The folder that reports, figures and results are written to: all of a run's files, or none of them.
///
/// A run makes its files in a folder of its own beside it (`OutputGeneration`); when every one is there, the two folders change places
/// in one step of the file system. Whatever happens before, and at whatever moment, a reader sees the older outputs whole or the newer
/// ones.
public struct OutputFolder: Sendable {
  /// As it was named.
  public let path: String
  /// Seconds to wait for another process that is changing the folder at this moment.
  var patience = 10.0
  /// Whether folders may change places; tests take that away, as some file systems do.
  var exchanges = true

  public init(path: String) { self.path = path }

  /// Where the report of a run that failed goes, while the folder holds that of one which did not.
  public static let failedName = "failed"

  /// Makes the folder, finds out whether it can be written before minutes of work are spent for it, and begins what is to be written.
  public func begin() throws -> OutputGeneration {
    try makeFolder()
    guard let home = FolderPath(path).real else { throw Self.unwritable(path, errno) }
    return try OutputGeneration(self, home: home)
  }

  /// Whether the folder holds results in which no notebook has failed.
  public var hasGoodReport: Bool {
    guard let folder = OpenFolder(path), let bytes = folder.contents("results.json", limit: 1 << 28),
      let results = try? JSONDecoder().decode(Results.self, from: Data(bytes))
    else { return false }
    return !results.notebooks.contains { $0.state == "failed" }
  }

  private struct Results: Decodable {
    struct Notebook: Decodable { var state: String }
    var matinee: String
    var notebooks: [Notebook]
  }

  /// Whether results were written by a Matinee that did not keep account of its files.
  static func isOlder(_ folder: OpenFolder) -> Bool {
    folder.contents("results.json", limit: 1 << 28)
      .flatMap { try? JSONDecoder().decode(Results.self, from: Data($0)) } != nil
  }

  /// Makes the folders in which steps save, where they save here at once. Nothing is made where they save nothing here.
  public func makeFolders(forSavesOf program: Program) throws {
    let paths = program.steps.flatMap(\.effect.writes).compactMap { OutputGeneration.relative($0, in: path) }
    if paths.isEmpty { return }
    try makeFolder()
    for folder in Set(paths.map { PathParts($0).prefix }) where !folder.isEmpty {
      do {
        try FileManager.default.createDirectory(atPath: path + "/" + folder, withIntermediateDirectories: true)
      } catch {
        throw Self.unwritable(path + "/" + folder, errno)
      }
    }
  }

  /// Whether all of these files lie in the folder, or are named by where they lie on the machine, so that they would be the same ones, or
  /// lie in it again, if the folder were another.
  public func holds(_ paths: [PathArgument]) -> Bool {
    paths.allSatisfy { $0.text.isAbsolutePath || OutputGeneration.relative($0, in: path) != nil }
  }

  /// Writes texts by their paths inside the folder.
  public func write(_ files: [(path: String, text: String)]) throws {
    _ = try begin().commit(files.map { ($0.path, Array($0.text.utf8)) }, as: .report)
  }

  /// Takes account of what steps have saved here at once, as in a preview, so that a later run may replace it.
  public func account(for program: Program, _ result: RunResult) {
    let saved = result.saves(of: program, in: path)
    guard !saved.isEmpty, let home = FolderPath(path).real else { return }
    guard let held = try? OutputGeneration.locked(home, self) else { return }
    defer { held.unlock() }
    // Where no account is kept yet of what an older version has written, a part of it would be wrong.
    guard let before = OutputManifest(of: held) ?? (Self.isOlder(held) ? nil : OutputManifest()) else { return }
    var manifest = before
    for (path, digest) in saved where held.entry(path)?.kind == .file {
      manifest.entries[path] = .init(role: .data, digest: digest)
    }
    if manifest != before { _ = try? AtomicFile.write(manifest.text, to: home + "/" + OutputManifest.name) }
  }

  /// Writes one file to a path that a person has typed; its folder is made if need be, and a link there is followed.
  public static func write(_ text: String, to path: String) throws {
    let folder = PathParts(path).folder
    try OutputFolder(path: folder).makeFolder(isWritten: false)
    try AtomicFile.write(text, to: path, links: .followed)
  }

  private func makeFolder(isWritten: Bool = true) throws {
    var isFolder: ObjCBool = false
    if FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) {
      if isFolder.boolValue, !isWritten || access(path, W_OK) == 0 { return }
      throw isFolder.boolValue ? Self.unwritable(path, EACCES) : Self.unwritable(path, ENOTDIR)
    }
    do {
      try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    } catch {
      throw Self.unwritable(path, errno)
    }
  }

  package static func unwritable(_ path: String, _ code: Int32) -> Diagnostic {
    unwritable(path, because: code == 0 ? "it cannot be made" : String(cString: strerror(code)))
  }

  static func unwritable(_ path: String, because reason: String) -> Diagnostic {
    Diagnostic(
      .outputUnwritable, "the reports cannot be written to \"\(path)\": \(reason)",
      help: ["choose another folder with --output-dir, or change its permissions"])
  }

  /// Another process holds the folder.
  func inUse(_ holder: pid_t?) -> Diagnostic {
    var notes = ["what \(path) held before is still there, unchanged"]
    if let holder {
      notes.insert(
        "it is process \(holder)" + (LivingProcess.command(of: holder).map { ": \($0)" } ?? ""), at: 0)
    }
    return Diagnostic(
      .outputInUse, "another process is writing to \"\(path)\" and does not come to an end", notes: notes,
      help: ["wait until it is done, or end it; or choose another folder with --output-dir"])
  }
}

extension DiagnosticCode {
  static let outputUnwritable = DiagnosticCode(
    "output-unwritable",
    "The output folder cannot be made or written: it may be a file, belong to somebody else, or lie on a full or read-only disk. "
      + "Inside it a file may stand in the place of a folder, or a link, which is never followed there."
  )
  static let outputInUse = DiagnosticCode(
    "output-in-use",
    "Runs may write to the same folder at the same time: each makes its files aside and puts them into their place at once, one after the "
      + "other. This run has waited for seconds for another process that holds the folder, which may have been stopped."
  )
}
