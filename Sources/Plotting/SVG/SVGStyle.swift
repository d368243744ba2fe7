/// The two ways a chart is written as SVG.
public enum SVGStyle: Sendable, Equatable, CaseIterable {
  /// For a place inside an HTML page: axes and text take `currentColor`, colours are CSS variables with fallbacks
  /// (``SVGStyle/pageStyleSheet`` sets them for dark pages), the font is the page's.
  case embedded
  /// For a file of its own: literal light colours on white, a system font stack and the SVG namespace, so that it
  /// looks the same in PowerPoint, Keynote, LibreOffice and rsvg.
  case standalone
}
