import Diagnostics
import Notebooks
import Testing

@testable import Reports

@Suite("What is presented")
struct SlideOutlineTests {
  private func slides(_ blocks: [Block], _ builder: NotebookBuilder) -> [SlideSource] {
    let notebook = builder.notebook("01-look", title: [.text("Looking")], blocks)
    return SlideOutline.slides(of: NotebookFolder(path: ".", settings: FrontMatter(), notebooks: [notebook]))
  }

  private func words(_ blocks: [Block]) -> [String] {
    blocks.map { block in
      if case .paragraph(let text) = block.kind { text.plainText } else { "?" }
    }
  }

  @Test("a cell stands under its heading, with the text around it as notes; callouts are for learners")
  func cells() throws {
    let b = NotebookBuilder("01-look.md")
    let tip = b.block(.callout(.tip, title: [], [b.paragraph(.text("Think first."))]))
    let found = slides(
      [
        b.cell("head r") { $0.isPresented = true }, b.heading(2, "Stars", "stars"), b.paragraph(.text("far")),
        b.paragraph(.text("before")), b.cell("plot bar r", label: "fig-a") { $0.isPresented = true },
        b.paragraph(.text("after")), tip, b.paragraph(.text("and more")), b.cell("head r"),
        b.paragraph(.text("too far")),
      ], b)
    try #require(found.count == 2)
    #expect(found[0].headline.plainText == "Looking", "no heading above: the notebook's title")
    #expect(found[1].headline.plainText == "Stars")
    #expect(found[1].label == "fig-a")
    #expect(words(found[1].notes) == ["before", "after", "and more"])
  }

  @Test("a cell's own headline and notes come first")
  func ownWords() throws {
    let b = NotebookBuilder("01-look.md")
    let note = b.paragraph(.text("say this"))
    let cell = b.cell("head r") {
      $0.isPresented = true
      $0.headline = [.text("Mine")]
      $0.notes = [note]
    }
    let found = slides([b.heading(2, "Stars", "stars"), cell, b.paragraph(.text("after"))], b)
    #expect(found.first?.headline.plainText == "Mine")
    #expect(words(found.first?.notes ?? []) == ["say this"])
  }

  @Test("a heading shows its section's first paragraph and its first table, list or formula")
  func sections() throws {
    let b = NotebookBuilder("01-look.md")
    var heading = b.heading(2, "Decided", "sec-decided")
    heading.isPresented = true
    let list = b.block(.list(start: nil, isTight: true, [ListItem(blocks: [b.paragraph(.text("one"))])]))
    let found = slides(
      [
        heading, b.paragraph(.text("lead")), b.cell("head r"), list, b.paragraph(.text("rest")),
        b.heading(3, "Next", "next"), b.block(.math("x", label: nil)),
      ], b)
    try #require(found.count == 1)
    #expect(found[0].support.plainText == "lead")
    #expect(words(found[0].notes) == ["rest"])
    if case .block(let block?) = found[0].content, case .list = block.kind {} else { Issue.record("not the list") }
  }

  @Test("an answer that is marked and written is a slide under its question")
  func answers() throws {
    let file = SourceFile(
      path: "01-look.md",
      text: """
        # Look

        ```{answer}
        #| question: Why *cut*?
        #| present: true
        One rating tells nothing.

        - Two tell more.
        ```

        ```{answer}
        #| question: Not written yet?
        #| present: true
        ```

        ```{answer}
        #| question: Not presented?
        Here it is.
        ```

        """)
    let (notebook, _) = Notebook.read(file: file)
    let found = SlideOutline.slides(
      of: NotebookFolder(path: ".", settings: FrontMatter(), notebooks: [notebook]))
    try #require(found.count == 1)
    #expect(found[0].headline.plainText == "Why cut?")
    guard case .answer(let blocks) = found[0].content else {
      Issue.record("not an answer")
      return
    }
    #expect(blocks.count == 2 && words(blocks).first == "One rating tells nothing.")
    #expect(found[0].texts.count == 3, "the question and both blocks may quote values")
  }

  @Test("a formula is a slide, and so is a cell inside of a list")
  func nested() throws {
    let b = NotebookBuilder("01-look.md")
    var formula = b.block(.math("y = x", label: "eq-line"))
    formula.isPresented = true
    let cell = b.cell("head r") { $0.isPresented = true }
    let list = b.block(.list(start: 1, isTight: false, [ListItem(blocks: [b.paragraph(.text("first")), cell])]))
    let found = slides([b.heading(2, "Model", "model"), formula, list], b)
    #expect(found.map(\.label) == ["eq-line", ""])
    #expect(words(found.last?.notes ?? []) == ["first"])
    #expect(found.map(\.headline.plainText) == ["Model", "Model"])
  }
}
