import CivilCalendar
import Diagnostics
import JSONText

/// Writes rows as JSON objects, each with all columns.
struct JSONLineEncoder: RowEncoder {
  let rowCount: Int
  private let columns: [Column]
  /// The keys as they are written, with what stands before them.
  private let keys: [[UInt8]]

  init(_ table: Table) {
    rowCount = table.rowCount
    columns = table.columns
    keys = table.schema.names.enumerated().map {
      Array((($0 == 0 ? "{" : ",") + JSON.quote($1) + ":").utf8)
    }
  }

  func appendHeader(to text: GrowingMemory<UInt8>) {}

  func append(_ row: Int, to text: GrowingMemory<UInt8>) {
    for (index, column) in columns.enumerated() {
      text.append(keys[index])
      if column.isNull(row) { text.append("null") } else { append(column, row, to: text) }
    }
    text.append(columns.isEmpty ? "{}\n" : "}\n")
  }

  private func append(_ column: Column, _ row: Int, to text: GrowingMemory<UInt8>) {
    switch column.storage {
    case .integers(let values): NumberText.append(values[row], to: text)
    case .indices(let values, _): NumberText.append(Int64(values[row]), to: text)
    case .decimals(let values): text.append(values[row].isFinite ? values[row].description : "null")
    case .booleans(let values): text.append(values[row] != 0 ? "true" : "false")
    case .dates(let values): appendQuoted(CivilDay(days: Int(values[row])).description, to: text)
    case .datetimes(let values): appendQuoted(NumberText.datetime(Int(values[row])), to: text)
    case .strings(let codes, let pool):
      text.append(JSON.quote(String(decoding: pool.utf8(Int(codes[row])), as: UTF8.self)))
    }
  }

  /// A text without anything to be escaped.
  private func appendQuoted(_ string: String, to text: GrowingMemory<UInt8>) {
    text.append(0x22)
    text.append(string)
    text.append(0x22)
  }
}
