import Files

extension InputFile {
  /// The next `count` bytes, or fewer where the file ends; at most what it had when it was opened.
  package func read(_ count: Int) throws -> Buffer<UInt8> {
    let wanted = max(0, min(count, size - offset))
    var filled = 0
    let buffer = try Buffer<UInt8>(count: wanted) { memory in
      while filled < wanted {
        let got = try read(
          into: UnsafeMutableRawBufferPointer(rebasing: UnsafeMutableRawBufferPointer(memory)[filled...]))
        if got == 0 { break }
        filled += got
      }
    }
    // A file that another program has shortened meanwhile.
    return filled == wanted ? buffer : Buffer(base: buffer.base, count: filled, keepingAlive: buffer)
  }
}
