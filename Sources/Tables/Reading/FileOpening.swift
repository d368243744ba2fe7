import Diagnostics

/// A file with what its first bytes say about it.
struct FileOpening {
  let file: InputFile
  let stream: any ByteStream
  let isCompressed: Bool
  let fileBytes: Int
  let warnings: [Diagnostic]

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
    if first.starts(with: [0x1F, 0x8B]) {
      let isBlocks = first.withUnsafeBufferPointer { $0.baseAddress.flatMap { BlockHeader($0, count) } != nil }
      stream = isBlocks ? try BlockGzipStream(file, threads: threads) : try GzipStream(file)
      isCompressed = true
      warnings = []
      return
    }
    try Self.refuseBinary(first, path: path)
    stream = PlainStream(file)
    isCompressed = false
    let isNamedGzip = path.hasSuffix(".gz") || path.hasSuffix(".gzip")
    warnings =
      isNamedGzip && count > 0
      ? [Diagnostic(.gzipNotCompressed, "\"\(path)\" is not compressed; it is read as text", severity: .warning)] : []
  }

  /// Kinds of files by their first bytes, as file(1) lists them.
  private static let kinds: [(magic: [UInt8], name: String, remedy: String)] = [
    ([0x50, 0x4B, 0x03, 0x04], "a zip archive or spreadsheet", "unpack it, or save the sheet as csv"),
    ([0x42, 0x5A, 0x68], "compressed with bzip2", "inflate it: bunzip2"),
    ([0xFD, 0x37, 0x7A, 0x58, 0x5A, 0x00], "compressed with xz", "inflate it: unxz"),
    ([0x28, 0xB5, 0x2F, 0xFD], "compressed with zstd", "inflate it: unzstd"),
    ([0x50, 0x41, 0x52, 0x31], "a Parquet file", "export it as csv"),
    ([0x41, 0x52, 0x52, 0x4F, 0x57, 0x31], "an Arrow file", "export it as csv"),
    ([0x53, 0x51, 0x4C, 0x69, 0x74, 0x65], "an SQLite database", "export the table as csv"),
    ([0xFF, 0xFE], "text in UTF-16", "convert it: iconv -f UTF-16 -t UTF-8"),
    ([0xFE, 0xFF], "text in UTF-16", "convert it: iconv -f UTF-16 -t UTF-8"),
    ([0x25, 0x50, 0x44, 0x46], "a PDF document", "export its table as csv"),
  ]

  static func refuseBinary(_ head: some Collection<UInt8>, path: String) throws {
    for kind in kinds where head.starts(with: kind.magic) {
      throw Diagnostic(.unsupportedFile, "\"\(path)\" is \(kind.name)", help: [kind.remedy])
    }
  }
}
