import Plotting

/// The sheet of a slide in px: every slide is laid out for 1280 by 720 and scaled from there.
///
/// Heights come from a table of widths that no usual font exceeds (`TextMetrics`), so that what fits here fits in a browser.
struct SlideSheet {
  static let width = 1280.0
  static let height = 720.0
  /// Left and right, above and below.
  static let margin = (side: 56.0, top: 44.0, bottom: 30.0)
  static let inner = width - 2 * margin.side
  /// The line at the foot of a slide.
  static let foot = 22.0
  /// Between the headline's block and what is shown, and between that and the foot.
  static let gap = 18.0
  /// From line to line, in sizes of the text.
  static let lineHeight = 1.4
  static let headlineHeight = 1.18
  /// Width of bold over regular text; a whole alphabet is 1.13 times as wide in DejaVu Sans, words of narrow letters more.
  static let bold = 1.2

  /// The size of the headline: as large as lets it take two lines.
  let headlineSize: Double
  let supportSize: Double
  /// Lines that the support takes, at most four.
  let supportLines: Int
  /// What is left for what is shown.
  let body: Double

  init(headline: String, support: String) {
    let width = Self.inner / Self.bold
    headlineSize = [40, 34, 28].first { Self.lines(headline, width, $0) <= 2 } ?? 24
    let headlineLines = min(3, Self.lines(headline, width, headlineSize))
    supportSize = [22, 20].first { Self.lines(support, Self.inner, $0) <= 3 } ?? 18
    supportLines = support.isEmpty ? 0 : min(4, Self.lines(support, Self.inner, supportSize))
    var top = Double(headlineLines) * headlineSize * Self.headlineHeight
    if supportLines > 0 { top += 8 + Double(supportLines) * supportSize * Self.lineHeight }
    body = Self.height - Self.margin.top - Self.margin.bottom - Self.foot - 2 * Self.gap - top.rounded(.up)
  }

  static func lines(_ text: String, _ width: Double, _ size: Double) -> Int {
    text.isEmpty ? 0 : LineBreaking.lines(text, width: width, size: size).count
  }
}
