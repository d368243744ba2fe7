import Foundation
import Testing

@testable import Files

@Suite struct AtomicFileTests {
  /// What a killed process left of a file goes when the file is written again: of that file alone, and nothing that lives.
  @Test func leftoversGoWithTheNextWriting() throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("matinee-atomic-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    func names() throws -> [String] { try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted() }
    func put(_ name: String) throws { try Data().write(to: folder.appendingPathComponent(name)) }
    // No process has such a number.
    let gone = Int32.max
    let other = ".other.csv.\(gone)-1.tmp"
    try put(".kept.csv.\(gone)-1.tmp")
    try put(other)
    try put(".kept.csv.mine.tmp")
    let path = folder.appendingPathComponent("kept.csv").path
    try AtomicFile.write("a\n", to: path, clearsLeftovers: false)
    #expect(try names() == [".kept.csv.\(gone)-1.tmp", ".kept.csv.mine.tmp", other, "kept.csv"])
    // Two write it at once: neither takes the other's for a leftover.
    let (first, second) = (try AtomicFile(path), try AtomicFile(path))
    #expect(try names().count == 5)
    try first.write(Array("b\n".utf8))
    try second.write(Array("c\n".utf8))
    try first.commit()
    try second.commit()
    #expect(try names() == [".kept.csv.mine.tmp", other, "kept.csv"])
    #expect(try String(contentsOfFile: path, encoding: .utf8) == "c\n")
  }
}
