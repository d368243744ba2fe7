import Notebooks
import Plotting
import Testing

@testable import Reports

@Suite("Tables on slides")
struct SlideTableTests {
  private let wording = Wording(lang: "en")

  private func table(columns: Int, rows: Int, text: String = "12.5", isNumeric: Bool = true) -> SlideTable {
    let heads = (0..<columns).map { TableBlock.Column("column \($0)", isNumeric: isNumeric) }
    return SlideTable(
      TableBlock(columns: heads, rows: (0..<rows).map { _ in (0..<columns).map { _ in .text(text) } }), wording: wording
    )
  }

  private func html(_ table: SlideTable, height: Double = 480) -> String { drawn(table, height: height).html }

  /// The table, and what it had no room for.
  private func drawn(_ table: SlideTable, height: Double = 480) -> (html: String, cuts: [SlideCut]) {
    var writer = PageWriter(
      page: SampleFolder.make().folder.pages[0], ordinal: 1, labels: LabelIndex(), wording: wording, notebookNames: [],
      images: [:])
    let html = table.html(height: height, &writer).source
    return (html, writer.cuts)
  }

  private func rows(_ html: String) -> Int { html.matches(of: /<tr><t[dh][^>]*>/).count - 1 }
  private func size(_ html: String) -> Double? { html.firstMatch(of: /--size:([0-9.]+)/).flatMap { Double($0.1) } }
  private func width(_ html: String) -> Double? { html.firstMatch(of: /--wide:([0-9.]+)/).flatMap { Double($0.1) } }

  @Test("a small table is large, a longer one smaller, and nothing is left out while it can be read")
  func sizes() {
    let small = html(table(columns: 3, rows: 4))
    #expect(size(small) == 32)
    #expect(rows(small) == 4)
    let longer = html(table(columns: 3, rows: 15))
    #expect(rows(longer) == 15)
    #expect((size(longer) ?? 0) < 32)
    #expect(!longer.contains("class=\"more\""))
  }

  @Test("rows that have no room are counted", arguments: [(60, 480.0), (1000, 480), (1000, 200)])
  func manyRows(rows count: Int, height: Double) throws {
    let (text, cuts) = drawn(table(columns: 3, rows: count), height: height)
    let shown = rows(text)
    #expect(shown > 3 && shown < count)
    #expect(text.contains("first \(shown) of \(Phrase.integer(count)) rows"))
    #expect(cuts == [SlideCut(.rows, shown: shown, of: count)])
    // A row of 16 px text is never less than 16 × 1.3 px high.
    #expect(Double(shown) * 16 * 1.3 < height)
  }

  @Test("columns that have no room are counted, and the table is never wider than its slide")
  func manyColumns() throws {
    for columns in [1, 8, 20, 60] {
      let text = html(table(columns: columns, rows: 5, text: "1,234,567.25"))
      #expect(try #require(width(text)) <= SlideSheet.inner.rounded(.up), "\(columns) columns")
      let heads = text.matches(of: /<th scope="col"/).count
      #expect(text.contains("columns</p>") == (heads < columns))
      if heads < columns { #expect(text.contains("first \(heads) of \(columns) columns")) }
    }
  }

  @Test("long texts are wrapped, and what one row needs is taken from the others")
  func longTexts() {
    let long = String(repeating: "a season of a series that nobody has seen ", count: 12)
    let text = html(table(columns: 4, rows: 30, text: long, isNumeric: false))
    #expect(rows(text) < 8)
    #expect(text.contains("of 30 rows"))
    #expect(html(table(columns: 1, rows: 0)).contains("<tbody>\n</tbody>"))
  }
}
