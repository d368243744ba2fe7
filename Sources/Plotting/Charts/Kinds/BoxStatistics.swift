/// The five numbers of a box and what lies beyond its whiskers, after J. W. Tukey, "Exploratory Data Analysis" (1977).
///
/// Quartiles are interpolated between the ranks (n − 1) · p, as in NumPy; whiskers reach the farthest values within 1.5
/// times the box's length.
public struct BoxStatistics: Codable, Sendable, Equatable {
  /// How many finite values there are.
  public var count: Int
  public var lowWhisker: Double
  public var lowerQuartile: Double
  public var median: Double
  public var upperQuartile: Double
  public var highWhisker: Double
  /// The values beyond the whiskers, rising, equal ones once.
  public var outliers: [Double]
  /// How many values lie beyond the whiskers, equal ones counted.
  public var outlierCount: Int

  /// nil when none of `values` is finite. O(n log n), one sorted copy.
  public init?(_ values: [Double]) {
    let sorted = values.filter(\.isDrawable).sorted()
    guard let first = sorted.first, let last = sorted.last else { return nil }
    func quantile(_ part: Double) -> Double {
      let rank = Double(sorted.count - 1) * part
      let below = Int(rank)
      let above = min(below + 1, sorted.count - 1)
      return sorted[below] + (sorted[above] - sorted[below]) * (rank - Double(below))
    }
    let (lower, upper) = (quantile(0.25), quantile(0.75))
    let reach = 1.5 * (upper - lower)
    let beyond = sorted.filter { $0 < lower - reach || $0 > upper + reach }
    (count, lowerQuartile, median, upperQuartile) = (sorted.count, lower, quantile(0.5), upper)
    lowWhisker = sorted.first { $0 >= lower - reach } ?? first
    highWhisker = sorted.last { $0 <= upper + reach } ?? last
    (outliers, outlierCount) = ([], beyond.count)
    for value in beyond where value != outliers.last { outliers.append(value) }
  }
}
