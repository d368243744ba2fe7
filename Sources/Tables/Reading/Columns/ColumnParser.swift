import RandomStreams
import WrittenTexts

/// A column that is to be read.
struct PlannedColumn {
  let name: String
  /// Its number in the file, from 0.
  let position: Int
  let type: DeclaredType
  /// Whether `types:` named the type; then digits of a name, such as 007, may be numbers.
  let isDeclared: Bool
}

/// Why a field cannot be a value of its column.
enum FieldFlaw {
  case wrongType
  case nul(Int)
  case illFormed(Int, UInt8)
}

/// Parses one column of a piece of text, all records in one loop.
struct ColumnParser {
  let column: PlannedColumn
  let nulls: NullSpellings

  /// The first record that has a flaw, if any; what the column holds is then of no use.
  struct Outcome {
    var parsed: ParsedColumn
    var flaw: (record: Int, kind: FieldFlaw)?
  }

  func parse(_ source: some FieldSource) -> Outcome {
    let count = source.recordCount
    switch column.type {
    case .integer:
      let isStrict = !column.isDeclared
      return numbers(source, of: Int64.self, { .words($0) }) { bytes, length in
        if isStrict, length > 1, bytes[0] <= 0x30, DigitText.isName(bytes, length) { return nil }
        return IntegerText.parse(bytes, length)
      }
    case .decimal:
      let isStrict = !column.isDeclared
      return numbers(source, of: Double.self, { .doubles($0) }) { bytes, length in
        if isStrict, length > 1, bytes[0] <= 0x30, DigitText.isName(bytes, length) { return nil }
        return DecimalText.parseFaithfully(bytes, length, asWhole: isStrict)
      }
    case .date:
      return numbers(source, of: Int32.self, { .days($0) }) { TimeText.parseDate($0, $1) }
    case .datetime:
      var zones = TimeText.Zones()
      let outcome = numbers(source, of: Int64.self, { .words($0) }) { TimeText.parseDatetime($0, $1, &zones) }
      outcome.parsed.zones = zones
      return outcome
    case .seconds:
      return numbers(source, of: Int64.self, { .words($0) }) { EpochText.parse($0, $1, .seconds) }
    case .milliseconds:
      return numbers(source, of: Int64.self, { .words($0) }) { EpochText.parse($0, $1, .milliseconds) }
    case .microseconds:
      return numbers(source, of: Int64.self, { .words($0) }) { EpochText.parse($0, $1, .microseconds) }
    case .boolean:
      return numbers(source, of: UInt8.self, { .flags($0) }) { bytes, length in
        BooleanText.parse(bytes, length).map { $0 ? 1 : 0 }
      }
    case .string: return strings(source, count)
    }
  }

  @inline(__always)
  private func numbers<Element: BitwiseCopyable>(
    _ source: some FieldSource, of type: Element.Type,
    _ storage: (UnsafeMutablePointer<Element>) -> ParsedColumn.Storage,
    _ value: (UnsafePointer<UInt8>, Int) -> Element?
  ) -> Outcome {
    let count = source.recordCount
    let memory = UnsafeMutableRawPointer.allocate(
      byteCount: max(1, count) * MemoryLayout<Element>.stride, alignment: MemoryLayout<Element>.alignment)
    // Null rows hold zeros, so that equal tables are equal bytes.
    memory.initializeMemory(as: UInt8.self, repeating: 0, count: max(1, count) * MemoryLayout<Element>.stride)
    let values = memory.assumingMemoryBound(to: Element.self)
    let parsed = ParsedColumn(storage(values), count: count)
    let position = column.position
    let nullsFirst = nulls.mayBeValues
    for record in 0..<count {
      let text = source.field(record, position)
      if nullsFirst, text.count >= 0, nulls.contains(text.start, text.count) {
        parsed.setNull(record)
      } else if text.count > 0, let number = value(text.start, text.count) {
        values[record] = number
      } else if text.count < 0 || nulls.contains(text.start, text.count) || Self.isBlank(text) {
        parsed.setNull(record)
      } else {
        return Outcome(parsed: parsed, flaw: (record, .wrongType))
      }
    }
    return Outcome(parsed: parsed, flaw: nil)
  }

  /// An empty field is no number whatever the spellings of null.
  @inline(__always) private static func isBlank(_ text: FieldText) -> Bool {
    for position in 0..<max(0, text.count) where text.start[position] != 0x20 { return false }
    return true
  }

  private func strings(_ source: some FieldSource, _ count: Int) -> Outcome {
    let codes = UnsafeMutablePointer<UInt32>.allocate(capacity: max(1, count))
    let pool = StringPoolBuilder(capacity: count, byteCapacity: count * 16)
    let parsed = ParsedColumn(.strings(codes, pool), count: count)
    let position = column.position
    for record in 0..<count {
      let text = source.field(record, position)
      if text.count < 0 || nulls.contains(text.start, text.count) {
        codes[record] = 0
        parsed.setNull(record)
        continue
      }
      let hash = StableHash.of(text.start, text.count)
      let (code, isNew) = pool.insert(text.start, text.count, hash: hash)
      codes[record] = code
      if isNew, let flaw = UTF8Validation.flaw(text.start, text.count) {
        switch flaw {
        case .nul(let offset): return Outcome(parsed: parsed, flaw: (record, .nul(offset)))
        case .illFormed(let offset):
          return Outcome(parsed: parsed, flaw: (record, .illFormed(offset, text.start[offset])))
        }
      }
    }
    return Outcome(parsed: parsed, flaw: nil)
  }
}
