import Diagnostics
import Files

/// A file with what its first bytes say about it.
struct FileOpening {
  let file: InputFile
  let stream: any ByteStream
  let isCompressed: Bool
  let fileBytes: Int
  /// Whether its name says that it is compressed, and it is not.
  let isMisnamed: Bool

  /// Gzip is known by its first two bytes, whatever the file is called.
  /// Block gzip is inflated on `threads` threads.
  ///
  /// - Parameter head: what the file began with when it was looked at before; `InputFile.finish` throws when that has changed.
  init(_ path: String, threads: Int = 1, expecting head: FileHead? = nil) throws {
    let file = try InputFile(path)
    self.file = file
    fileBytes = file.size
    var first = [UInt8](repeating: 0, count: 64)
    let count = try first.withUnsafeMutableBytes { try file.read(into: $0) }
    first.removeLast(first.count - count)
    if let head { file.begin(expecting: head) } else { file.seek(to: 0) }
    if let inflated = try GzipStream.inflating(file, beginning: first, threads: threads) {
      stream = inflated
      isCompressed = true
      isMisnamed = false
      return
    }
    stream = PlainStream(file)
    isCompressed = false
    isMisnamed = (path.hasSuffix(".gz") || path.hasSuffix(".gzip")) && count > 0
  }
}
