/// What something is painted with, by its role; the style turns the role into a colour.
enum Paint: Sendable, Equatable {
  /// Nothing at all.
  case none
  /// Titles and labels that must be read.
  case ink
  /// Tick labels and notes: quieter, still 4.5:1 or more.
  case quietInk
  /// Axis lines and ticks.
  case axis
  /// Grid lines.
  case grid
  /// The page behind the chart, for halos and gaps.
  case background
  /// The colour of series number `n`, counted from 0.
  case series(Int)
  /// A step of a colour ramp.
  case ramp(ColorRamp, step: Int)
  /// The colour of text over a step of a ramp.
  case rampInk(ColorRamp, step: Int)

  /// The attributes that paint `property` (`fill` or `stroke`) this way.
  func attributes(_ property: String, style: SVGStyle) -> String {
    let (color, opacity) = resolved(style)
    let base = " \(property)=\"\(color)\""
    return opacity.map { base + " \(property)-opacity=\"\($0)\"" } ?? base
  }

  private func resolved(_ style: SVGStyle) -> (color: String, opacity: String?) {
    switch (self, style) {
    case (.none, _): ("none", nil)
    case (.ink, .embedded): ("currentColor", nil)
    case (.ink, .standalone): ("#1f2328", nil)
    case (.quietInk, .embedded): ("currentColor", "0.78")
    case (.quietInk, .standalone): ("#57606a", nil)
    case (.axis, .embedded): ("currentColor", "0.5")
    case (.axis, .standalone): ("#848d97", nil)
    case (.grid, .embedded): ("currentColor", "0.12")
    case (.grid, .standalone): ("#e3e6ea", nil)
    case (.background, .embedded): ("var(--plot-background, Canvas)", nil)
    case (.background, .standalone): ("#ffffff", nil)
    case (.series(let n), _): (Paint.series(n, style), nil)
    case (.ramp(let ramp, let step), .embedded):
      ("var(--plot-\(ramp.rawValue)-\(step + 1), \(ramp.colors[step].hex))", nil)
    case (.ramp(let ramp, let step), .standalone): (ramp.colors[step].hex, nil)
    case (.rampInk(let ramp, let step), .embedded):
      ("var(--plot-\(ramp.rawValue)-ink-\(step + 1), \(ramp.inks[step].hex))", nil)
    case (.rampInk(let ramp, let step), .standalone): (ramp.inks[step].hex, nil)
    }
  }

  private static func series(_ number: Int, _ style: SVGStyle) -> String {
    let index = number % Palette.count
    guard index < Palette.light.count else { return style == .embedded ? "currentColor" : "#1f2328" }
    let hex = Palette.light[index].hex
    return style == .embedded ? "var(--plot-series-\(index + 1), \(hex))" : hex
  }
}
