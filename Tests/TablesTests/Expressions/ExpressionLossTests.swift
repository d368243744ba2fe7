import Tables
import Testing

@Suite("Expressions count what they could not compute")
struct ExpressionLossTests {
  private static let table = Table([
    ("s", TestTable.strings(["2015-08-31", "31.08.2015", nil, "soon"])), ("n", TestTable.integers([1, 0, nil, 0])),
    ("x", TestTable.decimals([4, -1, nil, 0])), ("i", TestTable.integers([Int.max, 1, nil, Int.min])),
    ("k", TestTable.strings(["a", "b", "a", "b"])), ("d", TestTable.dates(["2015-08-31", nil, nil, "1969-12-31"])),
    ("z", TestTable.strings(["2015-08-31T12:00:00+02:00", "2015-08-31 12:00", "2015-08-31", nil])),
  ])

  private func losses(_ text: String) throws -> [String] {
    let typed = try ExpressionChecker.check(ExpressionText.parse(text), schema: Self.table.schema).get()
    return try typed.evaluation(of: Self.table).losses.map { loss in
      "\(loss.span.text) \(loss.reason) \(loss.lost) of \(loss.tried) from \(loss.firstRow)"
    }
  }

  static let cases: [(String, [String])] = [
    ("date(s)", ["date(s) notADay 2 of 3 from 1"]),
    ("weekday(date(s))", ["date(s) notADay 2 of 3 from 1"]),
    ("datetime(s)", ["datetime(s) notAMoment 2 of 3 from 1"]),
    ("datetime(z)", ["datetime(z) zoneAssumed 2 of 3 from 1"]),
    ("date(datetime(z))", ["datetime(z) zoneAssumed 2 of 3 from 1"]),
    ("if(k == \"a\", datetime(z), null)", ["datetime(z) zoneAssumed 1 of 2 from 2"]),
    ("if(k == \"b\", datetime(z), null)", []),
    ("datetime(z) is null", []),
    ("datetime(\"2015-08-31\") > datetime(\"2015-08-31T12:00Z\")", []),
    ("6 / n", ["6 / n divisionByZero 2 of 3 from 1"]),
    ("6 % n", ["6 % n divisionByZero 2 of 3 from 1"]),
    ("x / 0", ["x / 0 divisionByZero 3 of 3 from 0"]),
    ("1 / 0", ["1 / 0 divisionByZero 4 of 4 from 0"]),
    ("sqrt(x)", ["sqrt(x) rootOfNegative 1 of 3 from 1"]),
    ("log(x)", ["log(x) logarithmOfNothing 2 of 3 from 1"]),
    ("i + 1", ["i + 1 integerTooLong 1 of 3 from 0"]),
    ("-i", ["-i integerTooLong 1 of 3 from 3"]),
    ("abs(i)", ["abs(i) integerTooLong 1 of 3 from 3"]),
    ("floor(x * 1000000000000000000 * 100)", ["floor(x * 1000000000000000000 * 100) integerTooLong 2 of 3 from 0"]),
    ("d + 9999999999", ["d + 9999999999 dateTooFar 2 of 2 from 0"]),
    ("date(i)", ["date(i) dateTooFar 2 of 3 from 0"]),
    ("max(i, x)", ["max(i, x) beyondDecimals 1 of 3 from 0"]),
    ("if(k == \"a\", i, x)", ["i beyondDecimals 1 of 1 from 0"]),
    ("if(k == \"b\", i, x)", []),
    ("round(i, 2)", ["i beyondDecimals 1 of 3 from 0"]),
    ("i in [x, 1.5]", []),
    // What is not asked for does not count.
    ("if(n == 0, null, 6 / n)", []),
    ("if(n == 0, 0, 6 / n)", []),
    ("n != 0 and 6 / n > 1", []),
    ("n == 0 or 6 / n > 1", []),
    ("6 / n > 1 and n != 0", ["6 / n divisionByZero 2 of 3 from 1"]),
    ("date(s) is null", []),
    ("if(date(s) is null, 0, year(date(s)))", []),
    ("if(n == 1, 0, 6 / n)", ["6 / n divisionByZero 2 of 2 from 1"]),
    // Nulls of the table are no losses, and neither are means of nothing.
    ("n + 1", []),
    ("std(x, by: k)", []),
    ("sum(i, by: k)", []),
  ]

  @Test(arguments: cases.indices) func counted(_ position: Int) throws {
    let (text, expected) = Self.cases[position]
    #expect(try losses(text) == expected, "\(text)")
  }

  @Test func groupsAreCountedAsGroups() throws {
    let typed = try ExpressionChecker.check(
      ExpressionText.parse("sum(n) / (count() - 2)"), schema: Self.table.schema, context: .aggregated(keys: ["k"])
    ).get()
    let grouping = try Grouping(Self.table, by: ["k"])
    let losses = try typed.evaluation(of: Self.table, over: grouping).losses
    #expect(losses.map(\.isOfGroups) == [true])
    #expect(losses.map(\.lost) == [2])
  }

  @Test func whatItHadToWorkOnIsKept() throws {
    let typed = try ExpressionChecker.check(ExpressionText.parse("date(s)"), schema: Self.table.schema).get()
    #expect(try typed.evaluation(of: Self.table).losses.first?.firstOperands == [.string("31.08.2015")])
  }

  @Test func aTableOfAnotherSchemaIsRefused() throws {
    let typed = try ExpressionChecker.check(ExpressionText.parse("sum(n, by: k)"), schema: Self.table.schema).get()
    #expect(throws: TableError.noColumn("k")) { try typed.evaluate(Self.table.selecting(["n"])) }
    #expect(throws: TableError.noColumn("n")) { try typed.evaluate(Self.table.selecting(["k"])) }
  }

  @Test(arguments: ["date(\"soon\")", "datetime(\"31.08.2015\")"]) func aTextThatIsNoDateIsTold(_ text: String) {
    guard case .failure(let faults) = ExpressionChecker.check(ExpressionText.parse(text), schema: Self.table.schema)
    else {
      Issue.record("it checks")
      return
    }
    #expect(faults.diagnostics.map(\.code.name) == ["wrong-argument-type"])
  }
}
