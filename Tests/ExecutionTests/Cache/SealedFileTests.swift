import Foundation
import Testing

@testable import Execution

/// Files of a cache that are none.
@Suite struct SealedFileTests {
  /// A pipe that nobody writes to would stop whoever opens it.
  @Test func aPipeIsNoFileOfACache() throws {
    let path = FileManager.default.temporaryDirectory.appendingPathComponent("matinee-sealed-\(UUID().uuidString)").path
    defer { unlink(path) }
    #expect(mkfifo(path, 0o600) == 0)
    #expect(try SealedFile.read(path) == nil)
    #expect(MappedFile(path, byteCount: 5000) == nil)
    try SealedFile.write([1, 2, 3], to: path + ".whole")
    defer { unlink(path + ".whole") }
    #expect(try SealedFile.read(path + ".whole") == [1, 2, 3])
  }
}
