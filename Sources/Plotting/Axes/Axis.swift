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

  init(_ scale: ContinuousScale, title: String, hasGrid: Bool = true) {
    self.scale = .continuous(scale)
    self.title = title
    self.hasGrid = hasGrid
  }

  init(categories: [String], padding: Double, title: String) {
    scale = .band(categories, padding: padding)
    self.title = title
    hasGrid = false
  }
}
