import Diagnostics
import Notebooks
import Testing

/// `{#sec-tail .present}` behind headings and formulas.
@Suite struct BlockAttributeTests {
  private func read(_ text: String) -> (blocks: [Block], faults: [String]) {
    let (notebook, faults) = Notebook.read(file: SourceFile(path: "01.md", bytes: Array(text.utf8)))
    return (notebook.blocks, faults.map(\.code.name))
  }

  private func heading(_ text: String) -> (words: String, identifier: String, isPresented: Bool)? {
    guard let block = read("## \(text)\n").blocks.first, case .heading(_, let words, let identifier) = block.kind else {
      return nil
    }
    return (words.plainText, identifier, block.isPresented)
  }

  @Test func aHeadingHasALabelOrIsASlideOrBoth() throws {
    for (text, identifier, isPresented) in [
      ("The tail", "the-tail", false), ("The tail {#sec-tail}", "sec-tail", false),
      ("The tail {.present}", "the-tail", true), ("The tail {#sec-tail .present}", "sec-tail", true),
      ("The tail {.present #sec-tail}", "sec-tail", true),
    ] {
      let found = try #require(heading(text))
      #expect(found.words == "The tail")
      #expect(found.identifier == identifier)
      #expect(found.isPresented == isPresented)
    }
  }

  @Test func otherBracesAreText() throws {
    for text in ["A set {1, 2}", "{}", "{# }", "{#Sec}", "{present}", "{#a #b}"] {
      let found = try #require(heading(text))
      #expect(found.words == text)
      #expect(!found.isPresented)
    }
  }

  @Test func aFormulaHasALabelOrIsASlideOrBoth() throws {
    for (braces, label, isPresented) in [
      ("{#eq-line}", "eq-line", false), ("{.present}", nil, true), ("{#eq-line .present}", "eq-line" as String?, true),
    ] {
      let block = try #require(read("$$y = x$$ \(braces)\n").blocks.first)
      guard case .math(let tex, let found) = block.kind else {
        Issue.record("\(braces) makes it a text")
        continue
      }
      #expect(tex == "y = x")
      #expect(found == label)
      #expect(block.isPresented == isPresented)
    }
  }

  @Test func aWordThatMeansNothingIsAFault() {
    #expect(read("## A {#sec-a .presnt}\n").faults == ["unknown-attribute"])
    #expect(read("$$x$$ {.large}\n").faults == ["unknown-attribute"])
    #expect(read("## A {.present}\n").faults.isEmpty)
  }

  @Test func aCellIsPresentedUnderItsOwnHeadline() {
    func options(_ line: String) -> CellOptions? {
      Notebook.read(file: SourceFile(path: "01.md", bytes: Array("```{lab}\n#| \(line)\nhead r\n```\n".utf8))).0.cells
        .first?.options
    }
    #expect(options("present: true")?.isPresented == true)
    #expect(options("present: true")?.headline == nil)
    #expect(options("present: false")?.isPresented == false)
    #expect(options("present: The long tail")?.isPresented == true)
    #expect(options("present: The long tail")?.headline?.plainText == "The long tail")
    #expect(options("tags: [x]")?.isPresented == nil)
    #expect(options("notes: Say this.")?.notes.count == 1)
  }
}
