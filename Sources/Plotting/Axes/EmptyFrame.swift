import Languages

/// The frame of a chart that has nothing to draw, and says so.
struct EmptyFrame: Mark {
  var area: Rect
  var language: Language

  func draw(on canvas: inout Canvas) {
    let words = language(en: "no rows to draw", ja: "描く行がありません")
    let frame = area.inset(left: 1, top: 1, right: 1, bottom: 1)
    canvas.rect(frame, fill: Paint.none, stroke: Stroke(.axis, dashes: "4 4"))
    canvas.text(
      words, at: Point(x: frame.midX, y: frame.midY + 0.36 * Canvas.fontSize), anchor: .middle, fill: .quietInk)
  }
}
