import Languages

/// A row of colour swatches with the names of the series, wrapped into as many rows as it needs.
struct SwatchLegend: Mark {
  enum Swatch: Sendable {
    case square
    case line
    case dot
  }

  private struct Entry {
    var paint: Paint
    var dashes: String?
    var outline: Stroke?
    var name: String
    var x: Double
    var row: Int
  }

  private let swatch: Swatch
  private var entries: [Entry] = []
  /// Its left upper corner.
  var origin = Point(x: 0, y: 0)
  private static let rowHeight = 18.0
  private static let room = 18.0

  /// The legend of `names`, series 0 upwards, inside `width` px.
  init(_ names: [String], swatch: Swatch, width: Double) {
    self.swatch = swatch
    let series = names.enumerated().map { index, name in
      Entry(
        paint: .series(index), dashes: swatch == .line ? Palette.dashes(index) : nil,
        outline: Palette.needsOutline(index) ? Stroke(.ink, width: 0.75) : nil, name: name, x: 0, row: 0)
    }
    place(series, width: width)
  }

  /// The legend of the straight lines over a scatter.
  init(_ lines: [ScatterLine], width: Double, _ language: Language) {
    swatch = .line
    place(
      lines.map { Entry(paint: .ink, dashes: $0.dashes, outline: nil, name: $0.name(language), x: 0, row: 0) },
      width: width)
  }

  private mutating func place(_ unplaced: [Entry], width: Double) {
    var (x, row) = (0.0, 0)
    for var entry in unplaced {
      let name = entry.name
      let text = LineBreaking.ellipsized(name, width: width - Self.room, size: Canvas.fontSize)
      let needed = Self.room + TextMetrics.width(text, size: Canvas.fontSize)
      if x > 0, x + needed > width { (x, row) = (0, row + 1) }
      (entry.name, entry.x, entry.row) = (text, x, row)
      entries.append(entry)
      x += needed + 16
    }
  }

  var height: Double { entries.isEmpty ? 0 : Double((entries.last?.row ?? 0) + 1) * Self.rowHeight + 6 }

  func draw(on canvas: inout Canvas) {
    for entry in entries {
      let middle = origin.y + Double(entry.row) * Self.rowHeight + Self.rowHeight / 2
      let x = origin.x + entry.x
      let (paint, outline) = (entry.paint, entry.outline)
      switch swatch {
      case .square: canvas.rect(Rect(x: x + 0.5, y: middle - 6, width: 12, height: 12), fill: paint, stroke: outline)
      case .dot: canvas.circle(Point(x: x + 6, y: middle), radius: 5, fill: paint, stroke: outline)
      case .line:
        let stroke = Stroke(paint, width: 2.5, dashes: entry.dashes)
        let (a, b) = (Point(x: x, y: middle), Point(x: x + 13, y: middle))
        if outline != nil { canvas.line(a, b, stroke: Stroke(.ink, width: 4)) }
        canvas.line(a, b, stroke: stroke)
      }
      canvas.text(entry.name, at: Point(x: x + Self.room, y: middle + 0.36 * Canvas.fontSize))
    }
  }
}

extension Size {
  /// The height of a plot under a legend that is worth drawing, in px (empirical).
  private static let leastPlot = 240.0

  /// The size, higher where legends above the plot would take what it needs.
  func withRoom(for legends: [SwatchLegend]) -> Size {
    let taken = legends.reduce(0) { $0 + $1.height }
    return Size(width: width, height: max(height, taken + min(height, Self.leastPlot)))
  }
}
