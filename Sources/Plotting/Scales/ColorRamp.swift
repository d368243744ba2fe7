/// A scale of colours in even perceptual steps, made in OKLab and cut into a fixed number of steps, so that a page can
/// set every step by a CSS variable.
enum ColorRamp: String, Sendable, CaseIterable {
  /// From a pale yellow over teal to a deep indigo: more is darker on a light page.
  case sequential = "ramp"
  /// Two hues that meet in a pale middle: for values on both sides of zero.
  case diverging = "diverging"

  /// Fine enough that neighbours differ by less than the numbers in the cells do (empirical); odd, to have a middle.
  static let steps = 17

  var colors: [Color] { self == .sequential ? Self.sequentialColors : Self.divergingColors }

  /// The colour of text over every step.
  var inks: [Color] { self == .sequential ? Self.sequentialInks : Self.divergingInks }

  /// The ramp for dark pages: more is lighter, the middle of the diverging one is dark.
  var darkColors: [Color] { self == .sequential ? Self.sequentialColors.reversed() : Self.darkDivergingColors }

  /// The step of a position between 0 and 1.
  static func step(at fraction: Double) -> Int {
    guard fraction.isFinite else { return 0 }
    return min(max(Int(fraction * Double(steps)), 0), steps - 1)
  }

  // Anchors are empirical: inside sRGB, lightness falling evenly, hues that stay apart for colour-blind readers.
  private static let sequentialColors = even([
    OKLab(l: 0.97, a: -0.018, b: 0.055), OKLab(l: 0.83, a: -0.075, b: 0.045), OKLab(l: 0.64, a: -0.075, b: -0.045),
    OKLab(l: 0.45, a: -0.02, b: -0.125), OKLab(l: 0.28, a: 0.025, b: -0.115),
  ])
  private static let divergingColors = even([
    OKLab(l: 0.42, a: 0.10, b: 0.075), OKLab(l: 0.68, a: 0.085, b: 0.085), OKLab(l: 0.965, a: 0, b: 0.004),
    OKLab(l: 0.68, a: -0.035, b: -0.105), OKLab(l: 0.42, a: -0.02, b: -0.13),
  ])
  private static let darkDivergingColors = even([
    OKLab(l: 0.85, a: 0.05, b: 0.09), OKLab(l: 0.62, a: 0.09, b: 0.09), OKLab(l: 0.27, a: 0, b: 0),
    OKLab(l: 0.62, a: -0.035, b: -0.115), OKLab(l: 0.85, a: -0.03, b: -0.06),
  ])

  private static let sequentialInks = sequentialColors.map(\.readableInk)
  private static let divergingInks = divergingColors.map(\.readableInk)

  /// Colours at equal OKLab distances along the straight lines between the anchors.
  private static func even(_ anchors: [OKLab]) -> [Color] {
    let legs = zip(anchors, anchors.dropFirst()).map { $0.distance(to: $1) }
    let total = legs.reduce(0, +)
    return (0..<steps).map { step in
      var rest = total * Double(step) / Double(steps - 1)
      for (index, leg) in legs.enumerated() {
        if rest <= leg || index == legs.count - 1 {
          return Color(oklab: anchors[index].mixed(with: anchors[index + 1], min(rest / leg, 1)))
        }
        rest -= leg
      }
      return Color(oklab: anchors[0])
    }
  }
}
