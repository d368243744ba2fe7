import Diagnostics
import Files
import Foundation

/// A piece of the text that begins and ends with a record.
struct Chunk {
  /// 0, 1, 2 … in the order of the file.
  let index: Int
  let count: Int
  /// Bytes of the text, without a line end that was added behind the last line.
  let textBytes: Int
  /// Bytes of the file that have been read so far.
  let fileBytes: Int
}

/// Cuts a stream into pieces of whole records, for whichever thread asks next.
///
/// The pieces are the same for any number of threads. The thread that asks also inflates: while it parses its piece, the
/// next thread inflates the following one, so that inflating, which cannot be divided, never waits for parsing, and a
/// piece is parsed from the cache of the core that inflated it.
final class ChunkSource: @unchecked Sendable {
  /// 1 MiB: in the second-level cache with the tables of field positions (empirical).
  static let chunkSize = 1 << 20
  /// A record longer than this is no record.
  static let longestRecord = 256 << 20

  private let lock = NSLock()
  private let stream: any ByteStream
  private let cutter: RecordCutter
  private let chunkSize: Int
  private var carry: [UInt8] = []
  private var nextIndex = 0
  private var isAtStart = true
  private var isEnded = false

  init(_ stream: any ByteStream, cutter: RecordCutter, chunkSize: Int = ChunkSource.chunkSize) {
    self.stream = stream
    self.cutter = cutter
    self.chunkSize = chunkSize
  }

  /// Lets no thread have another piece.
  func stop() {
    lock.lock()
    isEnded = true
    lock.unlock()
  }

  var fileBytes: Int { lock.withLock { stream.fileBytes } }

  /// What `next` found.
  enum Answer {
    case chunk(Chunk)
    case end
    case failure(index: Int, any Error)
  }

  /// Fills `buffer` with the next piece. While another thread is filling its own, `meanwhile` is called again and again, until it
  /// says that there is nothing more to do.
  func next(into buffer: ChunkBuffer, meanwhile: () -> Bool) -> Answer {
    while !lock.try() {
      if !meanwhile() {
        lock.lock()
        break
      }
    }
    defer { lock.unlock() }
    if isEnded { return .end }
    do {
      return try fill(buffer)
    } catch var fault as ReadingFault {
      isEnded = true
      fault.lineInPiece += lineCount(buffer, lastFilled)
      return .failure(index: nextIndex, fault)
    } catch {
      isEnded = true
      return .failure(index: nextIndex, error)
    }
  }

  private var lastFilled = 0

  private func lineCount(_ buffer: ChunkBuffer, _ count: Int) -> Int {
    UnsafeBufferPointer(start: buffer.base, count: count).reduce(0) { $0 + ($1 == 0x0A ? 1 : 0) }
  }

  private func fill(_ buffer: ChunkBuffer) throws -> Answer {
    var filled = carry.count
    var target = max(chunkSize, filled + chunkSize / 2)
    buffer.reserve(target + 1, keeping: 0)
    carry.withUnsafeBufferPointer { bytes in
      if let start = bytes.baseAddress { buffer.base.update(from: start, count: bytes.count) }
    }
    carry.removeAll(keepingCapacity: true)
    lastFilled = filled
    while true {
      while filled < target {
        let count = try stream.read(
          into: UnsafeMutableRawBufferPointer(start: buffer.base + filled, count: target - filled))
        filled += count
        lastFilled = filled
        if isAtStart, filled >= 3 || count == 0 {
          isAtStart = false
          if ByteOrderMark.isUTF8(buffer.base, filled) {
            filled -= 3
            memmove(buffer.base, buffer.base + 3, filled)
          }
        }
        if count == 0 { return atEnd(buffer, filled) }
      }
      let cut = cutter.lastRecordEnd(buffer.base, filled)
      if cut > 0 {
        carry.append(contentsOf: UnsafeBufferPointer(start: buffer.base + cut, count: filled - cut))
        return .chunk(take(cut, textBytes: cut))
      }
      if target > Self.longestRecord {
        throw ReadingFault(
          code: .recordTooLong, message: { "the record that begins in line \($0) is longer than 256 MiB" },
          lineInPiece: -lineCount(buffer, filled), excerpt: Array(UnsafeBufferPointer(start: buffer.base, count: 200)),
          range: 0..<1, label: "it begins here",
          help: ["if quotes are data in this file, say quoting: false"])
      }
      target *= 2
      buffer.reserve(target + 1, keeping: filled)
    }
  }

  private func atEnd(_ buffer: ChunkBuffer, _ filled: Int) -> Answer {
    isEnded = true
    if filled == 0 { return .end }
    var count = filled
    if buffer.base[filled - 1] != 0x0A {
      buffer.reserve(filled + 1, keeping: filled)
      buffer.base[filled] = 0x0A
      count += 1
    }
    return .chunk(take(count, textBytes: filled))
  }

  private func take(_ count: Int, textBytes: Int) -> Chunk {
    defer { nextIndex += 1 }
    return Chunk(index: nextIndex, count: count, textBytes: textBytes, fileBytes: stream.fileBytes)
  }
}

enum ByteOrderMark {
  static let utf8: [UInt8] = [0xEF, 0xBB, 0xBF]

  static func isUTF8(_ bytes: UnsafePointer<UInt8>, _ count: Int) -> Bool {
    count >= 3 && bytes[0] == 0xEF && bytes[1] == 0xBB && bytes[2] == 0xBF
  }
}
