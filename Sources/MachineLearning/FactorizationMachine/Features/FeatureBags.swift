/// Several codes of one field in each row, with weights: the genres of a film, or the films that a user has seen before.
///
/// The feature of code c in row r is the weight that r gives to c, and 0 where it has none. A code that a row names twice
/// counts once, with the sum of its weights; weights that are zero are left out.
public struct FeatureBags: Equatable, Sendable {
  /// Where the entries of each row begin in `codes` and `weights`; one more for the end.
  public let starts: [Int]
  /// Codes in `0 ..< cardinality`, row after row, rising within a row.
  public let codes: [Int32]
  /// The weights beside them, none zero.
  public let weights: [Float]
  /// Number of codes.
  public let cardinality: Int

  /// Number of rows.
  public var count: Int { starts.count - 1 }

  /// The bags of rows, as pairs of code and weight, in O(entries log entries of a row).
  ///
  /// - Throws: `LearningError.codeOutOfRange`, `.nonFiniteFeature` or `.invalidHyperparameter`; `field` is 0 in the first two.
  public init(_ rows: [[(code: Int32, weight: Float)]], cardinality: Int) throws(LearningError) {
    guard (0...Int(Int32.max)).contains(cardinality) else {
      throw .invalidHyperparameter(name: "cardinality", value: Double(cardinality), allowed: "0 to 2147483647")
    }
    var (starts, codes, weights): ([Int], [Int32], [Float]) = ([0], [], [])
    starts.reserveCapacity(rows.count + 1)
    for (row, entries) in rows.enumerated() {
      for (code, weight) in entries {
        if code < 0 || Int(code) >= cardinality {
          throw .codeOutOfRange(field: 0, row: row, code: Int(code), cardinality: cardinality)
        }
        if !weight.isFinite { throw .nonFiniteFeature(field: 0, row: row, value: Double(weight)) }
      }
      var sums: [(code: Int32, weight: Float)] = []
      for entry in entries.enumerated().sorted(by: { ($0.element.code, $0.offset) < ($1.element.code, $1.offset) }) {
        if sums.last?.code == entry.element.code {
          sums[sums.count - 1].weight += entry.element.weight
        } else {
          sums.append(entry.element)
        }
      }
      for (code, weight) in sums where weight != 0 {
        if !weight.isFinite { throw .nonFiniteFeature(field: 0, row: row, value: Double(weight)) }
        codes.append(code)
        weights.append(weight)
      }
      starts.append(codes.count)
    }
    self.init(starts: starts, codes: codes, weights: weights, cardinality: cardinality)
  }

  private init(starts: [Int], codes: [Int32], weights: [Float], cardinality: Int) {
    self.starts = starts
    self.codes = codes
    self.weights = weights
    self.cardinality = cardinality
  }

  /// The entries of a row.
  @inline(__always)
  func range(of row: Int) -> Range<Int> { starts[row]..<starts[row + 1] }

  /// Entries of the row that has most.
  var greatestCount: Int { (0..<count).reduce(0) { max($0, range(of: $1).count) } }

  /// The rows at `indices`, in that order.
  func rows(at indices: [Int]) -> FeatureBags {
    var (starts, codes, weights): ([Int], [Int32], [Float]) = ([0], [], [])
    for row in indices {
      codes += self.codes[range(of: row)]
      weights += self.weights[range(of: row)]
      starts.append(codes.count)
    }
    return FeatureBags(starts: starts, codes: codes, weights: weights, cardinality: cardinality)
  }
}
