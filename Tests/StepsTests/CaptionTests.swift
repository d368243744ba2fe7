import LabSupport
import Reports
import Testing

/// A cell's caption, its references and its slide are about the table that it shows, not about what a step left out beside it.
@Suite struct CaptionTests {
  @Test(arguments: ["n,title\n0,a\n1,b\n", "n,title\n0,a\n1,b\n60,only,three\n"])
  func theCaptionIsThatOfTheTableShown(data: String) throws {
    let lab = try Lab(
      [
        "a.md": """
        ```{lab}
        #| label: tbl-titles
        #| tbl-cap: The titles
        #| present: All the titles
        load "d.csv" as r
        show r limit: 60
        ```

        As @tbl-titles shows.
        """
      ], data: ["d.csv": data])
    let run = lab.run()
    #expect(run.codes == [])
    let writer = ReportWriter(folder: run.report, labels: run.program.labels)
    let page = writer.page(at: 0)
    let captioned = try #require(page.firstRange(of: "id=\"tbl-titles\""))
    let shown = String(page[captioned.upperBound...].prefix(900))
    #expect(shown.contains("The titles") && shown.contains(">n<") && !shown.contains("fields"))
    let deck = DeckWriter(writer, slides: SlideOutline.slides(of: run.report.folder)).deck()
    #expect(deck.text.contains(">n<") && !deck.text.contains(">fields<"))
    #expect(deck.cuts.isEmpty)
  }

  @Test func aTableOfLinesLeftOutAloneHasTheCaption() throws {
    let run = try Lab(
      cell: "#| label: tbl-lines\n#| tbl-cap: What is no row\nload \"d.csv\" as r", data: ["d.csv": "a,b\n1,2\n3\n"]
    ).run()
    let page = ReportWriter(folder: run.report, labels: run.program.labels).page(at: 0)
    #expect(page.contains("id=\"tbl-lines\"") && page.contains("What is no row"))
  }
}
