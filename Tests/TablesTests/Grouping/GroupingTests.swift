import Tables
import Testing

@Suite("Groups, counts and repeats agree with row-by-row formulas")
struct GroupingTests {
  static let keySets = [
    ["i"], ["w"], ["d"], ["s"], ["t"], ["m"], ["b"], ["n"], ["i", "s"], ["w", "d", "m"],
    ["i", "w", "d", "s", "t", "m", "b", "n"],
  ]

  @Test("on random tables of every type", arguments: 0..<20)
  func random(seed: Int) throws {
    let table = TestTable.random(rows: [0, 1, 2, 30, 200][seed % 5], seed: UInt64(seed))
    for keys in Self.keySets {
      var seen: [[[UInt8]]] = []
      var groups: [UInt32] = []
      var sizes: [UInt32] = []
      for row in 0..<table.rowCount {
        let key = identity(table, row, keys)
        if let known = seen.firstIndex(of: key) {
          groups.append(UInt32(known))
          sizes[known] += 1
        } else {
          groups.append(UInt32(seen.count))
          seen.append(key)
          sizes.append(1)
        }
      }
      for threads in 1...3 {
        let grouping = try Grouping(table, by: keys, threads: threads)
        #expect(grouping.groupOfRow.list == groups)
        #expect(grouping.sizes.list == sizes)
        let first = grouping.firstRows.list.map { identity(table, Int($0), keys) }
        #expect(first == seen)

        let order = sizes.indices.sorted { (sizes[$1], $0) < (sizes[$0], $1) }
        let counted = try table.counting(by: keys, as: "how many", threads: threads)
        #expect((0..<counted.rowCount).map { identity(counted, $0, keys) } == order.map { seen[$0] })
        #expect(counted["how many"]?.values == order.map { .integer(Int(sizes[$0])) })

        let deduplicated = try table.deduplicating(by: keys, threads: threads)
        #expect(deduplicated.removedCount == table.rowCount - seen.count)
        #expect((0..<deduplicated.table.rowCount).map { identity(deduplicated.table, $0, keys) } == seen)
      }
    }
  }

  @Test("and many wide keys over several pieces of rows and partitions")
  func wide() throws {
    let rows = 150_000
    var generator = TestGenerator(seed: 5)
    let values = (0..<rows).map { _ in Int64(truncatingIfNeeded: Int(generator.below(40_000)) &* 0x1234_5678_9ABC_DEF1)
    }
    let near = (0..<rows).map { _ in Int64(generator.below(3_000_000)) }
    let table = Table([
      ("k", Column(.integers(Buffer(values)))), ("near", Column(.integers(Buffer(near)))),
    ])
    for (name, list) in [("k", values), ("near", near)] {
      var known: [Int64: UInt32] = [:]
      var expected: [UInt32] = []
      for value in list {
        let group = known[value] ?? UInt32(known.count)
        known[value] = group
        expected.append(group)
      }
      for threads in 1...3 {
        let grouping = try Grouping(table, by: [name], threads: threads)
        #expect(grouping.groupOfRow.list == expected)
      }
    }
  }

  // pd.Series(list("bacabcbd") + [None]).value_counts(dropna=False)
  @Test("counts fall, ties by first appearance, as pandas value_counts")
  func valueCounts() throws {
    let table = Table([("k", TestTable.strings(["b", "a", "c", "a", "b", "c", "b", "d", nil]))])
    let counted = try table.counting(by: ["k"])
    #expect(counted["k"]?.values == [.string("b"), .string("a"), .string("c"), .string("d"), .null])
    #expect(counted["count"]?.values == [3, 2, 2, 1, 1].map { .integer($0) })
  }

  @Test("index numbers values by falling frequency and leaves null out")
  func index() {
    let column = TestTable.strings([nil, "x", "y", "y", nil, nil, "z", "x"])
    let index = column.indexedByFrequency()
    #expect(index.values == [.null, .integer(0), .integer(1), .integer(1), .null, .null, .integer(2), .integer(0)])
    guard case .indices(_, let cardinality) = index.storage else {
      Issue.record("an index column")
      return
    }
    #expect(cardinality == 3)
  }

  @Test("shared counts are null where the value is")
  func sharedCounts() {
    for threads in 1...3 {
      let counts = TestTable.integers([5, nil, 5, 9, nil, 5]).sharedCounts(threads: threads)
      #expect(counts.values == [.integer(3), .null, .integer(3), .integer(1), .null, .integer(3)])
    }
  }

  @Test("missing and clashing names are typed errors")
  func errors() {
    let table = Table([("count", TestTable.integers([1]))])
    #expect(throws: TableError.noColumn("x")) { try Grouping(table, by: ["x"]) }
    #expect(throws: TableError.nameClash(["count"])) { try table.counting(by: ["count"]) }
    #expect(throws: TableError.noColumns) { try table.counting(by: []) }
    #expect(throws: TableError.noColumn("x")) { try table.deduplicating(by: ["x"]) }
  }
}
