/// Whole numbers as they are written: an optional sign and decimal digits, in spaces or not.
enum IntegerText {
  /// nil when the text is not a whole number or does not fit 64 bits. O(count).
  @inline(__always)
  static func parse(_ bytes: UnsafePointer<UInt8>, _ count: Int) -> Int64? {
    // Up to 18 digits cannot overflow; this is nearly every number there is.
    if count > 0, count <= 18 {
      var value: Int64 = 0
      var position = 0
      while position < count {
        let digit = bytes[position] &- 0x30
        if digit > 9 { return parseCarefully(bytes, count) }
        value = value &* 10 &+ Int64(digit)
        position &+= 1
      }
      return value
    }
    return parseCarefully(bytes, count)
  }

  @inline(never)
  private static func parseCarefully(_ bytes: UnsafePointer<UInt8>, _ count: Int) -> Int64? {
    var start = 0
    var end = count
    while start < end, bytes[start] == 0x20 { start += 1 }
    while end > start, bytes[end - 1] == 0x20 { end -= 1 }
    if start == end { return nil }
    let isNegative = bytes[start] == UInt8(ascii: "-")
    if isNegative || bytes[start] == UInt8(ascii: "+") { start += 1 }
    if start == end { return nil }
    var value: Int64 = 0
    for position in start..<end {
      let digit = bytes[position] &- 0x30
      if digit > 9 { return nil }
      // Counted downwards, because the least number has no positive counterpart.
      let (product, overflow) = value.multipliedReportingOverflow(by: 10)
      let (difference, underflow) = product.subtractingReportingOverflow(Int64(digit))
      if overflow || underflow { return nil }
      value = difference
    }
    if isNegative { return value }
    return value == .min ? nil : -value
  }
}
