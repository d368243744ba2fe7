/// An axis with its px: where values and bands lie, and where the labels go.
struct AxisLayout: Sendable {
  var scale: ContinuousScale
  var bands: BandScale
  var labels: [AxisLabel]
  /// How labels of the horizontal axis are turned: 0, -45 or -90 degrees.
  var turn: Int
  /// The room that the labels take away from the plot where they are drawn: below a horizontal axis, left of a vertical one.
  var room: Double
  /// How far labels stick out over the start and the end of the axis.
  var overhang: (start: Double, end: Double)
  var isBand: Bool
  /// Unlabelled ticks of a log axis, in px.
  var minorTicks: [Double] = []

  func position(_ value: Double) -> Double? { scale.position(value) }
}

/// A label and the px of the axis that it belongs to.
struct AxisLabel: Sendable, Equatable {
  var position: Double
  var lines: [String]
}

extension Axis {
  /// The gap between the plot and the labels.
  static let labelGap = 8.0

  /// The layout of this axis below a plot, from `start` to `end`.
  func horizontal(from start: Double, to end: Double) -> AxisLayout {
    switch scale {
    case .continuous(let unranged):
      let scale = unranged.ranged(start + inset + footroom, end - inset - headroom)
      var labels: [AxisLabel] = []
      // About 80 px a tick (d3's density); fewer as long as labels would touch.
      var count = max(2, Int(((end - start) / 80).rounded()))
      while true {
        labels = Self.labels(scale, count: count)
        if count <= 1 || !Self.touch(labels) { break }
        count -= 1
      }
      // One label tells no scale: a narrow axis has two closer ones where they fit.
      for more in [count + 1, count + 2] where labels.count < 2 {
        let finer = Self.labels(scale, count: more)
        if !Self.touch(finer) { labels = finer }
      }
      let lines = labels.map(\.lines.count).max() ?? 1
      return AxisLayout(
        scale: scale, bands: BandScale(count: 0, start: start, end: end, padding: 0), labels: labels, turn: 0,
        room: Self.labelGap + TextMetrics.height(lines: lines, size: Canvas.fontSize),
        overhang: Self.overhang(labels, from: start, to: end), isBand: false,
        minorTicks: scale.minorTicks.compactMap { scale.position($0) })
    case .band(let names, let padding):
      return CategoryLabels.horizontal(
        names, bands: BandScale(count: names.count, start: start, end: end, padding: padding))
    }
  }

  /// The layout of this axis left of a plot, from `start` to `end` px (the bottom first for numbers, the top for categories).
  func vertical(top: Double, bottom: Double, widest: Double) -> AxisLayout {
    switch scale {
    case .continuous(let unranged):
      let scale = unranged.ranged(bottom - inset - footroom, top + inset + headroom)
      var count = max(2, Int(((bottom - top) / 35).rounded()))
      var labels: [AxisLabel] = []
      while true {
        labels = scale.ticks(count: count).compactMap { tick in
          scale.position(tick.value).map { AxisLabel(position: $0, lines: [tick.label.joined(separator: " ")]) }
        }
        let positions = labels.map(\.position).sorted()
        let closest = zip(positions, positions.dropFirst()).map { $1 - $0 }.min() ?? .infinity
        if count <= 1 || closest >= TextMetrics.height(lines: 1, size: Canvas.fontSize) + 1 { break }
        count -= 1
      }
      let width = labels.map { TextMetrics.width($0.lines, size: Canvas.fontSize) }.max() ?? 0
      return AxisLayout(
        scale: scale, bands: BandScale(count: 0, start: top, end: bottom, padding: 0), labels: labels, turn: 0,
        room: Self.labelGap + width, overhang: (0, 0), isBand: false,
        minorTicks: scale.minorTicks.compactMap { scale.position($0) })
    case .band(let names, let padding):
      return CategoryLabels.vertical(
        names, bands: BandScale(count: names.count, start: top, end: bottom, padding: padding), widest: widest)
    }
  }

  private static func labels(_ scale: ContinuousScale, count: Int) -> [AxisLabel] {
    scale.ticks(count: count).compactMap { tick in
      scale.position(tick.value).map { AxisLabel(position: $0, lines: tick.label) }
    }
  }

  private static func touch(_ labels: [AxisLabel]) -> Bool {
    var end = -Double.infinity
    for label in labels.sorted(by: { $0.position < $1.position }) {
      let half = TextMetrics.width(label.lines, size: Canvas.fontSize) / 2
      if label.position - half < end + 8 { return true }
      end = label.position + half
    }
    return false
  }

  private static func overhang(_ labels: [AxisLabel], from start: Double, to end: Double) -> (
    start: Double, end: Double
  ) {
    var result = (start: 0.0, end: 0.0)
    for label in labels {
      let half = TextMetrics.width(label.lines, size: Canvas.fontSize) / 2
      result.start = max(result.start, start - (label.position - half))
      result.end = max(result.end, label.position + half - end)
    }
    return result
  }
}
