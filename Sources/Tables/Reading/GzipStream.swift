import CZlib
import Diagnostics

/// Inflates a gzip file (RFC 1952) through zlib, all of its members one after the other.
///
/// Zeros after the last member are padding and are ignored, as gzip(1) does; anything else there is ignored too, but told.
/// zlib checks each member's CRC-32 and length.
final class GzipStream: ByteStream {
  private let file: InputFile
  private let stream: UnsafeMutablePointer<z_stream>
  private let input: UnsafeMutablePointer<UInt8>
  private let inputSize = 256 * 1024
  private var isBetweenMembers = false
  private var isEnded = false
  private var inflated = 0
  private(set) var trailingGarbage: Int?
  var fileBytes: Int { file.offset }

  init(_ file: InputFile) throws {
    self.file = file
    stream = .allocate(capacity: 1)
    stream.initialize(to: z_stream())
    input = .allocate(capacity: inputSize)
    // 15: the largest window; + 16: a gzip wrapper (zlib.h).
    if inflateInit2_(stream, 15 + 16, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size)) != Z_OK {
      throw Diagnostic(.damagedGzip, "zlib could not be started for \"\(file.path)\"")
    }
  }

  deinit {
    inflateEnd(stream)
    stream.deallocate()
    input.deallocate()
  }

  func read(into memory: UnsafeMutableRawBufferPointer) throws -> Int {
    stream.pointee.next_out = memory.baseAddress?.assumingMemoryBound(to: UInt8.self)
    stream.pointee.avail_out = UInt32(clamping: memory.count)
    let room = stream.pointee.avail_out
    while !isEnded, stream.pointee.avail_out == room {
      if stream.pointee.avail_in == 0, try refill() == 0 {
        if isBetweenMembers {
          isEnded = true
          break
        }
        throw ReadingFault.truncated(path: file.path, inflated: inflated)
      }
      if isBetweenMembers, try !beginsMember() { break }
      let status = inflate(stream, Z_NO_FLUSH)
      if status == Z_STREAM_END {
        isBetweenMembers = true
      } else if status != Z_OK && status != Z_BUF_ERROR {
        let reason = stream.pointee.msg.map { String(cString: $0) } ?? "error \(status)"
        throw ReadingFault.damaged(
          path: file.path, inflated: inflated + Int(room - stream.pointee.avail_out), reason: reason)
      }
    }
    let count = Int(room - stream.pointee.avail_out)
    inflated += count
    return count
  }

  private func refill() throws -> Int {
    let count = try file.read(into: UnsafeMutableRawBufferPointer(start: input, count: inputSize))
    stream.pointee.next_in = input
    stream.pointee.avail_in = UInt32(count)
    return count
  }

  /// After a member: starts the next one, or ends the stream.
  private func beginsMember() throws -> Bool {
    while try stream.pointee.avail_in > 0 || refill() > 0 {
      guard let next = stream.pointee.next_in else { break }
      if next[0] != 0 { break }
      stream.pointee.next_in = next + 1
      stream.pointee.avail_in -= 1
    }
    if stream.pointee.avail_in == 0 {
      isEnded = true
      return false
    }
    if stream.pointee.avail_in == 1, let next = stream.pointee.next_in {
      // The two magic bytes may lie on both sides of a refill.
      input[0] = next[0]
      let count = try file.read(into: UnsafeMutableRawBufferPointer(start: input + 1, count: inputSize - 1))
      stream.pointee.next_in = input
      stream.pointee.avail_in = UInt32(count + 1)
    }
    if let next = stream.pointee.next_in, stream.pointee.avail_in >= 2, next[0] == 0x1F, next[1] == 0x8B {
      inflateReset(stream)
      isBetweenMembers = false
      return true
    }
    trailingGarbage = file.offset - Int(stream.pointee.avail_in)
    isEnded = true
    return false
  }
}
