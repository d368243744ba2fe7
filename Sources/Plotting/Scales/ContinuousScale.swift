/// A scale from numbers to px: linear, logarithmic or of days.
enum ContinuousScale: Sendable {
  case linear(LinearScale)
  case log(LogScale)
  case time(TimeScale)

  /// The px of a value, nil when the scale has no place for it.
  func position(_ value: Double) -> Double? {
    switch self {
    case .linear(let scale): scale.position(value)
    case .log(let scale): scale.position(value)
    case .time(let scale): scale.position(value)
    }
  }

  func ticks(count: Int) -> [Tick] {
    switch self {
    case .linear(let scale): scale.ticks(count: count)
    case .log(let scale): scale.ticks(count: count)
    case .time(let scale): scale.ticks(count: count)
    }
  }

  /// The same scale over other px.
  func ranged(_ start: Double, _ end: Double) -> ContinuousScale {
    switch self {
    case .linear(var scale):
      scale.range = (start, end)
      return .linear(scale)
    case .log(var scale):
      scale.range = (start, end)
      return .log(scale)
    case .time(var scale):
      scale.range = (start, end)
      return .time(scale)
    }
  }

  /// The values of ticks without labels: those that make a log axis look like one.
  var minorTicks: [Double] {
    if case .log(let scale) = self { scale.minorTicks } else { [] }
  }

  /// A scale over drawable values: logarithmic when asked for and anything is positive, else linear and nice.
  static func fitting(
    _ values: [Double], log: Bool, format: NumberFormat = .automatic, includingZero: Bool = false
  ) -> ContinuousScale {
    if log {
      let positive = values.filter { $0 > 0 }
      if let low = positive.min(), let high = positive.max() {
        return .log(LogScale(low: low, high: high, hasZeroBand: values.contains(0), format: format).nice())
      }
    }
    var low = values.min() ?? 0
    var high = values.max() ?? 1
    if includingZero { (low, high) = (min(low, 0), max(high, 0)) }
    var scale = LinearScale(low: low, high: high, format: format)
    scale.isWhole = values.allSatisfy { $0 == $0.rounded() }
    return .linear(scale.nice())
  }
}

extension Double {
  /// Whether a value has a place on an axis: finite, small enough that spans of two of them stay finite, and 0 or far enough from it.
  var isDrawable: Bool { isFinite && abs(self) <= 1e150 && !isMinute }

  /// Whether a value is next to 0 without being it: parts of a span of such values, and powers of ten of their size, would be too
  /// small for a number to divide by.
  var isMinute: Bool { self != 0 && abs(self) < 1e-290 }
}
