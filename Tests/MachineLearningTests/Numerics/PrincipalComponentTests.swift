import RandomStreams
import Testing

@testable import MachineLearning

@Suite("Principal components")
struct PrincipalComponentTests {
  @Test("eigenvectors fulfil their equation, for any order", arguments: [1, 2, 3, 7, 40])
  func eigenvectors(order: Int) throws {
    let random = RandomStream(seed: 21)
    var elements = [Double](repeating: 0, count: order * order)
    for row in 0..<order {
      for column in 0...row {
        let value = random.normal(at: UInt64(row * order + column))
        elements[row * order + column] = value
        elements[column * order + row] = value
      }
    }
    let found = try SymmetricMatrix(order: order, elements: elements).leadingEigenvectors(order)
    #expect(found.count == order)
    for (value, vector) in found {
      for row in 0..<order {
        let product = (0..<order).reduce(0.0) { $0 + elements[row * order + $1] * vector[$1] }
        #expect(abs(product - value * vector[row]) < 1e-10)
      }
    }
    for first in 0..<order {
      for second in 0..<order {
        let product = zip(found[first].vector, found[second].vector).reduce(0) { $0 + $1.0 * $1.1 }
        #expect(abs(product - (first == second ? 1 : 0)) < 1e-10)
      }
    }
    #expect(zip(found, found.dropFirst()).allSatisfy { $0.value >= $1.value })
  }

  @Test("diagonal, zero and repeated eigenvalues")
  func special() throws {
    let diagonal = try SymmetricMatrix(order: 3, elements: [2, 0, 0, 0, 5, 0, 0, 0, 2]).leadingEigenvectors(3)
    #expect(diagonal.map(\.value) == [5, 2, 2])
    #expect(diagonal[0].vector.map(abs) == [0, 1, 0])
    let zero = try SymmetricMatrix(order: 4, elements: [Double](repeating: 0, count: 16)).leadingEigenvectors(2)
    #expect(zero.map(\.value) == [0, 0])
    let ones = try SymmetricMatrix(order: 4, elements: [Double](repeating: 1, count: 16)).leadingEigenvectors(1)
    #expect(abs(ones[0].value - 4) < 1e-12)
    #expect(throws: LearningError.self) {
      try SymmetricMatrix(order: 3, elements: [Double](repeating: .nan, count: 9)).leadingEigenvectors(1)
    }
  }

  @Test("the same for more dimensions than vectors as for fewer")
  func wide() throws {
    let tall = try gaussianClusters(9, dimensions: 5, groups: 3)
    // Six columns of zeros more, and the matrix of inner products is the smaller one.
    let padded = try Vectors(
      count: 9, dimensions: 11,
      elements: (0..<9).flatMap { Array(tall[$0]) + [Float](repeating: 0, count: 6) })
    let expected = try PrincipalComponents(tall, components: 2)
    let found = try PrincipalComponents(padded, components: 2)
    #expect(zip(found.scores, expected.scores).allSatisfy { abs($0 - $1) < 1e-9 })
    #expect(zip(found.variances, expected.variances).allSatisfy { abs($0 - $1) < 1e-9 })
  }

  @Test("scores are centred and uncorrelated, with the variances that are told; signs are fixed")
  func scores() throws {
    let vectors = try gaussianClusters(500, dimensions: 12, groups: 4)
    let found = try PrincipalComponents(vectors, components: 3, threads: 2)
    #expect(try PrincipalComponents(vectors, components: 3, threads: 1).scores == found.scores)
    for first in 0..<3 {
      for second in 0..<3 {
        let products = (0..<500).reduce(0.0) { $0 + found.scores[3 * $1 + first] * found.scores[3 * $1 + second] }
        #expect(abs(products / 500 - (first == second ? found.variances[first] : 0)) < 1e-8)
      }
      let direction = found.directions[first]
      #expect(direction.max { abs($0) < abs($1) }.map { $0 > 0 } == true)
      #expect(abs((0..<500).reduce(0.0) { $0 + found.scores[3 * $1 + first] }) < 1e-8)
    }
    #expect(found.variances[0] > found.variances[1] && found.variances[1] > found.variances[2])
  }

  @Test("without more variance, components are 0")
  func constant() throws {
    let line = try Vectors(count: 3, dimensions: 2, elements: [1, 1, 2, 2, 3, 3])
    let found = try PrincipalComponents(line, components: 3)
    #expect(found.variances[0] > 1 && found.variances[1...].allSatisfy { $0 == 0 })
    #expect(found.directions[1] == [0, 0])
    #expect(throws: LearningError.emptyTrainingSet) {
      try PrincipalComponents(try Vectors(count: 0, dimensions: 2, elements: []), components: 1)
    }
    #expect(throws: LearningError.self) { try PrincipalComponents(line, components: 0) }
  }
}
