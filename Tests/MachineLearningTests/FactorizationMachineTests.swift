import Foundation
import MachineLearning
import RandomStreams
import Testing

/// ŷ by the definition: a sum over all pairs of features, in double precision.
func quadraticScore(_ machine: FactorizationMachine, _ x: [Double]) -> Double {
  var sum = machine.bias
  for i in x.indices {
    sum += Double(machine.linear[i]) * x[i]
    for j in x.indices where j > i {
      let product = zip(machine.latentVector(of: i), machine.latentVector(of: j))
        .reduce(0) { $0 + Double($1.0) * Double($1.1) }
      sum += product * x[i] * x[j]
    }
  }
  return sum
}

/// The dense feature vector of a row.
func dense(_ machine: FactorizationMachine, _ rows: FeatureRows, _ row: Int) -> [Double] {
  var x = [Double](repeating: 0, count: machine.linear.count)
  for (field, column) in rows.columns.enumerated() {
    switch (column, machine.fields[field]) {
    case (.oneHot(let codes, _), _) where codes[row] >= 0: x[machine.offsets[field] + Int(codes[row])] = 1
    case (.numeric(let values), .numeric(let center, let scale)):
      x[machine.offsets[field]] = (values[row] - center) / scale
    case (.bag(let bags), _):
      for entry in bags.starts[row]..<bags.starts[row + 1] {
        x[machine.offsets[field] + Int(bags.codes[entry])] += Double(bags.weights[entry])
      }
    default: break
    }
  }
  return x
}

@Suite("Factorization machine")
struct FactorizationMachineTests {
  private let random = RandomStream(seed: 11)

  private func machine(_ fields: [FeatureField], factors: Int) throws -> FactorizationMachine {
    let features = fields.reduce(0) { $0 + $1.width }
    return try FactorizationMachine(
      task: .regression, fields: fields, factors: factors, bias: 0.25,
      linear: (0..<features).map { Float(random.normal(at: UInt64($0))) },
      latent: (0..<features * factors).map { Float(random.normal(at: UInt64(10_000 + $0))) })
  }

  @Test("scores of two one-hot fields equal the quadratic sum", arguments: [0, 1, 5, 8, 19])
  func pairScores(factors: Int) throws {
    let machine = try machine([.oneHot(cardinality: 4), .oneHot(cardinality: 6)], factors: factors)
    let rows = try FeatureRows([
      .oneHot(codes: [0, 3, 2, -1, 1, -1], cardinality: 4), .oneHot(codes: [5, 0, 2, 3, -1, -1], cardinality: 6),
    ])
    for (row, score) in try machine.score(rows).enumerated() {
      #expect(abs(score - quadraticScore(machine, dense(machine, rows, row))) < 1e-5)
    }
  }

  @Test("scores of mixed fields equal the quadratic sum", arguments: [0, 3, 8])
  func mixedScores(factors: Int) throws {
    let machine = try machine(
      [
        .oneHot(cardinality: 3), .numeric(center: 2, scale: 0.5), .oneHot(cardinality: 2),
        .numeric(center: 0, scale: 1),
      ],
      factors: factors)
    let rows = try FeatureRows([
      .oneHot(codes: [0, 2, -1], cardinality: 3), .numeric([1.5, 2, 3]), .oneHot(codes: [1, 0, 1], cardinality: 2),
      .numeric([0, -2, 0.3]),
    ])
    for (row, score) in try machine.score(rows).enumerated() {
      #expect(abs(score - quadraticScore(machine, dense(machine, rows, row))) < 1e-5)
    }
  }

  @Test("predictions are cut to the range, and probabilities in classification")
  func predictions() throws {
    var machine = try machine([.oneHot(cardinality: 2)], factors: 2)
    machine.linear = [10, -10]
    machine.range = 1...5
    let rows = try FeatureRows([.oneHot(codes: [0, 1], cardinality: 2)])
    #expect(try machine.predict(rows) == [5, 1])
    #expect(try machine.score(rows) == [10.25, -9.75])
    let classifier = try FactorizationMachine(
      task: .classification, fields: machine.fields, factors: 0, bias: 0, linear: [0, 2], latent: [])
    let probabilities = try classifier.predict(rows)
    #expect(probabilities[0] == 0.5)
    #expect(abs(probabilities[1] - 1 / (1 + exp(-2))) < 1e-15)
  }

  @Test("any number of threads gives the same scores")
  func threads() throws {
    let machine = try machine([.oneHot(cardinality: 50), .oneHot(cardinality: 70)], factors: 16)
    let rows = try FeatureRows([
      .oneHot(codes: (0..<40_000).map { Int32($0 % 50) }, cardinality: 50),
      .oneHot(codes: (0..<40_000).map { Int32($0 * 7 % 70) }, cardinality: 70),
    ])
    let one = try machine.score(rows)
    #expect(try machine.score(rows, threads: 2) == one)
    #expect(try machine.score(rows, threads: 3) == one)
  }

  @Test("rows of other fields are refused")
  func otherFields() throws {
    let machine = try machine([.oneHot(cardinality: 2), .numeric(center: 0, scale: 1)], factors: 1)
    #expect(
      throws: LearningError.mismatchedFields(expected: "one-hot of 2, numeric", found: "one-hot of 3, numeric")
    ) {
      try machine.score(FeatureRows([.oneHot(codes: [0], cardinality: 3), .numeric([1])]))
    }
  }

  @Test("rows are checked when they are made")
  func rowErrors() {
    #expect(throws: LearningError.codeOutOfRange(field: 0, row: 1, code: 2, cardinality: 2)) {
      try FeatureRows([.oneHot(codes: [0, 2], cardinality: 2)])
    }
    #expect(throws: LearningError.codeOutOfRange(field: 0, row: 0, code: -2, cardinality: 2)) {
      try FeatureRows([.oneHot(codes: [-2], cardinality: 2)])
    }
    #expect(throws: LearningError.mismatchedLengths(what: "feature column 1", expected: 2, found: 1)) {
      try FeatureRows([.numeric([1, 2]), .numeric([1])])
    }
    #expect(throws: LearningError.nonFiniteFeature(field: 0, row: 2, value: .infinity)) {
      try FeatureRows([.numeric([1, 2, .infinity])])
    }
    #expect(throws: LearningError.mismatchedLengths(what: "linear weights", expected: 2, found: 1)) {
      try FactorizationMachine(
        task: .regression, fields: [.oneHot(cardinality: 2)], factors: 0, bias: 0, linear: [1], latent: [])
    }
  }
}
