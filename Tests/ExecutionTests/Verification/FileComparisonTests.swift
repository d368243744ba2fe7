import Foundation
import LabSupport
import Testing

@testable import Execution

@Suite struct FileComparisonTests {
  private func difference(_ old: [UInt8], _ new: [UInt8]) throws -> FileComparison? {
    let lab = try Lab([:])
    try lab.put("old", old)
    try lab.put("new", new)
    return try FileComparison.difference(lab.path("old"), lab.path("new"))
  }

  private func difference(_ old: String, _ new: String) throws -> FileComparison? {
    try difference(Array(old.utf8), Array(new.utf8))
  }

  @Test func theSameBytesAreTheSame() throws {
    #expect(try difference("", "") == nil)
    #expect(try difference("a\nb\n", "a\nb\n") == nil)
    let large = [UInt8](repeating: 7, count: 3 << 20)
    #expect(try difference(large, large) == nil)
  }

  @Test func theFirstDifferingLineIsTold() throws {
    let found = try #require(try difference("one\ntwo\nthree\n", "one\ntwa\nthree\n"))
    #expect(found.place == "line 2")
    #expect(found.old == "two")
    #expect(found.new == "twa")
  }

  @Test func aFileThatEndsEarlierDiffersThere() throws {
    let found = try #require(try difference("one\n", "one\ntwo\n"))
    #expect(found.place == "line 2")
    #expect(found.old == "(the file ends here)")
    #expect(found.new == "two")
  }

  @Test func longLinesAreCutAroundTheFirstDifference() throws {
    let long = String(repeating: "é", count: 5000)
    let found = try #require(try difference("x\n\(long)a\(long)\n", "x\n\(long)b\(long)\n"))
    #expect(found.place == "line 2")
    #expect(found.old.hasPrefix("…é") && found.old.hasSuffix("é…") && found.old.contains("éaé"))
    #expect(found.new.contains("ébé"))
    #expect(found.old.count < 150)
  }

  @Test func aDifferenceFarBehindIsFoundInItsLine() throws {
    let lines = String(repeating: "0123456789\n", count: 200_000)
    let found = try #require(try difference(lines + "a\n", lines + "b\n"))
    #expect(found.place == "line 200001")
    #expect(found.old == "a")
  }

  @Test func whatIsNoTextHasAByte() throws {
    let found = try #require(try difference([1, 2, 3, 0], [1, 2, 4, 0]))
    #expect(found.place == "byte 3")
    #expect(found.old.isEmpty)
  }
}
