/// The bins of a histogram: neighbouring intervals, each with its lower edge but without its upper one; the last has both.
struct Bins: Sendable, Equatable {
  /// One more than there are bins, rising.
  var edges: [Double]
  var counts: [Int]
  /// Whether every bin holds whole numbers, so that it is named by its first and last.
  var holdsIntegers: Bool
}

/// What one pass over the values tells, from which the bins are chosen.
struct ValueSpan: Sendable, Equatable {
  /// Values that can be drawn, the rest, and those under and at zero.
  var count = 0
  var leftOut = LeftOut()
  var negatives = 0
  var zeros = 0
  var low = Double.infinity
  var high = -Double.infinity
  var lowestPositive = Double.infinity
  var isWhole = true

  /// O(n), no copy.
  init(_ values: [Double]) {
    values.withUnsafeBufferPointer { buffer in
      for value in buffer {
        guard value.isDrawable else {
          _ = leftOut.admits(value)
          continue
        }
        count += 1
        low = Swift.min(low, value)
        high = Swift.max(high, value)
        if value <= 0 {
          if value == 0 { zeros += 1 } else { negatives += 1 }
        } else if value < lowestPositive {
          lowestPositive = value
        }
        if isWhole, value != value.rounded() { isWhole = false }
      }
    }
    // Whole numbers beyond 2⁵³ are not told apart: they are binned as decimals are.
    if count > 0, Swift.max(abs(low), abs(high)) > 9e15 { isWhole = false }
  }

  /// The same of what a log axis has a place for; whether all are whole is not asked again.
  var withoutNegatives: ValueSpan {
    if negatives == 0 { return self }
    var rest = self
    rest.count -= negatives
    rest.negatives = 0
    rest.low = zeros > 0 ? 0 : lowestPositive
    if rest.count == 0 { (rest.low, rest.high) = (.infinity, -.infinity) }
    return rest
  }
}
