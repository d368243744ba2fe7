import Foundation
import Testing

@testable import Notebooks

/// Numbers in names count as numbers, whatever the machine's language.
@Suite struct NaturalOrderTests {
  @Test(arguments: [
    ["1-a", "2-a", "10-a"], ["9-load.md", "10-count.md"], ["01-a", "1-b", "02-a", "2-b"], ["1-a", "01-b"],
    ["a", "a1", "a2", "a10", "b"], ["A", "a"], ["2026-1-9", "2026-1-10", "2026-02-01"],
    ["v1", "v01", "v2", "v99999999999999999999999", "v100000000000000000000000"].sorted(by: NaturalOrder.precedes),
    ["", "0", "00", "a"], ["1é", "1ü"],
  ]) func rising(names: [String]) {
    #expect(names.reversed().sorted(by: NaturalOrder.precedes) == names)
    for (first, second) in zip(names, names.dropFirst()) {
      #expect(NaturalOrder.precedes(first, second) && !NaturalOrder.precedes(second, first))
    }
  }

  @Test func aFolderIsReadInIt() throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("natural-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    for name in ["10-count.md", "9-load.md", "100-last.md"] {
      try Data("# \(name)\n".utf8).write(to: folder.appendingPathComponent(name))
    }
    #expect(
      NotebookReader.read(folder: folder.path).0.notebooks.map(\.name) == ["9-load", "10-count", "100-last"])
  }
}
