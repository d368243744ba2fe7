/// Which panel of small multiples every row belongs to.
public struct ChartPanels: Sendable, Equatable {
  /// In the order in which they stand.
  public var names: [String]
  /// The panel of every row, by its place in `names`.
  public var panelOfRow: [Int]

  public init(names: [String], panelOfRow: [Int]) {
    self.names = names
    self.panelOfRow = panelOfRow
  }

  /// The rows of every panel among the first `count`; a place that is no panel's belongs to none.
  func rows(count: Int) -> [[Int]] {
    var rows = [[Int]](repeating: [], count: names.count)
    for (row, panel) in panelOfRow.prefix(count).enumerated() where names.indices.contains(panel) {
      rows[panel].append(row)
    }
    return rows
  }
}
