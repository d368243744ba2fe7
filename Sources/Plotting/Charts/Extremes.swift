/// Where the greatest and the least of some numbers stand: all places of each, since several can be equally great.
struct Extremes {
  private(set) var highest: [Int] = []
  private(set) var lowest: [Int] = []

  /// The places of what is drawn; NaN has none.
  init(_ values: some Sequence<Double>) {
    var (high, low) = (-Double.infinity, Double.infinity)
    for (place, value) in values.enumerated() {
      if value > high { (high, highest) = (value, []) }
      if value == high { highest.append(place) }
      if value < low { (low, lowest) = (value, []) }
      if value == low { lowest.append(place) }
    }
  }
}
