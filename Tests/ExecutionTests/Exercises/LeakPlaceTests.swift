import Diagnostics
import Execution
import Foundation
import LabSupport
import Notebooks
import Testing

/// A solution is put into each place of a folder that anybody can think of: either nothing is handed out, with an error at that place,
/// or what is handed out does not hold it.
@Suite struct LeakPlaceTests {
  /// Of the model answer, and of a blank.
  static let sentence = "From a single rating one learns next to nothing about somebody."
  static let code = "sort reduced by: [stars: descending] as sorted"

  enum Outcome { case refused, leftOut, either }

  struct Place: Sendable, CustomTestStringConvertible {
    var name: String
    var file: String
    var outcome: Outcome
    /// What the file becomes, of what it was (empty if it was not there) and the secret.
    var change: @Sendable (_ text: String, _ secret: String) -> String
    var settings = ""
    var also: [String] = []

    init(
      _ name: String, _ file: String, _ outcome: Outcome, settings: String = "", also: [String] = [],
      _ change: @escaping @Sendable (String, String) -> String
    ) {
      (self.name, self.file, self.outcome, self.change) = (name, file, outcome, change)
      (self.settings, self.also) = (settings, also)
    }

    var testDescription: String { name }
  }

  private static func at(_ place: String, _ wrap: @escaping @Sendable (String) -> String)
    -> @Sendable (
      String, String
    ) -> String
  {
    { text, secret in text.replacing(place, with: wrap(secret)) }
  }

  private static let prose = "There are `{lab} reduced.rows` ratings."

  static let places: [Place] = [
    Place("prose", "02-ask.md", .refused, at(prose) { $0 }),
    Place("prose in capitals", "02-ask.md", .refused, at(prose) { $0.uppercased() }),
    Place("prose over lines", "02-ask.md", .refused, at(prose) { $0.replacing(" ", with: "\n") }),
    Place(
      "emphasis", "02-ask.md", .refused,
      at(prose) { $0.replacing(" by", with: " *by*").replacing("one", with: "**one**") }),
    Place(
      "tags", "02-ask.md", .refused, at(prose) { $0.replacing("e", with: "<b>e</b>", maxReplacements: 1) + " " + $0 }),
    Place(
      "entities", "02-ask.md", .refused, at(prose) { $0.replacing("s", with: "&#115;").replacing("[", with: "&lsqb;") }),
    Place(
      "escapes", "02-ask.md", .refused,
      at(prose) { $0.replacing("[", with: "\\[").replacing("]", with: "\\]").replacing(".", with: "\\.") }),
    Place("no width", "02-ask.md", .refused, at(prose) { $0.replacing("o", with: "o\u{200B}") }),
    Place(
      "full width", "02-ask.md", .refused,
      at(prose) { $0.applyingTransform(.fullwidthToHalfwidth, reverse: true) ?? $0 }),
    Place("heading", "02-ask.md", .refused, at("# Ask") { "# \($0)" }),
    Place("table", "02-ask.md", .refused, at(prose) { "| a |\n|---|\n| \($0) |\n" }),
    Place("footnote", "02-ask.md", .refused, at(prose) { "See[^1].\n\n[^1]: \($0)" }),
    Place("link title", "02-ask.md", .refused, at(prose) { "[a](https://example.org \"\($0)\")" }),
    Place(
      "alternative text", "02-ask.md", .refused,
      at(prose) { "![\($0.replacing("[", with: "\\[").replacing("]", with: "\\]"))](picture.svg)" }),
    Place("code of another language", "02-ask.md", .refused, at(prose) { "```python\n\($0)\n```" }),
    Place("a cell that is shown", "02-ask.md", .refused, at(prose) { "```lab\n\($0)\n```" }),
    Place(
      "a cell that is not run", "02-ask.md", .refused,
      at(prose) { "```{lab}\n#| eval: false\nhead reduced\n# \($0)\n```" }),
    Place("a comment of code", "02-ask.md", .refused, at("head reduced rows: 1") { "head reduced rows: 1 # \($0)" }),
    Place("a comment of HTML", "02-ask.md", .leftOut, at(prose) { "<!-- \($0) -->\n\n" + prose }),
    Place("a comment over lines", "02-ask.md", .leftOut, at(prose) { "<!--\nNB\n\($0)\n-->\n" + prose }),
    Place(
      "a comment in a sentence", "02-ask.md", .leftOut, at(prose) { "There <!-- \($0) --> are `<!-- x -->` some." }),
    Place("a comment in a quote", "02-ask.md", .either, at(prose) { "> There <!-- \($0)\n> --> are\n" }),
    Place("a comment in a list", "02-ask.md", .leftOut, at(prose) { "- There <!-- \($0) -->\n- are\n" }),
    Place("a comment without an end", "02-ask.md", .refused, at(prose) { "<!-- \($0)\n" }),
    Place(
      "a comment in a choice", "02-ask.md", .leftOut, at("- [ ] The first\n") { "- [ ] The first <!-- \($0) -->\n" }),
    Place(
      "a comment into what is said to a choice", "02-ask.md", .leftOut,
      at("- [ ] The first\n  > The first one") { "- [ ] The first <!-- \($0)\n  > x --> The first one" }),
    Place("a comment of YAML", "02-ask.md", .leftOut) { "---\nseed: 3 # \($1)\n# \($1)\n---\n" + $0 },
    Place(
      "a comment of options", "02-ask.md", .leftOut, at("#| tolerance: 1\n") { "#| tolerance: 1 # \($0)\n#| # \($0)\n" }
    ),
    Place("title", "02-ask.md", .refused) { "---\ntitle: \"\($1)\"\n---\n" + $0 },
    Place("abstract", "02-ask.md", .refused) { "---\nabstract: |\n  # \($1)\n---\n" + $0 },
    Place(
      "caption", "02-ask.md", .refused, at("head reduced rows: 1") { "#| fig-cap: \"\($0)\"\nhead reduced rows: 1" }),
    Place("a tag", "02-ask.md", .refused, at("head reduced rows: 1") { "#| tags: [\"\($0)\"]\nhead reduced rows: 1" }),
    Place("notes", "02-ask.md", .refused, at("head reduced rows: 1") { "#| notes: \"\($0)\"\nhead reduced rows: 1" }),
    Place("hint", "01-look.md", .refused, at("hint: Sort and count.") { "hint: \"\($0)\"" }),
    Place("question", "02-ask.md", .refused, at("question: Why cut at all?") { "question: \"\($0)\"" }),
    Place("wrong", "02-ask.md", .refused, at("wrong: Divide by all of them.") { "wrong: \"\($0)\"" }),
    Place("choice", "02-ask.md", .refused, at("- [ ] The first\n") { "- [ ] \($0)\n" }),
    Place("Solution in capitals", "02-ask.md", .refused, at(prose) { "```{Solution}\n\($0)\n```\n" }),
    Place("solution without braces", "02-ask.md", .refused, at(prose) { "```solution\n\($0)\n```\n" }),
    Place("solution with a class", "02-ask.md", .refused, at(prose) { "```{.solution}\n\($0)\n```\n" }),
    Place("comment of the settings", "_matinee.yml", .leftOut) { $0 + "# \($1)\nseed: 4 # \($1)\n" },
    Place("text of the settings", "_matinee.yml", .refused) { $0 + "subtitle: \"\($1)\"\n" },
    Place("a parameter", "_matinee.yml", .refused) { $0 + "params:\n  note: \"\($1)\"\n" },
    Place("README", "README.md", .leftOut) { $1 },
    Place("README that is handed out", "README.md", .refused, also: ["README.md"]) { $1 },
    Place("a page", "report.html", .leftOut) { "<html><body>\($1)</body></html>" },
    Place("an attribute of a page", "report.html", .refused, also: ["report.html"]) { "<p title=\"\($1)\">" },
    Place("a table", "notes.csv", .leftOut) { "a\n\($1)\n" },
    Place("a table that is loaded", "ratings.csv", .refused) { $0 + "9,9,\"\($1)\"\n" },
    Place("a Jupyter notebook", "lab.ipynb", .leftOut) { "{\"cells\": [\"\($1)\\n\"]}" },
    Place("a Jupyter notebook that is handed out", "lab.ipynb", .refused, also: ["lab.ipynb"]) {
      "{\"cells\": [\"\($1.replacing(" ", with: "\\u0020"))\\n\"]}"
    },
    Place("MD", "notes.MD", .leftOut) { $1 },
    Place("markdown", "notes.markdown", .leftOut) { $1 },
    Place("Python", "solve.py", .leftOut) { "# \($1)\n" },
    Place("a draft", "_draft.md", .leftOut) { "```{solution}\n\($1)\n```\n" },
    Place("a folder", "more/notes.txt", .leftOut) { $1 },
    Place("a folder that is handed out", "more/notes.txt", .refused, also: ["more"]) { $1 },
    Place("UTF-16", "notes.txt", .leftOut) { $1 },
    Place("a hidden file", ".notes", .leftOut) { $1 },
    Place("a report", "outputs/index.html", .leftOut) { $1 },
    Place("a checkpoint of another run", "checkpoints/notes.txt", .leftOut) { $1 },
    Place("a lab beside it", "ja/_matinee.yml", .leftOut) { "title: \"\($1)\"\n" },
    Place("a picture", "picture.svg", .refused) {
      "<svg xmlns=\"http://www.w3.org/2000/svg\"><title>\($1)</title></svg>"
    },
  ]

  @Test(arguments: places, [sentence, code])
  func aSolutionIsNeverHandedOut(place: Place, secret: String) throws {
    let source = try StudentLab.source {
      // The picture is shown.
      $0["02-ask.md"] = StudentLab.second + "\n![A picture](picture.svg)\n"
    }
    try source.put("_matinee.yml", "title: A lab\noutput-dir: outputs\n")
    try source.put("picture.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\"/>")
    let before = source.exists(place.file) ? try source.text(place.file) : ""
    let after = place.change(before, secret)
    #expect(after != before, "nothing was put there")
    try FileManager.default.createDirectory(
      atPath: (source.path(place.file) as NSString).deletingLastPathComponent, withIntermediateDirectories: true)
    try source.put(place.file, after)
    let (program, result) = StudentLab.run(source.folder.path)
    let target = source.path("student")
    var faults: [Diagnostic] = program.diagnostics.filter { $0.severity == .error }
    if faults.isEmpty {
      do {
        try StudentEdition(program, result, edition: .student, to: target).write(also: place.also)
      } catch let list as DiagnosticList {
        faults = list.diagnostics
      } catch let fault as Diagnostic {
        faults = [fault]
      }
    }
    if !faults.isEmpty {
      #expect(place.outcome != .leftOut, "\(faults.map(\.message))")
      #expect(!source.exists("student"))
      let known = ["solution-leaked", "malformed-fence", "unclear-comment"]
      #expect(faults.allSatisfy { known.contains($0.code.name) }, "\(faults.map { "\($0.code): \($0.message)" })")
      #expect(faults.contains { $0.primary?.span.file.path.hasSuffix(place.file) ?? false })
      return
    }
    #expect(place.outcome != .refused, "it was handed out")
    for file in FileManager.default.enumerator(atPath: target)?.compactMap({ $0 as? String }) ?? [] {
      #expect(!Self.letters(file).contains(Self.letters(secret)))
      guard let data = FileManager.default.contents(atPath: target + "/" + file) else { continue }
      #expect(!Self.letters(String(decoding: data, as: UTF8.self)).contains(Self.letters(secret)), "\(file)")
    }
  }

  private static func letters(_ text: String) -> String { text.lowercased().filter(\.isLetter) }

  @Test func whatIsHandedOutIsListedAndTheRestIsNamed() throws {
    let source = try StudentLab.source()
    for name in ["README.md", "notes.html", "_draft.md"] { try source.put(name, "```{solution}\nx\n```\n") }
    let (program, result) = StudentLab.run(source.folder.path)
    let made = try StudentEdition(program, result, edition: .student, to: source.path("student")).write()
    #expect(made.handed == ["ratings.csv"])
    #expect(made.left.map(\.path) == ["README.md", "_draft.md", "notes.html"])
    #expect(made.left.map(\.reason)[2] == "no step loads it and no page shows it")
    #expect(throws: Diagnostic.self) {
      try StudentEdition(program, result, edition: .student, to: source.path("other")).write(also: ["nowhere.txt"])
    }
  }

  /// What a comment of YAML is, and what only looks like one.
  @Test func onlyCommentsAreTakenOut() throws {
    let text = """
      ---
      title: "No # comment" # one
      abstract: |
        # No comment
        text # neither
      # One
      params: {a: 1, b: "#2"} # one
      lang: en#no
      ---

      `<!-- no -->` and <!-- one --> end.

      ```{lab}
      #| label: fig-a # one
      #| # One
      #| fig-cap: "a # b"
      load "a.csv" as a # stays
      ```
      """
    let (notebook, faults) = Notebook.read(file: SourceFile(path: "a.md", text: text))
    #expect(faults.isEmpty)
    let found = HiddenComments(of: notebook)
    #expect(found.unclear.isEmpty)
    #expect(
      found.spans.map(\.text) == [
        " # one", "# One\n", " # one", "<!-- one -->", " # one", "#| # One\n",
      ])
  }
}
