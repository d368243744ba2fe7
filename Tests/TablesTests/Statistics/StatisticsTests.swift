import Tables
import Testing

@Suite("Quantiles, summaries, correlations and histograms")
struct StatisticsTests {
  // pd.Series([3, 1, None, 10, 2.5, 7, 1]).quantile([0, .1, .25, .3333, .5, .75, .9, .99, 1]).tolist()
  @Test("quantiles equal pandas'")
  func quantiles() throws {
    let table = Table([("x", TestTable.decimals([3, 1, nil, 10, 2.5, 7, 1]))])
    let found = try table.quantiles(of: "x", at: [0, 0.1, 0.25, 0.3333, 0.5, 0.75, 0.9, 0.99, 1])
    #expect(found == Self.pandas.map { .decimal($0) })
  }

  static let pandas: [Double] = [1.0, 1.0, 1.375, 1.9997499999999997, 2.75, 6.0, 8.5, 9.850000000000001, 10.0]

  // pd.Series([0, 1, 2, 3]).quantile([.123, 1 / 3, .9]).tolist(): by way of percent 0.36900000000000005, 0.9999999999999999
  @Test("shares are taken as they are written")
  func quantileShares() throws {
    let table = Table([("x", TestTable.integers([3, 0, 2, 1]))])
    let found = try table.quantiles(of: "x", at: [0.123, 1.0 / 3, 0.9])
    #expect(found == [.decimal(0.369), .decimal(1), .decimal(2.7)])
    // pd.Series([-1, 2**53 + 1]).quantile([.25, .5]); of the same as doubles …247.0 and …496.0.
    let large = Table([("x", TestTable.integers([(1 << 53) + 1, -1]))])
    let between = try large.quantiles(of: "x", at: [0.25, 0.5])
    #expect(between == [.decimal(2_251_799_813_685_247.5), .decimal(4_503_599_627_370_495)])
  }

  @Test("quantiles are those of the sorted values", arguments: 0..<10)
  func selection(seed: Int) throws {
    var generator = TestGenerator(seed: UInt64(seed))
    let count = [1, 2, 3, 1000, 70_001][seed % 5]
    let values = (0..<count).map { _ in
      // A long tail, so that selection has buckets to sort.
      let x = Double(generator.below(1_000_000)) / 1000
      return seed < 5 ? x * x * x * x : -x.rounded()
    }
    let table = Table([("x", TestTable.decimals(values))])
    let sorted = values.sorted()
    let shares = [0, 0.003, 0.5, 0.77, 0.999, 1]
    for threads in 1...3 {
      for (share, found) in zip(shares, try table.quantiles(of: "x", at: shares, threads: threads)) {
        let place = share * Double(count - 1)
        let below = sorted[Int(place)]
        let above = sorted[min(Int(place) + 1, count - 1)]
        let expected = below + (above - below) * (place - place.rounded(.down))
        #expect(abs((found.number ?? .nan) - expected) <= 1e-12 * max(1, abs(expected)))
      }
    }
  }

  @Test("quantiles of dates are dates, of nothing null; others are typed errors")
  func quantileTypes() throws {
    let table = Table([
      ("t", TestTable.dates(["2015-01-01", "2015-01-04", nil])), ("n", TestTable.decimals([nil, nil, nil])),
      ("s", TestTable.strings(["a", "b", "c"])),
    ])
    #expect(try table.quantiles(of: "t", at: [0.5]) == [.date(TestDate.days("2015-01-02"))])
    #expect(try table.quantiles(of: "n", at: [0.5]) == [.null])
    #expect(throws: TableError.wrongType(column: "s", type: .string, expected: "a number or a date")) {
      try table.quantiles(of: "s", at: [0.5])
    }
    #expect(throws: TableError.quantileOutside(1.5)) { try table.quantiles(of: "t", at: [1.5]) }
  }

  // s = pd.Series([5, 3, 5, None, 1, 4]); s.mean(), s.std(), s.quantile([.25, .5, .75])
  @Test("summaries tell what describe tells")
  func summaries() {
    let table = Table([
      ("x", TestTable.integers([5, 3, 5, nil, 1, 4])), ("s", TestTable.strings(["b", "äb", "b", "ccc", nil, "äb"])),
      ("b", TestTable.booleans([true, true, nil, false, true, nil])),
    ])
    for threads in 1...3 {
      let summaries = table.summaries(threads: threads)
      #expect(summaries.map(\.nullCount) == [1, 1, 2])
      #expect(summaries.map(\.uniqueCount) == [4, 3, 2])
      #expect(summaries[0].mean == 3.6)
      #expect(summaries[0].standardDeviation == 1.6733200530681511)
      #expect(summaries[0].least == .integer(1))
      #expect(summaries[0].greatest == .integer(5))
      #expect(summaries[0].quartiles == [.decimal(3), .decimal(4), .decimal(5)])
      #expect(summaries[0].mostFrequent == .integer(5))
      #expect(summaries[0].mostFrequentTies == 1)
      #expect(summaries[1].mostFrequent == .string("b"))
      #expect(summaries[1].mostFrequentCount == 2)
      #expect(summaries[1].mostFrequentTies == 2)
      #expect(summaries[1].least == .string("b"))
      #expect(summaries[1].greatest == .string("äb"))
      #expect(summaries[1].mean == nil)
      #expect(summaries[2].mean == 0.75)
    }
  }

  @Test("a mean of many values is the same for any number of threads and loses no digits")
  func mean() {
    let values = (0..<300_000).map { $0 % 3 == 0 ? 1e16 : $0 % 3 == 1 ? 1 : -1e16 }
    let table = Table([("x", TestTable.decimals(values))])
    for threads in 1...3 { #expect(table.summaries(threads: threads)[0].mean == 1.0 / 3) }
  }

  // d = pd.DataFrame({"a": [1, 2, 3, 4, None, 6], "b": [2, 1, 4, 3, 5, 9], "c": [1, 1, 1, 1, 1, 1]})
  // d.corr(), d.corr("spearman")
  @Test("correlations equal pandas', pair by pair without nulls")
  func correlations() throws {
    let table = Table([
      ("a", TestTable.integers([1, 2, 3, 4, nil, 6])), ("b", TestTable.integers([2, 1, 4, 3, 5, 9])),
      ("c", TestTable.integers([1, 1, 1, 1, 1, 1])), ("s", TestTable.strings(["", "", "", "", "", ""])),
    ])
    for threads in 1...2 {
      let pearson = try table.correlations(of: ["a", "b", "c"], threads: threads)
      #expect(abs((pearson[0][1] ?? 0) - 0.8846859709554287) < 1e-12)
      #expect(pearson[0][0] == 1)
      #expect(pearson[0][2] == nil)
      let spearman = try table.correlations(of: ["a", "b"], method: .spearman, threads: threads)
      #expect(abs((spearman[1][0] ?? 0) - 0.8) < 1e-12)
    }
    #expect(throws: TableError.wrongType(column: "s", type: .string, expected: "a number")) {
      try table.correlations(of: ["s"])
    }
  }
}
