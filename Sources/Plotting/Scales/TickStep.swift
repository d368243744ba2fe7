import ElementaryFunctions

/// A marked place of an axis: its value, and its label line by line.
struct Tick: Sendable, Equatable {
  var value: Double
  var label: [String]
}

/// The step between ticks, 1, 2 or 5 times a power of ten, nearest to a wanted number of them (the rule of d3-array).
///
/// Ticks are whole multiples, computed as `i · step` or `i / inverse`, so that 0.1 · 3 never shows as 0.30000000000000004.
struct TickStep: Sendable, Equatable {
  /// 1, 2 or 5.
  var factor: Int
  /// The power of ten.
  var power: Int

  /// The step for `count` ticks over a span greater than 0.
  init(span: Double, count: Int) {
    let raw = span / Double(max(1, count))
    power = Elementary.floorPower(raw)
    let error = raw / Elementary.power10(power)
    // √50, √10 and √2: the geometric means between 10, 5, 2 and 1.
    if error >= 7.0710678118654755 {
      factor = 1
      power += 1
    } else {
      factor = error >= 3.1622776601683795 ? 5 : error >= 1.4142135623730951 ? 2 : 1
    }
  }

  /// The smallest 1-2-5 step of at least `minimum`.
  init(atLeast minimum: Double) {
    power = Elementary.floorPower(minimum)
    let error = minimum / Elementary.power10(power)
    factor = error <= 1 ? 1 : error <= 2 ? 2 : error <= 5 ? 5 : 1
    if error > 5 { power += 1 }
  }

  var step: Double { multiple(1) }

  /// `index · step`, rounded once.
  func multiple(_ index: Double) -> Double {
    let scaled = index * Double(factor)
    return power < 0 ? scaled / Elementary.power10(-power) : scaled * Elementary.power10(power)
  }

  /// The decimals that tell neighbouring multiples apart.
  var decimals: Int { max(0, -power) }

  /// The indices of the multiples inside [low, high].
  func indices(from low: Double, to high: Double) -> ClosedRange<Int>? {
    let first = (low / step - 1e-9).rounded(.up)
    let last = (high / step + 1e-9).rounded(.down)
    guard first <= last, abs(first) < 1e15, abs(last) < 1e15, last - first < 10_000 else { return nil }
    return Int(first)...Int(last)
  }
}
