/// The header of one block of a block gzip and the length in its trailer.
struct BlockHeader {
  /// Bytes of the whole block.
  let size: Int
  /// Bytes of its text; 0 where the block is not whole.
  let textSize: Int
  let isWhole: Bool
  /// A block holds at most 64 KiB of text.
  static let greatestTextSize = 1 << 16

  /// nil for bytes that do not begin a block: another gzip, or too few bytes of a header.
  init?(_ bytes: UnsafePointer<UInt8>, _ count: Int) {
    // The gzip header (RFC 1952) with an extra field, whose subfield "BC" holds the size of the block less one.
    guard count >= 18, bytes[0] == 0x1F, bytes[1] == 0x8B, bytes[2] == 8, bytes[3] == 4 else { return nil }
    let extraEnd = 12 + Self.short(bytes + 10)
    var position = 12
    var size: Int?
    while position + 4 <= min(extraEnd, count) {
      let length = Self.short(bytes + position + 2)
      if bytes[position] == 0x42, bytes[position + 1] == 0x43, length == 2, position + 6 <= min(extraEnd, count) {
        size = Self.short(bytes + position + 4) + 1
        break
      }
      position += 4 + length
    }
    // Behind the header stand at least an empty deflate block and the trailer.
    guard let size, size >= extraEnd + 10 else { return nil }
    self.size = size
    let text = size <= count ? Self.short(bytes + size - 4) | Self.short(bytes + size - 2) << 16 : 0
    if text > Self.greatestTextSize { return nil }
    textSize = text
    isWhole = size <= count
  }

  private static func short(_ bytes: UnsafePointer<UInt8>) -> Int { Int(bytes[0]) | Int(bytes[1]) << 8 }
}

/// One thread's inflater of blocks.
final class BlockInflater {
  private let inflater: any MemberInflater

  init?() {
    guard let inflater = Inflation.fastest() else { return nil }
    self.inflater = inflater
  }

  /// Whether the block is sound: its text, as long as its trailer says and with the checksum it says, is at `target` then.
  func inflate(_ bytes: UnsafePointer<UInt8>, _ block: BlockHeader, into target: UnsafeMutablePointer<UInt8>) -> Bool {
    inflater.reset()
    var input = ByteWindow(next: bytes, count: block.size)
    var output = OutputWindow(next: target, count: block.textSize)
    // A full output does not end the member: its trailer is still to be read.
    for _ in 0..<4 {
      switch inflater.inflate(&input, into: &output) {
      case .memberEnd: return input.count == 0 && output.count == 0
      case .progress: continue
      case .damaged: return false
      }
    }
    return false
  }
}
