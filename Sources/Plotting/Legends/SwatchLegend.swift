/// A row of colour swatches with the names of the series, wrapped into as many rows as it needs.
struct SwatchLegend: Sendable {
  enum Swatch: Sendable {
    case square
    case line
    case dot
  }

  private struct Entry {
    var series: Int
    var name: String
    var x: Double
    var row: Int
  }

  let swatch: Swatch
  private var entries: [Entry] = []
  private static let rowHeight = 18.0
  private static let room = 18.0

  /// The legend of `names`, series 0 upwards, inside `width` px; `title` stands before them.
  init(_ names: [String], swatch: Swatch, width: Double) {
    self.swatch = swatch
    var (x, row) = (0.0, 0)
    for (series, name) in names.enumerated() {
      let text = LineBreaking.ellipsized(name, width: width - Self.room, size: Canvas.fontSize)
      let needed = Self.room + TextMetrics.width(text, size: Canvas.fontSize)
      if x > 0, x + needed > width { (x, row) = (0, row + 1) }
      entries.append(Entry(series: series, name: text, x: x, row: row))
      x += needed + 16
    }
  }

  var height: Double { entries.isEmpty ? 0 : Double((entries.last?.row ?? 0) + 1) * Self.rowHeight + 6 }

  func draw(on canvas: inout Canvas, at origin: Point) {
    for entry in entries {
      let middle = origin.y + Double(entry.row) * Self.rowHeight + Self.rowHeight / 2
      let x = origin.x + entry.x
      let paint = Paint.series(entry.series)
      let outline = Palette.needsOutline(entry.series) ? Stroke(.ink, width: 0.75) : nil
      switch swatch {
      case .square: canvas.rect(Rect(x: x + 0.5, y: middle - 6, width: 12, height: 12), fill: paint, stroke: outline)
      case .dot: canvas.circle(Point(x: x + 6, y: middle), radius: 5, fill: paint, stroke: outline)
      case .line:
        let stroke = Stroke(paint, width: 2.5, dashes: Palette.dashes(entry.series))
        canvas.line(Point(x: x, y: middle), Point(x: x + 13, y: middle), stroke: stroke)
      }
      canvas.text(entry.name, at: Point(x: x + Self.room, y: middle + 0.36 * Canvas.fontSize))
    }
  }
}
