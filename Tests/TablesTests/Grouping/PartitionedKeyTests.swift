import Tables
import Testing

@Suite("Partitioned keys give what a dictionary gives, for any number of threads")
struct PartitionedKeyTests {
  /// Around the borders of a word, a piece and several pieces.
  static let sizes = [1, 63, 65, 65_535, 65_536, 65_537, 131_073]

  /// Whole numbers: few, one only, dense, spread so that they are dealt by range, spread so that they are hashed, extreme.
  enum Shape: CaseIterable {
    case one, few, dense, spread, sparse, extreme

    func value(_ generator: inout TestGenerator, rows: Int) -> Int {
      switch self {
      case .one: 42
      case .few: generator.below(5) - 2
      case .dense: generator.below(rows * 2)
      // The range lies between 4 and 64 values a row, as that of the customers of the reviews.
      case .spread: -7 + generator.below(rows / 3 + 1) * 60
      case .sparse: generator.below(rows / 2 + 1) &* 0x1234_5678_9ABC
      case .extreme: [Int.min, Int.max, 0, -1][generator.below(4)]
      }
    }
  }

  static func keys(_ shape: Shape, rows: Int, withNulls: Bool) -> [Int?] {
    var generator = TestGenerator(seed: UInt64(rows))
    return (0..<rows).map { _ in
      let value = shape.value(&generator, rows: rows)
      return withNulls && generator.below(4) == 0 ? nil : value
    }
  }

  /// The group of each row by first appearance, the first rows and the sizes.
  static func naive<Key: Hashable>(_ keys: [Key]) -> (groups: [UInt32], firsts: [UInt32], sizes: [UInt32]) {
    var known: [Key: Int] = [:]
    var (groups, firsts, sizes): ([UInt32], [UInt32], [UInt32]) = ([], [], [])
    for (row, key) in keys.enumerated() {
      let group = known[key] ?? firsts.count
      if group == firsts.count {
        known[key] = group
        firsts.append(UInt32(row))
        sizes.append(0)
      }
      sizes[group] += 1
      groups.append(UInt32(group))
    }
    return (groups, firsts, sizes)
  }

  @Test("one column", arguments: Shape.allCases, [false, true])
  func oneColumn(shape: Shape, withNulls: Bool) throws {
    for rows in Self.sizes {
      let keys = Self.keys(shape, rows: rows, withNulls: withNulls)
      let table = Table([("k", TestTable.integers(keys))])
      let (groups, firsts, sizes) = Self.naive(keys)
      let order = sizes.indices.sorted { (sizes[$1], $0) < (sizes[$0], $1) }
      var numbers = [Int32](repeating: 0, count: sizes.count)
      var next: Int32 = 0
      for group in order where keys[Int(firsts[group])] != nil {
        numbers[group] = next
        next += 1
      }
      for threads in [1, 2, 3, 5] {
        let grouping = try Grouping(table, by: ["k"], threads: threads)
        #expect(grouping.groupOfRow.list == groups)
        #expect(grouping.firstRows.list == firsts)
        #expect(grouping.sizes.list == sizes)

        let counted = try table.counting(by: ["k"], threads: threads)
        #expect(counted["k"].map { Self.optionals($0) } == order.map { keys[Int(firsts[$0])] })
        #expect(counted["count"].map { Self.optionals($0) } == order.map { Int(sizes[$0]) })

        let index = table.columns[0].indexedByFrequency(threads: threads)
        #expect(Self.optionals(index) == keys.indices.map { keys[$0] == nil ? nil : Int(numbers[Int(groups[$0])]) })
        let shared = table.columns[0].sharedCounts(threads: threads)
        #expect(Self.optionals(shared) == keys.indices.map { keys[$0] == nil ? nil : Int(sizes[Int(groups[$0])]) })

        #expect(try table.firstOccurrences(threads: threads).rows().list == firsts)
      }
    }
  }

  @Test("the last row of each key, by dates with ties and nulls", arguments: Shape.allCases)
  func lastRows(shape: Shape) throws {
    for rows in Self.sizes {
      let keys = Self.keys(shape, rows: rows, withNulls: true)
      var generator = TestGenerator(seed: 9)
      let dates = (0..<rows).map { _ in generator.below(9) == 0 ? nil : generator.below(100) }
      let table = Table([("k", TestTable.integers(keys)), ("d", TestTable.integers(dates))])
      var last: [Int: Int] = [:]
      for row in 0..<rows {
        guard let key = keys[row], let date = dates[row] else { continue }
        if let known = last[key], let best = dates[known], best > date { continue }
        last[key] = row
      }
      let tied = Set(
        keys.indices.compactMap { row -> Int? in
          guard let key = keys[row], let date = dates[row], let best = last[key], best != row else { return nil }
          return dates[best] == date ? key : nil
        }
      ).count
      for threads in [1, 2, 3, 5] {
        let found = try table.lastRows(per: "k", orderedBy: "d", threads: threads)
        #expect(found.rows.rows().list.map(Int.init) == last.values.sorted())
        #expect(found.tiedKeys == tied)
      }
    }
  }

  @Test("several columns, packed into one number or hashed", arguments: Shape.allCases, [false, true])
  func severalColumns(shape: Shape, withNulls: Bool) throws {
    for rows in [65, 65_537, 131_073] {
      let first = Self.keys(shape, rows: rows, withNulls: withNulls)
      let second = Self.keys(.dense, rows: rows, withNulls: withNulls).map { $0.map { $0 % 500 } }
      let table = Table([
        ("a", TestTable.integers(first)), ("b", TestTable.column(.date, second.map { $0.map { .date($0) } ?? .null })),
        ("c", TestTable.column(.boolean, second.map { .boolean(($0 ?? 0) % 2 == 1) })),
      ])
      let (groups, firsts, sizes) = Self.naive(zip(first, second).map { [$0, $1] })
      let order = sizes.indices.sorted { (sizes[$1], $0) < (sizes[$0], $1) }
      for threads in [1, 2, 3, 5] {
        let grouping = try Grouping(table, by: ["a", "b", "c"], threads: threads)
        #expect(grouping.groupOfRow.list == groups)
        #expect(grouping.sizes.list == sizes)
        #expect(try table.firstOccurrences(threads: threads).rows().list == firsts)
        let counted = try table.counting(by: ["a", "b"], threads: threads)
        #expect(counted["count"].map { Self.optionals($0) } == order.map { Int(sizes[$0]) })
      }
    }
  }

  static func optionals(_ column: Column) -> [Int?] {
    switch column.storage {
    case .integers(let values): (0..<column.count).map { column.isNull($0) ? nil : Int(values[$0]) }
    case .indices(let values, _): (0..<column.count).map { column.isNull($0) ? nil : Int(values[$0]) }
    default: []
    }
  }
}
