extension String {
  /// Appends a number with at most two decimals and no needless zeros: the only way coordinates enter the SVG.
  ///
  /// A number that is not finite becomes 0, so that nothing unreadable can reach a file.
  mutating func append(coordinate value: Double) {
    guard value.isFinite, abs(value) < 1e12 else {
      append("0")
      return
    }
    let hundredths = Int((value * 100).rounded(.toNearestOrAwayFromZero))
    if hundredths < 0 { append("-") }
    let magnitude = hundredths.magnitude
    append(String(magnitude / 100))
    let fraction = magnitude % 100
    if fraction == 0 { return }
    append(fraction < 10 ? ".0" : ".")
    append(String(fraction % 10 == 0 ? fraction / 10 : fraction))
  }

  init(coordinate value: Double) {
    self = ""
    append(coordinate: value)
  }
}
