import ElementaryFunctions
import Languages

/// How numbers are written in a chart: thousands separators, a real minus, no SI prefixes.
public enum NumberFormat: Sendable, Equatable {
  /// As many decimals as the number's size needs: `1,235`, `12.5`, `0.873`, `1.5 × 10⁻⁷`.
  case automatic
  /// A fixed number of decimals.
  case decimals(Int)
  /// A share between 0 and 1 as a percentage with a fixed number of decimals: `60 %`.
  case percent(Int)
  /// A number that names something, such as a year or an id: no separators; a fixed number of decimals, or nil for as many as a
  /// mean of years needs.
  case name(decimals: Int? = nil)
  /// All digits of the number, for those that nothing shorter tells apart.
  case exact

  /// The number as text; NaN and infinities are words, never blanks.
  public func string(_ value: Double) -> String {
    if value.isNaN { return "not a number" }
    if value.isInfinite { return value < 0 ? "−∞" : "∞" }
    switch self {
    case .decimals(let decimals): return Self.fixed(value, decimals)
    case .percent(let decimals): return Self.fixed(value * 100, decimals) + " %"
    case .name(let decimals?): return Self.fixed(value, decimals, isGrouped: false)
    case .name(nil):
      guard (1000..<1e15).contains(abs(value)) else { return Self.automatic.string(value) }
      return Self.trimmed(Self.fixed(value, 1, isGrouped: false))
    case .exact:
      let text = value == value.rounded() && abs(value) < 1e15 ? Self.fixed(abs(value), 0) : "\(abs(value))"
      return (value < 0 ? "−" : "") + text
    case .automatic:
      let size = abs(value)
      if size == 0 { return "0" }
      if size >= 1e15 || size < 1e-4 { return Self.scientific(value) }
      if value == value.rounded() || size >= 1000 { return Self.fixed(value, 0) }
      let decimals = size >= 100 ? 1 : size >= 1 ? 2 : 2 - Elementary.floorPower(size)
      return Self.trimmed(Self.fixed(value, decimals))
    }
  }

  /// The format with which all of `values` have the same decimals: as many as any of them needs, but no more than the
  /// greatest to three digits and the least to one. Formats that fix their decimals are what they are.
  func common(to values: [Double]) -> NumberFormat {
    guard self == .automatic || self == .name() else { return self }
    let telling = telling(values)
    if telling != self { return telling }
    let sizes = values.filter { $0.isDrawable && $0 != 0 }.map { abs($0) }
    guard let most = sizes.max(), let least = sizes.min(), most < 1e15, least >= 1e-4 else { return self }
    let needed = sizes.map { size -> Int in
      let text = self.string(size)
      return text.firstIndex(of: ".").map { text.distance(from: $0, to: text.endIndex) - 1 } ?? 0
    }
    let useful = max(2 - Elementary.floorPower(most), -Elementary.floorPower(least))
    if self == .name() { return .name(decimals: needed.max() ?? 0) }
    return .decimals(min(needed.max() ?? 0, max(useful, 0)))
  }

  /// The same format where it tells the least and the greatest of `values` well apart, else one with the decimals for it: what lies
  /// between 1,000,000.0001 and 1,000,000.0002 is never said to go from 1,000,000 to 1,000,000. Formats that fix their decimals are
  /// what they are. O(values).
  func telling(_ values: some Sequence<Double>) -> NumberFormat {
    guard self == .automatic || self == .name() else { return self }
    var (low, high, isWhole) = (Double.infinity, -Double.infinity, true)
    for value in values where value.isDrawable {
      (low, high) = (min(low, value), max(high, value))
      if value != value.rounded() { isWhole = false }
    }
    let (span, size) = (high - low, max(abs(low), abs(high)))
    guard span > 0, !(isWhole && size < 1e15), span < 3 * resolution(size) else { return self }
    // Two digits of the span; a hair more, since a difference of decimals is a little too small as often as too great.
    let decimals = max(0, 1 - Elementary.floorPower(span * 1.001))
    guard decimals <= 15, size * Elementary.power10(decimals) < 1e17 else { return .exact }
    return self == .automatic ? .decimals(decimals) : .name(decimals: decimals)
  }

  /// What the last digit is worth that this format writes of a fractional number of that size.
  private func resolution(_ size: Double) -> Double {
    if (1000..<1e15).contains(size) { return self == .name() ? 0.1 : 1 }
    if size >= 100, size < 1e15 { return 0.1 }
    return size >= 1 && size < 1e15 ? 0.01 : Elementary.power10(Elementary.floorPower(size) - 2)
  }

  /// The label of a tick of an axis whose ticks are `step` apart.
  func tickLabel(_ value: Double, step: TickStep) -> String {
    switch self {
    case .percent:
      return Self.fixed(value * 100, max(0, step.decimals - 2)) + " %"
    case .automatic, .decimals, .exact, .name:
      if value == 0 { return "0" }
      if abs(value) >= 1e13 || step.decimals > 6 { return Self.scientific(value) }
      return Self.fixed(value, step.decimals, isGrouped: !isName)
    }
  }

  private var isName: Bool { if case .name = self { true } else { false } }

  /// Decimal notation, with a thousands separator unless told otherwise.
  static func fixed(_ value: Double, _ decimals: Int, isGrouped: Bool = true) -> String {
    let places = min(max(decimals, 0), 15)
    let scale = Elementary.power10(places)
    let scaled = (abs(value) * scale).rounded(.toNearestOrAwayFromZero)
    guard scaled < 1e18 else { return scientific(value) }
    let digits = UInt64(scaled)
    let unit = UInt64(scale)
    var text = isGrouped ? CountedNoun.grouped(digits / unit) : String(digits / unit)
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
    var power = Elementary.floorPower(size)
    // Two steps, since 10^power alone may be too small for a Double to divide by.
    var factor = size / Elementary.power10(power / 2) / Elementary.power10(power - power / 2)
    if factor >= 9.995 {
      factor = 1
      power += 1
    }
    let sign = value < 0 ? "−" : ""
    let mantissa = trimmed(fixed(factor, 2))
    return sign + (mantissa == "1" ? "" : mantissa + " × ") + "10" + superscript(power)
  }

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
