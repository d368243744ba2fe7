import Testing

/// Text becomes HTML by being put into an element, which escapes it; what is taken as it is comes in through few doors.
@Suite struct MarkupTests {
  private static let elements = "Sources/Reports/HTML/Elements/"
  /// What puts in a chart's drawing.
  private static let drawings: Set<String> = [
    "Sources/Reports/Blocks/FigureBlock.swift", "Sources/Reports/HTML/Pages/ReportWriter+Index.swift",
    "Sources/Reports/Slides/SlideFigure.swift",
  ]

  @Test func markupComesInThroughItsDoorsAlone() {
    let found = House.sources.filter { $0.text.contains("(markup:") && !$0.path.hasPrefix(Self.elements) }
    #expect(Set(found.map(\.path)) == Self.drawings)
  }

  @Test func noTagIsWrittenAsText() {
    for source in House.sources where source.target == "Reports" && !source.path.hasPrefix(Self.elements) {
      for (number, line) in source.lines.enumerated() where line.contains(/"<\/?[a-z!]/) {
        Issue.record("\(source.path):\(number + 1): \(line)")
      }
    }
  }
}
