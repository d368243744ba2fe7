import JSONText
import Tables

/// Writes `results.json`: every addressable value, table and figure of a run, in an order that never changes.
public struct ResultsWriter: Sendable {
  /// A table's shape.
  public struct Shape: Sendable {
    public var name: String
    public var rows: Int
    public var schema: Schema

    public init(name: String, rows: Int, schema: Schema) {
      self.name = name
      self.rows = rows
      self.schema = schema
    }
  }

  public var version: String
  /// In the order they ran.
  public var notebooks: [(file: String, state: ReportPage.State)]
  public var values: [(String, Value)]
  public var tables: [Shape]
  /// Label and path relative to the output folder.
  public var figures: [(String, String)]
  /// Label and state.
  public var exercises: [(String, String)]

  public init(
    version: String, notebooks: [(file: String, state: ReportPage.State)], values: [(String, Value)],
    tables: [Shape], figures: [(String, String)], exercises: [(String, String)] = []
  ) {
    self.version = version
    self.notebooks = notebooks
    self.values = values
    self.tables = tables
    self.figures = figures
    self.exercises = exercises
  }

  /// The file's text: UTF-8 JSON (RFC 8259), two-space indent, keys sorted by their UTF-8 bytes, one final newline.
  ///
  /// Numbers have the fewest digits that read back as the same double; dates are ISO 8601 strings; null, and numbers that
  /// are not finite, are `null`. A name given twice keeps its last value. O(n log n).
  public func text() -> String {
    let pages = notebooks.map { #"{"file": \#(quote($0.file)), "state": \#(quote($0.state.rawValue))}"# }
    let shapes = tables.map { shape in
      let columns = shape.schema.fields.map { field in
        #"        {"name": \#(quote(field.name)), "type": \#(quote(field.type.rawValue))}"#
      }
      let list = columns.isEmpty ? "[]" : "[\n" + columns.joined(separator: ",\n") + "\n      ]"
      return (shape.name, "{\n      \"columns\": \(list),\n      \"rows\": \(shape.rows)\n    }")
    }
    // A folder without exercises says nothing of them.
    let states = object(exercises.map { ($0.0, quote($0.1)) })
    let head = exercises.isEmpty ? "" : "\n  \"exercises\": \(states),"
    return """
      {\(head)
        "figures": \(object(figures.map { ($0.0, quote($0.1)) })),
        "matinee": \(quote(version)),
        "notebooks": \(pages.isEmpty ? "[]" : "[\n    " + pages.joined(separator: ",\n    ") + "\n  ]"),
        "tables": \(object(shapes)),
        "values": \(object(values.map { ($0.0, Self.json($0.1)) }))
      }

      """
  }

  private func object(_ members: [(String, String)]) -> String {
    var last: [String: String] = [:]
    for (key, value) in members { last[key] = value }
    if last.isEmpty { return "{}" }
    let sorted = last.sorted { Array($0.key.utf8).lexicographicallyPrecedes(Array($1.key.utf8)) }
    return "{\n" + sorted.map { "    \(quote($0.key)): \($0.value)" }.joined(separator: ",\n") + "\n  }"
  }

  /// One value as JSON.
  static func json(_ value: Value) -> String {
    switch value {
    case .null: return "null"
    case .integer(let value): return "\(value)"
    case .decimal(let value): return value.isFinite ? ValueText.shortest(value == 0 ? 0 : value) : "null"
    case .string(let text): return JSON.quote(text)
    case .boolean(let value): return value ? "true" : "false"
    case .date(let days): return JSON.quote(DateText(days: days).iso)
    case .datetime(let microseconds): return JSON.quote(DateText(microseconds: microseconds).iso)
    }
  }

  private func quote(_ text: String) -> String { JSON.quote(text) }
}
