import Diagnostics
import Files

/// Parses pieces of csv and tsv.
final class DelimitedParser: ChunkParser {
  private let plan: ReadingPlan
  private let scanner: FieldScanner
  private let columnCount: Int
  private let scratch = GrowingMemory<UInt8>()
  /// Start and first field of the records that have the right number of fields.
  private let starts = GrowingMemory<UInt32>()
  private let firsts = GrowingMemory<UInt32>()
  /// Field ends of short lines, filled up; used only where the plan takes missing fields for nulls.
  private let paddedEnds = GrowingMemory<UInt32>()

  init(_ plan: ReadingPlan) {
    self.plan = plan
    columnCount = plan.outline.fields.count
    scanner = FieldScanner(separator: Array(plan.outline.separator.utf8), quoting: plan.outline.quoting)
  }

  func parse(_ base: UnsafePointer<UInt8>, _ count: Int, isFirst: Bool) -> ParsedChunk {
    scanner.scan(base, count)
    let result = ParsedChunk()
    if let open = scanner.openQuote {
      result.failure = Self.unclosedQuote(base, open, count)
      return result
    }
    selectRecords(base, isHeaderDue: isFirst && plan.outline.hasHeader, into: result)
    if scanner.torn.count > 0 {
      result.torn = scanner.torn
      result.tornLine = FieldFault.lineEnds(base, scanner.torn.first)
    }
    result.lines = plan.outline.quoting ? FieldFault.lineEnds(base, count) : scanner.recordCount
    let isPadded = paddedEnds.count > 0
    let fields = DelimitedFields(
      base: base, ends: UnsafePointer(isPadded ? paddedEnds.base : scanner.ends), starts: UnsafePointer(starts.base),
      firsts: UnsafePointer(firsts.base), recordCount: starts.count, columnCount: columnCount,
      separatorWidth: scanner.separatorWidth, quoting: plan.outline.quoting, scratch: scratch)
    let badLine = result.failure as? ReadingFault
    parseColumns(plan, from: fields, text: base, into: result)
    // Both faults are in this piece: the one on the earlier line is told.
    if let badLine, badLine.lineInPiece <= (result.failure as? ReadingFault)?.lineInPiece ?? .max {
      result.failure = badLine
    }
    return result
  }

  private func selectRecords(_ base: UnsafePointer<UInt8>, isHeaderDue: Bool, into result: ParsedChunk) {
    starts.removeAll()
    firsts.removeAll()
    paddedEnds.removeAll()
    starts.reserve(scanner.recordCount)
    firsts.reserve(scanner.recordCount)
    var isHeaderDue = isHeaderDue
    let headerLength = plan.repeatedHeader.count
    for record in 0..<scanner.recordCount {
      let first = Int(scanner.recordFirsts[record])
      let fields = Int(scanner.recordFirsts[record + 1]) - first
      var start = Int(scanner.recordStarts[record])
      let end = Int(scanner.ends[first + fields - 1])
      if base[start] == 0xEF, ByteOrderMark.isUTF8(base + start, end - start) {
        start += 3
        result.innerMarks += 1
      }
      if fields == 1, isBlank(base, start, end) { continue }
      if isHeaderDue {
        isHeaderDue = false
      } else if end &- start == headerLength, headerLength > 0, repeatsHeader(base + start) {
        if plan.onBadLines == .error {
          result.failure = FieldFault.repeatedHeader(record: start..<end, text: base)
          return
        }
        result.skip(.header, line: line(base, record, start), fieldCount: fields, base, start..<end)
      } else if fields == columnCount {
        starts.append(UInt32(truncatingIfNeeded: start))
        firsts.append(UInt32(truncatingIfNeeded: first))
      } else if fields < columnCount, plan.shortLines == .null {
        pad(start, first: first, fields: fields, end: end)
      } else {
        if plan.onBadLines == .error {
          result.failure = FieldFault.badLine(fields, expected: columnCount, record: start..<end, text: base)
          return
        }
        result.skip(.length, line: line(base, record, start), fieldCount: fields, base, start..<end)
      }
    }
  }

  /// The line of a record: without quoting records are lines; with it, line ends have to be counted.
  private func line(_ base: UnsafePointer<UInt8>, _ record: Int, _ start: Int) -> Int {
    plan.outline.quoting ? FieldFault.lineEnds(base, start) : record
  }

  private func repeatsHeader(_ record: UnsafePointer<UInt8>) -> Bool {
    plan.repeatedHeader.elementsEqual(UnsafeBufferPointer(start: record, count: plan.repeatedHeader.count))
  }

  /// Keeps the ends of a short line with those that it lacks: before their starts, so that these fields are empty.
  private func pad(_ start: Int, first: Int, fields: Int, end: Int) {
    if paddedEnds.count == 0 { paddedEnds.append(UnsafePointer(scanner.ends), count: scanner.endCount) }
    starts.append(UInt32(truncatingIfNeeded: start))
    firsts.append(UInt32(truncatingIfNeeded: paddedEnds.count))
    paddedEnds.append(UnsafePointer(scanner.ends + first), count: fields)
    for _ in fields..<columnCount { paddedEnds.append(UInt32(truncatingIfNeeded: end)) }
  }

  @inline(__always) private func isBlank(_ base: UnsafePointer<UInt8>, _ start: Int, _ end: Int) -> Bool {
    for position in start..<max(start, end) where base[position] != 0x20 { return false }
    return true
  }

  static func unclosedQuote(_ base: UnsafePointer<UInt8>, _ open: Int, _ count: Int) -> ReadingFault {
    var start = open
    while start > 0, base[start - 1] != 0x0A { start -= 1 }
    var end = open
    while end < count, base[end] != 0x0A { end += 1 }
    return ReadingFault(
      code: .unclosedQuote, message: { "the quote that opens in line \($0) is never closed" },
      lineInPiece: FieldFault.lineEnds(base, start),
      excerpt: Array(UnsafeBufferPointer(start: base + start, count: end - start)),
      range: open - start..<open - start + 1, label: "it opens here",
      help: ["if quotes are data in this file, say quoting: false"])
  }
}
