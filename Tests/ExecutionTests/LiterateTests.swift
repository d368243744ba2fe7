import Foundation
import Testing

/// Every notebook under Literate/ finds in itself what its fences say. `MATINEE_RECORD=1 swift test` writes the fences anew.
@Suite struct LiterateTests {
  @Test(arguments: LiterateNotebook.names)
  func aNotebookShowsItsFaults(name: String) throws {
    let data = try LiterateData.folder()
    defer { try? FileManager.default.removeItem(at: data) }
    let notebook = try LiterateNotebook(name: name)
    try #require(notebook.hasFences, "\(name) has no fence of diagnostics")
    if ProcessInfo.processInfo.environment["MATINEE_RECORD"] == "1" {
      let file = LiterateNotebook.folder.appendingPathComponent(name)
      try Data(notebook.recorded(data: data).bytes).write(to: file)
      Issue.record("recorded \(name); run again without MATINEE_RECORD")
      return
    }
    for (expected, actual) in zip(notebook.expected, notebook.actual(data: data)) {
      #expect(actual == expected, "in \(name)")
    }
  }

  @Test func thereAreNotebooks() {
    #expect(LiterateNotebook.names.count > 10)
  }
}
