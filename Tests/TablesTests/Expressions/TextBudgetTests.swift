import Testing

@testable import Tables

@Suite("Texts that memory does not hold are not made")
struct TextBudgetTests {
  private func texts(_ expression: String, of strings: [String?], memory: Int) throws -> [String?] {
    let table = Table([("s", TestTable.strings(strings))])
    let typed = try ExpressionChecker.check(ExpressionText.parse(expression), schema: table.schema).get()
    let evaluator = ExpressionEvaluator(table: table, grouping: nil, threads: 2, memory: memory)
    let column = try evaluator.vector(typed).broadcast(table.rowCount, threads: 1)
    return (0..<column.count).map { if case .string(let text) = column[$0] { text } else { nil } }
  }

  static let strings = ["xxxxxxxxxx", "yx", nil]

  /// The bytes of what is made, a quarter of the memory that holds it just so.
  @Test(arguments: [
    ("concat(s, s)", 24), ("replace(s, \"x\", \"aaaa\")", 45), ("replace(s, \"x\", s)", 103), ("upper(s)", 12),
    ("max(s, \"z\")", 1), ("concat(concat(s, s), concat(s, s))", 48),
  ])
  func whatFitsIsMade(_ expression: String, _ bytes: Int) throws {
    let made = try texts(expression, of: Self.strings, memory: bytes * 4)
    #expect(made[0]?.isEmpty == false && made[2] == nil)
    #expect(throws: TableError.textsTooLong(limit: bytes - 1)) {
      try texts(expression, of: Self.strings, memory: bytes * 4 - 1)
    }
  }

  @Test func equalTextsCountOnce() throws {
    let many = [String?](repeating: "xxxxxxxxxx", count: 1000)
    #expect(try texts("concat(s, s)", of: many, memory: 80).last == "xxxxxxxxxxxxxxxxxxxx")
    #expect(try texts("trim(s)", of: many, memory: 40).last == "xxxxxxxxxx")
  }

  /// Thirty doublings of ten bytes are ten thousand million: they end where memory does, long before they are made.
  @Test func aTextThatDoublesEnds() {
    let doubled = (0..<30).reduce("s") { text, _ in "replace(\(text), \"x\", \"xx\")" }
    #expect(throws: TableError.textsTooLong(limit: 1_000_000)) {
      try texts(doubled, of: Self.strings, memory: 4_000_000)
    }
  }
}
