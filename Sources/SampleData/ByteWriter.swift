/// Appends bytes to memory whose capacity the caller answers for.
struct ByteWriter {
  let base: UnsafeMutablePointer<UInt8>
  private(set) var count = 0

  init(_ base: UnsafeMutablePointer<UInt8>) { self.base = base }

  @inline(__always)
  mutating func append(_ byte: UInt8) {
    base[count] = byte
    count += 1
  }

  @inline(__always)
  mutating func append(_ bytes: UnsafeBufferPointer<UInt8>) {
    guard let start = bytes.baseAddress else { return }
    (base + count).update(from: start, count: bytes.count)
    count += bytes.count
  }

  /// The decimal digits of a number that is not negative.
  @inline(__always)
  mutating func append(number: Int) {
    if number < 10 {
      append(0x30 + UInt8(truncatingIfNeeded: number))
      return
    }
    var digits = 1
    var bound = 10
    while bound <= number {
      digits += 1
      bound *= 10
    }
    var rest = number
    var position = count + digits
    while position > count {
      position -= 1
      base[position] = 0x30 + UInt8(truncatingIfNeeded: rest % 10)
      rest /= 10
    }
    count += digits
  }
}
