import Diagnostics
import Files

/// The first bytes of a text as UTF-8, as many as the types are inferred from, without what stands above the table.
final class HeadText {
  private(set) var bytes: [UInt8] = []
  private(set) var isWhole = false
  /// What makes the text of the bytes.
  private(set) var form = TextForm()
  private(set) var preamble = TextPreamble()
  let path: String
  /// The format that the name of the file says.
  let named: TableFormat?
  private var stream: any ByteStream
  private let isInflated: Bool
  private let encoding: TextEncoding

  /// Reads the first bytes as they are.
  init(_ opening: FileOpening, path: String, options: ReadingOptions) throws {
    stream = opening.stream
    isInflated = opening.isCompressed
    self.path = path
    named = options.formats.named(path)
    encoding = options.encoding
    try read(TableOutline.sampleBytes)
  }

  /// Takes the bytes for text: passes over what stands above the table, and makes UTF-8 and line feeds of what is otherwise.
  ///
  /// - Parameter skip: how many lines stand above the table; nil: those that say themselves that they do.
  func beginTable(skip: Int?) throws {
    try FileKind.refuse(bytes, path: path, isInflated: isInflated, skip: skip)
    if !bytes.contains(0x0A), bytes.contains(0x0D) {
      form.hasCarriageReturns = true
      bytes = bytes.map { $0 == 0x0D ? 0x0A : $0 }
      stream = FilteredStream(stream, CarriageReturns())
    }
    preamble = TextPreamble(bytes, skip: skip)
    // So many lines may be longer than what was read, and the last of them may be cut.
    while skip != nil, !isWhole, preamble.bytes == bytes.count {
      try read(bytes.count)
      preamble = TextPreamble(bytes, skip: skip)
    }
    form.skippedBytes = preamble.bytes
    form.skippedLines = preamble.lines
    bytes.removeFirst(preamble.bytes)
    if bytes.starts(with: ByteOrderMark.utf8) { bytes.removeFirst(ByteOrderMark.utf8.count) }
    if encoding == .latin1 { transcode() }
  }

  /// The first byte that is no white space.
  var firstVisible: UInt8? { bytes.first { $0 != 0x20 && $0 != 0x0A && $0 != 0x0D && $0 != 0x09 } }

  /// From here on runs of spaces separate fields.
  func squeezeSpaces(quoting: Bool) {
    let runs = SpaceRuns(quoting: quoting)
    form.spaceRuns = runs
    var filter = runs
    var squeezed = [UInt8](repeating: 0, count: bytes.count + 1)
    squeezed.replaceSubrange(1..., with: bytes)
    let count = squeezed.withUnsafeMutableBufferPointer { memory -> Int in
      guard let base = memory.baseAddress else { return 0 }
      return filter.rewrite(UnsafePointer(base + 1), memory.count - 1, to: base)
    }
    bytes = Array(squeezed[..<count])
    stream = FilteredStream(stream, filter)
  }

  private func read(_ amount: Int) throws {
    let start = bytes.count
    var filled = start
    bytes.append(contentsOf: repeatElement(0, count: amount))
    while filled < start + amount {
      do {
        let count = try bytes.withUnsafeMutableBytes { try stream.read(into: .init(rebasing: $0[filled...])) }
        filled += count
        if count == 0 {
          isWhole = true
          break
        }
      } catch let fault as ReadingFault {
        let lines = bytes[..<filled].reduce(form.skippedLines) { $0 + ($1 == 0x0A ? 1 : 0) }
        throw fault.diagnostic(path: path, linesBefore: lines)
      }
    }
    bytes.removeLast(bytes.count - filled)
  }

  private func transcode() {
    let source = bytes
    bytes = [UInt8](unsafeUninitializedCapacity: max(1, source.count * 2)) { target, count in
      source.withUnsafeBufferPointer { text in
        if let from = text.baseAddress, let to = target.baseAddress {
          count = UTF8Validation.transcodeLatin1(from, text.count, into: to)
        }
      }
    }
  }

  /// How many bytes are whole records; reads on while these are fewer than a header and one more record.
  func extend(until cutter: RecordCutter) throws -> Int {
    while !isWhole {
      let cut = bytes.withUnsafeBufferPointer { text -> Int in
        guard let base = text.baseAddress else { return 0 }
        let cut = cutter.lastRecordEnd(base, text.count)
        return cut > 0 && cutter.lastRecordEnd(base, cut - 1) > 0 ? cut : 0
      }
      if cut > 0 { return cut }
      if bytes.count > ChunkSource.longestRecord {
        throw Diagnostic(
          .recordTooLong, "the first record of \"\(path)\" is longer than 256 MiB",
          help: ["if quotes are data in this file, say quoting: false"])
      }
      let before = bytes.count
      try read(max(before, TableOutline.sampleBytes))
      if encoding == .latin1 {
        let added = Array(bytes[before...])
        bytes.removeLast(added.count)
        for byte in added { bytes.append(contentsOf: String(UnicodeScalar(byte)).utf8) }
      }
    }
    return bytes.count
  }
}
