/// One axis of a chart before it is laid out: what it scales, how it is titled.
struct Axis: Sendable {
  enum Scale: Sendable {
    case continuous(ContinuousScale)
    /// Categories in order, and the part of each step that is left free between bands.
    case band([String], padding: Double)
  }

  var scale: Scale
  var title: String
  /// Whether grid lines run across the plot at its ticks.
  var hasGrid: Bool
  /// What stays free at both ends of a continuous axis, in px, so that marks at its ends are not cut.
  var inset = 0.0
  /// What stays free beyond the last and before the first value besides, in px: room for numbers at the ends of bars.
  var headroom = 0.0
  var footroom = 0.0
  /// Whether tick labels are drawn; panels that share an axis with a neighbour leave them to it.
  var isLabelled = true

  init(_ scale: ContinuousScale, title: String, hasGrid: Bool = true, inset: Double = 0) {
    self.scale = .continuous(scale)
    self.inset = inset
    self.title = title
    self.hasGrid = hasGrid
  }

  init(categories: [String], padding: Double, title: String) {
    scale = .band(categories, padding: padding)
    self.title = title
    hasGrid = false
  }
}
