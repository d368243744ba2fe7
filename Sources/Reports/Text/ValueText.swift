import Notebooks
import Tables

/// Values as they are written in prose, in facts and in tables.
public enum ValueText {
  /// What stands for a value that there is none of.
  public static let missing = "—"
  /// Between a number and its per cent sign; does not break at a line's end.
  static let space = "\u{00A0}"

  /// A value as text in a format; a format that does not fit the value's type (decimals of a date) is ignored.
  ///
  /// Rounding is half away from zero on the shortest decimal digits of the number; a result of zero has no sign; the minus
  /// is U+2212 but for `plain`. Numbers of 10^21 and more, and for `automatic` those of 10^15 and more or under 10^-6, are
  /// written "1.234 × 10³⁰⁰"; an infinity is "∞". Numbers that name something have no separators. Needs no locale and no clock: the same bytes everywhere. O(digits).
  public static func format(
    _ value: Value, _ format: ValueFormat = ValueFormat(), role: NumberRole = .quantity, lang: String = "en"
  ) -> String {
    let wording = Wording(lang: lang)
    switch value {
    case .null: return missing
    case .string(let text): return text
    case .boolean(let value): return value ? "true" : "false"
    case .date(let day): return DateText(days: day).text(format.style, wording)
    case .datetime(let microseconds): return DateText(microseconds: microseconds).text(format.style, wording)
    case .integer(let value):
      return number(DecimalDigits(value), plain: "\(value)", format.style, isWhole: true, role, wording)
    case .decimal(let value):
      // An infinity is a value, and no missing one.
      if !value.isFinite { return value.isNaN ? missing : value < 0 ? "−∞" : "∞" }
      return number(DecimalDigits(value), plain: shortest(value), format.style, isWhole: false, role, wording)
    }
  }

  /// The fewest digits that read back as the same double; whole numbers below 2^53 without a point.
  public static func shortest(_ value: Double) -> String {
    if value == value.rounded(), value.magnitude < 9_007_199_254_740_992 { return "\(Int(value))" }
    return "\(value)"
  }

  private static func number(
    _ digits: DecimalDigits, plain: String, _ style: ValueFormat.Style, isWhole: Bool, _ role: NumberRole,
    _ wording: Wording
  ) -> String {
    switch style {
    case .plain, .year, .month, .date, .iso: return plain
    case .decimals(let count): return fixed(digits, count, role)
    case .signed(let count):
      let text = fixed(digits, count, role)
      return digits.rounded(decimals: count).isZero || digits.isNegative ? text : "+" + text
    case .percent(let count): return fixed(digits.scaled(byPowerOfTen: 2), count) + wording.percentSign
    case .automatic:
      if isWhole { return fixed(digits, 0, role) }
      // A whole part is never shortened: 12,345.6 is 12,346, not 12,350.
      // Of a mean of years one more digit says something.
      let whole = role == .name ? digits.exponent + 1 : digits.exponent
      let rounded = digits.rounded(significant: max(4, whole))
      if !rounded.isZero, rounded.exponent > 15 || rounded.exponent < -5 { return scientific(digits) }
      return fixed(rounded, rounded.decimals, role)
    }
  }

  private static func fixed(_ digits: DecimalDigits, _ decimals: Int, _ role: NumberRole = .quantity) -> String {
    guard digits.exponent <= 21 else { return scientific(digits) }
    let rounded = digits.rounded(decimals: decimals)
    return (rounded.isNegative ? "−" : "") + rounded.text(decimals: decimals, separator: role == .name ? "" : ",")
  }

  private static func scientific(_ digits: DecimalDigits) -> String {
    let rounded = digits.rounded(significant: 4)
    let mantissa = rounded.scaled(byPowerOfTen: 1 - rounded.exponent)
    let superscripts: [Character: Character] = [
      "-": "⁻", "0": "⁰", "1": "¹", "2": "²", "3": "³", "4": "⁴", "5": "⁵", "6": "⁶", "7": "⁷", "8": "⁸", "9": "⁹",
    ]
    let power = String("\(rounded.exponent - 1)".compactMap { superscripts[$0] })
    let sign = rounded.isNegative ? "−" : ""
    return sign + mantissa.text(decimals: mantissa.decimals) + "\(space)×\(space)10" + power
  }
}
