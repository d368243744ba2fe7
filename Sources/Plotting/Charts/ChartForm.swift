import Languages

/// One kind of chart with its data: what `Chart` draws, describes and tabulates.
protocol ChartForm: Sendable {
  /// The language of its own words; English until a chart is told another.
  var language: Language { get set }
  /// Whether there is nothing to draw.
  var isEmpty: Bool { get }
  /// The size it takes when `proposed` is offered: wider or higher where names need the room.
  func size(within proposed: Size) -> Size
  /// What is drawn in an area of such a size, the last on top.
  func marks(in area: Rect) -> [any Mark]
  /// One or two sentences for readers who do not see it.
  var summary: String { get }
  /// What is not drawn, and why, when it is drawn in `size`.
  func notes(in size: Size) -> [String]
  var dataTable: DataTable { get }
}
