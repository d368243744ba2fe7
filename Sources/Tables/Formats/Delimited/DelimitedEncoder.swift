import CivilCalendar
import Diagnostics
import Files

/// Writes rows with a separator between their fields. A missing value is an empty field.
struct DelimitedEncoder: RowEncoder {
  let rowCount: Int
  private let columns: [Column]
  private let names: [String]
  private let separator: UInt8
  private let hasQuotes: Bool

  init(_ table: Table, _ format: DelimitedFormat) {
    rowCount = table.rowCount
    columns = table.columns
    names = table.schema.names
    separator = format.separator
    hasQuotes = format.hasQuotes
  }

  func appendHeader(to text: GrowingMemory<UInt8>) throws {
    for (index, name) in names.enumerated() {
      if index > 0 { text.append(separator) }
      var name = name
      try name.withUTF8 { try append($0, to: text, row: -1, column: index) }
    }
    text.append(0x0A)
  }

  func append(_ row: Int, to text: GrowingMemory<UInt8>) throws {
    for (index, column) in columns.enumerated() {
      if index > 0 { text.append(separator) }
      if column.isNull(row) {
        // A blank line would be no row.
        if columns.count == 1 { text.append("\"\"") }
      } else {
        try append(column, row, index, to: text)
      }
    }
    text.append(0x0A)
  }

  private func append(_ column: Column, _ row: Int, _ index: Int, to text: GrowingMemory<UInt8>) throws {
    switch column.storage {
    case .integers(let values): NumberText.append(values[row], to: text)
    case .indices(let values, _): NumberText.append(Int64(values[row]), to: text)
    case .decimals(let values): text.append(values[row].description)
    case .booleans(let values): text.append(values[row] != 0 ? "true" : "false")
    case .dates(let values): text.append(CivilDay(days: Int(values[row])).description)
    case .datetimes(let values): text.append(NumberText.datetime(Int(values[row])))
    case .strings(let codes, let pool): try append(pool.utf8(Int(codes[row])), to: text, row: row, column: index)
    }
  }

  private func append(
    _ bytes: UnsafeBufferPointer<UInt8>, to text: GrowingMemory<UInt8>, row: Int, column: Int
  ) throws {
    if hasQuotes {
      appendQuoting(bytes, to: text)
    } else if let bad = bytes.first(where: { $0 == separator || $0 == 0x0A || $0 == 0x0D }) {
      throw unwritable(bytes, bad, row: row, column: column)
    } else {
      text.append(bytes)
    }
  }

  private func unwritable(_ bytes: UnsafeBufferPointer<UInt8>, _ bad: UInt8, row: Int, column: Int) -> Diagnostic {
    let place = row < 0 ? "the name of column \(column + 1)" : "row \(row + 1), column \"\(names[column])\""
    let name = bad == 0x09 ? "a tab" : bad == separator ? "\"\(Unicode.Scalar(bad))\"" : "a line break"
    let others = TableFormat.all.filter { !$0.lacks(.fieldBreak) }
    return Diagnostic(
      .unwritableValue, "\(place): the text \(ReadingFault.quote(bytes)) has \(name)",
      help: ["write the table as \(others.names("or"))", "or replace these characters first"])
  }

  private func appendQuoting(_ bytes: UnsafeBufferPointer<UInt8>, to text: GrowingMemory<UInt8>) {
    let needsQuotes = bytes.isEmpty || bytes.contains { $0 == 0x22 || $0 == separator || $0 == 0x0A || $0 == 0x0D }
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
