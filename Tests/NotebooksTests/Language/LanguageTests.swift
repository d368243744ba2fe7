import Diagnostics
import Notebooks
import Testing

@Suite struct LanguageTests {
  static func parse(_ text: String) -> ([Statement], [Diagnostic]) {
    let file = SourceFile(path: "x.md", text: text)
    let result = LanguageParser.parse(file: file, range: 0..<file.bytes.count)
    return (result.statements, result.diagnostics)
  }

  /// Every operator with parentheses around its sides.
  static func grouped(_ syntax: ExpressionSyntax) -> String {
    switch syntax.kind {
    case .unary(let sign, let inner): return "(\(sign.rawValue) \(grouped(inner)))"
    case .binary(let sign, let left, let right): return "(\(grouped(left)) \(sign.rawValue) \(grouped(right)))"
    case .range(let lower, let upper): return "(\(grouped(lower)) .. \(grouped(upper)))"
    case .isNull(let inner, let negated): return "(\(grouped(inner)) is\(negated ? " not" : "") null)"
    case .list(let items): return "[" + items.map(grouped).joined(separator: ", ") + "]"
    case .blank(let inner): return "{\(grouped(inner))}"
    case .call(let name, let arguments, let options):
      return "\(name.text)<"
        + (arguments.map(grouped) + options.map { "\($0.key.text): \(grouped($0.value))" })
        .joined(separator: ", ") + ">"
    case .entry(let key, let value): return "\(key.text): \(grouped(value))"
    default: return syntax.canonicalText
    }
  }

  @Test(arguments: [
    ("a + b * c - d", "((a + (b * c)) - d)"),
    ("not a == b and c or d", "(((not (a == b)) and c) or d)"),
    ("a or b and c", "(a or (b and c))"),
    ("-a * b", "((- a) * b)"),
    ("a not in [1, 2] and b in 1..5 + 1", "((a not in [1, 2]) and (b in (1 .. (5 + 1))))"),
    ("a is not null and b is null", "((a is not null) and (b is null))"),
    ("(a + b) * {c}", "((a + b) * {c})"),
    ("mean(x, by: col) > count(y) / 2", "(mean<x, by: col> > (count<y> / 2))"),
    ("last-day - first-day", "(last-day - first-day)"),
    ("a-1", "(a - 1)"),
    ("model.test.log-loss % 2", "(model.test.log-loss % 2)"),
    ("overlap.200.201", "overlap.200.201"),
    ("`star rating` == \"a\\\"b\\u{e9}\"", "(`star rating` == \"a\\\"bé\")"),
    ("1_000 + 1e-4 + 0.5 + 2015-08-31", "(((1000 + 0.0001) + 0.5) + 2015-08-31)"),
    ("[timestamp: seconds, b]", "[timestamp: seconds, b]"),
    ("if(a > 1, null, true)", "if<(a > 1), null, true>"),
    ("____ + <CODE>", "(____ + ____)"),
  ])
  func operatorsBindAsTheirTableSays(source: String, expected: String) {
    let file = SourceFile(path: "x.md", text: source)
    let (expression, diagnostics) = LanguageParser.parseExpression(file: file, range: 0..<file.bytes.count)
    #expect(diagnostics.isEmpty)
    #expect(expression.map(Self.grouped) == expected)
    #expect(expression?.span.text == source)
  }

  @Test func theExamplesOfTheDesignAreRead() throws {
    let (statements, diagnostics) = Self.parse(
      """
      quantile customers of: count at: [0, 0.25, 1]
      filter reviews where: count(customer_id) >= {5} and count(product_id) >= {10} as reduced
      split reduced last-per: customer_id order-by: review_date as train, test
      embed reduced sequence: product_title by: customer_id   # words
        dimensions: 100

        subwords: 5..10 as titles
      plot scatter map x: x y: y label: title
      expect reduced.rows > 0 because: "the filter kept nothing"
      """)
    #expect(diagnostics.isEmpty)
    #expect(statements.map(\.verb.text) == ["quantile", "filter", "split", "embed", "plot", "expect"])
    #expect(statements.map { $0.options.map(\.key.text) }[3] == ["sequence", "by", "dimensions", "subwords"])
    #expect(statements[2].bindings.map(\.text) == ["train", "test"])
    #expect(statements[4].operands.map(\.canonicalText) == ["scatter", "map"])
    #expect(statements[5].operands.map(\.canonicalText) == ["reduced.rows > 0"])
    let span = statements[3].span
    #expect(span.start.line == 4 && span.end.line == 7)
    #expect(statements[3].options[2].span.text == "dimensions: 100")
  }

  @Test func blanksKeepTheirBraces() throws {
    let (statements, diagnostics) = Self.parse(
      """
      {dedupe reviews by: a}
      {train} {fm} {epochs: 25} on: {train} as {model}
      {
      head a
      head b
      }
      ____
      head ____ rows: ____ as ____
      """)
    #expect(diagnostics.isEmpty)
    #expect(statements.map(\.isBlank) == [true, false, true, true, false, false])
    #expect(statements[0].blank?.text == "{dedupe reviews by: a}")
    #expect(statements[1].verb.blank?.text == "{train}" && statements[1].bindings[0].blank?.text == "{model}")
    #expect(statements[1].options[0].blank?.text == "{epochs: 25}")
    #expect(statements[1].canonicalText() == "train fm epochs: 25 on: train as model")
    #expect(statements[2].blank == statements[3].blank && statements[2].blank?.text.hasPrefix("{\n") == true)
    #expect(statements[4].verb.isUnsolved && statements[5].bindings[0].isUnsolved)
  }

  @Test(arguments: [
    ("head   a rows:5 # note", "head a rows: 5"),
    ("head a\n  rows: {5}", "head a\n\n  # x\n  rows:\n    5"),
    ("filter a where: (b+c) *2 > 1.0", "filter a where: ((b + c)*2)>1.00"),
    ("load \"x\" types: [a: b,]", "load \"x\" types: [ a: b ]"),
    ("expect not (a and b)", "expect   not (a   and b)"),
  ])
  func canonicalTextKnowsNoSpacesAndComments(one: String, other: String) throws {
    let first = try #require(Self.parse(one).0.first).canonicalText()
    let second = try #require(Self.parse(other).0.first).canonicalText()
    #expect(first == second)
    // It reads back as itself.
    #expect(try #require(Self.parse(first).0.first).canonicalText() == first)
  }

  @Test func differentStatementsHaveDifferentCanonicalTexts() {
    let sources = [
      "expect a - (b - c)", "expect a - b - c", "expect (a == b) == c", "expect a == (b == c)", "expect not (a and b)",
      "expect not a and b", "expect -(a + b)", "expect -a + b", "head `a b`", "head a b", "head \"a\"", "head a",
      "head 1",
      "head 1.0", "expect (a is null) is null", "expect a is null", "head (1 + 2)..3", "head (-1)", "head [1]",
      "head a (-1)",
      "head a - 1",
    ]
    let texts = sources.compactMap { Self.parse($0).0.first?.canonicalText() }
    #expect(Set(texts).count == sources.count)
    for text in texts { #expect(Self.parse(text).0.first?.canonicalText() == text) }
  }

  @Test func aWordWithHyphensCanBeADifference() throws {
    let (statements, _) = Self.parse("expect last-day-first-day")
    guard case .name(let name)? = statements.first?.operands.first?.kind else {
      Issue.record("no name")
      return
    }
    let known: Set<String> = ["last-day", "first-day", "first", "day"]
    let difference = try #require(HyphenatedDifference(name, isKnown: known.contains))
    #expect(difference.text == "last-day - first-day")
    #expect(difference.parts.map(\.span.text) == ["last-day", "first-day"])
    #expect(HyphenatedDifference(name) { _ in false } == nil)
    #expect(HyphenatedDifference(name) { $0 == name.text } == nil)
  }

  @Test func damagedStatementsAreMarkedAndTheirNamesKept() {
    let (statements, diagnostics) = Self.parse("head a rows: = as top\nhead b\nhead c rows: as d")
    #expect(diagnostics.count == 2)
    #expect(statements.map(\.isDamaged) == [true, false, true])
    #expect(statements.map { $0.bindings.map(\.text) } == [["top"], [], ["d"]])
  }

  @Test func tokensAreColouredByWhatTheyAre() {
    let text = "filter `a b` where: x >= {5} and \"s\" # note\n  as y\nhead ____"
    let file = SourceFile(path: "x", text: text)
    let words = LanguageParser.highlight(text).map { "\($0.kind.rawValue) \(file.span($0.range).text)" }
    #expect(
      words == [
        "verb filter", "name `a b`", "key where", "operator :", "name x", "operator >=", "blank {", "number 5",
        "blank }",
        "keyword and", "string \"s\"", "comment # note", "keyword as", "name y", "verb head", "blank ____",
      ])
  }

  @Test(arguments: [
    (".3", ValueFormat.Style.decimals(3)), ("%", .percent(0)), (".1%", .percent(1)), ("+.2", .signed(2)),
    ("plain", .plain), ("month", .month), ("year", .year), ("date", .date), ("iso", .iso),
  ])
  func formatsAreRead(text: String, style: ValueFormat.Style) {
    #expect(ValueFormat(text)?.style == style)
    #expect(ValueFormat(text)?.text == text)
  }

  @Test(arguments: ["", ".", "3", ".x", ".99", "+", "+.1%", "Plain", ".3 ", "%%"])
  func otherFormatsAreNot(text: String) { #expect(ValueFormat(text) == nil) }
}
