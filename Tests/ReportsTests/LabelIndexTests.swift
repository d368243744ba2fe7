import Diagnostics
import Notebooks
import Testing

@testable import Reports

@Suite("Labels of a folder")
struct LabelIndexTests {
  private func folder() -> [Notebook] {
    let a = NotebookBuilder("notebooks/01-a.md")
    let first = a.notebook(
      "01-a", title: [.text("A")],
      [
        a.heading(2, "One", "one"), a.heading(3, "Inner", "sec-inner"), a.cell("plot bar r", label: "fig-a"),
        a.heading(2, "Two", "sec-two"), a.cell("head r", label: "tbl-a"), a.cell("plot bar r", label: "fig-b"),
        a.block(.quote([a.block(.math("x", label: "eq-x"))])), a.cell("count r", label: "anything"),
      ])
    let b = NotebookBuilder("notebooks/02-b.md")
    let second = b.notebook(
      "02-b", title: [.text("B")],
      [
        b.heading(1, "Top", "sec-top"), b.cell("plot bar r", label: "fig-c"), b.heading(2, "Exercise", "exr-cut"),
        b.paragraph(b.reference("fig-a")),
      ])
    return [first, second]
  }

  @Test("figures, tables and equations are counted through the folder, sections by notebook and heading")
  func numbers() {
    let (index, diagnostics) = LabelIndex.build(notebooks: folder())
    #expect(diagnostics.isEmpty)
    let numbers = index.all.map { "\($0.label) \($0.kind.rawValue) \($0.number)" }
    #expect(
      numbers == [
        "sec-inner sec 1.1.1", "fig-a fig 1", "sec-two sec 1.2", "tbl-a tbl 1", "fig-b fig 2", "eq-x eq 1",
        "sec-top sec 2.1", "fig-c fig 3", "exr-cut exr 1",
      ])
    #expect(index["fig-c"]?.link == "02-b.html#fig-c")
    #expect(index["anything"] == nil)
  }

  @Test("a label used twice is reported at its second place, with the first as the related one")
  func duplicates() {
    let a = NotebookBuilder("notebooks/01-a.md")
    let b = NotebookBuilder("notebooks/02-b.md")
    let folder = [
      a.notebook("01-a", title: [], [a.cell("x", label: "fig-a"), a.cell("x", label: "plain")]),
      b.notebook(
        "02-b", title: [], [b.cell("x", label: "fig-a"), b.cell("x", label: "plain"), b.cell("x", label: "fig-z")]),
    ]
    let (index, diagnostics) = LabelIndex.build(notebooks: folder)
    #expect(diagnostics.map(\.code) == [.duplicateLabel, .duplicateLabel])
    #expect(diagnostics.first?.primary?.span == b.cells.first?.options.label?.span)
    #expect(diagnostics.first?.related.first?.span == a.cells.first?.options.label?.span)
    #expect(index["fig-a"]?.notebook == "01-a")
    #expect(index["fig-z"]?.number == "2")
  }

  @Test("a reference to nothing is reported with what it may have meant, wherever it stands")
  func unknown() {
    let source = "see @fig-strs and more" + String(repeating: " ", count: 200)
    let file = SourceFile(path: "notebooks/01-a.md", bytes: Array(source.utf8))
    let lost = Inline.crossReference(label: "fig-strs", numberOnly: false, file.span(4..<13))
    let a = NotebookBuilder("notebooks/01-a.md")
    let nested = a.block(
      .list(start: nil, isTight: true, [ListItem(blocks: [a.block(.callout(.tip, title: [.emphasis([lost])], []))])]))
    let cell = a.cell("x", label: "fig-stars") { $0.figureCaption = [.strong([lost])] }
    let (_, diagnostics) = LabelIndex.build(notebooks: [a.notebook("01-a", title: [lost], [nested, cell])])
    #expect(diagnostics.count == 3)
    for diagnostic in diagnostics {
      #expect(diagnostic.code == .unknownLabel)
      #expect(diagnostic.help == ["did you mean fig-stars?"])
      #expect(diagnostic.replacements.map(\.text) == ["fig-stars"])
      #expect(diagnostic.replacements.first?.span.text == "fig-strs")
    }
  }

  @Test("headings that skip a level are never numbered zero")
  func skippedLevels() {
    let b = NotebookBuilder("notebooks/01-a.md")
    var numbering = SectionNumbering(ordinal: 2, blocks: [b.heading(2, "x", "x"), b.heading(4, "y", "y")])
    #expect(
      [2, 4, 4, 3, 2, 3].map { numbering.next(level: $0) } == ["2.1", "2.1.1.1", "2.1.1.2", "2.1.2", "2.2", "2.2.1"])
  }

  @Test("every code has an explanation and a name of its own")
  func codes() {
    #expect(Set(ReportDiagnostics.all.map(\.name)).count == ReportDiagnostics.all.count)
    for code in ReportDiagnostics.all { #expect(code.explanation.hasSuffix(".")) }
  }
}
