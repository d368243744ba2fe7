import CivilCalendar
import Diagnostics
import Files
import JSONText

/// Writes rows as the text of a format.
struct RowEncoder {
  private let columns: [Column]
  private let names: [String]
  private let format: TextFormat
  /// The keys of a JSON object as they are written, with what stands before them.
  private let keys: [[UInt8]]

  init(_ table: Table, format: TextFormat) {
    columns = table.columns
    names = table.schema.names
    self.format = format
    keys = names.enumerated().map { Array((($0 == 0 ? "{" : ",") + JSON.quote($1) + ":").utf8) }
  }

  func appendHeader(to text: GrowingMemory<UInt8>) throws {
    if format == .jsonl { return }
    for (index, name) in names.enumerated() {
      if index > 0 { text.append(separator) }
      var name = name
      try name.withUTF8 { try append($0, to: text, row: -1, column: index) }
    }
    text.append(0x0A)
  }

  private var separator: UInt8 { format == .csv ? UInt8(ascii: ",") : 0x09 }

  func append(_ row: Int, to text: GrowingMemory<UInt8>) throws {
    for (index, column) in columns.enumerated() {
      if format == .jsonl {
        append(keys[index], to: text)
      } else if index > 0 {
        text.append(separator)
      }
      if column.isNull(row) {
        if format == .jsonl { append("null", to: text) } else if columns.count == 1 { append("\"\"", to: text) }
      } else {
        try append(column, row, index, to: text)
      }
    }
    if format == .jsonl { append(columns.isEmpty ? "{}" : "}", to: text) }
    text.append(0x0A)
  }

  private func append(_ column: Column, _ row: Int, _ index: Int, to text: GrowingMemory<UInt8>) throws {
    switch column.storage {
    case .integers(let values): NumberText.append(values[row], to: text)
    case .indices(let values, _): NumberText.append(Int64(values[row]), to: text)
    case .decimals(let values):
      if format == .jsonl, !values[row].isFinite {
        append("null", to: text)
      } else {
        append(values[row].description, to: text)
      }
    case .booleans(let values): append(values[row] != 0 ? "true" : "false", to: text)
    case .dates(let values): append(CivilDay(days: Int(values[row])).description, quotedIf: format == .jsonl, to: text)
    case .datetimes(let values): append(NumberText.datetime(Int(values[row])), quotedIf: format == .jsonl, to: text)
    case .strings(let codes, let pool): try append(pool.utf8(Int(codes[row])), to: text, row: row, column: index)
    }
  }

  private func append(_ string: String, quotedIf quoted: Bool, to text: GrowingMemory<UInt8>) {
    if quoted { text.append(0x22) }
    append(string, to: text)
    if quoted { text.append(0x22) }
  }

  private func append(_ string: String, to text: GrowingMemory<UInt8>) { append(Array(string.utf8), to: text) }

  private func append(_ bytes: [UInt8], to text: GrowingMemory<UInt8>) { bytes.withUnsafeBufferPointer(text.append) }

  private func append(
    _ bytes: UnsafeBufferPointer<UInt8>, to text: GrowingMemory<UInt8>, row: Int, column: Int
  ) throws {
    switch format {
    case .jsonl: append(JSON.quote(String(decoding: bytes, as: UTF8.self)), to: text)
    case .csv: appendQuoting(bytes, to: text)
    case .tsv:
      if let bad = bytes.first(where: { $0 == 0x09 || $0 == 0x0A || $0 == 0x0D }) {
        let place = row < 0 ? "the name of column \(column + 1)" : "row \(row + 1), column \"\(names[column])\""
        throw Diagnostic(
          .unwritableValue,
          "\(place): the text \(ReadingFault.quote(bytes)) has a \(bad == 0x09 ? "tab" : "line break")",
          help: ["write the table as csv or jsonl", "or replace these characters first"])
      }
      text.append(bytes)
    }
  }

  private func appendQuoting(_ bytes: UnsafeBufferPointer<UInt8>, to text: GrowingMemory<UInt8>) {
    let needsQuotes = bytes.isEmpty || bytes.contains { $0 == 0x22 || $0 == 0x2C || $0 == 0x0A || $0 == 0x0D }
    if !needsQuotes {
      text.append(bytes)
      return
    }
    text.append(0x22)
    for byte in bytes {
      if byte == 0x22 { text.append(0x22) }
      text.append(byte)
    }
    text.append(0x22)
  }
}
