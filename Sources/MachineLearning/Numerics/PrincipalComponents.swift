import ParallelPieces

/// Principal components of vectors (Pearson 1901; Hotelling 1933).
public struct PrincipalComponents: Sendable {
  /// Coordinates of each vector along the components, `count` × `components`; their means are 0.
  public let scores: [Double]
  /// Variance along each component, falling: Σ score² / count.
  public let variances: [Double]
  /// Unit directions, `components` × dimensions; the element that is largest in size is positive, of equal ones the first.
  public let directions: [[Double]]

  /// Finds the first components of `vectors`.
  ///
  /// From the eigenvectors of the covariance matrix, or of the matrix of inner products where there are fewer vectors than
  /// dimensions, in double precision. With m = min(vectors, dimensions): O(vectors × dimensions × m + m³). Where the data have
  /// no more variance, directions and scores are 0. Equal variances leave the directions to rounding.
  ///
  /// - Throws: `LearningError.emptyTrainingSet` without vectors; `.invalidHyperparameter` for `components` below 1.
  public init(_ vectors: Vectors, components: Int, threads: Int = 1) throws(LearningError) {
    if vectors.count == 0 { throw .emptyTrainingSet }
    if components < 1 {
      throw .invalidHyperparameter(name: "components", value: Double(components), allowed: "at least 1")
    }
    let (count, dimensions) = (vectors.count, vectors.dimensions)
    let means = Self.means(vectors)
    let isWide = dimensions > count
    let order = isWide ? count : dimensions
    let products =
      isWide
      ? Self.products(rows: dimensions, order: count, threads: threads) { row, memory in
        for column in 0..<count { memory[column] = Double(vectors.elements[column * dimensions + row]) - means[row] }
      }
      : Self.products(rows: count, order: dimensions, threads: threads) { row, memory in
        for column in 0..<dimensions {
          memory[column] = Double(vectors.elements[row * dimensions + column]) - means[column]
        }
      }
    let found = try SymmetricMatrix(order: order, elements: products).leadingEigenvectors(components)
    // Below this an eigenvalue is the rounding of the others.
    let negligible = (found.first?.value ?? 0) * Double(order) * 0x1p-50
    var directions: [[Double]] = []
    for component in 0..<components {
      guard component < found.count, found[component].value > negligible else {
        directions.append([Double](repeating: 0, count: dimensions))
        continue
      }
      let vector = found[component].vector
      directions.append(Self.oriented(isWide ? Self.combined(vectors, means, weights: vector) : vector))
    }
    var scores = [Double](repeating: 0, count: count * components)
    for row in 0..<count {
      for component in 0..<components {
        var score = 0.0
        for column in 0..<dimensions {
          score += (Double(vectors.elements[row * dimensions + column]) - means[column]) * directions[component][column]
        }
        scores[row * components + component] = score
      }
    }
    self.scores = scores
    self.directions = directions
    let squares = scores.map { $0 * $0 }
    variances = (0..<components).map { component in
      BlockedSum.of(count: count) { squares[$0 * components + component] } / Double(count)
    }
  }

  private static func means(_ vectors: Vectors) -> [Double] {
    var sums = [Double](repeating: 0, count: vectors.dimensions)
    for row in 0..<vectors.count {
      for column in 0..<vectors.dimensions {
        sums[column] += Double(vectors.elements[row * vectors.dimensions + column])
      }
    }
    return sums.map { $0 / Double(vectors.count) }
  }

  /// Σ over rows of the products of every two elements, `order` × `order`.
  ///
  /// The rows are cut into eight parts, whatever the number of threads, and the parts' sums are added in order.
  private static func products(
    rows: Int, order: Int, threads: Int, fill: @Sendable (Int, UnsafeMutablePointer<Double>) -> Void
  ) -> [Double] {
    let parts = Pieces.map(rows, length: max(1, (rows + 7) / 8), threads: threads) { range -> [Double] in
      var sums = [Double](repeating: 0, count: order * order)
      var row = [Double](repeating: 0, count: order)
      sums.withUnsafeMutableBufferPointer { sums in
        row.withUnsafeMutableBufferPointer { row in
          guard let sums = sums.baseAddress, let row = row.baseAddress else { return }
          for index in range {
            fill(index, row)
            for first in 0..<order {
              let value = row[first]
              let start = sums + first * order
              for second in first..<order { start[second] += value * row[second] }
            }
          }
        }
      }
      return sums
    }
    var total = [Double](repeating: 0, count: order * order)
    for part in parts {
      for index in total.indices { total[index] += part[index] }
    }
    for row in 0..<order {
      for column in 0..<row { total[row * order + column] = total[column * order + row] }
    }
    return total
  }

  /// The unit direction Σ weight × (vector − mean).
  private static func combined(_ vectors: Vectors, _ means: [Double], weights: [Double]) -> [Double] {
    var direction = [Double](repeating: 0, count: vectors.dimensions)
    for row in 0..<vectors.count {
      for column in direction.indices {
        direction[column] +=
          weights[row] * (Double(vectors.elements[row * vectors.dimensions + column]) - means[column])
      }
    }
    let length = direction.reduce(0) { $0 + $1 * $1 }.squareRoot()
    return length > 0 ? direction.map { $0 / length } : direction
  }

  private static func oriented(_ direction: [Double]) -> [Double] {
    var largest = 0
    for index in direction.indices where abs(direction[index]) > abs(direction[largest]) { largest = index }
    return direction[largest] < 0 ? direction.map { -$0 } : direction
  }
}
