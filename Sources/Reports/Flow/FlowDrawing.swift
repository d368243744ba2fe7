import Plotting

/// Draws a flow as SVG: boxes with links to the steps, lines between them. Colours come from the page's style.
struct FlowDrawing {
  /// The widths that drawings are made for, in px: that of figures on a page, and a phone's.
  static let pageWidth = 860.0
  static let phoneWidth = 342.0

  private static let nameSize = 13.0
  private static let smallSize = 12.0
  private static let padding = 9.0
  private static let lineHeight = 16.0
  private static let widestItem = 190.0
  /// Titles of notebooks are sentences.
  private static let widestNotebook = 270.0
  private static let narrowest = 74.0

  private struct Box {
    var node: FlowGraph.Node
    var name: String
    var heading: String
    var looks: [String]
    var width: Double
    var height: Double
  }

  private let graph: FlowGraph
  private let boxes: [Box]
  private let layout: LayeredLayout

  /// The width that the drawing takes, in px.
  var width: Double { layout.width }

  /// - Parameter limit: the width that the boxes of a layer together do not exceed, in px.
  init(_ graph: FlowGraph, limit: Double) {
    self.graph = graph
    boxes = graph.nodes.map(Self.box)
    layout = LayeredLayout(boxes.map { .init(width: $0.width, height: $0.height) }, graph.edges, limit: limit)
  }

  /// - Parameters:
  ///   - id: prefix of the ids inside, unique in the page.
  ///   - title: what the drawing is, for those who do not see it.
  func svg(id: String, title: String) -> HTML {
    let (width, height) = (Self.text(layout.width + 2), Self.text(layout.height + 2))
    var html: HTML = .line("title", with: ["id": id + "-title"], .text(title))
    for isFaint in [false, true] {
      let lines = layout.segments.filter { $0.isFaint == isFaint }
      if lines.isEmpty { continue }
      let path = Self.path(lines, layout, boxes.map(\.height))
      html += "\(HTML.selfClosing("path", class: isFaint ? "line faint" : "line", with: ["d": path]))\n"
    }
    let entered = Set(graph.edges.map(\.to))
    for (place, box) in boxes.enumerated() {
      let vertex = layout.vertices[place]
      html += Self.draw(
        box, x: vertex.x - box.width / 2, y: layout.tops[vertex.layer], hasArrow: entered.contains(place))
    }
    return .block(
      "svg", class: "flow",
      with: [
        "width": width, "height": height, "viewBox": "-1 -1 \(width) \(height)", "role": "group",
        "aria-labelledby": id + "-title",
      ], html)
  }

  private static func box(_ node: FlowGraph.Node) -> Box {
    let widest = node.kind == .notebook ? widestNotebook : widestItem
    let room = widest - 2 * padding
    let suffixWidth = TextMetrics.width(node.suffix, size: smallSize)
    let name = shortened(node.name, size: nameSize, bold: true, to: room - suffixWidth)
    let heading = shortened(node.heading, size: smallSize, bold: false, to: room)
    let looks = wrapped(node.looks, to: room)
    let widths =
      [
        TextMetrics.width(name, size: nameSize, bold: true) + suffixWidth + 2,
        TextMetrics.width(node.about, size: smallSize), TextMetrics.width(heading, size: smallSize),
      ] + looks.map { TextMetrics.width($0, size: smallSize) }
    let width = (min(widest, max(narrowest, (widths.max() ?? 0) + 2 * padding))).rounded(.up)
    let lines = 1 + (heading.isEmpty ? 0 : 1) + (node.about.isEmpty ? 0 : 1) + looks.count
    return Box(
      node: node, name: name, heading: heading, looks: looks, width: width, height: 10 + Double(lines) * lineHeight)
  }

  private static func draw(_ box: Box, x: Double, y: Double, hasArrow: Bool) -> HTML {
    let node = box.node
    let classes = [node.kind.rawValue, node.isForeign ? "foreign" : "", node.state == .done ? "" : node.state.rawValue]
      .filter { !$0.isEmpty }.joined(separator: " ")
    var html = HTML()
    // What had to be cut is said in full.
    if box.name != node.name || box.heading != node.heading {
      let whole = [node.heading, node.name + node.suffix].filter { !$0.isEmpty }.joined(separator: ": ")
      html += .element("title", .text(whole))
    }
    if hasArrow {
      let path = "M\(text(x + box.width / 2 - 4)) \(text(y - 6))h8l-4 6z"
      html += .selfClosing("path", class: "arrow", with: ["d": path])
    }
    let corner = node.kind == .table || node.kind == .notebook ? 4 : 12
    html += .selfClosing(
      "rect",
      with: ["x": text(x), "y": text(y), "width": text(box.width), "height": text(box.height), "rx": corner])
    var baseline = y + 5 - 4
    func line(_ words: HTML, _ name: String?) {
      baseline += lineHeight
      html += .element("text", class: name, with: ["x": text(x + padding), "y": text(baseline)], words)
    }
    if !box.heading.isEmpty { line(.text(box.heading), "by") }
    let suffix: HTML = node.suffix.isEmpty ? HTML() : .element("tspan", .text(node.suffix))
    line("\(box.name)\(suffix)", "name")
    if !node.about.isEmpty { line(.text(node.about), nil) }
    for words in box.looks { line(.text(words), "looks") }
    return .line("a", with: ["href": node.link, "class": classes], html)
  }

  /// Lines from the bottoms of boxes to the arrows on top of others.
  private static func path(
    _ lines: [LayeredLayout.Segment], _ layout: LayeredLayout, _ boxHeights: [Double]
  ) -> String {
    var path = ""
    for line in lines {
      let (from, to) = (layout.vertices[line.from], layout.vertices[line.to])
      let bottom = layout.tops[from.layer] + layout.heights[from.layer]
      let top = layout.tops[to.layer] - (to.node == nil ? 0 : 5)
      let middle = (bottom + top) / 2
      // A trunk runs through its layer; a box may be lower than its own.
      path += "M\(text(from.x)) \(text(layout.tops[from.layer] + (from.node.map { boxHeights[$0] } ?? 0)))"
      if from.x == to.x {
        path += "V\(text(top))"
      } else {
        path += "V\(text(bottom))C\(text(from.x)) \(text(middle)) \(text(to.x)) \(text(middle)) "
        path += "\(text(to.x)) \(text(top))"
      }
    }
    return path
  }

  /// At most the width, with an ellipsis in the middle: names of files differ at both ends.
  static func shortened(_ words: String, size: Double, bold: Bool, to width: Double) -> String {
    guard TextMetrics.width(words, size: size, bold: bold) > width else { return words }
    let letters = Array(words)
    func cut(_ kept: Int) -> String {
      String(letters.prefix((kept + 1) / 2)) + "…" + String(letters.suffix(kept / 2))
    }
    // One letter more is never narrower, so that the most that fit are found by halves: a title may be a page long.
    var (fitting, tooMany) = (1, letters.count)
    while tooMany - fitting > 1 {
      let kept = (fitting + tooMany) / 2
      if TextMetrics.width(cut(kept), size: size, bold: bold) <= width { fitting = kept } else { tooMany = kept }
    }
    return fitting > 1 ? cut(fitting) : "…"
  }

  private static func wrapped(_ items: [String], to width: Double) -> [String] {
    var lines: [String] = []
    for item in items {
      if let last = lines.last, TextMetrics.width(last + " · " + item, size: smallSize) <= width {
        lines[lines.count - 1] = last + " · " + item
      } else {
        lines.append(shortened(item, size: smallSize, bold: false, to: width))
      }
    }
    return lines
  }

  /// A coordinate with at most one decimal.
  private static func text(_ value: Double) -> String {
    let tenths = Int((value * 10).rounded(.toNearestOrAwayFromZero))
    let sign = tenths < 0 ? "-" : ""
    let fraction = tenths.magnitude % 10
    return sign + String(tenths.magnitude / 10) + (fraction == 0 ? "" : "." + String(fraction))
  }
}
