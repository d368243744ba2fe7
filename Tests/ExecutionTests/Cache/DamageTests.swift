import Foundation
import Steps
import Tables
import Testing

@testable import Execution

/// What is not as it was written is noticed, told of and computed again.
@Suite struct DamageTests {
  @Test func everyFlippedBitAndEveryLostByteOfASealedFileIsNoticed() throws {
    let lab = try TemporaryLab()
    let path = lab.root + "/sealed"
    let contents = (0..<200).map { UInt8(truncatingIfNeeded: $0 &* 31) }
    try SealedFile.write(contents, to: path)
    #expect(try SealedFile.read(path) == contents)
    let whole = [UInt8](try Data(contentsOf: URL(fileURLWithPath: path)))
    for position in whole.indices {
      var damaged = whole
      damaged[position] ^= 1 << UInt8(position % 8)
      try Data(damaged).write(to: URL(fileURLWithPath: path))
      #expect(throws: StorageDamage.self) { try SealedFile.read(path) }
    }
    for length in 0..<whole.count {
      try Data(whole.prefix(length)).write(to: URL(fileURLWithPath: path))
      #expect(throws: StorageDamage.self) { try SealedFile.read(path) }
    }
    try Data(whole + [0]).write(to: URL(fileURLWithPath: path))
    #expect(throws: StorageDamage.self) { try SealedFile.read(path) }
  }

  @Test func bytesThatAreNoEntryAreRefusedWithoutACrash() throws {
    let lab = try TemporaryLab()
    _ = try lab.run()
    // Behind a right seal, since the seal itself would refuse them.
    for file in lab.cacheFiles("entries") where !file.hasSuffix(".statistics") {
      let bytes = try #require(try SealedFile.read(file))
      #expect(throws: Never.self) { try CacheEntry(bytes) }
      for length in stride(from: 0, to: bytes.count, by: max(1, bytes.count / 97)) {
        #expect(throws: (any Error).self) { try CacheEntry(Array(bytes.prefix(length))) }
      }
      for position in stride(from: 0, to: bytes.count, by: max(1, bytes.count / 97)) {
        var other = bytes
        other[position] = 0xFF
        _ = try? CacheEntry(other)
      }
    }
  }

  @Test(arguments: ["flip", "cut", "remove", "empty"])
  func aDamagedColumnIsComputedAgainWithANote(_ how: String) throws {
    let lab = try TemporaryLab()
    let first = try lab.run()
    let edited = TemporaryLab.notebook.replacingOccurrences(of: "epochs: 2", with: "epochs: 1")
    try lab.write(edited, to: "01-lab.md")
    let fresh = try lab.run(cached: false)
    for file in lab.cacheFiles("buffers") { try Self.damage(file, how) }
    let second = try lab.run()
    #expect(second.files == fresh.files)
    #expect(second.notes.contains { $0.contains("is damaged") })
    #expect(second.result.diagnostics.isEmpty)
    // Everything is whole again, and nothing is told twice.
    let third = try lab.run()
    #expect(third.notes.isEmpty)
    #expect(third.files == fresh.files)
    try lab.write(TemporaryLab.notebook, to: "01-lab.md")
    #expect(try lab.run().files == first.files)
  }

  @Test(arguments: ["flip", "cut", "remove", "empty"])
  func aDamagedEntryIsComputedAgain(_ how: String) throws {
    let lab = try TemporaryLab()
    let first = try lab.run()
    for file in lab.cacheFiles("entries") { try Self.damage(file, how) }
    if how != "remove" {
      let reasons = try lab.explain()
      #expect(reasons.values.allSatisfy { $0.first?.kind == "damaged" })
    }
    let second = try lab.run()
    #expect(second.reused.isEmpty)
    #expect(second.files == first.files)
    #expect(second.notes.isEmpty == (how == "remove"))
    #expect(try lab.run().ran.isEmpty)
  }

  @Test func anEntryUnderAnotherNameIsNotBelieved() throws {
    let lab = try TemporaryLab()
    let first = try lab.run()
    let entries = lab.cacheFiles("entries").filter { !$0.hasSuffix(".statistics") }
    let contents = try entries.map { try Data(contentsOf: URL(fileURLWithPath: $0)) }
    for (path, other) in zip(entries, contents.dropFirst() + contents.prefix(1)) {
      try other.write(to: URL(fileURLWithPath: path))
    }
    let second = try lab.run()
    #expect(second.reused.isEmpty)
    #expect(second.files == first.files)
  }

  @Test func whatAnInterruptedWriteLeavesIsNoResult() throws {
    let lab = try TemporaryLab()
    _ = try lab.run()
    let entry = try #require(lab.cacheFiles("entries").first { !$0.hasSuffix(".statistics") })
    let bytes = try Data(contentsOf: URL(fileURLWithPath: entry))
    let name = URL(fileURLWithPath: entry).lastPathComponent
    try bytes.prefix(50).write(to: URL(fileURLWithPath: lab.store.path + "/entries/.\(name).1-1.tmp"))
    try FileManager.default.removeItem(atPath: entry)
    let second = try lab.run()
    #expect(second.ran.count == 1)
    #expect(second.notes.isEmpty)
    // A hidden file that nobody finishes goes with the next clearing up.
    lab.store.trim(to: 0, abandonedAfter: 0)
    #expect(lab.cacheFiles("entries").isEmpty)
    #expect(lab.cacheFiles("buffers").isEmpty)
  }

  @Test func aCacheThatCannotBeWrittenIsToldOfAndHarmsNothing() throws {
    let lab = try TemporaryLab()
    let fresh = try lab.run(cached: false)
    try lab.store.prepare()
    // A file in the place of the folder: nobody can write below it, whatever their rights are.
    try FileManager.default.removeItem(atPath: lab.store.path + "/buffers")
    try Data().write(to: URL(fileURLWithPath: lab.store.path + "/buffers"))
    let run = try lab.run()
    #expect(run.files == fresh.files)
    #expect(run.notes.count == 1)
    #expect(run.notes.first?.contains("could not be kept") ?? false)
  }

  private static func damage(_ path: String, _ how: String) throws {
    let url = URL(fileURLWithPath: path)
    var bytes = [UInt8](try Data(contentsOf: url))
    switch how {
    case "flip": bytes[bytes.count / 2] ^= 4
    case "cut": bytes.removeLast(bytes.count / 3 + 1)
    case "empty": bytes = []
    default:
      try FileManager.default.removeItem(at: url)
      return
    }
    try Data(bytes).write(to: url)
  }
}
