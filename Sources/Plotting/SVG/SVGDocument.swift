/// The `<svg>` element around a drawing, with its name and description.
enum SVGDocument {
  /// The fonts of Windows, macOS, Android and Linux, with their Japanese companions.
  static let fonts =
    "'Segoe UI', 'Helvetica Neue', Arial, Roboto, 'Noto Sans', 'Hiragino Sans', 'Yu Gothic', 'Noto Sans CJK JP', sans-serif"

  /// The white margin around a chart that is a file of its own, in px.
  static let margin = 14.0

  static func text(of canvas: Canvas, size: Size, title: String, description: String) -> String {
    let margin = canvas.style == .standalone ? margin : 0
    let (width, height) = (String(coordinate: size.width + 2 * margin), String(coordinate: size.height + 2 * margin))
    let origin = String(coordinate: -margin)
    let id = canvas.prefix
    var svg = "<svg"
    if canvas.style == .standalone { svg += " xmlns=\"http://www.w3.org/2000/svg\"" }
    svg += " class=\"plot\" width=\"\(width)\" height=\"\(height)\""
    svg += " viewBox=\"\(origin) \(origin) \(width) \(height)\""
    svg += " role=\"img\" aria-labelledby=\"\(id)-title \(id)-desc\""
    switch canvas.style {
    case .embedded: svg += " fill=\"currentColor\" font-size=\"12\" style=\"max-width:100%;height:auto\">\n"
    case .standalone: svg += " fill=\"#1f2328\" font-family=\"\(fonts)\" font-size=\"12\">\n"
    }
    svg += "<title id=\"\(id)-title\">\(title.escapedForXML)</title>\n"
    svg += "<desc id=\"\(id)-desc\">\(description.escapedForXML)</desc>\n"
    if canvas.style == .standalone {
      svg += "<rect x=\"\(origin)\" y=\"\(origin)\" width=\"\(width)\" height=\"\(height)\" fill=\"#ffffff\"/>\n"
    }
    return svg + canvas.body + "</svg>\n"
  }
}
