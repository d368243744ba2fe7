import Foundation

/// What is surely there of a file that is being written: lines and bytes of a job, and a digest of the last of them.
struct PartialRecord {
  let job: String
  let lines: Int
  let bytes: Int
  private let tailCount: Int
  private let tailDigest: String

  init(job: String, lines: Int, bytes: Int, tail: [UInt8]) {
    self.job = job
    self.lines = lines
    self.bytes = bytes
    tailCount = tail.count
    tailDigest = Self.digest(tail)
  }

  /// Reads a record; nil when there is none, or it is not one.
  init?(path: String) {
    guard let data = FileManager.default.contents(atPath: path), data.count < 4096 else { return nil }
    let parts = String(decoding: data, as: UTF8.self).split(separator: "\n").map(String.init)
    guard parts.count == 6, parts[0] == Self.title, let lines = Int(parts[2]), let bytes = Int(parts[3]),
      let count = Int(parts[4]), lines >= 0, bytes >= 0, (0...bytes).contains(count), count <= 1 << 20
    else { return nil }
    (job, self.lines, self.bytes, tailCount, tailDigest) = (parts[1], lines, bytes, count, parts[5])
  }

  private static let title = "matinee partial file 1"

  /// Puts the record into its place; false, with `errno` set, when it cannot be written.
  func write(to path: String) -> Bool {
    let text = Array("\(Self.title)\n\(job)\n\(lines)\n\(bytes)\n\(tailCount)\n\(tailDigest)\n".utf8)
    let next = path + ".new"
    let descriptor = open(next, O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW | O_CLOEXEC, 0o666)
    if descriptor < 0 { return false }
    let isWritten = Foundation.write(descriptor, text, text.count) == text.count && fsync(descriptor) == 0
    return close(descriptor) == 0 && isWritten && rename(next, path) == 0
  }

  /// The last recorded bytes of the file, when they are as they were and end a line; nil otherwise.
  func tail(of descriptor: Int32) -> [UInt8]? {
    var tail = [UInt8](repeating: 0, count: tailCount)
    guard pread(descriptor, &tail, tailCount, off_t(bytes - tailCount)) == tailCount, Self.digest(tail) == tailDigest,
      lines == 0 || tail.last == 0x0A
    else { return nil }
    return tail
  }

  private static func digest(_ bytes: [UInt8]) -> String {
    var digest = StreamDigest(.xxh128)
    bytes.withUnsafeBytes { digest.update($0) }
    return digest.hexadecimal()
  }
}
