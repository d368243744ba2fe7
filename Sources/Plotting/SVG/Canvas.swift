/// The SVG elements of a chart as they are drawn, one a line, attributes in the order written here.
struct Canvas {
  let style: SVGStyle
  /// What every id begins with.
  let prefix: String
  private(set) var body = ""
  /// The boxes of all text drawn so far.
  private(set) var texts: [TextBox] = []

  /// The font size in px that text has unless it says otherwise.
  static let fontSize = 12.0

  init(style: SVGStyle, prefix: String) {
    self.style = style
    self.prefix = prefix
  }

  /// Draws the elements of `content` in a group that they take fill, stroke and opacity from.
  mutating func group(
    fill: Paint? = nil, stroke: Stroke? = nil, fillOpacity: Double? = nil, _ content: (inout Canvas) -> Void
  ) {
    body += "<g"
    if let fill { body += fill.attributes("fill", style: style) }
    appendStroke(stroke)
    if let fillOpacity { body += " fill-opacity=\"\(String(coordinate: fillOpacity))\"" }
    body += ">\n"
    content(&self)
    body += "</g>\n"
  }

  mutating func rect(_ rect: Rect, fill: Paint? = nil, stroke: Stroke? = nil) {
    body += "<rect"
    append("x", rect.x)
    append("y", rect.y)
    append("width", rect.width)
    append("height", rect.height)
    end(fill: fill, stroke: stroke)
  }

  mutating func circle(_ center: Point, radius: Double, fill: Paint? = nil, stroke: Stroke? = nil) {
    body += "<circle"
    append("cx", center.x)
    append("cy", center.y)
    append("r", radius)
    end(fill: fill, stroke: stroke)
  }

  mutating func line(_ a: Point, _ b: Point, stroke: Stroke? = nil) {
    body += "<line"
    append("x1", a.x)
    append("y1", a.y)
    append("x2", b.x)
    append("y2", b.y)
    end(fill: nil, stroke: stroke)
  }

  /// A path that is not filled unless `fill` is given.
  mutating func path(_ data: PathData, fill: Paint? = nil, stroke: Stroke? = nil) {
    body += "<path d=\"\(data.text)\""
    if fill == nil && stroke != nil { body += " fill=\"none\"" }
    end(fill: fill, stroke: stroke)
  }

  /// One line of text; `turn` is its rotation in degrees: 0, -45 or -90.
  mutating func text(
    _ string: String, at point: Point, anchor: TextAnchor = .start, size: Double = Canvas.fontSize, bold: Bool = false,
    fill: Paint? = nil, turn: Int = 0, halo: Bool = false
  ) {
    let diagonal = 0.7071067811865476
    let direction = turn == -45 ? (cos: diagonal, sin: -diagonal) : turn == -90 ? (cos: 0, sin: -1) : (cos: 1, sin: 0)
    texts.append(TextBox(string, at: point, anchor: anchor, size: size, bold: bold, turn: direction))
    // The halo is text of its own: few programs besides browsers know `paint-order`.
    for isHalo in halo ? [true, false] : [false] {
      body += "<text"
      append("x", point.x)
      append("y", point.y)
      if anchor != .start { body += " text-anchor=\"\(anchor.rawValue)\"" }
      if size != Canvas.fontSize { append("font-size", size) }
      if bold { body += " font-weight=\"600\"" }
      if isHalo {
        body += Paint.background.attributes("fill", style: style)
        appendStroke(Stroke(.background, width: 3, join: true))
      } else if let fill {
        body += fill.attributes("fill", style: style)
      }
      if turn != 0 {
        body += " transform=\"rotate(\(turn) \(String(coordinate: point.x)) \(String(coordinate: point.y)))\""
      }
      body += ">\(string.escapedForXML)</text>\n"
    }
  }

  private mutating func append(_ name: String, _ value: Double) {
    body += " \(name)=\""
    body.append(coordinate: value)
    body += "\""
  }

  private mutating func appendStroke(_ stroke: Stroke?) {
    guard let stroke else { return }
    body += stroke.paint.attributes("stroke", style: style)
    append("stroke-width", stroke.width)
    if let dashes = stroke.dashes { body += " stroke-dasharray=\"\(dashes)\"" }
    if stroke.join { body += " stroke-linejoin=\"round\" stroke-linecap=\"round\"" }
  }

  private mutating func end(fill: Paint?, stroke: Stroke?) {
    if let fill { body += fill.attributes("fill", style: style) }
    appendStroke(stroke)
    body += "/>\n"
  }
}

/// How an outline or a line is drawn.
struct Stroke: Sendable, Equatable {
  var paint: Paint
  var width: Double
  var dashes: String?
  /// Whether corners and ends are round.
  var join: Bool

  init(_ paint: Paint, width: Double = 1, dashes: String? = nil, join: Bool = false) {
    self.paint = paint
    self.width = width
    self.dashes = dashes
    self.join = join
  }
}
