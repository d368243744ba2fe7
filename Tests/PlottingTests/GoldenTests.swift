import Foundation
import TestSupport
import Testing

@testable import Plotting

@Suite struct GoldenTests {
  @Test(arguments: Gallery.charts.map(\.label)) func looksAsItDid(_ label: String) throws {
    let chart = try #require(Gallery.charts.first { $0.label == label })
    for style in SVGStyle.allCases {
      let mismatch = Golden.mismatch(chart.svg(style), name: "\(label).\(style).svg")
      #expect(mismatch == nil, "\(mismatch ?? "")")
    }
  }

  @Test func tellsWhatItDid() {
    let text = Gallery.charts.map { chart in
      let table = chart.dataTable
      let head = table.columns.map { $0.name + ($0.isNumeric ? " #" : "") }.joined(separator: " | ")
      let rows = table.rows.prefix(3).map { $0.joined(separator: " | ") }
      let lines = ["## \(chart.label)", chart.summary] + chart.notes.map { "note: \($0)" } + [head] + rows
      return (lines + ["\(table.rows.count) rows, \(table.omittedRows) more"]).joined(separator: "\n")
    }.joined(separator: "\n\n")
    let mismatch = Golden.mismatch(text + "\n", name: "summaries.md")
    #expect(mismatch == nil, "\(mismatch ?? "")")
  }

  @Test func darkPagesGetTheirVariables() {
    let css = SVGStyle.pageStyleSheet(dark: ":root[data-theme=dark]")
    let mismatch = Golden.mismatch(css, name: "page.css")
    #expect(mismatch == nil, "\(mismatch ?? "")")
  }

  @Test func labelsOfTheGalleryAreUnique() {
    #expect(Set(Gallery.charts.map(\.label)).count == Gallery.charts.count)
  }
}
