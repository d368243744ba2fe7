import Diagnostics
import Notebooks
import Testing

@Suite struct SettingsTests {
  /// The text under each error's place, with its code.
  static func faults(_ text: String) -> [String] {
    NotebookTests.read(text).1.map { "\($0.code.name) <\($0.primary?.span.text ?? "")>" }
  }

  @Test func settingsAreReadWithTheirTypes() {
    let (notebook, diagnostics) = NotebookTests.read(
      """
      ---
      title: Plain title
      author: [Ada, {name: Grace}]
      date: 2024-05-06
      lang: en
      toc: false
      seed: 42
      execute:
        echo: false
        cache: true
      params:
        ratio: 0.5
        path: data/x.tsv
        flags: [1, 2]
        nothing: none
        on: true
        quoted: "5"
        since: 2015-08-31
      ---
      text
      """)
    #expect(diagnostics.isEmpty)
    let matter = notebook.frontMatter
    #expect(matter.title?.plainText == "Plain title")
    #expect(matter.author == ["Ada", "Grace"])
    #expect(matter.date == "2024-05-06" && matter.lang == "en" && matter.toc == false && matter.seed == 42)
    #expect(matter.execute.echo == false && matter.execute.cache == true && matter.execute.eval == nil)
    #expect(
      matter.params.map(\.value) == [
        .decimal(0.5), .string("data/x.tsv"), .list([.integer(1), .integer(2)]), .null, .boolean(true), .string("5"),
        .date(16_678),
      ])
    #expect(
      matter.params.map(\.valueSpan.text) == ["0.5", "data/x.tsv", "[1, 2]", "none", "true", "\"5\"", "2015-08-31"])
  }

  static let faultyNotebooks: [(String, [String])] = [
    ("---\ntitel: x\n---\n", ["unknown-setting <titel>"]),
    ("---\noutput-dir: x\n---\n", ["unknown-setting <output-dir>"]),
    ("---\ntoc: yes\n---\n", ["wrong-setting-type <yes>"]),
    ("---\nseed: 1.5\n---\n", ["wrong-setting-type <1.5>"]),
    ("---\ntitle: [a]\n---\n", ["wrong-setting-type <[a]>"]),
    ("---\nlang: a\nlang: b\n---\n", ["duplicate-key <lang>"]),
    ("---\nlang: a: b\n---\n", ["malformed-yaml <:>"]),
    ("---\nexecute:\n  evil: true\n---\n", ["unknown-setting <evil>"]),
    ("---\nparams:\n  5x: 1\n---\n", ["malformed-parameter-name <5x>"]),
    ("---\nparams:\n  x: {a: 1}\n---\n", ["wrong-setting-type <{a: 1}>"]),
    ("---\ntitle: x\n", ["unclosed-front-matter <--->"]),
    ("---\ntitle: \"a `{lab} \\\"x\\\"`\"\n---\n", ["escaped-inline-value <\"a `{lab} \\\"x\\\"`\">"]),
    ("---\ntitle: a `{lab} x | .q`\n---\n", ["unknown-format <.q>"]),
    ("---\ntitle: 'é `{lab} x +`'\n---\n", ["missing-value <>"]),
    ("```{lab}\n#| lable: x\n```\n", ["unknown-setting <lable>"]),
    ("```{lab}\n#| label: fig_Stars\n```\n", ["malformed-label <fig_Stars>"]),
    ("```{lab}\n#| eval: maybe\n#| fig-width: 3\n```\n", ["wrong-setting-type <maybe>", "wrong-setting-type <3>"]),
    ("```{lab}\nhead x\n#| eval: true\n```\n", ["misplaced-cell-option <#| eval: true>"]),
    ("```{lab}\n#| fig-cap: a `{lab} x y`\n```\n", ["unexpected-token <y>"]),
    ("```{lab}\nhead x\n", ["unclosed-fence <```{lab}>"]),
    ("```{lab}\nhead x\n\n```{lab}\nhead y\n```\n", ["unclosed-fence <```{lab}>"]),
    ("```{lab echo=false}\nhead x\n```\n", ["malformed-fence <```{lab echo=false}>"]),
    ("```{python}\nx\n```\n", ["foreign-cell <```{python}>"]),
    ("> [!NOTES] x\n", ["unknown-callout <[!NOTES] x>"]),
    ("a `{lab}` b\n", ["missing-value <{lab}>"]),
    ("a `{lab} x | mnth` b\n", ["unknown-format <mnth>"]),
    ("a `{lab} x |` b\n", ["unknown-format <>"]),
    ("[x](javascript:alert)\n", ["unsafe-link <javascript:alert>"]),
    ("```{lab}\n#| check: expect x.rows > 0\nhead {x}\n```\n", ["malformed-check <expect x.rows > 0>"]),
    ("```{lab}\n#| hint: x\nhead x\n```\n", ["option-without-exercise <```{lab}>"]),
    ("```{number}\n#| question: x\n5\n```\n", ["malformed-question <```{number}>"]),
    ("```{answer}\n#| question: x\n#| because it is\n```\n", ["malformed-yaml <>"]),
    ("```{number}\n#| question: x\n#| sealed: bm8=\n5\n```\n", ["broken-seal <bm8=>"]),
    ("```{solution}\nx\n```\n", ["stray-solution <```{solution}>"]),
  ]

  @Test(arguments: faultyNotebooks)
  func whatIsWrongIsToldAtItsPlace(text: String, expected: [String]) {
    #expect(Self.faults(text) == expected)
    #expect(Self.faults("\u{FEFF}" + text.replacing("\n", with: "\r\n")) == expected)
  }

  @Test func bytesThatAreNoUTF8ArePlaced() {
    let file = SourceFile(path: "x.md", bytes: Array("ab ".utf8) + [0xE9, 0x20])
    let found = Notebook.read(file: file).1
    #expect(found.map(\.code.name) == ["notebook-not-utf-8"])
    #expect(found.first?.primary?.span.range == 3..<4)
  }

  @Test func theNotebookCountsOverItsFolder() {
    func notebook(_ yaml: String) -> Notebook { NotebookTests.read("---\n\(yaml)\n---\n").0 }
    let shared = notebook("title: All\nlang: en\nseed: 1\nexecute: {echo: false, cache: true}\nparams: {a: 1, b: 2}")
    let own = notebook("seed: 2\nexecute: {echo: true}\nparams: {b: 3, c: 4}")
    let folder = NotebookFolder(path: ".", settings: shared.frontMatter, notebooks: [own])
    #expect(folder.lang(of: own) == "en" && folder.lang == "en" && folder.seed(of: own) == 2)
    #expect(folder.seed(of: nil) == 1 && folder.setting(\.execute.echo, of: own) == true)
    #expect(folder.setting(\.execute.cache, of: own) == true && folder.setting(\.toc, of: own) == nil)
    let merged = folder.parameters(of: own, with: [ParameterOverride(name: "c", value: .integer(5))])
    #expect(merged.map(\.name) == ["a", "b", "c"])
    #expect(merged.map(\.parameter.value) == [.integer(1), .integer(3), .integer(5)])
    #expect(
      merged.map(\.parameter.isOverridden) == [false, false, true] && merged[2].parameter.declared == .integer(4))
  }

  @Test func overridesTakeTheTypeOfTheDefault() throws {
    #expect(try ParameterValue.parse("5", like: .integer(1)) == .integer(5))
    #expect(try ParameterValue.parse("5", like: .decimal(1)) == .decimal(5))
    #expect(try ParameterValue.parse("5", like: .string("")) == .string("5"))
    #expect(try ParameterValue.parse("path: x", like: .string("")) == .string("path: x"))
    #expect(try ParameterValue.parse("false", like: .boolean(true)) == .boolean(false))
    #expect(try ParameterValue.parse("2015-08-31", like: .date(0)) == .date(16_678))
    #expect(try ParameterValue.parse("x", like: .null) == .string("x"))
    // A number that would lose digits is a name.
    for name in [
      "010", "-007", "+4930123456", "12345678901234567890", "9007199254740993.0", "1e400", "1e-400",
      "100000000000000000000",
    ] {
      #expect(try ParameterValue.parse(name, like: .null) == .string(name))
    }
    #expect(try ParameterValue.parse("9223372036854775807", like: .null) == .integer(.max))
    #expect(try ParameterValue.parse("1e300", like: .null) == .decimal(1e300))
    #expect(try ParameterValue.parse("-0.5", like: .null) == .decimal(-0.5))
    #expect(try ParameterValue.parse(".5", like: .null) == .decimal(0.5))
    #expect(try ParameterValue.parse("1_000", like: .null) == .integer(1000))
    #expect(
      try ParameterValue.parse("[1, b]", like: .list([.string("a")])) == .list([.string("1"), .string("b")]))
    #expect(try ParameterValue.parse("c", like: .list([.string("a")])) == .list([.string("c")]))
    #expect(
      try ParameterValue.parse("[a: seconds]", like: .list([.entry("t", .string("x"))]))
        == .list([.entry("a", .string("seconds"))]))
    for (text, like) in [
      ("x", ParameterValue.integer(1)), ("1.5", .integer(1)), ("yes", .boolean(true)), ("2015", .date(0)),
      ("[a", .list([])), ("[a]", .list([.integer(1)])),
    ] {
      #expect(throws: Diagnostic.self) { try ParameterValue.parse(text, like: like) }
    }
  }

  @Test func overridesOfUnknownParametersFail() throws {
    let declared = NotebookTests.read("---\nparams: {min-reviews: 5}\n---\n").0.frontMatter.params
    let good = try ParameterOverride.parse(argument: "min-reviews:10", declared: declared)
    #expect(good.name == "min-reviews" && good.value == .integer(10))
    let unknown = #expect(throws: Diagnostic.self) {
      try ParameterOverride.parse(argument: "min-revews:10", declared: declared)
    }
    #expect(unknown?.code.name == "unknown-parameter")
    #expect(unknown?.help == ["did you mean min-reviews?"])
    let file = SourceFile(path: "p.yml", text: "min-reviews: many\nother: 1\n")
    let (overrides, faults) = ParameterOverride.read(file: file, declared: declared)
    #expect(overrides.isEmpty)
    #expect(
      faults.map { "\($0.code.name) <\($0.primary?.span.text ?? "")>" } == [
        "wrong-parameter-type <many>", "unknown-parameter <other>",
      ])
  }
}
