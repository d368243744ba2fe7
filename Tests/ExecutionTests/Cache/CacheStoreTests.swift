import Foundation
import Testing

@testable import Execution

/// The folder on disk: its size, who is dropped, several processes at once, digests of files.
@Suite struct CacheStoreTests {
  @Test func whatWasUsedLongestAgoIsDroppedFirstAndItsBuffersWithIt() throws {
    let lab = try TemporaryLab()
    let first = try lab.run()
    _ = try lab.run(["minimum:4"])
    let all = lab.store.usage()
    // Only the results of minimum: 2 are used again.
    let used = Set(lab.cacheFiles("entries"))
    for file in used {
      try FileManager.default.setAttributes(
        [.modificationDate: Date(timeIntervalSinceNow: -1000)], ofItemAtPath: file)
    }
    _ = try lab.run()
    let limit = all.byteCount - 20_000
    #expect(lab.store.trim(to: limit) > 0)
    #expect(lab.store.usage().byteCount <= limit)
    #expect(lab.store.usage().entryCount < all.entryCount)
    let again = try lab.run()
    #expect(again.ran.isEmpty)
    #expect(again.notes.isEmpty)
    #expect(again.files == first.files)
    #expect(!(try lab.run(["minimum:4"]).ran.isEmpty))
  }

  @Test func aRunKeepsWithinItsLimit() throws {
    let lab = try TemporaryLab()
    let first = try lab.run(limit: 60_000)
    #expect(lab.store.usage().byteCount <= 60_000)
    let second = try lab.run(limit: 60_000)
    #expect(second.files == first.files)
    #expect(second.notes.isEmpty)
  }

  @Test func withinTheLimitNothingIsDropped() throws {
    let lab = try TemporaryLab()
    _ = try lab.run()
    let usage = lab.store.usage()
    #expect(lab.store.trim(to: usage.byteCount, abandonedAfter: 0) == 0)
    #expect(lab.store.usage().byteCount == usage.byteCount)
    #expect(usage.entryCount == lab.program().steps.count)
  }

  @Test func clearingRemovesEverything() throws {
    let lab = try TemporaryLab()
    _ = try lab.run()
    try lab.store.clear()
    #expect(lab.store.usage().entryCount == 0)
    #expect(try lab.explain().values.allSatisfy { $0 == [.new] })
    try lab.store.clear()
  }

  @Test func columnsThatTablesShareAreOnDiskOnce() throws {
    let lab = try TemporaryLab([
      "01-lab.md": """
      ```{lab}
      load "ratings.csv" as ratings
      derive ratings twice: stars * 2
      derive ratings thrice: stars * 3
      save ratings to: "all.csv"
      ```
      """
    ])
    _ = try lab.run()
    // user_id, item_id, stars, genre's codes, age, note's codes, bitmap of notes (small), bytes and offsets of notes, twice, thrice.
    let large = lab.cacheFiles("buffers").filter { !$0.hasSuffix(".tmp") }
    #expect(large.count == 10)
  }

  @Test func runsAtOnceShareACacheWithoutHarm() async throws {
    let lab = try TemporaryLab()
    let fresh = try lab.run(cached: false)
    let files = try await withThrowingTaskGroup(of: [String: Data].self) { group in
      for number in 0..<6 {
        group.addTask { try lab.run(limit: number % 2 == 0 ? 100_000 : 10_000_000, output: "out\(number)").files }
      }
      return try await group.reduce(into: []) { $0.append($1) }
    }
    #expect(files.allSatisfy { $0 == fresh.files })
    _ = try lab.run()
    #expect(try lab.run().ran.isEmpty)
  }

  @Test func theFolderIsKeptOutOfGit() throws {
    let lab = try TemporaryLab()
    try lab.store.prepare()
    #expect(FileManager.default.contents(atPath: lab.store.path + "/.gitignore") == Data("*\n".utf8))
  }

  @Test(arguments: [
    ("notebooks", ".matinee/cache"), ("lab/notebooks", "lab/.matinee/cache"), ("lab/notebooks/", "lab/.matinee/cache"),
    ("/notebooks", "/.matinee/cache"), (".", "../.matinee/cache"), ("..", "../../.matinee/cache"),
    ("", "../.matinee/cache"),
  ])
  func theCacheIsBesideTheFolder(_ folder: String, _ expected: String) {
    #expect(Program.cacheDirectory(beside: folder) == expected)
  }
}
