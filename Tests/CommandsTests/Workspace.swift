import Foundation
import Testing

/// A temporary folder with notebooks, and the built `matinee` run in it as a reader would.
final class Workspace {
  let folder: URL

  /// - Parameter notebooks: markdown by file name, written to `notebooks/`.
  init(_ notebooks: [String: String] = [:]) throws {
    folder = FileManager.default.temporaryDirectory.appendingPathComponent("matinee-test-\(UUID().uuidString)")
    try FileManager.default.createDirectory(
      at: folder.appendingPathComponent("notebooks"), withIntermediateDirectories: true)
    for (name, text) in notebooks { try write(text, to: "notebooks/\(name)") }
  }

  /// A new lab in `lab`, and its learners' version in `mine`.
  static func withLab() throws -> Workspace {
    let work = try Workspace()
    #expect(try work.matinee("new", "lab").status == 0)
    let made = try work.matinee("student", "lab", "--to", "mine", "--quiet")
    #expect(made.status == 0, "\(made.errors)")
    return work
  }

  deinit { try? FileManager.default.removeItem(at: folder) }

  func write(_ text: String, to path: String) throws { try write(Array(text.utf8), to: path) }

  func write(_ bytes: [UInt8], to path: String) throws {
    let file = folder.appendingPathComponent(path)
    try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(bytes).write(to: file)
  }

  func exists(_ path: String) -> Bool {
    FileManager.default.fileExists(atPath: folder.appendingPathComponent(path).path)
  }

  func text(_ path: String) throws -> String {
    String(decoding: try Data(contentsOf: folder.appendingPathComponent(path)), as: UTF8.self)
  }

  /// Every file below a folder with its bytes, by its path.
  func files(below path: String) throws -> [String: Data] {
    let root = folder.appendingPathComponent(path)
    var found: [String: Data] = [:]
    for name in try FileManager.default.subpathsOfDirectory(atPath: root.path) {
      var isFolder: ObjCBool = false
      let file = root.appendingPathComponent(name)
      if FileManager.default.fileExists(atPath: file.path, isDirectory: &isFolder), !isFolder.boolValue {
        found[name] = try Data(contentsOf: file)
      }
    }
    return found
  }

  /// What a command printed and how it ended. A negative status is a signal: a crash.
  struct Outcome {
    var status: Int32
    var output: String
    var errors: String
  }

  func matinee(_ arguments: String...) throws -> Outcome {
    try start(Self.binary, arguments)
  }

  /// - Parameter script: for `sh`; `$1` is the binary.
  func shell(_ script: String) throws -> Outcome {
    try start(URL(fileURLWithPath: "/bin/sh"), ["-c", script, "sh", Self.binary.path])
  }

  private func start(_ program: URL, _ arguments: [String]) throws -> Outcome {
    // Files, not pipes: a pipe that nobody reads while the process runs can fill up and stop it.
    let output = folder.appendingPathComponent("stdout-\(UUID().uuidString)")
    let errors = folder.appendingPathComponent("stderr-\(UUID().uuidString)")
    for file in [output, errors] { try Data().write(to: file) }
    defer { for file in [output, errors] { try? FileManager.default.removeItem(at: file) } }
    let process = Process()
    process.executableURL = program
    process.arguments = arguments
    process.currentDirectoryURL = folder
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = try FileHandle(forWritingTo: output)
    process.standardError = try FileHandle(forWritingTo: errors)
    try process.run()
    process.waitUntilExit()
    return Outcome(
      status: process.terminationReason == .exit ? process.terminationStatus : -process.terminationStatus,
      output: String(decoding: try Data(contentsOf: output), as: UTF8.self),
      errors: String(decoding: try Data(contentsOf: errors), as: UTF8.self))
  }

  /// The binary that was built with the tests: beside them.
  private static let binary: URL = {
    let beside = Bundle.main.bundleURL.appendingPathComponent("matinee")
    if FileManager.default.isExecutableFile(atPath: beside.path) { return beside }
    let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    return root.appendingPathComponent(".build/debug/matinee")
  }()
}

/// Cells of markdown.
func cell(_ lines: String...) -> String { "```{lab}\n" + lines.joined(separator: "\n") + "\n```\n" }

let loading = cell("load \"sample:reviews?rows=2000\" as reviews")
