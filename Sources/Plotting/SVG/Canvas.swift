/// Something that draws itself: bars, dots, a line, names, and the grid, the axes and the legends as well.
///
/// A kind of chart is a list of marks, the last on top; the same mark serves many kinds.
protocol Mark: Sendable {
  func draw(on canvas: inout Canvas)
}

/// The SVG elements of a chart as they are drawn, one a line, attributes in the order written here.
struct Canvas {
  let style: SVGStyle
  /// What every id begins with.
  let prefix: String
  private(set) var body = ""
  /// The boxes of all text drawn so far.
  private(set) var texts: [TextBox] = []

  /// The tooltips that a drawing can still have: a few hundred weigh little, thousands would weigh more than the marks.
  private var tipsLeft = 300

  /// The font size in px that text has unless it says otherwise.
  static let fontSize = 12.0

  init(style: SVGStyle, prefix: String) {
    self.style = style
    self.prefix = prefix
  }

  /// Draws the elements of `content` in a group that they take fill, stroke and opacity from; `crisp` leaves no
  /// seams between neighbouring rectangles.
  mutating func group(
    fill: Paint? = nil, stroke: Stroke? = nil, fillOpacity: Double? = nil, crisp: Bool = false,
    _ content: (inout Canvas) -> Void
  ) {
    body += "<g"
    if let fill { body += fill.attributes("fill", style: style) }
    appendStroke(stroke)
    if let fillOpacity { body += " fill-opacity=\"\(String(coordinate: fillOpacity))\"" }
    if crisp { body += " shape-rendering=\"crispEdges\"" }
    body += ">\n"
    content(&self)
    body += "</g>\n"
  }

  /// Whether `count` more marks may have tooltips; all marks of a kind have them or none has.
  mutating func grantsTips(_ count: Int) -> Bool {
    if count > tipsLeft { return false }
    tipsLeft -= count
    return true
  }

  mutating func rect(_ rect: Rect, fill: Paint? = nil, stroke: Stroke? = nil, tip: String? = nil) {
    body += "<rect"
    append("x", rect.x)
    append("y", rect.y)
    append("width", rect.width)
    append("height", rect.height)
    end("rect", fill: fill, stroke: stroke, tip: tip)
  }

  mutating func circle(
    _ center: Point, radius: Double, fill: Paint? = nil, stroke: Stroke? = nil, tip: String? = nil
  ) {
    body += "<circle"
    append("cx", center.x)
    append("cy", center.y)
    append("r", radius)
    end("circle", fill: fill, stroke: stroke, tip: tip)
  }

  mutating func line(_ a: Point, _ b: Point, stroke: Stroke? = nil) {
    body += "<line"
    append("x1", a.x)
    append("y1", a.y)
    append("x2", b.x)
    append("y2", b.y)
    end("line", fill: nil, stroke: stroke)
  }

  /// A path that is not filled unless `fill` is given.
  mutating func path(_ data: PathData, fill: Paint? = nil, stroke: Stroke? = nil) {
    body += "<path d=\"\(data.text)\""
    if fill == nil && stroke != nil { body += " fill=\"none\"" }
    end("path", fill: fill, stroke: stroke)
  }

  /// One line of text; `turn` is its rotation in degrees: 0, -45 or -90. A halo is the same text behind it, in the colours
  /// of its group: few programs besides browsers know `paint-order`.
  mutating func text(
    _ string: String, at point: Point, anchor: TextAnchor = .start, size: Double = Canvas.fontSize, bold: Bool = false,
    fill: Paint? = nil, turn: Int = 0, isHalo: Bool = false
  ) {
    let diagonal = 0.7071067811865476
    let direction = turn == -45 ? (cos: diagonal, sin: -diagonal) : turn == -90 ? (cos: 0, sin: -1) : (cos: 1, sin: 0)
    if !isHalo {
      texts.append(TextBox(string, at: point, anchor: anchor, size: size, bold: bold, turn: direction))
    }
    body += "<text"
    append("x", point.x)
    append("y", point.y)
    if anchor != .start { body += " text-anchor=\"\(anchor.rawValue)\"" }
    if size != Canvas.fontSize { append("font-size", size) }
    if bold { body += " font-weight=\"600\"" }
    if let fill { body += fill.attributes("fill", style: style) }
    if turn != 0 {
      body += " transform=\"rotate(\(turn) \(String(coordinate: point.x)) \(String(coordinate: point.y)))\""
    }
    body += ">\(string.escapedForXML)</text>\n"
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

  /// Ends an element; its tooltip is a `<title>`, which needs no script.
  private mutating func end(_ element: String, fill: Paint?, stroke: Stroke?, tip: String? = nil) {
    if let fill { body += fill.attributes("fill", style: style) }
    appendStroke(stroke)
    body += tip.map { "><title>\($0.escapedForXML)</title></\(element)>\n" } ?? "/>\n"
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
