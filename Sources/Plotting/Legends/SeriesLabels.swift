/// Names of lines at their right ends, moved apart until none touches another.
struct SeriesLabels: Mark {
  private let names: [String]
  /// The ends of the lines, and the plot that they lie in.
  var ends: [Point?] = []
  var plot = Rect(x: 0, y: 0, width: 0, height: 0)
  private static let gap = 8.0
  private static let lineHeight = Canvas.fontSize * TextMetrics.lineHeight
  /// More lines than this, or names farther from their ends than that, are better read from a legend (empirical).
  private static let mostLines = 12
  private static let farthest = 26.0

  /// nil when the names are too wide or too many for the side of the plot.
  init?(_ names: [String], widest: Double) {
    guard names.count <= Self.mostLines,
      names.allSatisfy({ TextMetrics.width($0, size: Canvas.fontSize) <= widest })
    else { return nil }
    self.names = names
  }

  var width: Double { TextMetrics.width(names, size: Canvas.fontSize, bold: true) + Self.gap + 2 }

  /// Whether every name comes to stand near its line's end, and all lines end near the plot's right side.
  var fits: Bool {
    zip(ends, places).allSatisfy { end, y in
      guard let end, let y else { return true }
      return abs(end.y - y) <= Self.farthest && end.x >= plot.maxX - 40
    }
  }

  func draw(on canvas: inout Canvas) {
    for (index, y) in places.enumerated() {
      guard let y, let end = ends[index] else { continue }
      let point = Point(x: end.x + Self.gap, y: y + 0.36 * Canvas.fontSize)
      // Light colours are no colours for text: such names are written in ink.
      let paint: Paint = Palette.needsOutline(index) || index % Palette.count == 3 ? .ink : .series(index)
      canvas.text(names[index], at: point, bold: true, fill: paint)
    }
  }

  /// The middles of the names: as near to the ends as they can be, at least a line apart, inside the plot.
  private var places: [Double?] {
    let order = ends.indices.filter { ends[$0] != nil }.sorted { a, b in
      ((ends[a]?.y ?? 0), a) < ((ends[b]?.y ?? 0), b)
    }
    var result = [Double?](repeating: nil, count: ends.count)
    var lowest = plot.y - 4
    for index in order {
      let y = max(ends[index]?.y ?? 0, lowest)
      result[index] = y
      lowest = y + Self.lineHeight
    }
    var highest = plot.maxY + 2
    for index in order.reversed() {
      let y = min(result[index] ?? 0, highest)
      result[index] = y
      highest = y - Self.lineHeight
    }
    return result
  }
}
