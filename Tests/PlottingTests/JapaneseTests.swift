import TestSupport
import Testing

@testable import Plotting

/// Charts that speak Japanese: no English word but in what they were given.
@Suite struct JapaneseTests {
  private static func spoken(_ label: String) -> Chart? {
    var chart = Gallery.charts.first { $0.label == label }
    chart?.language = .japanese
    return chart
  }

  /// Latin words of two and more letters.
  private static func words(_ text: String) -> Set<String> {
    Set(text.matches(of: /[A-Za-z][A-Za-z0-9_'-]*[A-Za-z0-9]/).map { String($0.0) })
  }

  /// Every text that a chart holds: names, titles, categories.
  private static func given(_ value: Any) -> [String] {
    if let text = value as? String { return [text] }
    return Mirror(reflecting: value).children.prefix(200).flatMap { given($0.value) }
  }

  @Test(arguments: Gallery.charts.map(\.label)) func holdsNoEnglish(_ label: String) throws {
    let chart = try #require(Self.spoken(label))
    let given = Self.given(chart.form).reduce(into: Self.words(chart.title)) { $0.formUnion(Self.words($1)) }
    let sentences = [chart.summary] + chart.notes
    for text in sentences + chart.dataTable.columns.map(\.name) {
      #expect(Self.words(text).subtracting(given).isEmpty, "\(text)")
    }
    // Long names are parted into lines and cut.
    let drawn = chart.svg(.standalone).matches(of: />([^<>\n]+)</).map { Self.unescaped(String($0.1)) }
    for word in drawn.reduce(into: Set<String>(), { $0.formUnion(Self.words($1.replacing(/\S*…/, with: ""))) }) {
      #expect(given.contains { $0.contains(word) }, "\(word)")
    }
    for text in sentences + drawn {
      #expect(text.firstMatch(of: /[ぁ-んァ-ヶー一-龠）」][,;.:]|[,;:] ?[ぁ-んァ-ヶ一-龠]/) == nil, "\(text)")
    }
    for text in sentences { #expect(text.hasSuffix("。"), "\(text)") }
  }

  private static func unescaped(_ text: String) -> String {
    [("&quot;", "\""), ("&#39;", "'"), ("&lt;", "<"), ("&gt;", ">"), ("&amp;", "&")]
      .reduce(text) { $0.replacing($1.0, with: $1.1) }
  }

  @Test func anEnglishWordIsFound() {
    let chart = Chart(
      BarSpec(categories: ["a"], values: [1]), label: "x")
    #expect(Self.words(chart.summary).subtracting(Self.given(chart.form)).contains("chart"))
  }

  @Test func tellsWhatItDidInJapanese() {
    let text = Gallery.charts.compactMap { Self.spoken($0.label) }.map { chart in
      let table = chart.dataTable
      let rows = [table.columns.map(\.name)] + table.rows.prefix(2)
      let lines = ["## \(chart.label)", chart.summary] + chart.notes.map { "- \($0)" }
      return (lines + rows.map { $0.joined(separator: " | ") }).joined(separator: "\n")
    }.joined(separator: "\n\n")
    let mismatch = Golden.mismatch(text + "\n", name: "ja/summaries.md")
    #expect(mismatch == nil, "\(mismatch ?? "")")
  }

  @Test(arguments: ["period-months", "scatter-density", "line-days", "bar-empty"])
  func looksAsItDid(_ label: String) throws {
    let chart = try #require(Self.spoken(label))
    let mismatch = Golden.mismatch(chart.svg(.standalone), name: "ja/\(label).svg")
    #expect(mismatch == nil, "\(mismatch ?? "")")
  }
}
