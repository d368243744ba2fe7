/// Words and numbers at places of a chart.
struct TextMark: Mark {
  struct Text: Sendable {
    var string: String
    var place: Point
    var anchor = TextAnchor.start
  }

  var texts: [Text]
  var size = Canvas.fontSize
  var isBold = false
  /// The colour of all of them; that of ordinary text where nil.
  var fill: Paint?

  func draw(on canvas: inout Canvas) {
    guard let fill else { return drawTexts(on: &canvas) }
    canvas.group(fill: fill) { drawTexts(on: &$0) }
  }

  private func drawTexts(on canvas: inout Canvas) {
    for text in texts { canvas.text(text.string, at: text.place, anchor: text.anchor, size: size, bold: isBold) }
  }
}

extension TextMark {
  /// A single line of text.
  init(
    _ string: String, at place: Point, anchor: TextAnchor = .start, size: Double = Canvas.fontSize, isBold: Bool = false
  ) {
    self.init(texts: [Text(string: string, place: place, anchor: anchor)], size: size, isBold: isBold)
  }
}
