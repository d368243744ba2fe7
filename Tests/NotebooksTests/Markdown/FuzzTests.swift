import Diagnostics
import Notebooks
import TestSupport
import Testing

/// Damaged notebooks: nothing crashes, every place lies inside of the file, errors come in order.
@Suite struct FuzzTests {
  static let fragments = [
    "`", "```{lab}\n", "```\n", "{", "}", "[", "]", "(", ")", "\"", "$", "$$", "@fig-", "---\n", "#|", "\n", "\r\n",
    "\t", "> ",
    "- ", "{lab}", "|", "as ", "and ", "5..", "é", "\u{1F600}", "\u{0}", "\u{1}", "\u{2}", "<!--", "[^why]", "\\", ": ",
    "params:", "&a ", "*a",
    "____", "!", "==", "\u{201C}", "2015-02-", "1e", ".", "-",
  ]

  private func check(_ bytes: [UInt8]) {
    let file = SourceFile(path: "x.md", bytes: bytes)
    let (notebook, diagnostics) = Notebook.read(file: file)
    var last = 0
    for diagnostic in diagnostics {
      let spans =
        [diagnostic.primary].compactMap { $0?.span } + diagnostic.related.map(\.span)
        + diagnostic.replacements.map(\.span)
      for span in spans {
        #expect(span.file === file && span.range.upperBound <= bytes.count && span.range.lowerBound >= 0)
      }
      let start = diagnostic.primary?.span.range.lowerBound ?? last
      #expect(start >= last)
      last = start
    }
    for cell in notebook.cells {
      #expect(cell.body.range.upperBound <= bytes.count)
      var end = 0
      for statement in cell.statements {
        #expect(statement.span.range.lowerBound >= end)
        end = statement.span.range.upperBound
        #expect(end <= bytes.count)
        checkInside(statement)
      }
      var tokenEnd = 0
      for token in cell.tokens {
        #expect(token.range.lowerBound >= tokenEnd)
        tokenEnd = token.range.upperBound
      }
      #expect(tokenEnd <= cell.code.utf8.count)
      #expect(cell.tokens == LanguageParser.highlight(cell.code))
    }
  }

  private func checkInside(_ statement: Statement) {
    for part in statement.operands.map(\.span) + statement.options.map(\.span) + statement.bindings.map(\.span) {
      #expect(statement.span.range.lowerBound <= part.range.lowerBound)
      #expect(part.range.upperBound <= statement.span.range.upperBound)
    }
  }

  @Test(arguments: 0..<40) func mutatedNotebooksNeverCrash(round: Int) {
    var random = SplitMix(seed: UInt64(round))
    var bytes = Array(NotebookTests.rich.utf8)
    for step in 0..<30 {
      let at = Int.random(in: 0..<bytes.count, using: &random)
      switch Int.random(in: 0..<4, using: &random) {
      case 0: bytes.removeSubrange(at..<min(bytes.count, at + Int.random(in: 1..<40, using: &random)))
      case 1:
        bytes.insert(contentsOf: Self.fragments[Int.random(in: 0..<Self.fragments.count, using: &random)].utf8, at: at)
      case 2: bytes[at] = UInt8.random(in: 0..<128, using: &random)
      default:
        let other = Int.random(in: 0..<bytes.count, using: &random)
        bytes.insert(contentsOf: Array(bytes[other..<min(bytes.count, other + 60)]), at: at)
      }
      if bytes.isEmpty { bytes = [10] }
      if step % 6 == 5 { check(bytes) }
    }
  }

  @Test(arguments: 0..<60) func randomBytesAndFragmentsNeverCrash(round: Int) {
    var random = SplitMix(seed: UInt64(1000 + round))
    check((0..<300).map { _ in UInt8.random(in: 0...255, using: &random) })
    var text = "```{lab}\n"
    for _ in 0..<80 {
      text += Self.fragments[Int.random(in: 0..<Self.fragments.count, using: &random)]
      if Bool.random(using: &random) { text += "a" }
    }
    check(Array(text.utf8))
    check(Array(text.dropFirst(9).utf8))
    check(Array(("---\n" + text.dropFirst(9) + "\n---\n").utf8))
  }

  @Test func deepNestingIsAnErrorAndNoCrash() {
    let many = 20_000
    func codes(_ code: String) -> Set<String> {
      Set(NotebookTests.read("```{lab}\n\(code)\n```\n").1.map(\.code.name))
    }
    for bracket in ["(", "[", "{", "f(", "-", "not "] {
      let found = codes("expect " + String(repeating: bracket, count: many))
      #expect(found.contains("too-deep"), "\(bracket) \(found)")
    }
    #expect(codes("expect 1" + String(repeating: " + 1", count: many)) == ["too-deep"])
    #expect(codes("expect 1" + String(repeating: " is null", count: many)) == ["too-deep"])
    #expect(codes("expect a" + String(repeating: " and a", count: 300)).isEmpty)
    #expect(codes("head [" + String(repeating: "1, ", count: many) + "1]").isEmpty)
    let quotes = NotebookTests.read(String(repeating: "> ", count: 5_000) + "x").1
    #expect(quotes.map(\.code.name) == ["too-deep"])
    check(Array(String(repeating: "*a **b ", count: 5_000).utf8))
    check(Array(String(repeating: "[", count: 20_000).utf8))
    check(Array(("---\na: " + String(repeating: "[", count: 5_000) + "\n---\n").utf8))
    let bomb = (1...30).map { "a\($0): &a\($0) [*a\($0 - 1), *a\($0 - 1)]" }.joined(separator: "\n")
    check(Array("---\na0: &a0 x\n\(bomb)\n---\n".utf8))
    check(Array(String(repeating: "`{lab} x` $a$ @fig-a ", count: 20_000).utf8))
    check(Array(String(repeating: "$`", count: 20_000).utf8))
  }
}
