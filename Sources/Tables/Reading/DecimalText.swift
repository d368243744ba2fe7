import WrittenTexts

/// Decimal numbers as they are written: digits with a point, an exponent, or both; `inf` and `-inf`; never a NaN.
///
/// The result is the double nearest to the written number (ties to even), whatever the locale. Up to 2⁵³ as digits and
/// powers of ten up to 10²² are exact doubles, so that one multiplication or division rounds once (Clinger 1990);
/// everything else goes through the standard library's correctly rounded conversion.
enum DecimalText {
  private static let powers: [Double] = [
    1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20,
    1e21, 1e22,
  ]

  /// nil when the text is not a number, is too large for a double, or so small that it would be 0. O(count).
  static func parse(_ bytes: UnsafePointer<UInt8>, _ count: Int) -> Double? {
    var start = 0
    var end = count
    while start < end, bytes[start] == 0x20 { start += 1 }
    while end > start, bytes[end - 1] == 0x20 { end -= 1 }
    var position = start
    let isNegative = position < end && bytes[position] == UInt8(ascii: "-")
    if isNegative || (position < end && bytes[position] == UInt8(ascii: "+")) { position += 1 }
    var mantissa: UInt64 = 0
    var digits = 0
    var significant = 0
    var exponent = 0
    var seenPoint = false
    while position < end {
      let digit = bytes[position] &- 0x30
      if digit <= 9 {
        digits += 1
        if significant > 0 || digit != 0 { significant += 1 }
        if significant <= 19 {
          mantissa = mantissa &* 10 &+ UInt64(digit)
          if seenPoint { exponent -= 1 }
        }
      } else if bytes[position] == UInt8(ascii: "."), !seenPoint {
        seenPoint = true
      } else {
        break
      }
      position += 1
    }
    if digits == 0 { return infinity(bytes, from: position, to: end, isNegative: isNegative) }
    if position < end {
      guard bytes[position] | 0x20 == UInt8(ascii: "e"), let written = writtenExponent(bytes, position + 1, end) else {
        return nil
      }
      exponent += written
    }
    if mantissa == 0, significant == 0 { return isNegative ? -0.0 : 0 }
    if significant <= 19, mantissa <= 1 << 53, exponent >= -22, exponent <= 22 {
      let value = Double(mantissa)
      let power = powers.withUnsafeBufferPointer { $0[abs(exponent)] }
      let scaled = exponent < 0 ? value / power : value * power
      return isNegative ? -scaled : scaled
    }
    let text = String(decoding: UnsafeBufferPointer(start: bytes + start, count: end - start), as: UTF8.self)
    // Nor is it one that is so small that nothing would be left of it.
    guard let value = Double(text), value.isFinite, value != 0 else { return nil }
    return value
  }

  /// As `parse`, for texts that must not lose a digit of their whole part.
  ///
  /// Below 2⁵³ the whole part of a double is exact and only the end of a fraction is rounded, as in any measurement. From
  /// there on the nearest double may be another whole number: then the number, written again, must have the digits that
  /// were read, or be written with an exponent and no more than seventeen digits, or the result is nil.
  ///
  /// - Parameter asWhole: whether digits without point and exponent must fit a 64-bit integer, because longer ones are names.
  @inline(__always)
  static func parseFaithfully(_ bytes: UnsafePointer<UInt8>, _ count: Int, asWhole: Bool) -> Double? {
    guard let value = parse(bytes, count) else { return nil }
    if value.magnitude < 9_007_199_254_740_992 { return value }
    return isFaithful(value, bytes, count, asWhole: asWhole) ? value : nil
  }

  @inline(never)
  private static func isFaithful(
    _ value: Double, _ bytes: UnsafePointer<UInt8>, _ count: Int, asWhole: Bool
  ) -> Bool {
    guard value.isFinite else { return true }
    if asWhole, DigitText.isWhole(bytes, count), IntegerText.parse(bytes, count) == nil { return false }
    let text = UnsafeBufferPointer(start: bytes, count: count)
    let digits = significantDigits(text)
    if significantDigits(value.description.utf8) == digits { return true }
    // With an exponent it is a measurement, and seventeen digits are what programs print of a double.
    return digits.count <= 17 && text.contains { $0 | 0x20 == UInt8(ascii: "e") }
  }

  /// The digits before an exponent without the zeros at both ends, which a power of ten stands for as well.
  private static func significantDigits(_ text: some Sequence<UInt8>) -> [UInt8] {
    var digits: [UInt8] = []
    for byte in text {
      if byte | 0x20 == UInt8(ascii: "e") { break }
      if byte &- 0x30 <= 9, !digits.isEmpty || byte != 0x30 { digits.append(byte) }
    }
    while digits.last == 0x30 { digits.removeLast() }
    return digits
  }

  private static func writtenExponent(_ bytes: UnsafePointer<UInt8>, _ start: Int, _ end: Int) -> Int? {
    var position = start
    let isNegative = position < end && bytes[position] == UInt8(ascii: "-")
    if isNegative || (position < end && bytes[position] == UInt8(ascii: "+")) { position += 1 }
    if position == end { return nil }
    var value = 0
    while position < end {
      let digit = bytes[position] &- 0x30
      if digit > 9 { return nil }
      // Far outside of what a double holds, larger exponents make no difference.
      value = min(100_000, value * 10 + Int(digit))
      position += 1
    }
    return isNegative ? -value : value
  }

  private static func infinity(_ bytes: UnsafePointer<UInt8>, from: Int, to end: Int, isNegative: Bool) -> Double? {
    guard end - from == 3, bytes[from] == 0x69, bytes[from + 1] == 0x6E, bytes[from + 2] == 0x66 else { return nil }
    return isNegative ? -.infinity : .infinity
  }
}
