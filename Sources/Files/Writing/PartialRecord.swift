import Foundation

/// What is surely there of a file that is being written: lines and bytes of a job, and a digest of all of them.
struct PartialRecord {
  let job: String
  let lines: Int
  let bytes: Int
  /// The XXH3 of the first `bytes` bytes.
  let digest: String

  /// What lies at the path of a record.
  enum Finding {
    case nothing
    case damaged
    case record(PartialRecord)
  }

  static func find(_ path: String) -> Finding {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK)
    guard descriptor >= 0 else { return .nothing }
    defer { close(descriptor) }
    var data = [UInt8](repeating: 0, count: 4096)
    let count = read(descriptor, &data, data.count)
    guard count >= 0, count < data.count, let text = String(validating: data[..<count], as: UTF8.self) else {
      return .damaged
    }
    let parts = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    guard parts.count == 7, parts[6].isEmpty, parts[0] == title, let lines = Int(parts[2]), let bytes = Int(parts[3]),
      lines >= 0, bytes >= lines
    else { return .damaged }
    let record = PartialRecord(job: parts[1], lines: lines, bytes: bytes, digest: parts[4])
    return record.text == text ? .record(record) : .damaged
  }

  private static let title = "matinee partial file 2"

  /// The record, and at its end a digest of itself.
  private var text: String {
    let body = "\(Self.title)\n\(job)\n\(lines)\n\(bytes)\n\(digest)\n"
    return body + StreamDigest.of(body.utf8, .xxh128) + "\n"
  }

  /// Puts the record into its place; false, with `errno` set, when it cannot be written.
  func write(to path: String) -> Bool {
    let text = Array(text.utf8)
    let next = path + ".new"
    var descriptor: Int32 = -1
    let unfinished = Unfinished.begin {
      descriptor = open(next, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0o666)
      if descriptor < 0 { return nil }
      return { unlink(next) }
    }
    if descriptor < 0 { return false }
    defer { unfinished?.finish() }
    let isWritten = WholeWriting.write(text, to: descriptor) && fsync(descriptor) == 0
    return close(descriptor) == 0 && isWritten && rename(next, path) == 0
  }

  /// Whether the recorded bytes are the ones that were written, and as many lines. O(bytes).
  ///
  /// - Parameter found: takes them all in, to go on from.
  func holds(for descriptor: Int32, digesting found: inout StreamDigest) -> Bool {
    let memory = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 18, alignment: 64)
    defer { memory.deallocate() }
    var (offset, ends, last): (Int, Int, UInt8) = (0, 0, 0x0A)
    while offset < bytes {
      let count = pread(descriptor, memory.baseAddress, min(memory.count, bytes - offset), off_t(offset))
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { return false }
      let piece = UnsafeRawBufferPointer(rebasing: memory[..<count])
      found.update(piece)
      for byte in piece where byte == 0x0A { ends += 1 }
      last = piece[count - 1]
      offset += count
    }
    return found.current == digest && ends == lines && last == 0x0A
  }
}
