import ElementaryFunctions
import Foundation
import RandomStreams
import Testing

@testable import MachineLearning

@Suite("Gibbs sampling")
struct PosteriorSamplingTests {
  private static let planted = Result { try PlantedTaste(users: 600, items: 200, seed: 5) }
  private let data: PlantedTaste

  init() throws {
    data = try Self.planted.get()
  }

  private func options(_ change: (inout MarkovChainMonteCarloOptions) -> Void = { _ in })
    -> MarkovChainMonteCarloOptions
  {
    var options = MarkovChainMonteCarloOptions()
    (options.epochs, options.threads) = (60, 2)
    change(&options)
    return options
  }

  @Test("planted taste is found, better than by gradient descent and by biases")
  func findsTaste() throws {
    let sampled = try FactorizationMachine.train(.regression, on: data.training, options: options()).machine
    let descended = try FactorizationMachine.train(.regression, on: data.training).machine
    let bias = try FactorizationMachine.bias(.regression, of: data.training)
    #expect(sampled.draws.count == 48)
    #expect(try data.test.rmse(sampled) < data.test.rmse(descended))
    #expect(try data.test.rmse(sampled) < 0.97 * data.test.rmse(bias))
  }

  @Test("probit classification beats the biases' log loss, and its curve is what an evaluation gives")
  func classifies() throws {
    let (training, test) = (try data.training.liked(4), try data.test.liked(4))
    let labels = test.targets.map { $0 == 1 }
    let trained = try FactorizationMachine.train(.classification, on: training, test: test, options: options())
    func loss(_ machine: FactorizationMachine) throws -> Double {
      try #require(ClassificationMetrics(probabilities: machine.predict(test.rows), labels: labels).logLoss)
    }
    let found = try loss(trained.machine)
    #expect(found < (try loss(FactorizationMachine.bias(.classification, of: training))))
    #expect(abs(found - (try #require(trained.curve.points.last?.test))) < 1e-4)
  }

  @Test("any number of threads gives the same draws", arguments: [false, true])
  func threads(isGeneral: Bool) throws {
    var training = data.training
    if isGeneral {
      let numbers = training.targets.indices.map { Double($0 % 17) }
      training = try LabeledRows(FeatureRows(training.rows.columns + [.numeric(numbers)]), targets: training.targets)
    }
    let machines = try [1, 2, 3].map { threads in
      try FactorizationMachine.train(
        .regression, on: training, options: options { ($0.threads, $0.epochs) = (threads, 4) }
      ).machine
    }
    #expect(machines[1].draws == machines[0].draws && machines[2].draws == machines[0].draws)
  }

  @Test("a regression's draws agree on the last field more than on the first, and predict what their curve says")
  func means() throws {
    let trained = try FactorizationMachine.train(
      .regression, on: data.training, test: data.test, options: options { $0.clipsPredictions = false })
    let machine = trained.machine
    // Between draws weights of items move by what the means move, weights of users by the whole distribution.
    func spread(_ features: Range<Int>) -> Double {
      let spreads = features.map { feature -> Double in
        let values = machine.draws.map { Double($0.linear[feature]) }
        let mean = values.reduce(0, +) / Double(values.count)
        return values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(values.count)
      }
      return spreads.reduce(0, +) / Double(spreads.count)
    }
    let users = machine.fields[0].width
    #expect(spread(users..<machine.linear.count) < 0.5 * spread(0..<users))
    let curve = try #require(trained.curve.points.last?.test)
    #expect(abs(try data.test.rmse(machine) - curve) < 1e-4)
  }

  @Test("the general layout and that of pairs draw the same", arguments: [0, 5, 16, 20])
  func layouts(factors: Int) throws {
    let layout = try FeatureLayout(
      data.training.rows, fields: FeatureField.fields(of: data.training.rows, standardizes: true))
    let targets = data.training.targets.map { Float($0 - 3) }
    let pair = try #require(layout.pair)
    let keys = RandomStream(seed: 4)
    let prior = FieldPrior(factors: factors, stride: (factors + 15) / 16 * 16)
    let found = [true, false].map { isPair in
      let parameters = SampledParameters(count: layout.width, factors: factors)
      parameters.drawFactors(sigma: 0.5, seed: 9, isOccurring: layout.occurring())
      let state: BlockState =
        isPair
        ? .pairs(PairState(pair, layout: layout, targets: targets, parameters: parameters, threads: 1))
        : .rows(RowState(layout: layout, targets: targets, parameters: parameters, threads: 1))
      state.begin(bias: 0.25)
      let sums = (0..<2).map { state.draw(field: $0, prior: prior, precision: 1.5, bias: 0.25, keys: keys) }
      return (
        values: (0..<layout.width).map { parameters.linear[$0] }
          + (0..<layout.width * parameters.stride).map { parameters.latent[$0] }, sums: sums
      )
    }
    #expect(zip(found[0].values, found[1].values).allSatisfy { abs($0 - $1) < 2e-3 })
    for (one, other) in zip(found[0].sums, found[1].sums) {
      #expect(abs(one.squares - other.squares) < 1e-3 * other.squares)
      #expect(abs(one.sum - other.sum) < 0.5)
    }
  }

  @Test("a conditional has the mean and the variance of the closed form, drawn either way", arguments: [0, 3])
  func conditional(fewRows: Int) {
    // One factor and a weight; three rows t = v h + w x.
    let (h, x, t) = ([1.0, -2, 0.5], [1.0, 1, 2], [2.0, 1, -1])
    let (alpha, lambda, mu) = (1.5, [2.0, 3.0], [0.5, -0.25])
    let prior = FieldPrior(factors: 1, stride: 16)
    for index in 0...1 { prior.set(index, mean: mu[index], precision: lambda[index]) }
    let drawing = Conditional(factors: 1, stride: 16, fewRows: fewRows)
    for row in 0..<3 {
      (drawing.rows[row * 16], drawing.values[row], drawing.targets[row]) = (
        Float(h[row]), Float(x[row]), Float(t[row])
      )
    }
    drawing.begin(3, prior: prior)
    drawing.add(3)
    func sum(_ a: [Double], _ b: [Double]) -> Double { zip(a, b).reduce(0) { $0 + $1.0 * $1.1 } }
    let (hh, hx, xx) = (alpha * sum(h, h) + lambda[0], alpha * sum(h, x), alpha * sum(x, x) + lambda[1])
    let (bv, bw) = (alpha * sum(h, t) + lambda[0] * mu[0], alpha * sum(x, t) + lambda[1] * mu[1])
    let determinant = hh * xx - hx * hx
    let (v, w) = ((xx * bv - hx * bw) / determinant, (hh * bw - hx * bv) / determinant)
    drawing.draw(prior, precision: alpha, key: nil)
    #expect(abs(Double(drawing.drawn[0]) - v) < 1e-6 && abs(Double(drawing.drawn[16]) - w) < 1e-6)
    let errors = (0..<3).map { t[$0] - v * h[$0] - w * x[$0] }
    #expect(abs(drawing.residuals().squares - sum(errors, errors)) < 1e-5)
    var (vv, vw, ww) = (0.0, 0.0, 0.0)
    let count = 200_000
    for key in 0..<count {
      drawing.draw(prior, precision: alpha, key: RandomStream(seed: 3).word(at: UInt64(key)))
      let (a, b) = (Double(drawing.drawn[0]) - v, Double(drawing.drawn[16]) - w)
      (vv, vw, ww) = (vv + a * a, vw + a * b, ww + b * b)
    }
    drawing.draw(prior, precision: alpha, key: 5)
    #expect(abs(Double(drawing.mean[0]) - v) < 1e-6 && abs(Double(drawing.mean[16]) - w) < 1e-6)
    let n = Double(count)
    #expect(abs(vv / n - xx / determinant) < 0.01 * xx / determinant)
    #expect(abs(ww / n - hh / determinant) < 0.01 * hh / determinant)
    #expect(abs(vw / n + hx / determinant) < 0.01 * (xx + hh) / determinant)
  }

  @Test("a saved machine is read back to the last bit; other bytes are refused")
  func saving() throws {
    let machine = try FactorizationMachine.train(
      .regression, on: data.training, options: options { $0.epochs = 3 }
    ).machine
    let bytes = machine.encoded()
    let read = try FactorizationMachine(encoded: bytes)
    #expect(read.draws == machine.draws && read.latent == machine.latent && read.linear == machine.linear)
    #expect(read.bias == machine.bias && read.fields == machine.fields && read.range == machine.range)
    #expect(try read.predict(data.test.rows) == machine.predict(data.test.rows))
    #expect(throws: MachineFileError.foreign) { try FactorizationMachine(encoded: Array("user,item".utf8)) }
    for length in [9, 20, 60, bytes.count - 1] {
      do {
        _ = try FactorizationMachine(encoded: Array(bytes.prefix(length)))
        Issue.record("\(length) bytes were accepted")
      } catch MachineFileError.truncated {
      } catch { Issue.record("\(error)") }
    }
    #expect(throws: MachineFileError.damaged(part: "end")) { try FactorizationMachine(encoded: bytes + [0]) }
  }

  @Test("an item without rows is predicted as items are on the whole, without disturbing the others")
  func absentItems() throws {
    guard case .oneHot(let items, let width) = data.training.rows.columns[1] else { return }
    // Half of the items are liked less by two stars, as those of few ratings often are.
    let targets = zip(data.training.targets, items).map { $0 - ($1 % 2 == 0 ? 0 : 2) }
    let wider = try LabeledRows(
      FeatureRows([data.training.rows.columns[0], .oneHot(codes: items, cardinality: width + 3)]), targets: targets)
    let narrow = try LabeledRows(data.training.rows, targets: targets)
    let (with, without) = try (
      FactorizationMachine.train(.regression, on: wider, options: options { $0.epochs = 20 }).machine,
      FactorizationMachine.train(.regression, on: narrow, options: options { $0.epochs = 20 }).machine
    )
    let offset = with.offsets[1]
    #expect(Array(with.linear[..<(offset + width)]) == without.linear)
    let known = with.linear[offset..<offset + width]
    let mean = known.reduce(0, +) / Float(width)
    for feature in offset + width..<offset + width + 3 {
      #expect(abs(with.linear[feature] - mean) < 0.15)
      #expect(with.linear[feature] == with.linear[offset + width])
    }
  }

  @Test("vectors of users and items reproduce the mean score of the draws")
  func latentVectors() throws {
    let machine = try FactorizationMachine.train(
      .regression, on: data.training, options: options { $0.epochs = 5 }
    ).machine
    let (users, items) = (try machine.latentUsers(field: 0), try machine.latentItems(field: 1))
    let rows = try FeatureRows([.oneHot(codes: [3], cardinality: 600), .oneHot(codes: [7], cardinality: 200)])
    var expected = machine.bias + Double(machine.linear[3])
    for place in 0..<users.dimensions {
      let (user, item) = (users.elements[3 * users.dimensions + place], items.elements[7 * users.dimensions + place])
      expected += Double(user) * Double(item)
    }
    let score = try machine.score(rows)[0]
    #expect(abs(expected - score) < 1e-4)
  }

  @Test("faults of data and settings are errors")
  func faults() throws {
    func rows(_ targets: [Double]) throws -> LabeledRows {
      try LabeledRows(
        FeatureRows([.oneHot(codes: targets.map { _ in 0 }, cardinality: 1)]), targets: targets)
    }
    #expect(throws: LearningError.emptyTrainingSet) {
      try FactorizationMachine.train(.regression, on: rows([]), options: MarkovChainMonteCarloOptions())
    }
    #expect(throws: LearningError.constantTarget(value: 2)) {
      try FactorizationMachine.train(.regression, on: rows([2]), options: MarkovChainMonteCarloOptions())
    }
    #expect(throws: LearningError.self) {
      try FactorizationMachine.train(.regression, on: rows([1, .nan]), options: MarkovChainMonteCarloOptions())
    }
    #expect(throws: LearningError.self) {
      try FactorizationMachine.train(.regression, on: rows([1, 2]), options: options { $0.epochs = 0 })
    }
    #expect(throws: LearningError.self) {
      try FactorizationMachine.train(.regression, on: rows([1, 2]), options: options { $0.burnIn = 60 })
    }
  }
}

@Suite("Distributions")
struct DistributionTests {
  private let random = RandomStream(seed: 12)

  @Test("the normal distribution function equals the C library's")
  func normal() {
    for step in -300...80 {
      let x = Double(step) / 10
      let expected = 0.5 * erfc(-x / 2.0.squareRoot())
      #expect(abs(Elementary.normalCDF(x) - expected) <= 1e-12 * expected + 1e-300, "\(x)")
    }
    #expect(Elementary.normalCDF(.nan).isNaN)
  }

  @Test("gamma numbers have the distribution's mean and variance", arguments: [0.5, 1, 7.5])
  func gamma(shape: Double) {
    let numbers = (0..<100_000).map { random.gamma(shape: shape, at: UInt64($0)) }
    let mean = numbers.reduce(0, +) / 1e5
    let variance = numbers.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / 1e5
    #expect(abs(mean - shape) < 0.02 * shape && abs(variance - shape) < 0.04 * shape)
  }

  @Test("truncated normal numbers exceed the bound and have the distribution's mean", arguments: [-2, 0, 1, 4])
  func truncated(bound: Double) {
    let numbers = (0..<100_000).map { random.normal(above: bound, at: UInt64($0)) }
    let density = exp(-0.5 * bound * bound) / (2 * Double.pi).squareRoot()
    #expect(numbers.allSatisfy { $0 > bound })
    #expect(abs(numbers.reduce(0, +) / 1e5 - density / (0.5 * erfc(bound / 2.0.squareRoot()))) < 0.01)
  }
}
