/// The number of points in every cell of a fine grid, in the colours of a ramp: for more points than can be told apart.
struct DensityMark: Sendable {
  /// About the side of a cell in px: 5,000 cells fill a plot, whatever the number of points (empirical).
  static let cell = 7.0

  let counts: [Int]
  let columns: Int
  let rows: Int
  let plot: Rect

  /// Counts the points that lie in `plot`; O(points).
  init(_ points: [Point], in plot: Rect) {
    columns = max(1, Int((plot.width / Self.cell).rounded(.up)))
    rows = max(1, Int((plot.height / Self.cell).rounded(.up)))
    self.plot = plot
    let (width, height) = (plot.width / Double(columns), plot.height / Double(rows))
    var counts = [Int](repeating: 0, count: columns * rows)
    for point in points {
      let column = min(max(Int((point.x - plot.x) / width), 0), columns - 1)
      let row = min(max(Int((point.y - plot.y) / height), 0), rows - 1)
      counts[row * columns + column] += 1
    }
    self.counts = counts
  }

  /// The scale of the colours: by logarithm when the fullest cell holds more than 20 (empirical).
  var scale: ContinuousScale {
    let most = Double(counts.max() ?? 1)
    if most > 20 { return .log(LogScale(low: 1, high: most)) }
    var scale = LinearScale(low: 0, high: max(1, most))
    scale.isWhole = true
    return .linear(scale)
  }

  /// One path a step of the ramp.
  func draw(on canvas: inout Canvas) {
    let scale = scale.ranged(0, 1)
    let (width, height) = (plot.width / Double(columns), plot.height / Double(rows))
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
        paths[step].rect(
          Rect(
            x: plot.x + Double(start) * width, y: plot.y + Double(row) * height,
            width: Double(column - start) * width, height: height))
      }
    }
    for (step, path) in paths.enumerated() where !path.isEmpty {
      canvas.path(path, fill: .ramp(.sequential, step: step))
    }
  }
}
