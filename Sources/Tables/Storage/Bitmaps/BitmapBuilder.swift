/// Grows a bitmap at its end, a run of bits at a time.
public final class BitmapBuilder {
  private let words = GrowingMemory<UInt64>()
  public private(set) var count = 0

  public init() {}

  /// Appends `extra` bits, least significant first; bits past `extra` in the last word of `source` must be 0. O(extra / 64).
  public func append(_ source: UnsafePointer<UInt64>, count extra: Int) {
    if extra == 0 { return }
    let shift = UInt64(count & 63)
    let sourceWords = (extra + 63) / 64
    let needed = (count + extra + 63) / 64
    while words.count < needed { words.append(0) }
    let first = count >> 6
    for position in 0..<sourceWords {
      let bits = source[position]
      words.base[first + position] |= bits << shift
      if shift > 0, bits >> (64 - shift) != 0 { words.base[first + position + 1] |= bits >> (64 - shift) }
    }
    count += extra
  }

  /// Appends `extra` set bits. O(extra / 64).
  public func appendSet(_ extra: Int) {
    var left = extra
    var ones = ~UInt64(0)
    while left >= 64 {
      append(&ones, count: 64)
      left -= 64
    }
    var rest = (UInt64(1) << UInt64(left)) - 1
    append(&rest, count: left)
  }

  public func finish() -> Bitmap { Bitmap(words: words.finish(), count: count) }
}
