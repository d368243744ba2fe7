import Diagnostics
import Foundation
import Notebooks
import Testing

@Suite struct FolderTests {
  /// A folder that is gone when the closure returns.
  private func withFolder(_ files: [String: String], _ body: (String) throws -> Void) throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("notebooks-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    for (name, text) in files { try Data(text.utf8).write(to: folder.appendingPathComponent(name)) }
    try body(folder.path)
  }

  @Test func notebooksComeInTheOrderOfTheirNamesWithTheFoldersSettings() throws {
    let files = [
      "10-b.md": "# B", "02-a.md": "# A", "_draft.md": "# No", "README.md": "# No", "notes.txt": "no",
      "_matinee.yml": "title: Lab\noutput-dir: out\nparams:\n  data: x.tsv\n",
    ]
    try withFolder(files) { path in
      for path in [path, path + "/"] {
        let (folder, diagnostics) = NotebookReader.read(folder: path)
        #expect(diagnostics.isEmpty)
        #expect(folder.notebooks.map(\.name) == ["02-a", "10-b"])
        #expect(folder.settings.outputDirectory == "out")
        #expect(folder.settings.params.map(\.name.text) == ["data"])
      }
      let (single, diagnostics) = NotebookReader.read(folder: path + "/10-b.md")
      #expect(diagnostics.isEmpty)
      #expect(single.notebooks.map(\.name) == ["10-b"] && single.settings.outputDirectory == "out")
    }
  }

  @Test func faultsOfTheFolderAreTold() throws {
    func codes(_ path: String) -> [String] { NotebookReader.read(folder: path).1.map(\.code.name) }
    try withFolder(["_matinee.yml": "titel: x\n", "a.txt": "x"]) { path in
      #expect(codes(path) == ["unknown-setting", "missing-notebooks"])
      #expect(codes(path + "/gone") == ["missing-notebooks"])
      #expect(codes(path + "/a.txt") == ["missing-notebooks"])
    }
    try withFolder(["b.md": "# B"]) { path in
      try FileManager.default.createDirectory(atPath: path + "/a.md", withIntermediateDirectories: true)
      let (folder, diagnostics) = NotebookReader.read(folder: path)
      #expect(diagnostics.map(\.code.name) == ["unreadable-notebook"])
      #expect(folder.notebooks.map(\.name) == ["b"])
    }
  }

  @Test func everyCodeIsDocumentedAndTriggeredByATest() {
    var triggered: Set<String> = [
      "missing-notebooks", "unreadable-notebook", "notebook-not-utf-8", "wrong-parameter-type", "unknown-parameter",
      "too-deep", "unknown-attribute",
      // Markdown/NotebookTests and Literate/links.md; CommandsTests/HandedOutTests.
      "html-as-text", "unreadable-number",
      // ExecutionTests/Trust and Literate/trust.md: what a folder may is asked when its steps are checked.
      "credentials-in-address", "network-not-allowed", "not-fetched", "outside-folder",
    ]
    for source in LanguageErrorTests.sources {
      let words = source.split(separator: "\n").compactMap { $0.split(separator: " ").last.map(String.init) }
      triggered.formUnion(words)
    }
    for (_, faults) in SettingsTests.faultyNotebooks {
      triggered.formUnion(faults.compactMap { $0.split(separator: " ").first.map(String.init) })
    }
    let codes = NotebookDiagnostics.all
    #expect(Set(codes.map(\.name)).count == codes.count)
    for code in codes {
      #expect(triggered.contains(code.name), "\(code.name) is triggered by no test")
      #expect(code.explanation.hasSuffix(".") && code.explanation.utf8.count > 40)
    }
  }
}
