import Diagnostics

/// A file with what its first bytes say about it.
struct FileOpening {
  let stream: any ByteStream
  let isCompressed: Bool
  let fileBytes: Int
  /// Whether its name says that it is compressed, and it is not.
  let isMisnamed: Bool

  /// Gzip is known by its first two bytes, whatever the file is called.
  /// Block gzip is inflated on `threads` threads.
  init(_ path: String, threads: Int = 1) throws {
    let file = try InputFile(path)
    fileBytes = file.size
    var head = [UInt8](repeating: 0, count: 64)
    let count = try head.withUnsafeMutableBytes { try file.read(into: $0) }
    head.removeLast(head.count - count)
    file.seek(to: 0)
    if head.starts(with: [0x1F, 0x8B]) {
      let isBlocks = head.withUnsafeBufferPointer { $0.baseAddress.flatMap { BlockHeader($0, count) } != nil }
      stream = isBlocks ? try BlockGzipStream(file, threads: threads) : try GzipStream(file)
      isCompressed = true
      isMisnamed = false
      return
    }
    try FileKind.refuseBinary(head, path: path)
    stream = PlainStream(file)
    isCompressed = false
    isMisnamed = (path.hasSuffix(".gz") || path.hasSuffix(".gzip")) && count > 0
  }
}
