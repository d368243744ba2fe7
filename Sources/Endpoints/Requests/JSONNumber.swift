import Foundation

/// Numbers as JSON writes them, read to the nearest double and written with the fewest digits.
enum JSONNumber {
  /// Powers of ten that a double holds exactly.
  private static let powers: [Double] = (0...22).map { exponent in (0..<exponent).reduce(1) { power, _ in power * 10 } }

  /// Reads a number at `start`; nil, and the place where it ends to be one, when there is none.
  ///
  /// Up to 15 digits and a small exponent take one exact product or quotient (Clinger 1990); anything else goes to the library.
  static func read(_ bytes: UnsafeRawBufferPointer, from start: Int, to end: Int) -> (value: Double?, next: Int) {
    var offset = start
    func digit(_ offset: Int) -> UInt8? {
      guard offset < end else { return nil }
      let value = bytes[offset] &- 0x30
      return value < 10 ? value : nil
    }
    let isNegative = offset < end && bytes[offset] == UInt8(ascii: "-")
    if isNegative { offset += 1 }
    guard let first = digit(offset) else { return (nil, start) }
    var mantissa: UInt64 = 0
    var (digits, exponent) = (0, 0)
    func take(_ value: UInt8) {
      if digits < 19 {
        mantissa = mantissa * 10 + UInt64(value)
        if mantissa > 0 { digits += 1 }
      } else {
        digits += 1
      }
    }
    while let value = digit(offset) {
      take(value)
      offset += 1
    }
    // 01 is no number of JSON.
    if first == 0, offset - start > (isNegative ? 2 : 1) { return (nil, start) }
    if offset < end, bytes[offset] == UInt8(ascii: ".") {
      guard digit(offset + 1) != nil else { return (nil, start) }
      offset += 1
      while let value = digit(offset) {
        take(value)
        exponent -= 1
        offset += 1
      }
    }
    if offset < end, bytes[offset] | 0x20 == UInt8(ascii: "e") {
      var place = offset + 1
      let isDown = place < end && bytes[place] == UInt8(ascii: "-")
      if isDown || (place < end && bytes[place] == UInt8(ascii: "+")) { place += 1 }
      guard digit(place) != nil else { return (nil, start) }
      var written = 0
      while let value = digit(place) {
        written = min(100_000, written * 10 + Int(value))
        place += 1
      }
      exponent += isDown ? -written : written
      offset = place
    }
    if digits <= 15, abs(exponent) <= 22 {
      let value = exponent < 0 ? Double(mantissa) / powers[-exponent] : Double(mantissa) * powers[exponent]
      return (isNegative ? -value : value, offset)
    }
    return (strtod(String(decoding: bytes[start..<offset], as: UTF8.self), nil), offset)
  }
}
