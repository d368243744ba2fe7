/// What a panel of small multiples has from its figure: axes that hold all panels' values, and labels only at the edges.
struct Sharing: Sendable {
  /// Values of the other panels that the axes must have room for.
  var x: [Double] = []
  var y: [Double] = []
  /// Whether the chart is one of several: titles and legends are the figure's then.
  var isPanel = false
  /// The titles of the figure's axes, which a panel has none of but speaks of.
  var titles: AxisTitles?
  /// Whether tick labels stand below and left of this panel.
  var labelsX = true
  var labelsY = true

  /// The few values that decide a scale as all of them do: the extremes, the least positive one, a zero, a fraction.
  static func extremes(_ values: [Double]) -> [Double] {
    guard let low = values.min(), let high = values.max() else { return [] }
    let others = [values.filter { $0 > 0 }.min(), values.first { $0 == 0 }, values.first { $0 != $0.rounded() }]
    return [low, high] + others.compactMap { $0 }
  }
}

/// A kind of chart that can be a panel of small multiples.
protocol FacetForm: ChartForm {
  var titles: AxisTitles { get set }
  var sharing: Sharing { get set }
  /// The rows that it has no mark for; those of all panels are added up.
  var leftOut: LeftOut { get set }
  /// A sentence for each reason why rows are left out.
  var leftOutNotes: [String] { get }
  /// Whether a log axis was asked for where nothing is positive.
  var lacksPositives: Bool { get }
  /// What else it counts, such as zeros that stand apart: true of this chart alone, even where another has the same number.
  var countNotes: [String] { get }
  /// The values that its axes need room for, across and upwards.
  var reach: (x: [Double], y: [Double]) { get }
  /// The titles of the axis below the plot and of the axis beside it, however the chart is turned.
  var placedTitles: AxisTitles { get }
  /// Decides for good what depends on the width, such as which way bars point.
  mutating func settle(width: Double)
  func legends(width: Double) -> [SwatchLegend]
  func frame(in area: Rect) -> CartesianFrame
  /// The room that all panels' ramp takes on the right side, in px.
  var rampRoom: Double { get }
  /// The panels with one scale of colours, for plots of this size, and the legend of it.
  static func matched(_ forms: [Self], plot: Rect) -> (forms: [Self], ramp: RampLegend?)
}

extension FacetForm {
  /// What the axes show, in words, also in a panel that has no titles of its own.
  var namedAxes: AxisTitles { sharing.titles ?? titles }
  /// The frame of two axes, labelled where the labels are this panel's.
  func frame(x: Axis, y: Axis, in area: Rect, reservedRight: Double = 0) -> CartesianFrame {
    var (x, y) = (x, y)
    (x.isLabelled, y.isLabelled) = (x.isLabelled && sharing.labelsX, y.isLabelled && sharing.labelsY)
    return CartesianFrame(x: x, y: y, in: area, reservedRight: reservedRight)
  }

  var leftOutNotes: [String] { leftOut.notes(of: namedAxes.y, across: namedAxes.x, in: language) }
  var lacksPositives: Bool { false }
  var countNotes: [String] { [] }
  func size(within proposed: Size) -> Size { proposed }
  func notes(in size: Size) -> [String] {
    leftOutNotes + (lacksPositives ? [Phrases.noLogAxis(language)] : []) + countNotes
  }
  var placedTitles: AxisTitles { titles }
  var rampRoom: Double { 0 }
  mutating func settle(width: Double) {}
  static func matched(_ forms: [Self], plot: Rect) -> (forms: [Self], ramp: RampLegend?) { (forms, nil) }
  func legends(width: Double) -> [SwatchLegend] { [] }

  /// Its legends below each other in an area, and what they leave of it; those of a panel are the figure's.
  func placedLegends(in area: Rect) -> (marks: [any Mark], rest: Rect) {
    if sharing.isPanel { return ([], area) }
    var (marks, rest): ([any Mark], Rect) = ([], area)
    for var legend in legends(width: area.width) {
      legend.origin = Point(x: rest.x, y: rest.y)
      rest = rest.inset(top: legend.height)
      marks.append(legend)
    }
    return (marks, rest)
  }
}
