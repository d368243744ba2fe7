import RandomStreams
import SampleData
import Tables

/// The text of a sample's file, cut at newlines and tabs: the plain reading that the tests hold the table against.
struct SampleFile {
  let bytes: [UInt8]
  /// Without the header, malformed lines included.
  let lines: [[Substring]]

  init(_ sample: SampleReviews, threads: Int = 1) {
    var bytes: [UInt8] = []
    sample.write(threads: threads) { bytes.append(contentsOf: $0) }
    self.bytes = bytes
    lines = String(decoding: bytes, as: UTF8.self).split(separator: "\n").dropFirst()
      .map { $0.split(separator: "\t", omittingEmptySubsequences: false) }
  }

  /// The lines with as many fields as the header.
  var rows: [[Substring]] { lines.filter { $0.count == 15 } }

  /// The rows of 20,000 reviews, read once for the seeds that several tests look at.
  static func medium(_ seed: UInt64) -> [[Substring]] { mediums[seed] ?? [] }

  private static let mediums: [UInt64: [[Substring]]] = [1, 7, 42].reduce(into: [:]) {
    $0[$1] = SampleFile(SampleReviews(rows: 20_000, seed: $1)).rows
  }

  var digest: String { String(FNV1a.hash(bytes), radix: 16) }
}

/// A table as text: one line a row, fields between tabs, nulls empty, dates as days since 1970.
func text(of table: Table) -> [[String]] {
  (0..<table.rowCount).map { row in
    table.columns.map { column in
      switch column[row] {
      case .null: ""
      case .integer(let value): "\(value)"
      case .string(let value): value
      case .date(let day): isoDate(day)
      case let other: "\(other)"
      }
    }
  }
}

/// The date of a day since 1970-01-01 (Hinnant, "chrono-compatible low-level date algorithms", civil_from_days).
func isoDate(_ day: Int) -> String {
  let shifted = day + 719_468
  let era = shifted / 146_097
  let dayOfEra = shifted - era * 146_097
  let yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
  let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
  let shiftedMonth = (5 * dayOfYear + 2) / 153
  let dayOfMonth = dayOfYear - (153 * shiftedMonth + 2) / 5 + 1
  let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
  let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
  func padded(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
  return "\(year)-\(padded(month))-\(padded(dayOfMonth))"
}
