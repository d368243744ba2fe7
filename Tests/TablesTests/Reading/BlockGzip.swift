import Tables

/// Writes block gzip as the specification says (SAM/BAM §4.1), from ordinary members.
enum BlockGzip {
  static func compress(_ bytes: [UInt8], blockSize: Int) throws -> [UInt8] {
    var result: [UInt8] = []
    for start in stride(from: 0, to: bytes.count, by: blockSize) {
      result += try block(Array(bytes[start..<min(bytes.count, start + blockSize)]))
    }
    return try result + block([])
  }

  private static func block(_ text: [UInt8]) throws -> [UInt8] {
    let member = try gzip(text)
    // The plain header of ten bytes, then the extra field with the block's whole size less one.
    let size = member.count + 8 - 1
    var header = Array(member[..<10])
    header[3] = 4
    let extra: [UInt8] = [6, 0, 0x42, 0x43, 2, 0, UInt8(size & 0xFF), UInt8(size >> 8)]
    return header + extra + member[10...]
  }
}
