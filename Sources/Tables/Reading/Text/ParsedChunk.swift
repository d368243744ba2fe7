import Files

/// What one piece of text came to.
final class ParsedChunk {
  var rows = 0
  /// Line ends in the piece.
  var lines = 0
  var textBytes = 0
  var columns: [ParsedColumn] = []
  /// `line` counts from 0 within the piece.
  var skipped: [SkippedLine] = []
  var skippedByReason: [BadLineReason: Int] = [:]
  /// Records before which a byte order mark stood.
  var innerMarks = 0
  /// Fields whose text goes on behind their closing quote, and the line of the first, counted from 0 within the piece.
  var torn = TornFields()
  var tornLine = 0
  /// Keys of JSON objects that are no columns, by first appearance, at most a few.
  var unknownKeys: [String] = []
  /// What stops the reading: a `ReadingFault` or an error of the system.
  var failure: (any Error)?

  /// Leaves a line out.
  ///
  /// - Parameters:
  ///   - line: counted from 0 within the piece; asked only where the line is listed.
  ///   - bytes: the line, in `text`.
  func skip(
    _ reason: BadLineReason, line: @autoclosure () -> Int, fieldCount: Int?, _ text: UnsafePointer<UInt8>,
    _ bytes: Range<Int>
  ) {
    skippedByReason[reason, default: 0] += 1
    if skipped.count < ReadingReport.listedLines {
      skipped.append(
        SkippedLine(
          line: line(), reason: reason, fieldCount: fieldCount, excerpt: FieldFault.excerpt(text, bytes)))
    }
  }

  init(failure: (any Error)? = nil) { self.failure = failure }
}

/// Parses pieces of text, one thread's at a time.
protocol ChunkParser: AnyObject {
  /// `base` holds `count` bytes of whole records and is readable 64 bytes further.
  func parse(_ base: UnsafePointer<UInt8>, _ count: Int, isFirst: Bool) -> ParsedChunk
}

extension ChunkParser {
  /// Parses the planned columns; the flaw of the earliest record, then of the leftmost column, is the fault.
  func parseColumns(
    _ plan: ReadingPlan, from source: some FieldSource, text base: UnsafePointer<UInt8>, into result: ParsedChunk
  ) {
    var worst: (record: Int, column: PlannedColumn, kind: FieldFlaw)?
    for column in plan.columns {
      let outcome = ColumnParser(column: column, nulls: plan.nulls).parse(source)
      result.columns.append(outcome.parsed)
      if let flaw = outcome.flaw, flaw.record < worst?.record ?? .max { worst = (flaw.record, column, flaw.kind) }
    }
    result.rows = source.recordCount
    if let worst {
      result.failure = FieldFault.fault(
        worst.kind, column: worst.column, record: source.recordRange(worst.record),
        field: source.fieldRange(worst.record, worst.column.position), text: base)
    }
  }
}

/// What to read from a file and how.
struct ReadingPlan {
  var outline: TableOutline
  var format: any TextFormat
  var columns: [PlannedColumn]
  var nulls: NullSpellings
  var onBadLines: BadLineRule
  var shortLines: ShortLineRule
  var encoding: TextEncoding
  /// Lines of the file above the table.
  var linesBefore = 0
  /// The header line, where a line of the same text is not a row; empty where it may be one.
  var repeatedHeader: [UInt8] = []
}

/// The text of one field; a negative count means that there is none.
struct FieldText {
  let start: UnsafePointer<UInt8>
  let count: Int
}

/// The records of one piece of text, as columns are parsed from them.
protocol FieldSource {
  var recordCount: Int { get }
  /// The text of a column (numbered as in the file) in a record; valid until the next call.
  func field(_ record: Int, _ column: Int) -> FieldText
  /// The bytes of a record, from its first to the last before its line end.
  func recordRange(_ record: Int) -> Range<Int>
  /// The bytes of a field as they stand in the file.
  func fieldRange(_ record: Int, _ column: Int) -> Range<Int>
}
