/// The two ways a chart is written as SVG.
public enum SVGStyle: Sendable, Equatable, CaseIterable {
  /// For a place inside an HTML page: axes and text take `currentColor`, colours are CSS variables with fallbacks
  /// (``SVGStyle/pageStyleSheet`` sets them for dark pages), the font is the page's.
  case embedded
  /// For a file of its own: literal light colours on white, a system font stack and the SVG namespace, so that it
  /// looks the same in PowerPoint, Keynote, LibreOffice and rsvg.
  case standalone
}

extension SVGStyle {
  /// CSS that a page with embedded charts includes once: the variables for a dark page.
  ///
  /// `dark` is the selector of the dark page when it is not chosen by the reader's system, such as
  /// `:root[data-theme=dark]`. Fallbacks inside the charts are the light colours, so a light page needs nothing.
  public static func pageStyleSheet(dark selector: String? = nil) -> String {
    var css = "@media (prefers-color-scheme: dark) {\n  :root {\n\(darkVariables(indent: "    "))  }\n}\n"
    if let selector { css += "\(selector) {\n\(darkVariables(indent: "  "))}\n" }
    return css
  }

  private static func darkVariables(indent: String) -> String {
    var lines: [String] = []
    for (index, color) in Palette.dark.enumerated() { lines.append("--plot-series-\(index + 1): \(color.hex);") }
    for ramp in ColorRamp.allCases {
      for (index, color) in ramp.darkColors.enumerated() {
        lines.append("--plot-\(ramp.rawValue)-\(index + 1): \(color.hex);")
        lines.append("--plot-\(ramp.rawValue)-ink-\(index + 1): \(color.readableInk.hex);")
      }
    }
    return lines.map { indent + $0 + "\n" }.joined()
  }
}
