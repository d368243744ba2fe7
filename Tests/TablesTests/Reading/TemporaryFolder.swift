import CivilCalendar
import Diagnostics
import Files
import Foundation
import Tables

/// A folder that is removed with the test that made it.
final class TemporaryFolder {
  let url: URL

  init() throws {
    url = FileManager.default.temporaryDirectory.appendingPathComponent("matinee-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(at: url) }

  func path(_ name: String) -> String { url.appendingPathComponent(name).path }
  var names: [String] { ((try? FileManager.default.contentsOfDirectory(atPath: url.path)) ?? []).sorted() }

  @discardableResult func put(_ name: String, _ text: String) throws -> String { try put(name, Array(text.utf8)) }

  @discardableResult func put(_ name: String, _ bytes: [UInt8]) throws -> String {
    try Data(bytes).write(to: url.appendingPathComponent(name))
    return path(name)
  }

  func bytes(_ name: String) throws -> [UInt8] { Array(try Data(contentsOf: url.appendingPathComponent(name))) }
}

/// Keeps what it is given.
final class MemorySink: ByteSink {
  var bytes: [UInt8] = []

  func write(_ new: UnsafeRawBufferPointer) { bytes.append(contentsOf: new) }
}

func gzip(_ bytes: [UInt8]) throws -> [UInt8] {
  let sink = MemorySink()
  let writer = GzipWriter(sink)
  try writer.write(bytes)
  try writer.finish()
  return sink.bytes
}

func gzip(_ text: String) throws -> [UInt8] { try gzip(Array(text.utf8)) }

/// A table as text, one list a column: `a: 1 2 null`.
func listing(_ table: Table) -> [String] {
  table.named.map { name, column in
    let values = (0..<column.count).map { row in
      switch column[row] {
      case .null: "null"
      case .integer(let value): "\(value)"
      case .decimal(let value): "\(value)"
      case .string(let value): "'\(value)'"
      case .date(let value): CivilDay(days: value).description
      case .datetime(let value): NumberText.datetime(value)
      case .boolean(let value): "\(value)"
      }
    }
    return "\(name) \(column.type.rawValue): " + values.joined(separator: " ")
  }
}

/// The diagnostic that reading throws, or nil.
func fault(_ path: String, _ options: ReadingOptions = ReadingOptions(), columns: [String]? = nil) -> Diagnostic? {
  do {
    _ = try TableReader.read(path, options: options, columns: columns, threads: 2)
    return nil
  } catch {
    return error as? Diagnostic
  }
}
