/// Vectors of equal length, row-major, in single precision.
public struct Vectors: Sendable, Equatable {
  /// Number of vectors.
  public let count: Int
  /// Length of each.
  public let dimensions: Int
  /// `count` × `dimensions` elements.
  public let elements: [Float]

  /// Elements beyond this could overflow when they are multiplied and summed.
  static let greatestElement: Float = 1e15

  /// Checks size and elements in O(count × dimensions).
  ///
  /// - Throws: `LearningError.mismatchedLengths` or `.elementOutOfRange`.
  public init(count: Int, dimensions: Int, elements: [Float]) throws(LearningError) {
    guard count >= 0, (0...1_000_000).contains(dimensions) else {
      throw .invalidHyperparameter(name: "dimensions", value: Double(dimensions), allowed: "0 to 1000000")
    }
    if elements.count != count * dimensions {
      throw .mismatchedLengths(what: "elements", expected: count * dimensions, found: elements.count)
    }
    // Written so that NaN fails the test as well.
    for (index, element) in elements.enumerated() where !(abs(element) <= Self.greatestElement) {
      throw .elementOutOfRange(row: index / dimensions, column: index % dimensions, value: Double(element))
    }
    self.count = count
    self.dimensions = dimensions
    self.elements = elements
  }

  /// A vector.
  public subscript(row: Int) -> ArraySlice<Float> {
    elements[row * dimensions..<(row + 1) * dimensions]
  }

  /// The vectors `rows`, in this order.
  public func gathering(_ rows: [Int]) throws(LearningError) -> Vectors {
    var gathered: [Float] = []
    gathered.reserveCapacity(rows.count * dimensions)
    for row in rows { gathered += self[row] }
    return try Vectors(count: rows.count, dimensions: dimensions, elements: gathered)
  }

  /// |x|² of each vector, in double precision.
  var squaredLengths: [Double] {
    (0..<count).map { row in
      var sum = 0.0
      for index in row * dimensions..<(row + 1) * dimensions {
        sum += Double(elements[index]) * Double(elements[index])
      }
      return sum
    }
  }

  /// The vectors divided by their lengths; those of length 0 stay.
  func normalized() throws(LearningError) -> Vectors {
    let lengths = squaredLengths.map { $0.squareRoot() }
    var scaled = elements
    for row in 0..<count where lengths[row] > 0 {
      for index in row * dimensions..<(row + 1) * dimensions {
        scaled[index] = Float(Double(scaled[index]) / lengths[row])
      }
    }
    return try Vectors(count: count, dimensions: dimensions, elements: scaled)
  }
}
