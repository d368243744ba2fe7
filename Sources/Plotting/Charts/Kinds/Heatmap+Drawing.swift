extension Heatmap {
  private static let legendGap = 18.0

  private var legend: RampLegend { RampLegend(ramp: ramp, scale: colorScale, title: valueTitle) }

  private func axes() -> (x: Axis, y: Axis) {
    (Axis(categories: columns, padding: 0, title: titles.x), Axis(categories: rows, padding: 0, title: titles.y))
  }

  /// Cells are never flatter than their text nor blown up: a matrix of four cells is no wall.
  func size(within proposed: Size) -> Size {
    let rowNames = rows.map { TextMetrics.width($0, size: Canvas.fontSize) }.max() ?? 0
    let side = min(rowNames, proposed.width * 0.42) + 12 + legend.width(height: 170) + Self.legendGap + 4
    let nameHeight = CategoryLabels.rowHeight(rows, widest: proposed.width * 0.42)
    let count = (x: Double(columns.count), y: Double(rows.count))
    let cellWidth = min(max((proposed.width - side) / count.x, 16), 130)
    let cellHeight = min(max((proposed.height - 80) / count.y, nameHeight, 20), min(cellWidth, 80).rounded())
    let height = max(cellHeight, max(nameHeight, 20)) * count.y + 66
    let size = Size(
      width: min(
        max(cellWidth * count.x + side, min(proposed.width, 300)), max(proposed.width, cellWidth * count.x + side)),
      height: height)
    // Turned names below need their own room, known only after a layout.
    let frame = frame(in: Rect(x: 0, y: 0, width: size.width, height: size.height))
    return Size(width: size.width, height: max(height + frame.x.room - 20, 150))
  }

  private func frame(in area: Rect) -> CartesianFrame {
    let (x, y) = axes()
    return CartesianFrame(x: x, y: y, in: area, reservedRight: legend.width(height: 170) + Self.legendGap)
  }

  func marks(in area: Rect) -> [any Mark] {
    let frame = frame(in: area)
    let left = frame.plot.maxX + Self.legendGap
    var legend = legend
    legend.area = Rect(x: left, y: frame.plot.y - 6, width: area.maxX - left, height: area.maxY - frame.plot.y)
    let cells = CellMark(
      heatmap: self, columns: frame.x.bands, rows: frame.y.bands,
      numberSize: numberSize(in: Size(width: area.width, height: area.height)))
    return [cells, AxesMark(frame: frame), legend]
  }

  /// The font size at which every number fits into its cell; nil when none from 8 px does.
  func numberSize(in size: Size) -> Double? {
    let frame = frame(in: Rect(x: 0, y: 0, width: size.width, height: size.height))
    let widest =
      values.flatMap { $0 }.filter { !$0.isNaN }.map { TextMetrics.width(format.string($0), size: 1) }.max() ?? 0
    for candidate in [14.0, 13, 12, 11, 10, 9, 8] {
      if widest * candidate <= frame.x.bands.step - 4, candidate * 1.1 <= frame.y.bands.step - 2 { return candidate }
    }
    return nil
  }
}
