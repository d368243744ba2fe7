import Diagnostics

/// Inflates a gzip file (RFC 1952), all of its members one after the other.
///
/// Zeros after the last member are padding and are ignored, as gzip(1) does; anything else there is ignored too, but told.
/// The inflater checks each member's CRC-32 and length. What could be inflated before a fault is given first. zlib has the last
/// word: what another inflater calls damaged is inflated again by it, so that text and fault do not depend on the library.
package final class GzipStream: ByteStream {
  private let file: InputFile
  private let inflater: any MemberInflater
  private let memory: UnsafeMutablePointer<UInt8>
  private var input: ByteWindow
  private static let inputSize = 256 * 1024
  /// Bytes kept in front of the input, as many as an inflater may give back and more.
  private static let kept = 16
  /// Where the input begins: what is kept stands in front also of what was given back.
  private var start: UnsafeMutablePointer<UInt8> { memory + 2 * Self.kept }
  private var isBetweenMembers: Bool
  private let beganBetweenMembers: Bool
  private var isEnded = false
  private var fault: ReadingFault?
  /// zlib's second look, from `origin` on.
  private var second: GzipStream?
  private let origin: Int
  private var given = 0
  private var ownTrailingGarbage: Int?
  package var trailingGarbage: Int? { second?.trailingGarbage ?? ownTrailingGarbage }
  /// Whether no member has begun.
  private(set) var isEmpty = true
  package var fileBytes: Int { file.offset }

  /// - `isBetweenMembers`: whether a member has ended where the file stands, so that it may end there.
  init(
    _ file: InputFile, inflater: (any MemberInflater)? = Inflation.fastest(), isBetweenMembers: Bool = false
  ) throws {
    guard let inflater else {
      throw Diagnostic(.damagedGzip, "there is no memory to inflate \"\(file.path)\"")
    }
    self.file = file
    origin = file.offset
    self.inflater = inflater
    self.isBetweenMembers = isBetweenMembers
    beganBetweenMembers = isBetweenMembers
    memory = .allocate(capacity: 2 * Self.kept + Self.inputSize)
    memory.initialize(repeating: 0, count: 2 * Self.kept)
    input = ByteWindow(next: memory + 2 * Self.kept, count: 0)
  }

  deinit { memory.deallocate() }

  /// The text of a gzip, known by the first bytes of the file whatever it is called; nil of another file.
  ///
  /// - Parameter threads: how many inflate a block gzip.
  package static func inflating(_ file: InputFile, beginning first: [UInt8], threads: Int) throws -> (any ByteStream)? {
    guard first.starts(with: [0x1F, 0x8B]) else { return nil }
    let isBlocks = first.withUnsafeBufferPointer { $0.baseAddress.flatMap { BlockHeader($0, first.count) } != nil }
    return isBlocks ? try BlockGzipStream(file, threads: threads) : try GzipStream(file)
  }

  package func read(into memory: UnsafeMutableRawBufferPointer) throws -> Int {
    if let second { return try second.read(into: memory) }
    guard let target = memory.baseAddress?.assumingMemoryBound(to: UInt8.self) else { return 0 }
    var output = OutputWindow(next: target, count: memory.count)
    while !isEnded, output.count == memory.count {
      if let fault { throw fault }
      if isBetweenMembers, try !beginsMember() { break }
      let isAtEnd = try input.count == 0 && refill() == 0
      switch inflater.inflate(&input, into: &output) {
      case .progress:
        // At the end of the file the inflater may still hold text; when it has no more, something is missing.
        if isAtEnd, output.count == memory.count { fault = .truncated(path: file.path) }
      case .memberEnd: isBetweenMembers = true
      case .damaged(let flaw):
        if !(inflater is ZlibInflater) { return try lookAgain(memory) }
        fault = .damaged(path: file.path, reason: flaw.rawValue)
      }
    }
    let count = memory.count - output.count
    given += count
    isEnded = isEnded || (count == 0 && fault == nil)
    return count
  }

  /// Lets zlib inflate all again, passes over what has been given, and goes on with what follows.
  private func lookAgain(_ memory: UnsafeMutableRawBufferPointer) throws -> Int {
    file.seek(to: origin)
    let second = try GzipStream(file, inflater: ZlibInflater(), isBetweenMembers: beganBetweenMembers)
    var passed = 0
    while passed < given {
      let room = UnsafeMutableRawBufferPointer(rebasing: memory[..<min(memory.count, given - passed)])
      let count = try second.read(into: room)
      if count == 0 { break }
      passed += count
    }
    self.second = second
    return try second.read(into: memory)
  }

  /// Reads on behind what is left of the input, which keeps its place in front.
  private func refill() throws -> Int {
    let left = Self.kept + input.count
    (start - Self.kept).update(from: input.next - Self.kept, count: left)
    let count = try file.read(
      into: UnsafeMutableRawBufferPointer(start: start + input.count, count: Self.inputSize - input.count))
    input = ByteWindow(next: UnsafePointer(start), count: input.count + count)
    return count
  }

  /// After a member: starts the next one, or ends the stream.
  private func beginsMember() throws -> Bool {
    while try input.count > 0 || refill() > 0 {
      if input.next[0] != 0 { break }
      input = ByteWindow(next: input.next + 1, count: input.count - 1)
    }
    // The two magic bytes may lie on both sides of a refill.
    if input.count == 1 { _ = try refill() }
    if input.count >= 2, input.next[0] == 0x1F, input.next[1] == 0x8B {
      inflater.reset()
      isBetweenMembers = false
      isEmpty = false
      return true
    }
    if input.count > 0 { ownTrailingGarbage = file.offset - input.count }
    isEnded = true
    return false
  }
}
