import Files
import Foundation
import Testing

@testable import Execution

/// When the digest of a file may be remembered.
@Suite struct FileDigestTests {
  @Test func aFileThatWasJustWrittenIsReadEachTime() throws {
    let lab = try TemporaryLab()
    let path = lab.folder + "/young.txt"
    let digests = FileDigests(remembering: nil)
    for text in ["one", "two", "six"] {
      // Equal sizes within one tick of the file system's clock, perhaps: times and size cannot tell them apart.
      try lab.write(text, to: "young.txt")
      #expect(try digests.digest(path) == StreamDigest.ofFile(path, .xxh128))
      #expect(digests.remembered(path) == nil)
    }
  }

  @Test func aFileLeftAloneIsRememberedUntilItChanges() throws {
    let lab = try TemporaryLab()
    let path = lab.folder + "/old.txt"
    try lab.write("one", to: "old.txt")
    let soon = FileFingerprint.clock() + 3_000_000_000
    let digests = FileDigests(remembering: lab.root + "/digests", now: { soon })
    let digest = try digests.digest(path)
    #expect(digests.remembered(path) == digest)
    digests.save()
    let next = FileDigests(remembering: lab.root + "/digests", now: { soon })
    #expect(next.remembered(path) == digest)
    // The modification time can be set back; the change time tells of it.
    let before = try FileManager.default.attributesOfItem(atPath: path)[.modificationDate]
    try lab.write("two", to: "old.txt")
    try FileManager.default.setAttributes([.modificationDate: try #require(before)], ofItemAtPath: path)
    #expect(next.remembered(path) == nil)
    #expect(try next.digest(path) == StreamDigest.ofFile(path, .xxh128))
    // Another file under the same name.
    try FileManager.default.removeItem(atPath: path)
    #expect(next.remembered(path) == nil)
  }

  @Test func aDamagedMemoryIsNoMemory() throws {
    let lab = try TemporaryLab()
    let memory = lab.root + "/digests"
    let soon = FileFingerprint.clock() + 3_000_000_000
    let digests = FileDigests(remembering: memory, now: { soon })
    let digest = try digests.digest(lab.folder + "/ratings.csv")
    digests.save()
    var bytes = [UInt8](try Data(contentsOf: URL(fileURLWithPath: memory)))
    bytes[bytes.count - 3] ^= 1
    try Data(bytes).write(to: URL(fileURLWithPath: memory))
    let next = FileDigests(remembering: memory, now: { soon })
    #expect(next.remembered(lab.folder + "/ratings.csv") == nil)
    #expect(try next.digest(lab.folder + "/ratings.csv") == digest)
  }
}
