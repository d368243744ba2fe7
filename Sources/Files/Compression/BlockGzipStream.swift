import ParallelPieces

/// Inflates block gzip (BGZF, the SAM/BAM specification §4.1) on several threads.
///
/// Block gzip is gzip in members of at most 64 KiB of text whose headers say how long they are, so that they can be told apart
/// without being inflated. Whatever is not a whole and sound block (a cut or damaged one, other members, bytes behind the end) is
/// left to `GzipStream` from there on, so that it means and says the same.
package final class BlockGzipStream: ByteStream {
  private let file: InputFile
  private let threads: Int
  private let compressed: ChunkBuffer
  private var window: Range<Int> = 0..<0
  private let inflaters: [BlockInflater]
  /// Text of a block that did not fit the memory that was asked to be filled.
  private let spare: ChunkBuffer
  private var spareWindow: Range<Int> = 0..<0
  private var rest: GzipStream?
  private var endedWithMarker = false
  private static let compressedSize = 2 << 20

  init(_ file: InputFile, threads: Int) throws {
    self.file = file
    self.threads = max(1, threads)
    compressed = ChunkBuffer(capacity: Self.compressedSize)
    spare = ChunkBuffer(capacity: BlockHeader.greatestTextSize)
    inflaters = (0..<self.threads).compactMap { _ in BlockInflater() }
    if inflaters.isEmpty { rest = try GzipStream(file) }
  }

  package var fileBytes: Int { rest?.fileBytes ?? file.offset - window.count }
  package var trailingGarbage: Int? { rest?.trailingGarbage }
  package var lacksEndMarker: Bool { !endedWithMarker && rest?.isEmpty ?? false }

  package func read(into memory: UnsafeMutableRawBufferPointer) throws -> Int {
    if let rest { return try rest.read(into: memory) }
    if !spareWindow.isEmpty { return takeSpare(memory) }
    guard let target = memory.baseAddress?.assumingMemoryBound(to: UInt8.self) else { return 0 }
    while true {
      try refill()
      let blocks = wholeBlocks(room: memory.count)
      if blocks.isEmpty {
        guard let block = BlockHeader(compressed.base + window.lowerBound, window.count), block.isWhole else {
          return try handOver(memory)
        }
        // A single block that is larger than the memory.
        guard inflaters[0].inflate(compressed.base + window.lowerBound, block, into: spare.base) else {
          return try handOver(memory)
        }
        window = window.lowerBound + block.size..<window.upperBound
        spareWindow = 0..<block.textSize
        return takeSpare(memory)
      }
      let sound = inflate(blocks, into: target)
      let last = sound == 0 ? nil : blocks[sound - 1]
      if let last {
        window = last.offset + last.header.size..<window.upperBound
        endedWithMarker = last.header.textSize == 0
      }
      let count = last.map { $0.textOffset + $0.header.textSize } ?? 0
      if sound < blocks.count {
        rest = try gzipFromHere()
        if count == 0 { return try read(into: memory) }
      }
      if count > 0 { return count }
    }
  }

  private struct Block {
    var header: BlockHeader
    var offset: Int
    var textOffset: Int
  }

  private func wholeBlocks(room: Int) -> [Block] {
    var blocks: [Block] = []
    var offset = window.lowerBound
    var text = 0
    while let header = BlockHeader(compressed.base + offset, window.upperBound - offset), header.isWhole,
      text + header.textSize <= room
    {
      blocks.append(Block(header: header, offset: offset, textOffset: text))
      offset += header.size
      text += header.textSize
    }
    return blocks
  }

  /// Inflates blocks, each to its place, and says how many from the first on were sound.
  private func inflate(_ blocks: [Block], into target: UnsafeMutablePointer<UInt8>) -> Int {
    let tasks = min(self.inflaters.count, blocks.count)
    // Each lane has an inflater and blocks of its own.
    nonisolated(unsafe) let (inflaters, source, target) = (inflaters, UnsafePointer(compressed.base), target)
    let firstUnsound = Pieces.map(tasks, length: 1, threads: threads) { lane in
      for index in stride(from: lane.lowerBound, to: blocks.count, by: tasks) {
        let block = blocks[index]
        if !inflaters[lane.lowerBound].inflate(source + block.offset, block.header, into: target + block.textOffset) {
          return index
        }
      }
      return blocks.count
    }
    return firstUnsound.min() ?? 0
  }

  /// Moves what is left to the front and reads on behind it, once less than half of the memory holds something.
  private func refill() throws {
    if window.count > Self.compressedSize / 2 { return }
    compressed.base.update(from: compressed.base + window.lowerBound, count: window.count)
    window = 0..<window.count
    while window.upperBound < Self.compressedSize {
      let room = UnsafeMutableRawBufferPointer(
        start: compressed.base + window.upperBound, count: Self.compressedSize - window.upperBound)
      let count = try file.read(into: room)
      if count == 0 { return }
      window = 0..<window.upperBound + count
    }
  }

  private func takeSpare(_ memory: UnsafeMutableRawBufferPointer) -> Int {
    let count = min(memory.count, spareWindow.count)
    memory.baseAddress?.copyMemory(from: spare.base + spareWindow.lowerBound, byteCount: count)
    spareWindow = spareWindow.lowerBound + count..<spareWindow.upperBound
    return count
  }

  private func handOver(_ memory: UnsafeMutableRawBufferPointer) throws -> Int {
    let rest = try gzipFromHere()
    self.rest = rest
    return try rest.read(into: memory)
  }

  private func gzipFromHere() throws -> GzipStream {
    file.seek(to: file.offset - window.count)
    return try GzipStream(file, isBetweenMembers: true)
  }
}
