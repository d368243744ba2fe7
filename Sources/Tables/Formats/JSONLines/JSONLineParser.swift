import Diagnostics
import Files

/// Parses pieces of JSON lines.
final class JSONLineParser: ChunkParser {
  private let plan: ReadingPlan
  private let keys: JSONKeys
  /// Column of the table by number of its key; -1 for columns that nobody reads.
  private var wanted: [Int]
  private let slots = GrowingMemory<JSONLineScanner.Slot>()
  private let ranges = GrowingMemory<(Int, Int)>()
  private let scratch = GrowingMemory<UInt8>()
  private let localPlan: ReadingPlan

  init(_ plan: ReadingPlan) {
    self.plan = plan
    keys = JSONKeys(plan.outline.fields.map(\.key))
    wanted = Array(repeating: -1, count: plan.outline.fields.count)
    for (index, column) in plan.columns.enumerated() { wanted[column.position] = index }
    // Only the wanted values are kept, so columns are numbered among themselves here.
    var local = plan
    local.columns = plan.columns.enumerated().map { index, column in
      PlannedColumn(name: column.name, position: index, type: column.type, isDeclared: column.isDeclared)
    }
    localPlan = local
  }

  func parse(_ base: UnsafePointer<UInt8>, _ count: Int, isFirst: Bool) -> ParsedChunk {
    let result = ParsedChunk()
    slots.removeAll()
    ranges.removeAll()
    let width = plan.columns.count
    var start = 0
    while start < count, result.failure == nil {
      var end = start
      while base[end] != 0x0A { end += 1 }
      parseLine(base, start, end, width: width, into: result)
      result.lines += 1
      start = end + 1
    }
    let badLine = result.failure as? ReadingFault
    let fields = JSONLineFields(
      base: base, slots: UnsafePointer(slots.base), ranges: UnsafePointer(ranges.base), recordCount: ranges.count,
      width: width, scratch: scratch)
    parseColumns(localPlan, from: fields, text: base, into: result)
    if let badLine, badLine.lineInPiece <= (result.failure as? ReadingFault)?.lineInPiece ?? .max {
      result.failure = badLine
    }
    return result
  }

  private func parseLine(
    _ base: UnsafePointer<UInt8>, _ start: Int, _ end: Int, width: Int, into result: ParsedChunk
  ) {
    if (start..<end).allSatisfy({ base[$0] == 0x20 || base[$0] == 0x0D || base[$0] == 0x09 }) { return }
    let first = slots.count
    if first > Self.mostSlots {
      result.failure = Self.tooManyKeys(plan.outline.fields.count)
      return
    }
    slots.append(count: width) { $0.initialize(repeating: JSONLineScanner.Slot(), count: width) }
    let row = slots.base + first
    keys.beginObject()
    let isObject = JSONLineScanner.scan(base, start, end) { key, value in
      if let number = keys.number(of: key, base) {
        if wanted[number] >= 0 { row[wanted[number]] = value }
      } else if result.unknownKeys.count < 5 {
        let name = keys.name(of: key, base)
        if !result.unknownKeys.contains(name) { result.unknownKeys.append(name) }
      }
    }
    if isObject {
      ranges.append((start, end))
      return
    }
    slots.removeLast(width)
    if plan.onBadLines == .error {
      result.failure = Self.badLine(base, start, end, line: result.lines)
      return
    }
    result.skip(.json(base, start, end), line: result.lines, fieldCount: nil, base, start..<end)
  }

  /// Values of a piece that are looked at together: 1.5 GB (empirical: a piece of ordinary lines has some 100,000).
  private static let mostSlots = 1 << 27

  private static func tooManyKeys(_ count: Int) -> ReadingFault {
    ReadingFault(
      code: .tableTooLarge,
      message: {
        "near line \($0) the objects have \(count) different keys, each of which would be a column with a place in every row"
      },
      help: [
        "if the keys are data, write them as values: {\"key\": \"k1\", \"value\": 1}",
        "or read a few of them with columns:",
      ])
  }

  static func badLine(_ base: UnsafePointer<UInt8>, _ start: Int, _ end: Int, line: Int) -> ReadingFault {
    let reason = BadLineReason.json(base, start, end)
    return ReadingFault(
      code: .badLine, message: { "line \($0) is not a JSON object" }, lineInPiece: line,
      excerpt: Array(UnsafeBufferPointer(start: base + start, count: end - start)), range: 0..<min(end - start, 80),
      label: reason.label,
      help: [reason.remedy].compactMap { $0 } + ["on-bad-lines: skip leaves such lines out and lists them"])
  }
}

extension BadLineReason {
  /// Why a line that is not blank is no JSON object.
  static func json(_ base: UnsafePointer<UInt8>, _ start: Int, _ end: Int) -> BadLineReason {
    let place = JSONLineScanner.faultOffset(base, start, end)
    let rest = UnsafeBufferPointer(start: base + place, count: end - place)
    func begins(_ word: String) -> Bool { rest.starts(with: word.utf8) }
    if begins("NaN") || begins("Infinity") || begins("nan") || begins("inf") { return .notANumber }
    if begins("'") || begins("None") || begins("True") || begins("False") { return .python }
    return .object
  }
}
