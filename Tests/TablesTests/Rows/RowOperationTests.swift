import Testing

@testable import Tables

@Suite("Sorting, sampling, splitting and joining")
struct RowOperationTests {
  /// Whether a comes before b; nil when they are equal.
  static func precedes(_ a: Value, _ b: Value, descending: Bool) -> Bool? {
    switch (a, b) {
    case (.null, .null): return nil
    case (.null, _): return false
    case (_, .null): return true
    default: break
    }
    let less: Bool
    let greater: Bool
    switch (a, b) {
    case (.string(let x), .string(let y)):
      less = x.utf8.lexicographicallyPrecedes(y.utf8)
      greater = y.utf8.lexicographicallyPrecedes(x.utf8)
    case (.decimal(let x), .decimal(let y)): (less, greater) = (x < y, x > y)
    case (.boolean(let x), .boolean(let y)): (less, greater) = (!x && y, x && !y)
    case (.integer(let x), .integer(let y)), (.date(let x), .date(let y)), (.datetime(let x), .datetime(let y)):
      (less, greater) = (x < y, x > y)
    default: return nil
    }
    if !less, !greater { return nil }
    return descending ? greater : less
  }

  @Test("sort is stable, nulls last, by every type and direction", arguments: 0..<12)
  func sort(seed: Int) throws {
    let table = TestTable.random(rows: [0, 1, 40, 120][seed % 4], seed: UInt64(100 + seed))
    var generator = TestGenerator(seed: UInt64(seed))
    for _ in 0..<12 {
      let keys = (0...generator.below(3)).map { _ in
        SortKey(table.schema.names[generator.below(9)], descending: generator.below(2) == 0)
      }
      let expected = (0..<table.rowCount).sorted { a, b in
        for key in keys {
          guard let column = table[key.column] else { continue }
          if let order = Self.precedes(column[a], column[b], descending: key.isDescending) { return order }
        }
        return a < b
      }
      for threads in 1...3 {
        #expect(try table.order(by: keys, threads: threads).list.map(Int.init) == expected)
      }
    }
  }

  @Test("the last row of each key is the one with the greatest order, of equals the later", arguments: 0..<12)
  func lastPer(seed: Int) throws {
    let table = TestTable.random(rows: [0, 1, 60, 200][seed % 4], seed: UInt64(200 + seed))
    for key in ["i", "s", "w", "n"] {
      for order in ["t", "m", "d", "s", "w", "i"] {
        guard let keys = table[key], let orders = table[order] else { continue }
        var last: [[UInt8]: Int] = [:]
        for row in 0..<table.rowCount where !keys.isNull(row) && !orders.isNull(row) {
          let known = last[identity(keys[row])]
          if known == nil || Self.precedes(orders[row], orders[known ?? 0], descending: false) != true {
            last[identity(keys[row])] = row
          }
        }
        for threads in 1...3 {
          let found = try table.lastRows(per: key, orderedBy: order, threads: threads)
          #expect(found.rows.rows().list.map(Int.init) == last.values.sorted())
        }
      }
    }
  }

  @Test("samples have their size, keep the order, repeat with their seed and do not depend on threads")
  func sample() throws {
    let rows = 100_000
    let table = Table([("r", Column(.integers(Buffer((0..<rows).map { Int64($0) }))))])
    let sample = try table.sampledRows(1000, seed: 7)
    #expect(sample.setCount == 1000)
    for threads in 2...3 {
      #expect(try table.sampledRows(1000, seed: 7, threads: threads).rows().list == sample.rows().list)
    }
    #expect(try table.sampledRows(1000, seed: 8).rows().list != sample.rows().list)
    #expect((try table.sampledRows(2000, seed: 7) & sample).setCount == 1000)
    // Ten tenths of the rows: a fair draw of 20,000 puts 2,000 ± 5 · 42 into each.
    let many = try table.sampledRows(20_000, seed: 3).rows()
    var tenths = [Int](repeating: 0, count: 10)
    for row in many.list { tenths[Int(row) * 10 / rows] += 1 }
    #expect(tenths.allSatisfy { abs($0 - 2000) < 212 })
    let split = try table.splitting(testFraction: 0.25, seed: 1)
    #expect(split.test.rowCount == 25_000)
    #expect(split.train.rowCount == 75_000)
    #expect(try table.sampling(0, seed: 1).rowCount == 0)
    #expect(try table.sampling(rows, seed: 1).rowCount == rows)
    // Each size has just one row more than the size before.
    let small = table.slicing(0..<70)
    for count in 1...70 {
      let drawn = try small.sampledRows(count, seed: 5)
      #expect(drawn.setCount == count)
      #expect((try small.sampledRows(count - 1, seed: 5) & drawn).setCount == count - 1)
    }
  }

  @Test("joins give the pairs of a double loop, in its order", arguments: 0..<16)
  func join(seed: Int) throws {
    let left = TestTable.random(rows: [0, 1, 20, 60][seed % 4], seed: UInt64(300 + seed))
    let full = TestTable.random(rows: [60, 20, 0, 50][seed / 4], seed: UInt64(400 + seed))
    for keys in [["i"], ["s"], ["w"], ["d", "b"], ["n", "t", "s"]] {
      let right = Table(
        full.named.filter { keys.contains($0.name) || $0.name == "r" }.map {
          (name: $0.name == "r" ? "rr" : $0.name, column: $0.column)
        }, rowCount: full.rowCount)
      var inner: [(Int, Int?)] = []
      var outer: [(Int, Int?)] = []
      for a in 0..<left.rowCount {
        let isKeyed = keys.allSatisfy { left[$0]?.isNull(a) == false }
        let partners = (0..<right.rowCount).filter { isKeyed && identity(left, a, keys) == identity(right, $0, keys) }
        inner += partners.map { (a, $0) }
        outer += partners.isEmpty ? [(a, nil)] : partners.map { (a, $0) }
      }
      let pairs = keys.map { Table.JoinKey($0) }
      for threads in 1...3 {
        for (kind, expected) in [(JoinKind.inner, inner), (.left, outer)] {
          let joined = try left.joining(right, on: pairs, kind: kind, threads: threads)
          #expect(joined["r"]?.values == expected.map { .integer($0.0) })
          #expect(joined["rr"]?.values == expected.map { $0.1.map { .integer($0) } ?? .null })
          #expect(joined["s"]?.values.map(identity) == expected.map { identity(left, $0.0, ["s"])[0] })
        }
        let semi = try left.joining(right, on: pairs, kind: .semi, threads: threads)
        let matched = Set(inner.map(\.0))
        #expect(semi["r"]?.values == (0..<left.rowCount).filter(matched.contains).map { .integer($0) })
        let anti = try left.joining(right, on: pairs, kind: .anti, threads: threads)
        #expect(anti["r"]?.values == (0..<left.rowCount).filter { !matched.contains($0) }.map { .integer($0) })
      }
    }
  }

  @Test("columns under each other keep rows and merge strings", arguments: 0..<6)
  func append(seed: Int) throws {
    let a = TestTable.random(rows: [0, 5, 70][seed % 3], seed: UInt64(500 + seed))
    let b = TestTable.random(rows: [70, 0, 9][seed % 3], seed: UInt64(600 + seed))
    let both = Table(zip(a.named, b.columns).map { ($0.name, $0.column.appending($1)) })
    #expect(identities(both) == identities(a) + identities(b))
    #expect(identities(both.slicing(0..<a.rowCount)) == identities(a))
    #expect(identities(both.slicing(a.rowCount..<both.rowCount)) == identities(b))
  }

  @Test("filters keep the rows of the mask over several pieces")
  func filter() {
    let rows = 200_003
    let table = Table([("r", Column(.integers(Buffer((0..<rows).map { Int64($0) }))))])
    for threads in 1...3 {
      let mask = Bitmap(count: rows, threads: threads) { $0 % 7 == 3 }
      let kept = table.filtering(mask, threads: threads)
      #expect(kept["r"]?.values == stride(from: 3, to: rows, by: 7).map { .integer($0) })
      #expect((~mask).setCount == rows - kept.rowCount)
    }
  }

  @Test("impossible requests are typed errors")
  func errors() {
    let table = Table([("a", TestTable.integers([1, 2])), ("s", TestTable.strings(["x", "y"]))])
    #expect(throws: TableError.notEnoughRows(wanted: 3, available: 2)) { try table.sampling(3, seed: 1) }
    #expect(throws: TableError.negativeCount(-1)) { try table.sampling(-1, seed: 1) }
    #expect(throws: TableError.fractionOutside(1)) { try table.splitting(testFraction: 1, seed: 1) }
    #expect(throws: TableError.fractionOutside(0)) { try table.sampling(fraction: 0, seed: 1) }
    #expect(throws: TableError.noColumn("z")) { try table.sorting(by: [SortKey("z")]) }
    #expect(throws: TableError.nameClash(["s"])) { try table.joining(table, on: [.init("a")]) }
    #expect(Table.joinNameClashes(table.schema, table.schema, on: [.init("a")]) == ["s"])
    #expect(throws: TableError.typesDiffer(left: "a", leftType: .integer, right: "s", rightType: .string)) {
      try table.joining(table, on: [.init("a", "s")], kind: .semi)
    }
    #expect(throws: TableError.noColumn("z")) { try table.lastRows(per: "z", orderedBy: "a") }
  }
}
