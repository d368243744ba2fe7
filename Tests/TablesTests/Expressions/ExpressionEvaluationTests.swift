import Diagnostics
import Tables
import Testing

@Suite("Expressions compute what their words say")
struct ExpressionEvaluationTests {
  static let table = Table([
    ("i", TestTable.integers([7, -7, 0, nil, Int.max])),
    ("j", TestTable.integers([2, 2, 0, 1, -3])),
    ("d", TestTable.decimals([2.5, -3.5, nil, 0.125, 1e300])),
    ("s", TestTable.strings(["Äpfel", " b ", nil, "日本 e\u{301}", "2015-08-31"])),
    ("t", TestTable.dates(["2015-08-31", "1969-12-31", nil, "2000-02-29", "1900-03-01"])),
    ("b", TestTable.booleans([true, false, nil, true, nil])),
    ("c", TestTable.booleans([true, nil, false, false, nil])),
    ("k", TestTable.strings(["x", "y", "x", nil, nil])),
    (
      "m",
      TestTable.column(
        .datetime,
        [86_399, -1, nil, 0, 1_441_065_599].map { $0.map { .datetime($0 * 1_000_000) } ?? .null })
    ),
  ])

  static func evaluate(_ text: String, _ table: Table = table, threads: Int = 1) throws -> [Value] {
    let typed = try ExpressionChecker.check(ExpressionText.parse(text), schema: table.schema).get()
    let column = try typed.evaluate(table, threads: threads)
    #expect(column.type == typed.type)
    return column.values
  }

  static let integerCases: [(String, [Int?])] = [
    ("i + j", [9, -5, 0, nil, Int.max - 3]),
    ("i * j", [14, -14, 0, nil, nil]),
    ("i - j", [5, -9, 0, nil, nil]),
    // Python: 7 % 2, -7 % 2, 0 % 0, None, (2**63 - 1) % -3
    ("i % j", [1, 1, nil, nil, -2]),
    ("abs(i)", [7, 7, 0, nil, Int.max]),
    ("-i", [-7, 7, 0, nil, -Int.max]),
    // numpy: np.rint([2.5, -3.5, .125]), floor, ceil
    ("round(d)", [2, -4, nil, 0, nil]),
    ("floor(d)", [2, -4, nil, 0, nil]),
    ("ceil(d)", [3, -3, nil, 1, nil]),
    ("length(s)", [5, 3, nil, 4, 10]),
    ("year(t)", [2015, 1969, nil, 2000, 1900]),
    ("month(t)", [8, 12, nil, 2, 3]),
    ("day(t)", [31, 31, nil, 29, 1]),
    ("quarter(t)", [3, 4, nil, 1, 1]),
    // pandas: dt.weekday + 1
    ("weekday(t)", [1, 3, nil, 2, 4]),
    ("days(t)", [16_678, -1, nil, 11_016, -25_508]),
    ("days(t - min(t))", [42_186, 25_507, nil, 36_524, 0]),
    ("t - 2000-01-01", [5721, -10_958, nil, 59, -36_465]),
    ("days(m - min(m))", [1, 0, nil, 0, 16_679]),
    ("days(m)", [0, -1, nil, 0, 16_678]),
    ("min(i, j)", [2, -7, 0, nil, -3]),
    ("max(i, 1)", [7, 1, 1, nil, Int.max]),
    ("if(b, i, j)", [7, 2, 0, nil, -3]),
    ("if(i > 0, 1, null)", [1, nil, nil, nil, 1]),
    ("count()", [5, 5, 5, 5, 5]),
    ("count(k)", [2, 1, 2, nil, nil]),
    ("count(by: k)", [2, 1, 2, 2, 2]),
    ("count(i, by: k)", [2, 1, 2, 1, 1]),
    ("sum(j, by: k)", [2, 2, 2, -2, -2]),
    ("sum(i)", [nil, nil, nil, nil, nil].map { _ in Int.max }),
    ("max(j, by: k)", [2, 2, 2, 1, 1]),
    ("first(i, by: k)", [7, -7, 7, Int.max, Int.max]),
    ("last(j, by: [k])", [0, 2, 0, -3, -3]),
    ("unique(j, by: k)", [2, 1, 2, 2, 2]),
    ("nunique(k)", [2, 2, 2, 2, 2]),
    ("sum(b)", [2, 2, 2, 2, 2]),
  ]

  @Test("whole numbers", arguments: integerCases.indices, 1...3)
  func integers(_ position: Int, threads: Int) throws {
    let (text, expected) = Self.integerCases[position]
    #expect(try Self.evaluate(text, threads: threads) == expected.map { $0.map { .integer($0) } ?? .null }, "\(text)")
  }

  static let decimalCases: [(String, [Double?])] = [
    ("i / j", [3.5, -3.5, nil, nil, -3_074_457_345_618_258_432]),
    ("d + 1", [3.5, -2.5, nil, 1.125, 1e300]),
    ("d * d", [6.25, 12.25, nil, 0.015625, .infinity]),
    ("d % 2", [0.5, 0.5, nil, 0.125, nil]),
    ("d / 0", [nil, nil, nil, nil, nil]),
    ("sqrt(d * 1.0)", [1.5811388300841898, nil, nil, 0.3535533905932738, 1e150]),
    ("round(d, 1)", [2.5, -3.5, nil, 0.1, 1e300]),
    ("mean(j)", [0.4, 0.4, 0.4, 0.4, 0.4]),
    ("median(j)", [1, 1, 1, 1, 1]),
    ("median(j, by: k)", [1, 2, 1, -1, -1]),
    ("std(j, by: k)", [1.4142135623730951, nil, 1.4142135623730951, 2.8284271247461903, 2.8284271247461903]),
    ("mean(b)", [2.0 / 3, 2.0 / 3, 2.0 / 3, 2.0 / 3, 2.0 / 3]),
    ("min(d, 0)", [0, -3.5, nil, 0, 0]),
    // pandas: (m - m.min()).dt.total_seconds()
    ("m - min(m)", [86_400, 0, nil, 1, 1_441_065_600]),
    ("m - (m - 0.25)", [0.25, 0.25, nil, 0.25, 0.25]),
  ]

  @Test("decimals", arguments: decimalCases.indices)
  func decimals(_ position: Int) throws {
    let (text, expected) = Self.decimalCases[position]
    guard text != "d % 2" else {
      #expect(try Self.evaluate(text).prefix(4) == [.decimal(0.5), .decimal(0.5), .null, .decimal(0.125)])
      return
    }
    #expect(try Self.evaluate(text) == expected.map { $0.map { .decimal($0) } ?? .null }, "\(text)")
  }

  @Test("an integer and a decimal are compared with every digit", arguments: 1...3)
  func longIntegers(threads: Int) throws {
    let long = 9_007_199_254_740_993
    let table = Table([
      ("i", TestTable.integers([long, long - 1, Int.max, Int.min, nil, 3])),
      ("d", TestTable.decimals([9_007_199_254_740_992, 9_007_199_254_740_992, 0x1p63, -0x1p63, 1, 3.5])),
    ])
    func values(_ flags: [Bool?]) -> [Value] { flags.map { $0.map { .boolean($0) } ?? .null } }
    let equal = values([false, true, false, true, nil, false])
    #expect(try Self.evaluate("i == d", table, threads: threads) == equal)
    #expect(try Self.evaluate("d == i", table, threads: threads) == equal)
    #expect(
      try Self.evaluate("i > d", table, threads: threads) == values([true, false, false, false, nil, false]))
    #expect(
      try Self.evaluate("d <= i", table, threads: threads) == values([true, true, false, true, nil, false]))
    #expect(
      try Self.evaluate("i == 9007199254740992.0", table, threads: threads)
        == values([false, true, false, false, nil, false]))
    #expect(
      try Self.evaluate("d < 9007199254740993", table, threads: threads)
        == values([true, true, false, true, true, true]))
    #expect(try Self.evaluate("i >= 3.5", table) == values([true, true, true, false, nil, false]))
    // A list is so many comparisons, of literals and of columns.
    #expect(
      try Self.evaluate("i in [9007199254740992.0, 3.5]", table, threads: threads)
        == values([false, true, false, false, nil, false]))
    #expect(
      try Self.evaluate("d in [9007199254740993, 9223372036854775807, 1]", table, threads: threads)
        == values([false, false, false, false, true, false]))
    #expect(try Self.evaluate("i in [d, 3.0]", table) == values([false, true, false, true, nil, true]))
    #expect(
      try Self.evaluate("d not in [i, 9007199254740993]", table)
        == values([true, false, true, false, nil, true]))
  }

  @Test("a whole number that becomes a decimal stays itself or is null", arguments: 1...3)
  func rounded(threads: Int) throws {
    let long = 9_007_199_254_740_993
    let table = Table([
      ("i", TestTable.integers([long, long - 1, 3, nil])), ("d", TestTable.decimals([1, 0x1p53, 3.5, 2])),
      ("e", TestTable.decimals([0x1p53, 0x1p53, 3.5, 2])),
    ])
    func values(_ numbers: [Double?]) -> [Value] { numbers.map { $0.map { .decimal($0) } ?? .null } }
    let even = 9_007_199_254_740_992.0
    #expect(try Self.evaluate("if(d > 0, i, d)", table, threads: threads) == values([nil, even, 3, nil]))
    #expect(try Self.evaluate("if(d > 1, i, d)", table, threads: threads) == values([1, even, 3, nil]))
    #expect(try Self.evaluate("if(d > 3, 9007199254740993, d)", table) == values([1, nil, nil, 2]))
    #expect(try Self.evaluate("max(i, e)", table, threads: threads) == values([nil, even, 3.5, nil]))
    #expect(try Self.evaluate("min(e, i)", table, threads: threads) == values([even, even, 3, nil]))
    #expect(try Self.evaluate("min(9007199254740993, e)", table) == values([even, even, 3.5, 2]))
    #expect(try Self.evaluate("round(i, 1)", table) == values([nil, even, 3, nil]))
    // A sum of decimals is rounded in any case.
    #expect(try Self.evaluate("i + 0.0", table) == values([even, even, 3, nil]))
  }

  @Test("the logarithm is within two units in the last place")
  func logarithm() throws {
    // math.log of each in Python 3
    let known: [(Double, Double)] = [
      (1, 0), (2, 0.6931471805599453), (10, 2.302585092994046), (0.1, -2.3025850929940455),
      (1e300, 690.7755278982137), (1e-300, -690.7755278982137), (1.0000001, 9.999999505838704e-08),
      (3.141592653589793, 1.1447298858494002), (0.7071, -0.346583180371942), (123_456_789, 18.63140176616802),
    ]
    let table = Table([("x", TestTable.decimals(known.map(\.0) + [0, -1]))])
    let values = try Self.evaluate("log(x)", table)
    for (value, (_, expected)) in zip(values, known) {
      #expect(abs((value.number ?? .nan) - expected) <= 2 * expected.ulp)
    }
    #expect(values.suffix(2) == [.null, .null])
  }

  static let booleanCases: [(String, [Bool?])] = [
    ("b and c", [true, false, false, false, nil]),
    ("b or c", [true, nil, nil, true, nil]),
    ("not b", [false, true, nil, false, nil]),
    ("i > j", [true, false, false, nil, true]),
    ("i == 7", [true, false, false, nil, false]),
    ("d >= 0.125", [true, false, nil, true, true]),
    ("s == \"Äpfel\"", [true, false, nil, false, false]),
    ("s != \" b \"", [true, false, nil, true, true]),
    ("s < \"Z\"", [false, true, nil, false, true]),
    ("s >= k", [true, false, nil, nil, nil]),
    ("s in [\"Äpfel\", \"x\"]", [true, false, nil, false, false]),
    ("k not in [\"x\"]", [false, true, false, nil, nil]),
    ("i in [7, 0]", [true, false, true, nil, false]),
    ("d in [0.125, 2.5, 3]", [true, false, nil, true, false]),
    ("j in [i, 2]", [true, true, true, nil, false]),
    ("t in [2015-08-31]", [true, false, nil, false, false]),
    ("i in []", [false, false, false, nil, false]),
    ("s is null", [false, false, true, false, false]),
    ("s is not null", [true, true, false, true, true]),
    ("t >= 2000-02-29", [true, false, nil, true, false]),
    ("m >= 2000-02-29", [false, false, nil, false, true]),
    ("date(s) == t", [nil, nil, nil, nil, false]),
    ("contains(s, \"pf\")", [true, false, nil, false, false]),
    ("starts-with(s, \" \")", [false, true, nil, false, false]),
    ("ends-with(s, \"31\")", [false, false, nil, false, true]),
    ("matches(s, \"^.pf\")", [true, false, nil, false, false]),
    ("matches(s, \"pf\")", [true, false, nil, false, false]),
    ("matches(s, \"[0-9]{4}\")", [false, false, nil, false, true]),
    ("contains(s, k)", [false, false, nil, nil, nil]),
    ("count(k) >= 2", [true, false, true, nil, nil]),
    ("mean(j) > 0 and 1 < 2", [true, true, true, true, true]),
  ]

  @Test("truth, with three values", arguments: booleanCases.indices, 1...2)
  func booleans(_ position: Int, threads: Int) throws {
    let (text, expected) = Self.booleanCases[position]
    #expect(try Self.evaluate(text, threads: threads) == expected.map { $0.map { .boolean($0) } ?? .null }, "\(text)")
    let typed = try ExpressionChecker.checkCondition(ExpressionText.parse(text), schema: Self.table.schema).get()
    let mask = try typed.evaluate(Self.table, threads: threads).trueRows(threads: threads)
    #expect((0..<5).map { mask[$0] } == expected.map { $0 == true }, "\(text)")
  }

  static let textCases: [(String, [String?])] = [
    ("lower(s)", ["äpfel", " b ", nil, "日本 e\u{301}", "2015-08-31"]),
    ("upper(s)", ["ÄPFEL", " B ", nil, "日本 E\u{301}", "2015-08-31"]),
    ("trim(s)", ["Äpfel", "b", nil, "日本 e\u{301}", "2015-08-31"]),
    ("replace(s, \" \", \"-\")", ["Äpfel", "-b-", nil, "日本-e\u{301}", "2015-08-31"]),
    ("replace(s, \"\", \"-\")", ["Äpfel", " b ", nil, "日本 e\u{301}", "2015-08-31"]),
    ("replace(s, k, \"!\")", ["Äpfel", " b ", nil, nil, nil]),
    ("concat(k, \":\", trim(s))", ["x:Äpfel", "y:b", nil, nil, nil]),
    ("if(b, s, \"none\")", ["Äpfel", "none", "none", "日本 e\u{301}", "none"]),
    ("min(s, k)", ["x", " b ", nil, nil, nil]),
    ("max(s)", [String?](repeating: "日本 e\u{301}", count: 5)),
    ("lower(\"ABC\")", [String?](repeating: "abc", count: 5)),
  ]

  @Test("texts", arguments: textCases.indices)
  func texts(_ position: Int) throws {
    let (text, expected) = Self.textCases[position]
    #expect(
      try Self.evaluate(text).map(identity) == expected.map { identity($0.map { .string($0) } ?? .null) }, "\(text)")
  }

  @Test("an index column becomes a plain integer where null may stand in")
  func index() throws {
    let table = Table([("n", TestTable.column(.index, [.integer(3), .integer(1), .null]))])
    #expect(try Self.evaluate("if(n > 2, n, null)", table) == [.integer(3), .null, .null])
    #expect(try Self.evaluate("if(n > 2, null, n)", table) == [.null, .integer(1), .null])
    #expect(try Self.evaluate("n + 1", table) == [.integer(4), .integer(2), .null])
    #expect(try Self.evaluate("max(n)", table) == [.integer(3), .integer(3), .integer(3)])
  }

  @Test("dates")
  func dates() throws {
    func days(_ texts: [String?]) -> [Value] { texts.map { $0.map { .date(TestDate.days($0)) } ?? .null } }
    #expect(
      try Self.evaluate("start-of-month(t)") == days(["2015-08-01", "1969-12-01", nil, "2000-02-01", "1900-03-01"]))
    #expect(try Self.evaluate("t + 1") == days(["2015-09-01", "1970-01-01", nil, "2000-03-01", "1900-03-02"]))
    #expect(try Self.evaluate("date(s)") == days([nil, nil, nil, nil, "2015-08-31"]))
    #expect(try Self.evaluate("date(m)") == days(["1970-01-01", "1969-12-31", nil, "1970-01-01", "2015-08-31"]))
    #expect(try Self.evaluate("t + 9999999999")[0] == .null)
    #expect(try Self.evaluate("m + 0.5")[0] == .datetime(86_399_500_000))
    #expect(try Self.evaluate("m - 1")[3] == .datetime(-1_000_000))
    #expect(
      try Self.evaluate("datetime(\"2015-08-31T12:00:00.000001Z\")")[0] == .datetime(1_441_022_400_000_001))
    #expect(try Self.evaluate("datetime(s)")[4] == .datetime(1_440_979_200_000_000))
    #expect(
      try Self.evaluate("m < datetime(0.5)")
        == [.boolean(false), .boolean(true), .null, .boolean(true), .boolean(false)])
    // Every day of nine centuries, against a count day by day.
    let years = [1, 1600, 1899, 1900, 1972, 2000, 2023, 2024, 2100]
    for year in years {
      for month in 1...12 {
        let text = "\(String(repeating: "0", count: 4 - "\(year)".count))\(year)-\(month < 10 ? "0" : "")\(month)-01"
        let table = Table([("s", TestTable.strings([text, "2023-02-29", "2024-13-01", "x"]))])
        #expect(try Self.evaluate("date(s)", table) == [.date(TestDate.days(text)), .null, .null, .null])
        #expect(try Self.evaluate("year(date(s)) * 100 + month(date(s))", table)[0] == .integer(year * 100 + month))
      }
    }
  }

  // pd.DataFrame({"k": ["b","a","b",None,"a","b"], "x": [1,2,None,4,5,6.5]})
  //   .groupby("k", sort=False, dropna=False).x.agg(["count","mean","sum","min","max","first","last","median","nunique","std"])
  @Test("groups, in order of first appearance, as pandas groupby")
  func groups() throws {
    let table = Table([
      ("k", TestTable.strings(["b", "a", "b", nil, "a", "b"])), ("x", TestTable.decimals([1, 2, nil, 4, 5, 6.5])),
    ])
    let words = ["count", "mean", "sum", "min", "max", "first", "last", "median", "nunique", "std"]
    var columns: [(name: String, expression: TypedExpression)] = []
    for word in words {
      let typed = try ExpressionChecker.check(
        ExpressionText.parse("\(word)(x)"), schema: table.schema, context: .aggregated(keys: ["k"])
      ).get()
      columns.append((word, typed))
    }
    let ratio = try ExpressionChecker.check(
      ExpressionText.parse("sum(if(x > 4, 1, 0)) / count() + length(k)"), schema: table.schema,
      context: .aggregated(keys: ["k"])
    ).get()
    columns.append(("ratio", ratio))
    for threads in 1...3 {
      let grouped = try table.grouping(by: ["k"], computing: columns, threads: threads)
      #expect(grouped["k"]?.values == [.string("b"), .string("a"), .null])
      #expect(grouped["count"]?.values == [.integer(2), .integer(2), .integer(1)])
      #expect(grouped["mean"]?.values == [.decimal(3.75), .decimal(3.5), .decimal(4)])
      #expect(grouped["sum"]?.values == [.decimal(7.5), .decimal(7), .decimal(4)])
      #expect(grouped["min"]?.values == [.decimal(1), .decimal(2), .decimal(4)])
      #expect(grouped["max"]?.values == [.decimal(6.5), .decimal(5), .decimal(4)])
      #expect(grouped["first"]?.values == [.decimal(1), .decimal(2), .decimal(4)])
      #expect(grouped["last"]?.values == [.decimal(6.5), .decimal(5), .decimal(4)])
      #expect(grouped["median"]?.values == [.decimal(3.75), .decimal(3.5), .decimal(4)])
      #expect(grouped["nunique"]?.values == [.integer(2), .integer(2), .integer(1)])
      #expect(grouped["std"]?.values == [.decimal(3.8890872965260113), .decimal(2.1213203435596424), .null])
      #expect(grouped["ratio"]?.values == [.decimal(1.0 / 3 + 1), .decimal(1.5), .null])
    }
  }

  @Test("a table without rows gives columns without rows, and one group by no key")
  func empty() throws {
    let table = Self.table.slicing(0..<0)
    for text in ["i + 1", "lower(s)", "count(k)", "mean(d, by: k)", "mean(d)", "if(b, s, k)", "s >= k", "count()"] {
      #expect(try Self.evaluate(text, table).isEmpty)
    }
    let typed = try ExpressionChecker.check(
      ExpressionText.parse("mean(d)"), schema: table.schema, context: .aggregated(keys: [])
    ).get()
    #expect(try table.grouping(by: [], computing: [("m", typed)])["m"]?.values == [.null])
  }
}

extension Table {
  /// The keys of each group and what `columns` compute of it, groups in the order of their first row.
  fileprivate func grouping(
    by keys: [String], computing columns: [(name: String, expression: TypedExpression)], threads: Int = 1
  ) throws -> Table {
    let grouping = try Grouping(self, by: keys, threads: threads)
    let groups = try keys.map { ($0, try column($0).gathering(grouping.firstRows, threads: threads)) }
    let computed = try columns.map { name, expression in
      (name, try expression.evaluation(of: self, over: grouping, threads: threads).column)
    }
    return Table(groups + computed, rowCount: grouping.groupCount)
  }
}
