/// Rectangles in the colours of their series, with tooltips where they are few.
struct BarMark: Mark {
  struct Bar: Sendable {
    var rect: Rect
    var series = 0
    var tip: @Sendable () -> String
  }

  var bars: [Bar]
  var seriesCount = 1
  /// How many tooltips they ask for; bars without a height may count.
  var tips: Int

  func draw(on canvas: inout Canvas) {
    let hasTips = canvas.grantsTips(tips)
    for series in 0..<seriesCount {
      let outline = Palette.needsOutline(series) ? Stroke(.ink, width: 0.75) : nil
      canvas.group(fill: .series(series), stroke: outline) { canvas in
        for bar in bars where bar.series == series { canvas.rect(bar.rect, tip: hasTips ? bar.tip() : nil) }
      }
    }
  }
}
