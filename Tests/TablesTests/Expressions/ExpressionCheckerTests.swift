import Diagnostics
import Tables
import Testing

@Suite("Faults of an expression are found before the run")
struct ExpressionCheckerTests {
  static let schema = Schema([
    .init("star_rating", .integer), .init("price", .decimal), .init("title", .string), .init("review_date", .date),
    .init("written_at", .datetime), .init("verified", .boolean), .init("user", .index),
  ])

  struct Fault: Sendable {
    var text: String
    var code: DiagnosticCode
    /// The characters under the caret.
    var at: String
    var help: String = ""
    var grouped = false

    init(_ text: String, _ code: DiagnosticCode, at: String, help: String = "", grouped: Bool = false) {
      (self.text, self.code, self.at, self.help, self.grouped) = (text, code, at, help, grouped)
    }
  }

  static let faults = [
    Fault("star_ratings > 3", .unknownColumn, at: "star_ratings", help: "did you mean star_rating?"),
    Fault("mean(price, by: titel)", .unknownColumn, at: "titel", help: "did you mean title?"),
    Fault("lowr(title)", .unknownFunction, at: "lowr", help: "did you mean lower?"),
    Fault("mean(price, over: title)", .unknownFunctionOption, at: "over", help: "the only option is by: column"),
    Fault("lower(title, by: user)", .unknownFunctionOption, at: "by"),
    Fault(
      "replace(title, \"a\")", .wrongArgumentCount, at: "replace(title, \"a\")",
      help: "its usage: replace(text, from, to)"),
    Fault("year(title)", .wrongArgumentType, at: "title", help: "write date(title) to read the text as a date"),
    Fault("lower(star_rating)", .wrongArgumentType, at: "star_rating", help: "its usage: lower(text)"),
    Fault("sqrt(title)", .wrongArgumentType, at: "title"),
    Fault("sum(title)", .wrongArgumentType, at: "title"),
    Fault("days(title)", .wrongArgumentType, at: "title"),
    Fault("date(price)", .wrongArgumentType, at: "price"),
    Fault("star_rating == \"5\"", .typeMismatch, at: "\"5\"", help: "write 5 without quotes, as a number"),
    Fault("title == 5", .typeMismatch, at: "5", help: "write \"5\" in quotes, as a string"),
    Fault("title + title", .typeMismatch, at: "title", help: "write concat(title, title) to join texts"),
    Fault("verified + 1", .typeMismatch, at: "1", help: "write if(verified, 1, 0) to count with true and false"),
    Fault(
      "review_date - written_at", .typeMismatch, at: "review_date", help: "write date(written_at) to count in days"),
    Fault("review_date + review_date", .typeMismatch, at: "review_date"),
    Fault(
      "title < review_date", .typeMismatch, at: "review_date", help: "write date(title) to read the text as a date"),
    Fault("-title", .typeMismatch, at: "title"),
    Fault("star_rating in [1, \"2\"]", .typeMismatch, at: "\"2\"", help: "write 2 without quotes, as a number"),
    Fault("if(verified, 1, title)", .typeMismatch, at: "1"),
    Fault("max(price, title)", .typeMismatch, at: "title"),
    Fault(
      "review_date >= \"2015-01-01\"", .quotedDate, at: "\"2015-01-01\"",
      help: "write the date without quotes: 2015-01-01"),
    Fault("price == null", .comparisonWithNull, at: "null", help: "write price is null"),
    Fault(
      "price in [1, null]", .comparisonWithNull, at: "null",
      help: "ask for it beside the list: price is null or price in [...]"),
    Fault("null", .comparisonWithNull, at: "null"),
    Fault("if(verified, null, null)", .comparisonWithNull, at: "null"),
    Fault("matches(title, \"a(\")", .invalidPattern, at: "\"a(\""),
    Fault("matches(title, title)", .literalNeeded, at: "title"),
    Fault("round(price, star_rating)", .literalNeeded, at: "star_rating", help: "write round(price, 2)"),
    Fault("mean(price, by: year(review_date))", .literalNeeded, at: "year(review_date)"),
    Fault("mean(price - mean(price))", .nestedAggregate, at: "mean(price)"),
    Fault(
      "price", .columnOutsideAggregate, at: "price",
      help: "say which is meant: first(price), max(price) or another aggregate", grouped: true),
    Fault("mean(price, by: user)", .groupedTwice, at: "by", grouped: true),
    Fault("not price", .conditionNeeded, at: "price", help: "compare it with a number: price > 0"),
    Fault("verified and title", .conditionNeeded, at: "title", help: "compare it with a text: title == \"...\""),
  ]

  /// What a check says of a text that has one fault.
  private func onlyFault(of text: String, context: ExpressionContext = .rowWise) throws -> Diagnostic {
    let result = ExpressionChecker.check(ExpressionText.parse(text), schema: Self.schema, context: context)
    var found: [Diagnostic] = []
    if case .failure(let faults) = result { found = faults.diagnostics }
    #expect(found.count == 1, "\(text)")
    return try #require(found.first)
  }

  @Test("each with its code, its place and what to write", arguments: faults)
  func fault(_ fault: Fault) throws {
    let context: ExpressionContext = fault.grouped ? .aggregated(keys: ["title"]) : .rowWise
    let found = try onlyFault(of: fault.text, context: context)
    #expect(found.code == fault.code)
    #expect(found.primary?.span.text == fault.at)
    if !fault.help.isEmpty { #expect(found.help.first == fault.help) }
    #expect(!found.help.isEmpty)
    #expect(!found.message.hasSuffix("."))
  }

  @Test("and every code is among them")
  func everyCode() {
    // Columns numbered apart need numberings: ExecutionTests/Literate/numbering.md.
    let triggered = Set(Self.faults.map(\.code.name)).union(["numbered-apart"])
    #expect(triggered == Set(ExpressionDiagnostics.all.map(\.name)))
    #expect(ExpressionDiagnostics.all.allSatisfy { $0.explanation.hasSuffix(".") && $0.explanation.count > 40 })
  }

  @Test("a comparison shows the type of each side")
  func bothSides() throws {
    let found = try onlyFault(of: "title > star_rating")
    #expect(found.message == "a string cannot be compared with an integer")
    #expect(found.primary?.text == "integer")
    #expect(found.related.map(\.text) == ["string"])
    #expect(found.related.map(\.span.text) == ["title"])
  }

  @Test("a column in quotes is told before the number beside it")
  func aColumnInQuotes() throws {
    let found = try onlyFault(of: "\"star_rating\" > 3")
    #expect(found.help == ["write star_rating without quotes, for the column"])
    #expect(found.replacements.map(\.text) == ["star_rating"])
  }

  @Test("all faults at once, in reading order")
  func all() {
    let text = "titel == 5 and pric > 3 or lower(star_rating) == foo(bar) and verified"
    guard case .failure(let faults) = ExpressionChecker.check(ExpressionText.parse(text), schema: Self.schema) else {
      Issue.record("accepted")
      return
    }
    #expect(faults.diagnostics.compactMap { $0.primary?.span.text } == ["titel", "pric", "star_rating", "foo", "bar"])
  }

  @Test("a replacement mends the fault", arguments: faults)
  func mended(_ fault: Fault) throws {
    let context: ExpressionContext = fault.grouped ? .aggregated(keys: ["title"]) : .rowWise
    guard
      case .failure(let faults) = ExpressionChecker.check(
        ExpressionText.parse(fault.text), schema: Self.schema, context: context),
      let replacement = faults.diagnostics.first?.replacements.first
    else { return }
    var bytes = Array(fault.text.utf8)
    bytes.replaceSubrange(replacement.span.range, with: replacement.text.utf8)
    let mended = ExpressionText.parse(String(decoding: bytes, as: UTF8.self))
    let result = ExpressionChecker.check(mended, schema: Self.schema, context: context)
    guard case .success = result else {
      Issue.record("\(String(decoding: bytes, as: UTF8.self)): \(result)")
      return
    }
  }

  @Test(
    "types of results",
    arguments: [
      ("star_rating + 1", ColumnType.integer), ("star_rating / 2", .decimal), ("user + price", .decimal),
      ("review_date - review_date", .integer), ("review_date + 1", .date), ("1 + review_date", .date),
      ("written_at - written_at", .decimal), ("start-of-month(written_at)", .date), ("count(user)", .integer),
      ("mean(star_rating, by: [user, title])", .decimal), ("max(review_date, by: user)", .date),
      ("if(verified, 1, 2.5)", .decimal), ("if(verified, null, title)", .string), ("round(price)", .integer),
      ("round(price, 1)", .decimal), ("written_at >= 2015-01-01", .boolean), ("sum(verified)", .integer),
      ("-user", .integer), ("title is not null", .boolean), ("days(written_at - written_at)", .integer),
    ])
  func types(_ text: String, _ type: ColumnType) throws {
    #expect(try ExpressionChecker.check(ExpressionText.parse(text), schema: Self.schema).get().type == type)
  }

  @Test("a filter needs a condition")
  func condition() {
    let result = ExpressionChecker.checkCondition(ExpressionText.parse("price"), schema: Self.schema)
    guard case .failure(let faults) = result else {
      Issue.record("accepted")
      return
    }
    #expect(faults.diagnostics.map(\.code) == [.conditionNeeded])
  }

  @Test("an expression names the columns that it reads")
  func columns() throws {
    let typed = try ExpressionChecker.check(
      ExpressionText.parse("mean(price, by: title) > 2 and verified or count(user) in [1]"), schema: Self.schema
    ).get()
    #expect(typed.columns == ["price", "title", "user", "verified"])
  }
}
