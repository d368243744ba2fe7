import Foundation
import Testing

/// What commands print for readers and editors.
@Suite struct PrintedPagesTests {
  @Test func theVersionIsAlone() throws {
    let outcome = try Workspace().matinee("--version")
    #expect(outcome.status == 0)
    #expect(outcome.output.wholeMatch(of: #/\d+\.\d+\.\d+\n/#) != nil)
  }

  @Test(arguments: [
    ("dedupe", "dedupe TABLE [by: COLUMNS] [as NAME]"), ("plot bar", "plot bar TABLE x: COLUMN"),
    ("unknown-column", "The expression names a column"), ("expressions", "starts-with"), ("train", "train fm"),
    ("run", "--until"), ("allow", "--forget"), ("serve", "--max-body"),
  ])
  func helpTellsAboutATopic(topic: String, words: String) throws {
    let work = try Workspace()
    let parts = topic.split(separator: " ").map(String.init)
    let outcome = try parts.count == 1 ? work.matinee("help", parts[0]) : work.matinee("help", parts[0], parts[1])
    #expect(outcome.status == 0)
    #expect(outcome.output.contains(words))
  }

  @Test func stepsAreListedByGroup() throws {
    let outcome = try Workspace().matinee("steps")
    #expect(outcome.status == 0)
    #expect(outcome.output.contains("Reading and writing\n  load"))
  }

  @Test func stepsForEditorsAreJSON() throws {
    let outcome = try Workspace().matinee("steps", "--json")
    let steps = try #require(
      try JSONSerialization.jsonObject(with: Data(outcome.output.utf8)) as? [[String: Any]])
    let names = steps.compactMap { $0["name"] as? String }
    #expect(names.contains("train fm"))
    #expect(Set(names).count == names.count)
    for step in steps { #expect(((step["summary"] as? String) ?? "").hasSuffix(".")) }
  }

  @Test func diagnosticsForEditorsAreJSONWithPlaces() throws {
    let work = try Workspace(["01-look.md": "Prose — with a dash.\n\n" + loading + cell("describe revews")])
    let outcome = try work.matinee("check", "notebooks", "--json")
    #expect(outcome.status == 1)
    #expect(outcome.errors.isEmpty)
    let faults = try #require(
      try JSONSerialization.jsonObject(with: Data(outcome.output.utf8)) as? [[String: Any]])
    let fault = try #require(faults.first)
    #expect(faults.count == 1)
    #expect(fault["code"] as? String == "unknown-name")
    #expect(fault["severity"] as? String == "error")
    let primary = try #require(fault["primary"] as? [String: Any])
    #expect(primary["file"] as? String == "notebooks/01-look.md")
    #expect(primary["line"] as? Int == 7)
    #expect(primary["column"] as? Int == 10)
    #expect(primary["endColumn"] as? Int == 16)
    let text = Array(try work.text("notebooks/01-look.md").utf8)
    let start = try #require(primary["start"] as? Int)
    let end = try #require(primary["end"] as? Int)
    #expect(String(decoding: text[start..<end], as: UTF8.self) == "revews")
  }

  @Test func nothingWrongIsAnEmptyArray() throws {
    let work = try Workspace(["01-look.md": loading])
    let outcome = try work.matinee("check", "notebooks", "--json")
    #expect(outcome.status == 0)
    #expect(outcome.output == "[]\n")
  }
}
