/// How many values fall into each of several bins of equal width.
public struct Histogram: Sendable, Hashable {
  /// One more than there are bins, rising; the last bin holds its upper edge too, as numpy's.
  public var edges: [Double]
  public var counts: [Int]
  /// Values that lie in no bin.
  public var outsideCount: Int
  public var nullCount: Int
}

extension Table {
  /// Counts of the values of a numeric, date or datetime column in `bins` bins of equal width over `range`, or from the
  /// least to the greatest finite value when nil.
  ///
  /// When all values are equal the range is half a unit to both sides, as numpy's. Throws `TableError.noColumn`, `wrongType`,
  /// `numberOutside` unless `bins` is in 1...10000. O(rows).
  public func histogram(
    of name: String, bins: Int, range: ClosedRange<Double>? = nil, threads: Int = 1
  ) throws(TableError) -> Histogram {
    let column = try column(name)
    guard column.type.isNumeric || column.type.isTemporal,
      let values = column.validDoubles(threads: threads)
    else { throw .wrongType(column: name, type: column.type, expected: "a number or a date") }
    guard (1...10_000).contains(bins) else {
      throw .numberOutside(name: "bins", value: bins, allowed: 1...10_000)
    }
    let finite = Bitmap(count: values.count, threads: threads) { values.base[$0].isFinite }
    let found = values.extremes(validity: finite)
    var lower = range?.lowerBound ?? found?.least ?? 0
    var upper = range?.upperBound ?? found?.greatest ?? 1
    if lower == upper { (lower, upper) = (lower - 0.5, upper + 0.5) }
    // Halves, because the difference of two doubles may be too large for one.
    let half = upper / 2 - lower / 2
    let edges = (0...bins).map { edge in
      edge == 0 ? lower : edge == bins ? upper : lower + Double(edge) / Double(bins) * half * 2
    }
    var counts = [Int](repeating: 0, count: bins)
    var outside = 0
    for value in values.elements {
      guard value >= lower, value <= upper else {
        outside += 1
        continue
      }
      // The division may land one bin off where the value is next to an edge; the edges themselves decide.
      let place = (value / 2 - lower / 2) / half * Double(bins)
      var bin = place.isFinite ? min(bins - 1, max(0, Int(place))) : 0
      if value < edges[bin], bin > 0 { bin -= 1 } else if bin + 1 < bins, value >= edges[bin + 1] { bin += 1 }
      counts[bin] += 1
    }
    return Histogram(edges: edges, counts: counts, outsideCount: outside, nullCount: column.nullCount)
  }
}
