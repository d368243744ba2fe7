import Diagnostics

/// What a file holds, from its beginning to its end, inflated where it is a gzip: for files of any kind.
public final class FileContent {
  private let stream: any ByteStream

  /// Opens a file. Throws `Diagnostic`.
  public init(_ path: String) throws {
    let file = try InputFile(path)
    var head = [UInt8](repeating: 0, count: 2)
    let count = try head.withUnsafeMutableBytes { try file.read(into: $0) }
    file.seek(to: 0)
    stream = count == 2 && head == [0x1F, 0x8B] ? try GzipStream(file) : PlainStream(file)
  }

  /// At least one byte and at most `most`, none at the end: what stands before a fault is given first.
  public func some(_ most: Int) throws -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: most)
    let count = try bytes.withUnsafeMutableBytes { try stream.read(into: $0) }
    bytes.removeLast(most - count)
    return bytes
  }

  /// Up to `count` bytes, fewer only at the end. Throws what is wrong with a damaged gzip.
  public func next(_ count: Int) throws -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: count)
    var filled = 0
    while filled < count {
      let read = try bytes.withUnsafeMutableBytes {
        try stream.read(into: UnsafeMutableRawBufferPointer(rebasing: $0[filled...]))
      }
      if read == 0 { break }
      filled += read
    }
    bytes.removeLast(count - filled)
    return bytes
  }
}
