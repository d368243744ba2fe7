import Tables

/// Tables for tests, written as lists of values.
enum TestTable {
  static func column(_ type: ColumnType, _ values: [Value], cardinality: Int = 100) -> Column {
    let validity = Bitmap(count: values.count) { values[$0] != .null }
    func whole(_ value: Value) -> Int {
      switch value {
      case .integer(let number), .date(let number), .datetime(let number): number
      case .boolean(let flag): flag ? 1 : 0
      default: 0
      }
    }
    switch type {
    case .integer: return Column(.integers(Buffer(values.map { Int64(whole($0)) })), validity: validity)
    case .decimal: return Column(.decimals(Buffer(values.map { $0.number ?? 0 })), validity: validity)
    case .date: return Column(.dates(Buffer(values.map { Int32(whole($0)) })), validity: validity)
    case .datetime: return Column(.datetimes(Buffer(values.map { Int64(whole($0)) })), validity: validity)
    case .boolean: return Column(.booleans(Buffer(values.map { UInt8(whole($0)) })), validity: validity)
    case .index:
      return Column(
        .indices(Buffer(values.map { Int32(whole($0)) }), cardinality: cardinality), validity: validity)
    case .string:
      // An unused string leads, so that codes are never the row numbers.
      var pool = ["(unused)"]
      let codes = values.map { value -> UInt32 in
        guard case .string(let text) = value else { return 0 }
        if let known = pool.firstIndex(where: { Array($0.utf8) == Array(text.utf8) }) { return UInt32(known) }
        pool.append(text)
        return UInt32(pool.count - 1)
      }
      return Column(.strings(codes: Buffer(codes), pool: StringPool(pool)), validity: validity)
    }
  }

  static func strings(_ values: [String?]) -> Column { column(.string, values.map { $0.map { .string($0) } ?? .null }) }
  static func integers(_ values: [Int?]) -> Column { column(.integer, values.map { $0.map { .integer($0) } ?? .null }) }
  static func decimals(_ values: [Double?]) -> Column {
    column(.decimal, values.map { $0.map { .decimal($0) } ?? .null })
  }
  static func booleans(_ values: [Bool?]) -> Column {
    column(.boolean, values.map { $0.map { .boolean($0) } ?? .null })
  }
  static func dates(_ values: [String?]) -> Column {
    column(.date, values.map { $0.map { .date(TestDate.days($0)) } ?? .null })
  }

  static let texts = ["a", "b", "ä", "a\u{308}", "A", "", "日本", "B", "aa", "😀", "\u{FFFD}", " a "]

  /// Small values that repeat, nulls, and every type. `shape` chooses between narrow and very wide integers.
  static func random(rows: Int, seed: UInt64) -> Table {
    var generator = TestGenerator(seed: seed)
    func values(_ make: (inout TestGenerator) -> Value) -> [Value] {
      (0..<rows).map { _ in generator.below(6) == 0 ? .null : make(&generator) }
    }
    let wide = [0, 1, -1, Int.max, Int.min, 1 << 40, -(1 << 50), 7]
    let doubles = [0.0, -0.0, 1.5, -2.25, 1e300, -1e300, .infinity, 1e-300]
    return Table(
      [
        ("i", column(.integer, values { .integer($0.below(7) - 3) })),
        ("w", column(.integer, values { .integer(wide[$0.below(wide.count)]) })),
        ("d", column(.decimal, values { .decimal(doubles[$0.below(doubles.count)]) })),
        ("s", column(.string, values { .string(texts[$0.below(texts.count)]) })),
        ("t", column(.date, values { .date($0.below(9) - 4) })),
        ("m", column(.datetime, values { .datetime(($0.below(9) - 4) * 1_000_000_007) })),
        ("b", column(.boolean, values { .boolean($0.below(2) == 1) })),
        ("n", column(.index, values { .integer($0.below(5)) }, cardinality: 5)),
        ("r", column(.integer, (0..<rows).map { .integer($0) })),
      ], rowCount: rows)
  }
}

/// SplitMix64, for the choices of a test.
struct TestGenerator {
  var state: UInt64

  init(seed: UInt64) { state = seed &* 0x9E37_79B9_7F4A_7C15 &+ 1 }

  mutating func next() -> UInt64 {
    state = state &+ 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ z >> 30) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ z >> 27) &* 0x94D0_49BB_1331_11EB
    return z ^ z >> 31
  }

  mutating func below(_ bound: Int) -> Int { Int(next() % UInt64(bound)) }
}

/// A value as its identity in a table: strings by bytes, 0.0 and -0.0 the same.
func identity(_ value: Value) -> [UInt8] {
  switch value {
  case .null: [0]
  case .string(let text): [1] + Array(text.utf8)
  case .decimal(let number): [2] + Array("\(number + 0)".utf8)
  default: [3] + Array("\(value)".utf8)
  }
}

func identity(_ table: Table, _ row: Int, _ names: [String]) -> [[UInt8]] {
  names.map { name in table[name].map { identity($0[row]) } ?? [9] }
}

func identities(_ table: Table) -> [[[UInt8]]] { (0..<table.rowCount).map { identity(table, $0, table.schema.names) } }

extension Column {
  var values: [Value] { (0..<count).map { self[$0] } }
}

extension Buffer {
  /// A copy, which outlives the buffer.
  var list: [Element] { (0..<count).map { self[$0] } }
}
