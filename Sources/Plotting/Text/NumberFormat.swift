/// How numbers are written in a chart: thousands separators, a real minus, no SI prefixes.
public enum NumberFormat: Sendable, Equatable {
  /// As many decimals as the number's size needs: `1,235`, `12.5`, `0.873`, `1.5 × 10⁻⁷`.
  case automatic
  /// A fixed number of decimals.
  case decimals(Int)
  /// A share between 0 and 1 as a percentage with a fixed number of decimals: `60 %`.
  case percent(Int)

  /// The number as text; NaN and infinities are words, never blanks.
  public func string(_ value: Double) -> String {
    if value.isNaN { return "not a number" }
    if value.isInfinite { return value < 0 ? "−∞" : "∞" }
    switch self {
    case .decimals(let decimals): return Self.fixed(value, decimals)
    case .percent(let decimals): return Self.fixed(value * 100, decimals) + " %"
    case .automatic:
      let size = abs(value)
      if size == 0 { return "0" }
      if size >= 1e15 || size < 1e-4 { return Self.scientific(value) }
      if value == value.rounded() || size >= 1000 { return Self.fixed(value, 0) }
      let decimals = size >= 100 ? 1 : size >= 1 ? 2 : 2 - Logarithm.floorPower(size)
      return Self.trimmed(Self.fixed(value, decimals))
    }
  }

  /// The format with which all of `values` have the same decimals: as many as any of them needs, but no more than the
  /// greatest to three digits and the least to one. Formats that fix their decimals are what they are.
  func common(to values: [Double]) -> NumberFormat {
    guard self == .automatic else { return self }
    let sizes = values.filter { $0.isDrawable && $0 != 0 }.map { abs($0) }
    guard let most = sizes.max(), let least = sizes.min(), most < 1e15, least >= 1e-4 else { return self }
    let needed = sizes.map { size -> Int in
      let text = Self.automatic.string(size)
      return text.firstIndex(of: ".").map { text.distance(from: $0, to: text.endIndex) - 1 } ?? 0
    }
    let useful = max(2 - Logarithm.floorPower(most), -Logarithm.floorPower(least))
    return .decimals(min(needed.max() ?? 0, max(useful, 0)))
  }

  /// The label of a tick of an axis whose ticks are `step` apart.
  func tickLabel(_ value: Double, step: TickStep) -> String {
    switch self {
    case .percent:
      return Self.fixed(value * 100, max(0, step.decimals - 2)) + " %"
    case .automatic, .decimals:
      if value == 0 { return "0" }
      if abs(value) >= 1e13 || step.decimals > 6 { return Self.scientific(value) }
      return Self.fixed(value, step.decimals)
    }
  }

  /// Decimal notation with a thousands separator.
  static func fixed(_ value: Double, _ decimals: Int) -> String {
    let places = min(max(decimals, 0), 15)
    let scale = Logarithm.power10(places)
    let scaled = (abs(value) * scale).rounded(.toNearestOrAwayFromZero)
    guard scaled < 1e18 else { return scientific(value) }
    let digits = UInt64(scaled)
    let unit = UInt64(scale)
    var text = grouped(digits / unit)
    if places > 0 {
      let fraction = String(digits % unit)
      text += "." + String(repeating: "0", count: places - fraction.count) + fraction
    }
    return value < 0 && digits > 0 ? "−" + text : text
  }

  /// `3.2 × 10⁻⁷`, a power of ten alone when the factor is 1.
  static func scientific(_ value: Double) -> String {
    let size = abs(value)
    guard size > 0, size.isFinite else { return size == 0 ? "0" : "∞" }
    var power = Logarithm.floorPower(size)
    // Two steps, since 10^power alone may be too small for a Double to divide by.
    var factor = size / Logarithm.power10(power / 2) / Logarithm.power10(power - power / 2)
    if factor >= 9.995 {
      factor = 1
      power += 1
    }
    let sign = value < 0 ? "−" : ""
    let mantissa = trimmed(fixed(factor, 2))
    return sign + (mantissa == "1" ? "" : mantissa + " × ") + "10" + superscript(power)
  }

  /// A count with thousands separators.
  static func grouped(_ number: UInt64) -> String {
    let digits = String(number)
    var text = ""
    for (index, digit) in digits.enumerated() {
      if index > 0, (digits.count - index) % 3 == 0 { text.append(",") }
      text.append(digit)
    }
    return text
  }

  static func count(_ number: Int) -> String { (number < 0 ? "−" : "") + grouped(UInt64(number.magnitude)) }

  private static func trimmed(_ text: String) -> String {
    guard text.contains(".") else { return text }
    var result = text
    while result.hasSuffix("0") { result.removeLast() }
    if result.hasSuffix(".") { result.removeLast() }
    return result
  }

  private static func superscript(_ number: Int) -> String {
    let digits: [Character] = ["⁰", "¹", "²", "³", "⁴", "⁵", "⁶", "⁷", "⁸", "⁹"]
    let text = String(number.magnitude).compactMap(\.wholeNumberValue).map { digits[$0] }
    return (number < 0 ? "⁻" : "") + String(text)
  }
}
