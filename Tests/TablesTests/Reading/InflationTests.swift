import Foundation
import TestSupport
import Testing

@testable import Files
@testable import Tables

/// Both inflaters, and block gzip, against what was compressed.
@Suite struct InflationTests {
  let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  static let inflaters: [(name: String, make: @Sendable () -> (any MemberInflater)?)] = [
    ("zlib", { ZlibInflater() }), ("ISA-L", { ISALInflater() }),
  ]

  /// Everything that a stream gives, in reads of `room` bytes, and the fault that stopped it.
  private func drain(_ stream: any ByteStream, room: Int) -> (bytes: [UInt8], fault: String?) {
    var all: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: room)
    do {
      while true {
        let count = try buffer.withUnsafeMutableBytes { try stream.read(into: $0) }
        if count == 0 { return (all, nil) }
        all += buffer[..<count]
      }
    } catch let fault as ReadingFault {
      return (all, fault.message(1))
    } catch {
      return (all, "\(error)")
    }
  }

  private func text(_ count: Int, _ random: inout SplitMix) -> [UInt8] {
    (0..<count).map { _ in random.next() % 3 == 0 ? UInt8(random.next() % 250) : UInt8(ascii: "a") }
  }

  private func stream(_ path: String, _ inflater: (any MemberInflater)?) throws -> GzipStream {
    try GzipStream(try InputFile(path), inflater: inflater)
  }

  @Test(arguments: [1, 7, 4096, 1 << 20]) func membersOfAllLengthsFollowOneAnother(_ room: Int) throws {
    var random = SplitMix(seed: UInt64(room))
    var bytes: [UInt8] = []
    var expected: [UInt8] = []
    // Together longer than the input memory, so that members end on both sides of a refill.
    for member in 0..<400 {
      let part = text(Int(random.next() % (room == 1 ? 60 : 4000)) * (member % 5), &random)
      expected += part
      bytes += try gzip(part)
    }
    let path = try folder.put("many.gz", bytes + [0, 0, 0])
    for (name, make) in Self.inflaters {
      guard let inflater = make() else { continue }
      let found = drain(try stream(path, inflater), room: room)
      #expect(found.fault == nil, "\(name)")
      #expect(found.bytes == expected, "\(name)")
    }
  }

  @Test func aCutFileGivesTheSameTextAndFaultThroughBoth() throws {
    guard ISALInflater() != nil else { return }
    var random = SplitMix(seed: 3)
    let whole = try gzip(text(3000, &random)) + gzip(text(500, &random))
    for length in stride(from: 3, to: whole.count, by: 1) {
      let path = try folder.put("cut.gz", Array(whole[..<length]))
      let first = drain(try stream(path, ZlibInflater()), room: 512)
      let second = drain(try stream(path, ISALInflater()), room: 512)
      #expect(first == second, "cut after \(length) bytes")
    }
  }

  @Test func damageStopsBothInflaters() throws {
    guard ISALInflater() != nil else { return }
    var random = SplitMix(seed: 4)
    let original = text(20_000, &random)
    let whole = try gzip(original)
    var differing = 0
    for _ in 0..<200 {
      var bytes = whole
      bytes[Int(random.next() % UInt64(whole.count))] ^= UInt8(1 << (random.next() % 8))
      let path = try folder.put("damaged.gz", bytes)
      let first = drain(try stream(path, ZlibInflater()), room: 4096)
      let second = drain(try stream(path, ISALInflater()), room: 4096)
      // A flipped bit of the time or the name in the header is no damage.
      #expect((first.fault == nil) == (second.fault == nil), "\(first.fault ?? "") / \(second.fault ?? "")")
      if first.fault == nil { #expect(first.bytes == second.bytes) }
      if first.fault != second.fault || first.bytes != second.bytes { differing += 1 }
    }
    #expect(differing == 0)
  }

  @Test(arguments: [1, 100, 65_535, 65_536, 1 << 20]) func blocksAreInflatedInOrder(_ room: Int) throws {
    var random = SplitMix(seed: 5)
    let original = text(room == 1 ? 5000 : 900_000, &random)
    let path = try folder.put("blocks.gz", try BlockGzip.compress(original, blockSize: room == 1 ? 700 : 65_280))
    for threads in 1...3 {
      let stream = try BlockGzipStream(try InputFile(path), threads: threads)
      let found = drain(stream, room: room)
      #expect(found.fault == nil)
      #expect(found.bytes == original)
      #expect(!stream.lacksEndMarker)
    }
  }

  @Test func aBlockGzipThatIsCutOrDamagedSaysWhatAGzipSays() throws {
    var random = SplitMix(seed: 6)
    let whole = try BlockGzip.compress(text(40_000, &random), blockSize: 1000)
    for _ in 0..<300 {
      var bytes = whole
      if random.next() % 2 == 0 {
        bytes = Array(bytes[..<(20 + Int(random.next() % UInt64(whole.count - 20)))])
      } else {
        bytes[20 + Int(random.next() % UInt64(whole.count - 20))] ^= 1
      }
      let path = try folder.put("bad.gz", bytes)
      let serial = drain(try stream(path, Inflation.fastest()), room: 1 << 16)
      let blocks = drain(try BlockGzipStream(try InputFile(path), threads: 2), room: 1 << 16)
      #expect(serial == blocks)
    }
  }

  @Test func aMissingEndMarkerIsToldAndOtherMembersAreRead() throws {
    let blocks = try BlockGzip.compress(Array("a,b\n1,2\n".utf8), blockSize: 100)
    let cut = try TableReader.read(try folder.put("t.csv.gz", Array(blocks.dropLast(28))), threads: 2)
    #expect(cut.table.rowCount == 1)
    #expect(cut.report.warnings.map(\.code.name) == ["block-gzip-without-end"])
    let whole = try TableReader.read(try folder.put("u.csv.gz", blocks), threads: 2)
    #expect(whole.report.warnings.isEmpty)
    let mixed = try TableReader.read(try folder.put("v.csv.gz", blocks + gzip("3,4\n")), threads: 2)
    #expect(listing(mixed.table) == ["a integer: 1 3", "b integer: 2 4"])
    #expect(mixed.report.warnings.isEmpty)
  }

  @Test func digestsAreThoseOfTheCommandsOfTheirNames() throws {
    // printf 'a\n1\n' | sha256sum, xxh128sum
    let path = try folder.put("one.csv", "a\n1\n")
    #expect(
      try StreamDigest.ofFile(path, .sha256) == "309b0e45a73d3fc5325e2b6ed0a01ef8b9cde6b05a5633c1f893f970d52bfddc")
    #expect(try StreamDigest.ofFile(path, .xxh128) == "88628656e70b863b619fa490c55d4bde")
  }

  @Test func theDigestIsThatOfTheFile() throws {
    var random = SplitMix(seed: 8)
    let lines = (0..<200_000).map { _ in "\(random.next() % 1000)" }.joined(separator: "\n")
    for (name, bytes) in [("t.csv", Array(lines.utf8)), ("t.csv.gz", try gzip(lines))] {
      let path = try folder.put(name, bytes)
      for (threads, algorithm) in [(1, DigestAlgorithm.xxh128), (2, .xxh128), (3, .sha256), (1, .sha256)] {
        let report = try TableReader.read(path, threads: threads, digestsSHA256: algorithm == .sha256).report
        #expect(try report.digest == StreamDigest.ofFile(path, .xxh128))
        #expect(try report.sha256 == (algorithm == .sha256 ? StreamDigest.ofFile(path, .sha256) : nil))
      }
    }
  }
}
