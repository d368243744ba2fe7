import ElementaryFunctions

/// Maps positive numbers onto px so that equal factors take equal room; zeros have a band of their own.
struct LogScale: Sendable {
  private(set) var low: Double
  private(set) var high: Double
  var range: (start: Double, end: Double) = (0, 1)
  /// Whether a band labelled "0" stands before the axis.
  var hasZeroBand: Bool
  var format: NumberFormat

  /// The room of the zero band and of the gap between it and the axis, in px (empirical).
  static let zeroBand = 26.0
  static let zeroGap = 14.0

  /// The scale from `low` to `high`, both positive; a span of nothing becomes a factor of two to both sides.
  init(low: Double, high: Double, hasZeroBand: Bool = false, format: NumberFormat = .automatic) {
    self.hasZeroBand = hasZeroBand
    // Ticks of a log axis have no decimals in common.
    if case .name = format { self.format = .name() } else { self.format = .automatic }
    self.low = min(low, high)
    self.high = max(low, high)
    if self.high / self.low < 1 + 1e-9 {
      self.low /= 2
      self.high *= 2
    }
  }

  /// Widened to 1, 2 or 5 times a power of ten at both ends.
  func nice() -> LogScale {
    var result = self
    result.low = Self.steps(below: low)
    result.high = TickStep(atLeast: high * (1 - 1e-12)).step
    return result
  }

  private static func steps(below x: Double) -> Double {
    let power = Elementary.floorPower(x)
    let unit = Elementary.power10(power)
    return x / unit >= 5 ? TickStep(atLeast: 5 * unit).step : x / unit >= 2 ? TickStep(atLeast: 2 * unit).step : unit
  }

  private var isForward: Bool { range.end >= range.start }

  /// Where the axis proper begins, after the zero band.
  var axisStart: Double {
    hasZeroBand ? range.start + (isForward ? 1 : -1) * (Self.zeroBand + Self.zeroGap) : range.start
  }

  /// The px of the two sides of the zero band.
  var zeroSides: (Double, Double) { (range.start, range.start + (isForward ? 1 : -1) * Self.zeroBand) }

  /// The px of a value of at least 0; nil for negatives, and for zeros without a band.
  func position(_ value: Double) -> Double? {
    if value == 0, hasZeroBand { return (zeroSides.0 + zeroSides.1) / 2 }
    guard value > 0 else { return nil }
    let (a, b) = (Elementary.log10(low), Elementary.log10(high))
    return axisStart + (Elementary.log10(value) - a) / (b - a) * (range.end - axisStart)
  }

  /// Ticks at 1-2-5 or at powers of ten, at most about `count`; between neighbouring powers as a linear axis has them.
  func ticks(count: Int) -> [Tick] {
    var values: [Double] = []
    let powers = Elementary.floorPower(low)...Elementary.floorPower(high)
    if high / low < 10 { values = LinearScale(low: low, high: high).ticks(count: count).map(\.value) }
    let fine = powers.flatMap { power in [1, 2, 5].map { TickStep(atLeast: $0 * Elementary.power10(power)).step } }
    let fineInside = fine.filter { $0 >= low * (1 - 1e-9) && $0 <= high * (1 + 1e-9) }
    if values.isEmpty, fineInside.count <= max(3, count) { values = fineInside }
    var stride = 1
    while values.isEmpty {
      let chosen = powers.filter { $0 % stride == 0 }.map { Elementary.power10($0) }
        .filter { $0 >= low * (1 - 1e-9) && $0 <= high * (1 + 1e-9) }
      if chosen.count <= max(2, count) || stride > 200 { values = chosen.isEmpty ? [low, high] : chosen }
      stride += 1
    }
    let ticks = values.map { Tick(value: $0, label: [label($0)]) }
    return hasZeroBand ? [Tick(value: 0, label: ["0"])] + ticks : ticks
  }

  /// 1 to 9 times every power of ten, or the powers alone over more than six decades.
  var minorTicks: [Double] {
    let powers = Elementary.floorPower(low)...Elementary.floorPower(high)
    return powers.flatMap { power in
      (1...(powers.count > 7 ? 1 : 9)).map { Double($0) * Elementary.power10(power) }
    }.filter { $0 >= low && $0 <= high }
  }

  /// Whole numbers and short decimals written out, from 10¹⁰ and below 10⁻⁴ as powers.
  private func label(_ value: Double) -> String {
    if value >= 1e10 || value < 0.99e-4 { return NumberFormat.scientific(value) }
    return format.string(value)
  }
}
