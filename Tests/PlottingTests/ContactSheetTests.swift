import Foundation
import TestSupport
import Testing

@testable import Plotting

/// The contact sheet in the docs is the gallery: every golden file once, under the words that describe it.
@Suite struct ContactSheetTests {
  private static let path = "Sources/Plotting/Plotting.docc/ContactSheet.md"
  private static let golden = "../../../Tests/PlottingTests/Golden"
  private static let columns = 3

  private static var text: String {
    var lines = [
      "# Charts",
      "",
      "All charts that the tests draw, with ordinary data and with awkward data: none, one value, all equal, negative, over ten",
      "orders of magnitude, sixty categories, long Japanese names, not a number. Each picture is a golden file of",
      "`Tests/PlottingTests`, as it stands alone in a slide; its tooltip is the sentence that is made from the data for readers who",
      "do not see it. This page is made by `MATINEE_RECORD=1 swift test --filter ContactSheetTests`.",
    ]
    for kind in Gallery.kinds {
      lines += ["", "## \(kind.name)", "", "<table>"]
      for row in stride(from: 0, to: kind.charts.count, by: columns) {
        lines.append("<tr>")
        lines += kind.charts[row..<min(row + columns, kind.charts.count)].map(cell)
        lines.append("</tr>")
      }
      lines.append("</table>")
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private static func cell(_ chart: Chart) -> String {
    let words = chart.summary.escapedForXML
    let image =
      "<img src=\"\(golden)/\(chart.label).standalone.svg\" width=\"280\" alt=\"\(words)\" title=\"\(words)\">"
    return "<td valign=\"top\"><code>\(chart.label)</code><br>\(image)</td>"
  }

  @Test func showsTheGallery() throws {
    let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    let file = root.appendingPathComponent(Self.path)
    if ProcessInfo.processInfo.environment["MATINEE_RECORD"] == "1" {
      try Data(Self.text.utf8).write(to: file)
      Issue.record("recorded \(Self.path); run again without MATINEE_RECORD")
      return
    }
    let committed = (try? String(contentsOf: file, encoding: .utf8)) ?? ""
    #expect(committed == Self.text, "\(Self.path) is not the gallery; record it with MATINEE_RECORD=1")
  }

  /// No golden file is left over from a chart that is gone.
  @Test func everyGoldenFileIsShown() throws {
    let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent("Golden")
    let files = try FileManager.default.contentsOfDirectory(atPath: folder.path).filter {
      $0.hasSuffix(".svg") && !$0.hasSuffix(".ja.svg")
    }
    let known = Set(Gallery.charts.flatMap { ["\($0.label).embedded.svg", "\($0.label).standalone.svg"] })
    #expect(Set(files).subtracting(known).isEmpty)
  }
}
