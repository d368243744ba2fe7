import Diagnostics
import Execution
import LabSupport
import Testing

/// The time of a check grows with the text, not with its square. The limit is many times what these take, and a small part of
/// what they took when each heading, fault or reference was compared with all others.
@Suite struct LargeNotebookTests {
  private static let limit = Duration.seconds(30)

  private func check(_ text: String, code: String?, count: Int) throws {
    let lab = try Lab(["a.md": text])
    let clock = ContinuousClock()
    var found: [Diagnostic] = []
    let time = clock.measure {
      found = lab.check().diagnostics
      _ = ConsoleWriter().write(found)
    }
    #expect(time < Self.limit, "\(time)")
    #expect(found.count == count)
    #expect(found.allSatisfy { $0.code.name == code })
  }

  @Test func equalHeadings() throws {
    try check(String(repeating: "## Same\n\n", count: 20_000), code: nil, count: 0)
  }

  @Test func labelsThatNothingHas() throws {
    let text = (0..<5_000).map { "## Part {#sec-part-\($0)}\n\nSee @sec-prt-\($0).\n\n" }.joined()
    try check(text, code: "unknown-label", count: 5_000)
  }

  @Test func badValuesInOneLine() throws {
    let text = "```{lab}\nload \"sample:reviews?rows=5\" as r\n```\n\n"
    try check(
      text + String(repeating: "A `{lab} r.rowz` b. ", count: 8_000) + "\n", code: "unknown-value", count: 8_000)
  }

  @Test func faultyCells() throws {
    let text = (0..<8_000).map { "```{lab}\ncount gone\($0)\n```\n\n" }.joined()
    try check(text, code: "unknown-name", count: 8_000)
  }

  @Test func deadLinksOfOneParagraph() throws {
    try check(String(repeating: "[a](gone.md) ", count: 4_000) + "\n", code: "dead-link", count: 4_000)
  }
}
