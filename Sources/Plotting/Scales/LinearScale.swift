/// Maps a span of numbers evenly onto px.
struct LinearScale: Sendable {
  private(set) var low: Double
  private(set) var high: Double
  /// The px of `low` and of `high`.
  var range: (start: Double, end: Double) = (0, 1)
  var format: NumberFormat
  /// Whether the values are whole numbers, which have no ticks between them.
  var isWhole = false

  /// The scale from `low` to `high`; a span of nothing is widened around its value, so that one point has a place.
  init(low: Double, high: Double, format: NumberFormat = .automatic) {
    self.format = format
    self.low = min(low, high)
    self.high = max(low, high)
    let size = max(abs(low), abs(high))
    // A span under 10⁻¹² of the values cannot be labelled apart in 15 digits.
    if self.high - self.low <= size * 1e-12 {
      let half = size == 0 ? 1 : size * 0.1
      self.low -= half
      self.high += half
    }
  }

  /// Widened to the ticks next to both ends (d3's `nice`), for about `count` ticks.
  func nice(count: Int = 8) -> LinearScale {
    let step = tickStep(count)
    var result = self
    result.low = step.multiple((low / step.step + 1e-9).rounded(.down))
    result.high = step.multiple((high / step.step - 1e-9).rounded(.up))
    return result
  }

  func position(_ value: Double) -> Double {
    range.start + (value - low) / (high - low) * (range.end - range.start)
  }

  func ticks(count: Int) -> [Tick] {
    let step = tickStep(count)
    guard let indices = step.indices(from: low, to: high) else { return [] }
    return indices.map {
      let value = step.multiple(Double($0))
      return Tick(value: value, label: [format.tickLabel(value, step: step)])
    }
  }

  private func tickStep(_ count: Int) -> TickStep {
    let step = TickStep(span: high - low, count: count)
    return isWhole && step.power < 0 ? TickStep(atLeast: 1) : step
  }
}
