import Diagnostics
import Notebooks
import Testing

@Suite struct LanguageErrorTests {
  static let sources = [
    """
    filter reviews where: stars = 5
                                ^ single-equals
    """,
    """
    select reviews columns: [a, b
                                 | unclosed-bracket
    describe reviews
    """,
    """
    select reviews columns: [
      a,
      b
    ]
    describe reviews
    """,
    """
    load "sample:reviews
                        | unclosed-string
      as reviews
    """,
    """
    filter reviews where: {a > 5
                                | unclosed-bracket
    """,
    """
    {filter reviews where: a > 5
                                | unclosed-bracket
    """,
    """
    filter reviews where: {a > 5 as few
                                | unclosed-bracket
    """,
    """
    filter reviews where: (a > 5 as few
                                | unclosed-bracket
    """,
    """
    sample reviews rows: {5 as few
                           | unclosed-bracket
    """,
    """
    filter reviews where: {a > 5 b} as few
                                 ^ unexpected-token
    """,
    """
    filter reviews where: {a > 5 as few} as more
                                 ^^ unexpected-token
    """,
    """
    filter reviews where: {dedupe reviews by: [user]} as few
                                  ^^^^^^^ unexpected-token
    """,
    """
    sample reviews rows: 1,000 as few
                         ^^^^^ unexpected-token
    """,
    """
    filter reviews where: year(day) == 2,015 as few
                                       ^^^^^ unexpected-token
    """,
    """
    quantile reviews of: a at: 10,100
                               ^^^^^^ unbracketed-list
    """,
    """
    group reviews by: a n: count(*) as few
                                 ^ unexpected-token
    """,
    """
    filter reviews where: a > 5} as few
                               ^ unexpected-token
    """,
    """
    filter reviews where: a >= as few
                              | missing-value
    """,
    """
    {
     | unclosed-bracket
    dedupe reviews as few
    """,
    """
    dedupe reviews as few
    }
    ^ missing-verb
    """,
    """
    {dedupe reviews by: [user]} as users
    ^ missing-verb
    """,
    """
    select reviews columns: [a b]
                              | missing-comma
    """,
    """
    select reviews columns: (a, b]
                            ^^^^^^ unbracketed-list
                                 ^ mismatched-bracket
    """,
    """
    filter reviews where: a == 'x'
                               ^^^ wrong-quotes
    """,
    """
    filter reviews where: a > 1 && b < 2 || !c
                                ^^ foreign-operator
                                         ^^ foreign-operator
                                            ^ foreign-operator
    """,
    """
    dedupe reviews by : customer_id
                      ^ spaced-colon
    """,
    """
    dedupe reviews by:
                      | missing-value
    """,
    """
    train fm on: as model
                | missing-value
    """,
    """
    train fm on: epochs: 5
                | missing-value
    """,
    """
    train fm on: train epochs: 5 epochs: 6
                                 ^^^^^^ duplicate-option
    """,
    """
    dedupe reviews as
                     | missing-name
    """,
    """
    split reviews as a,
                       | missing-name
    """,
    """
    dedupe reviews as in
                      ^^ reserved-name
    """,
    """
    filter reviews where: 1 < x < 5
                                ^ chained-comparison
    """,
    """
    dedupe reviews by: customer_id, product_id
                       ^^^^^^^^^^^^^^^^^^^^^^^ unbracketed-list
    """,
    """
    reduced = filter reviews where: a > 5
            ^ assignment
    """,
    """
    load "x"
    columns: [a, b]
    ^^^^^^^ option-without-statement
    """,
    """
    load "x" columns: [a] types [b]
                          ^^^^^ missing-colon
    """,
    """
    count reviews by: x y
                      ^^^ unbracketed-list
    """,
    """
    dedupe reviews as a as b
                        ^^ repeated-as
    """,
    """
    train fm on: train 5
                       ^ misplaced-operand
    """,
    """
    head reviews; head b
                ^ unexpected-character
    """,
    """
    head reviews rows: {}
                       ^^ empty-blank
    """,
    """
    head reviews rows: 5x
                       ^^ malformed-number
    """,
    """
    filter reviews where: day > 2015-02-30
                                ^^^^^^^^^^ malformed-date
    """,
    """
    filter reviews where: day > 2015-2-3
                                ^^^^^^^^ malformed-date
    """,
    """
    load "a\\qb"
           ^^ unknown-escape
    """,
    """
    head ``
         ^^ empty-name
    """,
    """
    filter reviews where: a is 5
                            ^^ is-without-null
    """,
    """
    split reviews as a, a
                        ^ duplicate-binding
    """,
    """
    5 reviews
    ^ missing-verb
    """,
    """
    filter reviews where: [1, 2) in: 5
                               ^ mismatched-bracket
                                 ^^ reserved-name
    """,
    """
    head reviews
    \trows: 5
    ^ tab-indentation
    """,
    """
    filter reviews where: (a + ) * 2
                               ^ unexpected-token
    """,
    """
    filter reviews where: a +
                             | missing-value
    head reviews rows: =
                       ^ unexpected-token
    """,
    """
    expect mean(x, by: a, 5) > 0
                          ^ misplaced-operand
    """,
    """
    head reviews rows: model. 5
                            ^ missing-name
                              ^ misplaced-operand
    """,
  ]

  @Test(arguments: sources)
  func errorsStandUnderTheCharactersThatCauseThem(source: String) {
    let mismatch = AnnotatedSource.mismatch(source)
    #expect(mismatch == nil, "\(mismatch ?? "")")
  }

  private func help(_ source: String) -> [String] {
    let file = SourceFile(path: "test.md", text: source)
    return LanguageParser.parse(file: file, range: 0..<file.bytes.count).1.flatMap(\.help)
  }

  @Test func zerosBehindACommaAreThousands() {
    #expect(help("expect reduced.rows > 1,000") == ["write 1000"])
    #expect(help("expect reduced.rows > 12,050").contains("write 12050"))
    #expect(help("filter reviews where: a == 007").first?.hasPrefix("write 7 for the number") == true)
  }

  @Test func onlyTheResultOfAStepGetsAName() {
    #expect(help("few = head reviews") == ["write head reviews as few"])
    #expect(!help("let x = 3").contains { $0.hasPrefix("write ") })
    #expect(!help("few = reviews").contains { $0.hasPrefix("write ") })
  }
}
