import Foundation
import MachineLearning
import RandomStreams
import Testing

@Suite("Ensembles")
struct EnsembleTests {
  private func machine(
    _ fields: [FeatureField], factors: Int, seed: UInt64, range: ClosedRange<Double>? = nil
  ) throws -> FactorizationMachine {
    let random = RandomStream(seed: seed)
    let features = fields.reduce(0) { $0 + $1.width }
    return try FactorizationMachine(
      task: .regression, fields: fields, factors: factors, bias: random.normal(at: 0),
      linear: (0..<features).map { Float(random.normal(at: UInt64(1 + $0))) },
      latent: (0..<features * factors).map { Float(random.normal(at: UInt64(1000 + $0))) }, range: range)
  }

  @Test("a weighted sum of machines scores as the weighted sum of their scores")
  func weightedSum() throws {
    let users = FeatureField.oneHot(cardinality: 4)
    let items = FeatureField.oneHot(cardinality: 5)
    let days = FeatureField.numeric(center: 3, scale: 2)
    let first = try machine([users, items], factors: 3, seed: 1, range: 1...4)
    let second = try machine([items, days], factors: 2, seed: 2, range: 2...5)
    let third = try machine([users, items], factors: 7, seed: 3, range: 1...5)
    let sum = try FactorizationMachine.weightedSum(
      of: [first, second, third], fields: [users, items, days], places: [[0, 1], [1, 2], [0, 1]],
      weights: [0.25, 1.5, 0])
    #expect(sum.factors == 5)
    #expect(sum.range == 1...5)
    let (u, i) = (
      FeatureColumn.oneHot(codes: [0, 1, 2, 3, 0], cardinality: 4),
      FeatureColumn.oneHot(codes: [4, 3, 2, 1, 0], cardinality: 5)
    )
    let d = FeatureColumn.numeric([0, 3, 5, -2, 10])
    let scores = try sum.score(try FeatureRows([u, i, d]))
    let a = try first.score(try FeatureRows([u, i]))
    let b = try second.score(try FeatureRows([i, d]))
    for row in 0..<5 { #expect(abs(scores[row] - 0.25 * a[row] - 1.5 * b[row]) < 1e-4) }
  }

  @Test("what does not fit together is an error")
  func faults() throws {
    let users = FeatureField.oneHot(cardinality: 4)
    let one = try machine([users], factors: 1, seed: 1)
    #expect(throws: LearningError.emptyTrainingSet) {
      try FactorizationMachine.weightedSum(of: [], fields: [], places: [], weights: [])
    }
    #expect(throws: LearningError.mismatchedLengths(what: "weights", expected: 1, found: 0)) {
      try FactorizationMachine.weightedSum(of: [one], fields: [users], places: [[0]], weights: [])
    }
    #expect(throws: LearningError.invalidHyperparameter(name: "weight", value: -1, allowed: "0 or more")) {
      try FactorizationMachine.weightedSum(of: [one], fields: [users], places: [[0]], weights: [-1])
    }
    for (fields, places) in [([FeatureField.oneHot(cardinality: 5)], [[0]]), ([users], [[1]]), ([users], [[]])] {
      #expect(throws: LearningError.self) {
        try FactorizationMachine.weightedSum(of: [one], fields: fields, places: places, weights: [1])
      }
    }
    #expect(throws: LearningError.emptyTrainingSet) {
      try EnsembleWeights.fit(scores: [], targets: [1], task: .regression)
    }
    #expect(throws: LearningError.mismatchedLengths(what: "scores", expected: 2, found: 1)) {
      try EnsembleWeights.fit(scores: [[1]], targets: [1, 2], task: .regression)
    }
    #expect(throws: LearningError.nonFiniteTarget(row: 1, value: .infinity)) {
      try EnsembleWeights.fit(scores: [[1, 2]], targets: [1, .infinity], task: .regression)
    }
    #expect(throws: LearningError.diverged(epoch: 1)) {
      try EnsembleWeights.fit(scores: [[1, .nan]], targets: [1, 2], task: .regression)
    }
  }

  /// Scores of three models of a truth: two with errors of their own, one that is noise.
  private func scores(_ rows: Int) -> (targets: [Double], scores: [[Double]]) {
    let random = RandomStream(seed: 9)
    let truth = (0..<rows).map { 3 + random.normal(at: UInt64($0)) }
    let errors: [Double] = [0.5, 0.8, 3]
    return (
      truth,
      errors.enumerated().map { model, size in
        truth.enumerated().map { $1 + size * random.normal(at: UInt64((model + 1) * 100_000 + $0)) }
      }
    )
  }

  /// The least loss over a grid of weights that add up to 1.
  private func grid(_ loss: (Double, Double, Double) -> Double) -> Double {
    var best = Double.infinity
    for a in 0...200 {
      for b in 0...(200 - a) {
        best = min(best, loss(Double(a) / 200, Double(b) / 200, Double(200 - a - b) / 200))
      }
    }
    return best
  }

  @Test("least squares: no weights on a grid are better, and the better model weighs more")
  func regression() throws {
    let (targets, scores) = scores(400)
    func loss(_ a: Double, _ b: Double, _ c: Double) -> Double {
      targets.indices.reduce(0) { sum, row in
        let error = a * scores[0][row] + b * scores[1][row] + c * scores[2][row] - targets[row]
        return sum + error * error
      }
    }
    let weights = try EnsembleWeights.fit(scores: scores, targets: targets, task: .regression)
    #expect(abs(weights.reduce(0, +) - 1) < 1e-12)
    #expect(weights.allSatisfy { $0 >= 0 })
    #expect(weights[0] > weights[1] && weights[1] > weights[2])
    let found = loss(weights[0], weights[1], weights[2])
    let best = grid(loss)
    #expect(found <= best && found > 0.99 * best)
    #expect(try EnsembleWeights.fit(scores: scores, targets: targets, task: .regression, threads: 3) == weights)
  }

  @Test("log loss: no weights on a grid are better")
  func classification() throws {
    let (values, scores) = scores(400)
    let targets = values.map { $0 > 3 ? 1.0 : 0 }
    let odds = scores.map { $0.map { 4 * ($0 - 3) } }
    func loss(_ a: Double, _ b: Double, _ c: Double) -> Double {
      targets.indices.reduce(0) { sum, row in
        let odds = a * odds[0][row] + b * odds[1][row] + c * odds[2][row]
        return sum + log(1 + exp(-abs(odds))) + max(odds, 0) - targets[row] * odds
      }
    }
    let weights = try EnsembleWeights.fit(scores: odds, targets: targets, task: .classification)
    #expect(abs(weights.reduce(0, +) - 1) < 1e-12)
    #expect(weights.allSatisfy { $0 >= 0 })
    let found = loss(weights[0], weights[1], weights[2])
    let best = grid(loss)
    #expect(found <= best * (1 + 1e-9) && found > 0.99 * best)
  }

  @Test("models that predict the same share their weight; a single one has all of it")
  func degenerate() throws {
    #expect(
      try EnsembleWeights.fit(scores: [[1, 2], [1, 2]], targets: [1, 3], task: .regression) == [0.5, 0.5])
    #expect(try EnsembleWeights.fit(scores: [[1, 2]], targets: [5, 6], task: .regression) == [1])
    let perfect = try EnsembleWeights.fit(scores: [[1, 2], [4, 0]], targets: [1, 2], task: .regression)
    #expect(perfect == [1, 0])
    let separable = try EnsembleWeights.fit(scores: [[-2, 2], [1, -1]], targets: [0, 1], task: .classification)
    #expect(separable == [1, 0])
  }
}
