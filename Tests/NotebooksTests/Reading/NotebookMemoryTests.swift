import Foundation
import Notebooks
import Testing

@Suite struct NotebookMemoryTests {
  @Test func onlyWhatHasOtherBytesIsReadAnew() throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("matinee-memory-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    func put(_ name: String, _ text: String) throws {
      try text.write(to: folder.appendingPathComponent(name), atomically: true, encoding: .utf8)
    }
    try put("01-a.md", "# A\n")
    try put("02-b.md", "# B\n\n```{lab}\nload\n")
    var memory = NotebookMemory()
    let (before, faults) = NotebookReader.read(folder: folder.path, permissions: Permissions(), memory: &memory)
    #expect(before.notebooks.count == 2 && !faults.isEmpty)
    try put("01-a.md", "# Another\n")
    let (after, still) = NotebookReader.read(folder: folder.path, permissions: Permissions(), memory: &memory)
    #expect(after.notebooks[0].file !== before.notebooks[0].file && after.notebooks[0].blocks.count == 1)
    #expect(after.notebooks[1].file === before.notebooks[1].file)
    // What is wrong with a notebook is told as long as it is.
    #expect(still.map(\.message) == faults.map(\.message))
    try FileManager.default.removeItem(at: folder.appendingPathComponent("02-b.md"))
    #expect(
      NotebookReader.read(folder: folder.path, permissions: Permissions(), memory: &memory).0.notebooks.map(\.name) == [
        "01-a"
      ])
    try put("02-b.md", "# B\n")
    let (back, none) = NotebookReader.read(folder: folder.path, permissions: Permissions(), memory: &memory)
    #expect(back.notebooks.count == 2 && none.isEmpty)
  }
}
