import Diagnostics
import Foundation
import JSONText

/// What `results.json` holds, read again.
public struct RecordedResults: Sendable {
  /// A value as JSON has it: what is not a number is only ever equal or not.
  public enum Recorded: Sendable, Hashable, Decodable {
    case null
    case boolean(Bool)
    case integer(Int)
    case decimal(Double)
    case text(String)

    public init(from decoder: any Decoder) throws {
      let container = try decoder.singleValueContainer()
      if container.decodeNil() {
        self = .null
      } else if let value = try? container.decode(Bool.self) {
        self = .boolean(value)
      } else if let value = try? container.decode(Int.self) {
        self = .integer(value)
      } else if let value = try? container.decode(Double.self) {
        self = .decimal(value)
      } else {
        self = .text(try container.decode(String.self))
      }
    }

    public var number: Double? {
      switch self {
      case .integer(let value): Double(value)
      case .decimal(let value): value
      default: nil
      }
    }

    /// As `results.json` writes it; texts without their quotes.
    public var words: String {
      switch self {
      case .null: "null"
      case .boolean(let value): value ? "true" : "false"
      case .integer(let value): "\(value)"
      case .decimal(let value): ValueText.shortest(value)
      case .text(let text): text
      }
    }

    /// As JSON.
    public var json: JSON { if case .text(let text) = self { .text(text) } else { .written(words) } }
  }

  private struct Shape: Decodable {
    struct Column: Decodable {
      var name: String
      var type: String
    }
    var columns: [Column]
    var rows: Int
  }

  private struct File: Decodable {
    var matinee: String
    var figures: [String: String]
    var tables: [String: Shape]
    var values: [String: Recorded]
  }

  /// Of the Matinee that wrote it.
  public var version: String
  public var values: [String: Recorded]
  /// Paths of the figures' files by label.
  public var figures: [String: String]
  /// "12 rows; user: index, stars: integer", by the table's name.
  public var tables: [String: String]

  /// Reads a folder's `results.json`. Throws `Diagnostic`.
  public static func read(folder: String) throws -> RecordedResults {
    let path = folder + "/results.json"
    guard let data = FileManager.default.contents(atPath: path) else {
      throw Diagnostic(
        .missingResults, "there are no results in \"\(folder)\"", notes: ["\"\(path)\" cannot be read"],
        help: ["matinee run writes them: matinee run notebooks --output-dir \(folder)"])
    }
    do {
      let file = try JSONDecoder().decode(File.self, from: data)
      return RecordedResults(
        version: file.matinee, values: file.values, figures: file.figures,
        tables: file.tables.mapValues { shape in
          "\(Phrase.count(shape.rows, "row")); "
            + shape.columns.map { "\($0.name): \($0.type)" }.joined(separator: ", ")
        })
    } catch {
      throw Diagnostic(
        .missingResults, "\"\(path)\" is not what matinee run writes",
        help: ["run the notebooks again: matinee run notebooks --output-dir \(folder)"])
    }
  }
}

extension DiagnosticCode {
  public static let missingResults = DiagnosticCode(
    "missing-results",
    "What verify and diff compare are folders that `matinee run` has written. This one has no results.json, or one of another form."
  )
}
