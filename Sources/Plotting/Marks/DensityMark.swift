/// The number of points in every cell of a fine grid, in the colours of a ramp: for more points than can be told apart.
struct DensityMark: Mark {
  /// The side of a cell in px: 5,000 cells fill a plot, whatever the number of points (empirical).
  static let cell = 7.0

  let counts: [Int]
  let columns: Int
  let rows: Int
  let plot: Rect
  /// The number in the fullest cell, of this plot or of all that share its scale.
  var most: Int

  /// Counts the points that lie in `plot`; O(points).
  init(_ points: [Point], in plot: Rect) {
    columns = max(1, Int((plot.width / Self.cell).rounded(.up)))
    rows = max(1, Int((plot.height / Self.cell).rounded(.up)))
    self.plot = plot
    var counts = [Int](repeating: 0, count: columns * rows)
    for point in points {
      let column = min(max(Int((point.x - plot.x) / Self.cell), 0), columns - 1)
      let row = min(max(Int((point.y - plot.y) / Self.cell), 0), rows - 1)
      counts[row * columns + column] += 1
    }
    self.counts = counts
    most = counts.max() ?? 1
  }

  /// The scale of the colours: by logarithm when the fullest cell holds more than 20 (empirical).
  var scale: ContinuousScale {
    let most = Double(most)
    if most > 20 { return .log(LogScale(low: 1, high: most)) }
    var scale = LinearScale(low: 0, high: max(1, most))
    scale.isWhole = true
    return .linear(scale)
  }

  /// One path a step of the ramp.
  func draw(on canvas: inout Canvas) {
    let scale = scale.ranged(0, 1)
    let (left, top) = (plot.x.rounded(), plot.y.rounded())
    var paths = [PathData](repeating: PathData(), count: ColorRamp.steps)
    for row in 0..<rows {
      var column = 0
      while column < columns {
        let count = counts[row * columns + column]
        let start = column
        column += 1
        guard count > 0 else { continue }
        let step = ColorRamp.step(at: scale.position(Double(count)) ?? 0)
        // Neighbours of one colour are one rectangle.
        while column < columns, counts[row * columns + column] > 0,
          ColorRamp.step(at: scale.position(Double(counts[row * columns + column])) ?? 0) == step
        { column += 1 }
        // Whole steps from one corner, so that rounding opens no seams; the last cells are cut to the plot.
        let corner = Point(x: left + Double(start) * Self.cell, y: top + Double(row) * Self.cell)
        let opposite = Point(
          x: min(left + Double(column) * Self.cell, plot.maxX), y: min(top + Double(row + 1) * Self.cell, plot.maxY))
        paths[step].rect(Rect(from: corner, to: opposite))
      }
    }
    canvas.group(crisp: true) { canvas in
      for (step, path) in paths.enumerated() where !path.isEmpty {
        canvas.path(path, fill: .ramp(.sequential, step: step))
      }
    }
  }
}
