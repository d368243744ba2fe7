/// What a chart is made from: the values of its marks, one a row in each channel, and how they are to be drawn.
///
/// Every kind of chart has its own, such as ``BarSpec``; ``Chart`` draws any of them.
public protocol ChartSpec: Sendable {
  /// The kind of chart that it is, with its data.
  func drawing(_ titles: AxisTitles) -> ChartDrawing
}

extension ChartSpec {
  /// The same with options changed, where an expression is needed:
  ///
  ///     BarSpec(categories: names, values: counts).with { $0.arrangement = .stacked }
  public func with(_ change: (inout Self) -> Void) -> Self {
    var spec = self
    change(&spec)
    return spec
  }
}

/// What a ``ChartSpec`` becomes, known to this module alone.
public struct ChartDrawing: Sendable {
  let form: any ChartForm

  init(_ form: any ChartForm) { self.form = form }
}

/// The titles of the two axes.
public struct AxisTitles: Sendable, Equatable {
  public var x: String
  public var y: String

  public init(x: String = "", y: String = "") {
    self.x = x
    self.y = y
  }
}

/// A spec whose rows can be dealt to the panels of small multiples.
protocol RowSpec: ChartSpec {
  associatedtype Form: FacetForm
  /// The panel of each row, for small multiples with the same axes; nil for one chart.
  var panels: ChartPanels? { get }
  /// How many rows it has; channels that are longer are cut.
  var rowCount: Int { get }
  /// The same of these rows alone.
  func at(_ rows: [Int]) -> Self
  /// The chart, in the likeness of the chart of all rows where that is given.
  func form(_ titles: AxisTitles, like whole: Form?) -> Form
}

extension RowSpec {
  /// The same with these rows alone of some channels.
  func dealing<each C: Channel>(_ rows: [Int], _ channels: repeat WritableKeyPath<Self, each C>) -> Self {
    var part = self
    for channel in repeat each channels { part[keyPath: channel] = self[keyPath: channel].at(rows) }
    return part
  }

  public func drawing(_ titles: AxisTitles) -> ChartDrawing {
    let whole = form(titles, like: nil)
    guard let panels else { return ChartDrawing(whole) }
    let forms = panels.rows(count: rowCount).map { at($0).form(titles, like: whole) }
    return ChartDrawing(Facets(panels.names, forms))
  }
}

/// Values in the order of rows.
protocol Channel {
  /// Those of these rows; rows beyond the end are left out.
  func at(_ rows: [Int]) -> Self
}

extension Array: Channel {
  func at(_ rows: [Int]) -> [Element] { rows.compactMap { $0 < count ? self[$0] : nil } }
}

extension Optional: Channel where Wrapped: Channel {
  func at(_ rows: [Int]) -> Self { map { $0.at(rows) } }
}
