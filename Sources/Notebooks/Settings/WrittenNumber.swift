import WrittenTexts

/// A number of a YAML file or the command line that has every digit it was written with.
///
/// `010` is no 10 (in older YAML it is even an 8), 12345678901234567890 would end in other digits, and +4930123456 is a telephone
/// number: such names, made of digits, are texts as they are in tables.
struct WrittenNumber {
  let value: ParameterValue

  /// nil when the text is no number, or one that a number would damage.
  init?(_ text: String) {
    let digits = text.replacing("_", with: "")
    guard digits.utf8.last?.isDigit == true, text.utf8.last != UInt8(ascii: "_"), !DigitText.isName(digits) else {
      return nil
    }
    if let value = Int(digits) {
      self.value = .integer(value)
      return
    }
    let isNumber = digits.utf8.allSatisfy { $0.isDigit || "+-.eE".utf8.contains($0) }
    let isWhole = digits.utf8.dropFirst().allSatisfy(\.isDigit)
    guard isNumber, !isWhole || digits.utf8.first == UInt8(ascii: "."), let value = Double(digits), value.isFinite,
      Self.isFaithful(value, digits)
    else { return nil }
    self.value = .decimal(value)
  }

  /// Whether a decimal has the digits that were written: below 2⁵³ its whole part does, from there on only some have, and 1e-400
  /// would be nothing.
  static func isFaithful(_ value: Double, _ text: String) -> Bool {
    if value == 0 { return significantDigits(text).isEmpty }
    return value.magnitude < 9_007_199_254_740_992 || significantDigits(value.description) == significantDigits(text)
  }

  private static func significantDigits(_ text: String) -> [UInt8] {
    let mantissa = text.utf8.prefix { $0 | 0x20 != UInt8(ascii: "e") }.filter(\.isDigit)
    var digits = Array(mantissa.drop { $0 == UInt8(ascii: "0") })
    while digits.last == UInt8(ascii: "0") { digits.removeLast() }
    return digits
  }
}
