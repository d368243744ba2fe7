/// How near two vectors are to each other.
public struct VectorSimilarity: Sendable, Equatable {
  /// Pearson's correlation of the elements, −1 to 1; `nil` when one vector's elements are all equal.
  public let correlation: Double?
  /// ⟨x, y⟩ / (|x| |y|), −1 to 1; `nil` when one vector is zero.
  public let cosine: Double?
  /// |x − y|², 0 or more.
  public let squaredDistance: Double

  /// Compares two vectors of equal length in O(length), in double precision; means first, then products of deviations.
  public init(_ x: some RandomAccessCollection<Float>, _ y: some RandomAccessCollection<Float>) {
    let count = Double(max(1, x.count))
    let meanX = x.reduce(0) { $0 + Double($1) } / count
    let meanY = y.reduce(0) { $0 + Double($1) } / count
    var (xx, xy, yy) = (0.0, 0.0, 0.0)
    var (squareX, product, squareY, distance) = (0.0, 0.0, 0.0, 0.0)
    for (a, b) in zip(x, y) {
      let (a, b) = (Double(a), Double(b))
      let (p, q) = (a - meanX, b - meanY)
      xx += p * p
      xy += p * q
      yy += q * q
      squareX += a * a
      product += a * b
      squareY += b * b
      distance += (a - b) * (a - b)
    }
    correlation = Self.ratio(xy, xx, yy)
    cosine = Self.ratio(product, squareX, squareY)
    squaredDistance = distance
  }

  /// p / √(a b), kept within ±1 against rounding.
  private static func ratio(_ p: Double, _ a: Double, _ b: Double) -> Double? {
    guard a > 0, b > 0 else { return nil }
    return min(1, max(-1, p / (a * b).squareRoot()))
  }

  /// A number that is the greater, the nearer two vectors are by `measure`.
  public func nearness(by measure: SimilarityMeasure) -> Double? {
    switch measure {
    case .correlation: correlation
    case .cosine: cosine
    case .distance: -squaredDistance
    }
  }
}

/// What ranks words by nearness.
public enum SimilarityMeasure: String, Sendable, CaseIterable {
  /// Pearson's correlation, the greater the nearer.
  case correlation
  /// The cosine, the greater the nearer.
  case cosine
  /// The distance, the less the nearer.
  case distance
}

/// A word compared with another.
public struct SimilarWord: Sendable, Equatable {
  public let word: String
  /// `nil` when the word has no vector: it shares no subword with any known word.
  public let similarity: VectorSimilarity?
  /// Its place among all known words but the other one, from 1; `nil` when nothing can be compared. Words as near share one.
  public let rank: Int?
}
