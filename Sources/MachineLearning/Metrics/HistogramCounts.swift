/// Numbers counted in bins of equal width.
///
/// Bin i of n holds low + i w ≤ x < low + (i + 1) w with w = (high − low) / n; the last one holds its upper edge too, as in
/// numpy. Numbers beyond the edges, and NaN, are counted apart.
public struct HistogramCounts: Sendable, Equatable {
  /// Edges of the bins, one more than there are bins.
  public let edges: [Double]
  public let counts: [Int]
  public let below: Int
  public let above: Int
  public let notNumbers: Int

  /// Counts `values` in `bins` bins over `range`, in O(n).
  ///
  /// - Throws: `LearningError.invalidHyperparameter` unless there is a bin, and the range is finite and not empty.
  public init(_ values: [Double], bins: Int, range: ClosedRange<Double>) throws(LearningError) {
    guard (1...1_000_000).contains(bins) else {
      throw .invalidHyperparameter(name: "bins", value: Double(bins), allowed: "1 to 1000000")
    }
    let (low, high) = (range.lowerBound, range.upperBound)
    guard low < high, (high - low).isFinite else {
      throw .invalidHyperparameter(name: "range", value: high - low, allowed: "a finite, positive width")
    }
    edges = (0...bins).map { $0 == bins ? high : low + (high - low) * (Double($0) / Double(bins)) }
    var counts = [Int](repeating: 0, count: bins)
    var (below, above, notNumbers) = (0, 0, 0)
    for value in values {
      if value.isNaN {
        notNumbers += 1
      } else if value < low {
        below += 1
      } else if value > high {
        above += 1
      } else {
        var bin = min(bins - 1, Int((value - low) / (high - low) * Double(bins)))
        // The quotient may round across an edge; the edges decide.
        if value < edges[bin] { bin -= 1 } else if bin < bins - 1, value >= edges[bin + 1] { bin += 1 }
        counts[bin] += 1
      }
    }
    (self.counts, self.below, self.above, self.notNumbers) = (counts, below, above, notNumbers)
  }
}
