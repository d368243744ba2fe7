import Foundation
import Testing

@testable import MachineLearning

@Suite("Adam, alternating least squares, and going on")
struct SolverTests {
  private static let planted = Result { try PlantedTaste(users: 600, items: 200, seed: 5) }
  private let data: PlantedTaste

  init() throws {
    data = try Self.planted.get()
  }

  private func adam(_ change: (inout AdamOptions) -> Void = { _ in }) -> AdamOptions {
    var options = AdamOptions()
    (options.epochs, options.miniBatchSize, options.latent.learningRate) = (30, 100, 0.003)
    options.linear.learningRate = 0.01
    change(&options)
    return options
  }

  private func als(_ change: (inout AlternatingLeastSquaresOptions) -> Void = { _ in })
    -> AlternatingLeastSquaresOptions
  {
    var options = AlternatingLeastSquaresOptions()
    change(&options)
    return options
  }

  @Test("alternating least squares and Adam find planted taste")
  func findTaste() throws {
    let bias = try data.test.rmse(FactorizationMachine.bias(.regression, of: data.training))
    let solved = try FactorizationMachine.train(.regression, on: data.training, options: als { $0.factors = 16 })
      .machine
    let stepped = try FactorizationMachine.train(
      .regression, on: data.training, options: adam { ($0.factors, $0.linear.weightDecay) = (16, 0.1) }
    ).machine
    #expect(try data.test.rmse(solved) < bias)
    #expect(
      try data.training.rmse(stepped) < data.training.rmse(FactorizationMachine.bias(.regression, of: data.training)))
  }

  @Test("every epoch of alternating least squares lowers the penalised sum of squares", arguments: [false, true])
  func descends(isGeneral: Bool) throws {
    var training = data.training
    if isGeneral {
      training = try LabeledRows(
        FeatureRows(training.rows.columns + [.numeric(training.targets.indices.map { Double($0 % 7) })]),
        targets: training.targets)
    }
    let scale = try #require(TargetScale(training.targets))
    var last = Double.infinity
    for epochs in 1...4 {
      let machine = try FactorizationMachine.train(.regression, on: training, options: als { $0.epochs = epochs })
        .machine
      let options = als()
      var counts = [Double](repeating: 0, count: machine.linear.count)
      for (column, offset) in zip(training.rows.columns, machine.offsets) {
        switch column {
        case .oneHot(let codes, _): for code in codes { counts[offset + Int(code)] += 1 }
        case .numeric: counts[offset] = Double(training.rows.count)
        case .bag(let bags): for code in bags.codes { counts[offset + Int(code)] += 1 }
        }
      }
      var objective = 0.0
      for (score, target) in zip(try machine.score(training.rows), training.targets) {
        objective += (score - target) * (score - target) / scale.scale / scale.scale
      }
      for feature in counts.indices {
        let weight = Double(machine.linear[feature]) / scale.scale
        let squares = machine.latentVector(of: feature).reduce(0.0) { $0 + Double($1) * Double($1) } / scale.scale
        let penalty = options.factorShrinkage + options.factorRegularization * counts[feature]
        objective += options.linearShrinkage * weight * weight + penalty * squares
      }
      #expect(objective < last)
      last = objective
    }
  }

  @Test("with one field, the weights are ridge regression's")
  func closedForm() throws {
    let rows = try LabeledRows(
      FeatureRows([.oneHot(codes: [0, 0, 1, 1, 1, 2], cardinality: 3)]), targets: [1, 3, 4, 6, 5, -2])
    let machine = try FactorizationMachine.train(
      .regression, on: rows, options: als { ($0.factors, $0.epochs, $0.linearShrinkage) = (0, 200, 2) }
    ).machine
    // w = Σ (y − w0) / (n + λ); w0 the mean of what is left.
    for (feature, targets) in [[1.0, 3], [4, 6, 5], [-2]].enumerated() {
      let expected = targets.reduce(0) { $0 + $1 - machine.bias } / Double(targets.count + 2)
      #expect(abs(Double(machine.linear[feature]) - expected) < 1e-4)
    }
    let left = try zip(rows.targets, machine.score(rows.rows)).reduce(0) { $0 + $1.0 - $1.1 }
    #expect(abs(left) < 1e-3)
  }

  @Test("Adam's first step has the length of its rate, and the sign of the gradient")
  func firstStep() throws {
    let rows = try LabeledRows(
      FeatureRows([.oneHot(codes: [0, 1, 1], cardinality: 3), .oneHot(codes: [0, 0, 1], cardinality: 2)]),
      targets: [5, 1, 2])
    let options = adam {
      ($0.epochs, $0.miniBatchSize, $0.factors) = (1, 3, 2)
      $0.bias = .init(learningRate: 0.5, weightDecay: 0, initialization: .constant(3))
      $0.linear = .init(learningRate: 0.25, weightDecay: 0, initialization: .constant(0.5))
      $0.latent = .init(learningRate: 0.125, weightDecay: 0, initialization: .constant(1))
    }
    let machine = try FactorizationMachine.train(.regression, on: rows, options: options).machine
    // All scores are 3 + 0.5 + 0.5 + 2 = 6: every gradient is positive.
    #expect(abs(machine.bias - 2.5) < 1e-5)
    #expect(machine.linear.map { ($0 * 1e4).rounded() / 1e4 } == [0.25, 0.25, 0, 0.25, 0.25])
    #expect(
      machine.latent.map { ($0 * 1e4).rounded() / 1e4 } == [
        0.875, 0.875, 0.875, 0.875, 0, 0, 0.875, 0.875, 0.875, 0.875,
      ])
  }

  @Test("Adam's clip bounds a gradient before the decay, after rescaling")
  func clipping() throws {
    func train(_ change: (inout AdamOptions) -> Void) throws -> [Float] {
      try FactorizationMachine.train(.regression, on: data.training, options: adam(change)).machine.latent
    }
    let free = try train { _ in }
    #expect(try train { $0.clipGradient = 1e6 } == free)
    #expect(try train { $0.clipGradient = 0.01 } != free)
    // Without ε, decay and clip, a step does not depend on the gradient's scale.
    func bare(_ rescale: Double) throws -> [Float] {
      try train {
        $0.rescaleGradient = rescale
        ($0.epochs, $0.epsilon) = (1, 1e-30)
        ($0.bias.weightDecay, $0.linear.weightDecay, $0.latent.weightDecay) = (0, 0, 0)
      }
    }
    #expect(try bare(1) == bare(0.25))
  }

  @Test("any number of threads gives the same machine, each solver")
  func threads() throws {
    let solved = try [1, 2, 3].map { threads in
      try FactorizationMachine.train(.regression, on: data.training, options: als { $0.threads = threads }).machine
        .latent
    }
    #expect(solved[1] == solved[0] && solved[2] == solved[0])
    let stepped = try [1, 2].map { threads in
      try FactorizationMachine.train(
        .classification, on: data.training.liked(4),
        options: adam { ($0.threads, $0.epochs, $0.earlyStopping) = (threads, 3, EarlyStopping()) }
      )
    }
    #expect(stepped[1].machine.latent == stepped[0].machine.latent && stepped[1].curve == stepped[0].curve)
  }

  @Test("early stopping keeps the best epoch of Adam")
  func earlyStopping() throws {
    let trained = try FactorizationMachine.train(
      .regression, on: data.training,
      options: adam {
        ($0.factors, $0.epochs, $0.latent.learningRate) = (32, 100, 0.03)
        $0.earlyStopping = EarlyStopping(fraction: 0.2, patience: 3)
      })
    let held = trained.curve.points.compactMap(\.validation)
    #expect(held.count == trained.curve.bestEpoch + 3)
    #expect(held.min() == held[trained.curve.bestEpoch - 1])
  }

  @Test("training goes on where another left off, whoever made it")
  func goesOn() throws {
    let start = try FactorizationMachine.train(.regression, on: data.training).machine
    let begun = try data.training.rmse(start)
    func first(_ trained: TrainedMachine) throws -> Double { try #require(trained.curve.points.first).training }
    var options = StochasticGradientOptions()
    (options.epochs, options.learningRate) = (1, 1e-6)
    let descended = try FactorizationMachine.train(.regression, on: data.training, options: options, from: start)
    #expect(abs(try first(descended) - begun) < 1e-3)
    let stepped = try FactorizationMachine.train(
      .regression, on: data.training,
      options: adam {
        $0.epochs = 1
        ($0.bias.learningRate, $0.linear.learningRate, $0.latent.learningRate) = (0, 0, 0)
      }, from: start)
    #expect(abs(try first(stepped) - begun) < 1e-3)
    #expect(zip(stepped.machine.latent, start.latent).allSatisfy { abs($0 - $1) < 1e-5 })
    var sampling = MarkovChainMonteCarloOptions()
    sampling.epochs = 3
    let sampled = try FactorizationMachine.train(.regression, on: data.training, options: sampling)
    let last = try FactorizationMachine.train(.regression, on: data.training, options: options, from: sampled.machine)
    // The last draw that is kept, which has the means of its items.
    let draw = try #require(sampled.machine.draws.last)
    let kept = try FactorizationMachine(
      task: .regression, fields: sampled.machine.fields, factors: sampled.machine.factors, bias: draw.bias,
      linear: draw.linear, latent: draw.latent, range: nil)
    #expect(abs(try first(last) - (try data.training.rmse(kept))) < 1e-3)
    #expect(throws: LearningError.self) {
      try FactorizationMachine.train(.regression, on: data.training, options: als { $0.factors = 9 }, from: start)
    }
    #expect(throws: LearningError.self) {
      try FactorizationMachine.train(.classification, on: data.training.liked(4), from: start)
    }
  }

  @Test("users that came since have their own parameters, and the others keep theirs")
  func goesOnWithMore() throws {
    guard case .oneHot(let users, let width) = data.training.rows.columns[0] else { return }
    let start = try FactorizationMachine.train(.regression, on: data.training).machine
    let more = try LabeledRows(
      FeatureRows([
        .oneHot(codes: users.map { $0 == 0 ? Int32(width) : $0 }, cardinality: width + 1),
        data.training.rows.columns[1],
      ]),
      targets: data.training.targets)
    var options = StochasticGradientOptions()
    (options.epochs, options.learningRate) = (1, 1e-6)
    let machine = try FactorizationMachine.train(.regression, on: more, options: options, from: start).machine
    let (old, new) = (start.offsets[1], machine.offsets[1])
    #expect(machine.fields[0] == .oneHot(cardinality: width + 1))
    #expect(zip(machine.linear[1..<width], start.linear[1..<width]).allSatisfy { abs($0 - $1) < 1e-4 })
    #expect(zip(machine.linear[new...], start.linear[old...]).allSatisfy { abs($0 - $1) < 1e-4 })
    #expect(machine.latentVector(of: width).contains { $0 != 0 })
    #expect(throws: LearningError.self) {
      try FactorizationMachine.train(.regression, on: data.training, options: options, from: machine)
    }
  }

  @Test("machines of draws, and of different links, have no weighted sum")
  func notSummable() throws {
    var options = MarkovChainMonteCarloOptions()
    options.epochs = 2
    let liked = try data.training.liked(4)
    let sampled = try FactorizationMachine.train(.classification, on: liked, options: options).machine
    let trained = try FactorizationMachine.train(.classification, on: liked).machine
    let point = try FactorizationMachine(
      task: .classification, fields: sampled.fields, factors: sampled.factors, bias: 0, linear: sampled.linear,
      latent: sampled.latent, link: .probit)
    for other in [sampled, point] {
      #expect(throws: LearningError.notSummable) {
        try FactorizationMachine.weightedSum(
          of: [trained, other], fields: trained.fields, places: [[0, 1], [0, 1]], weights: [0.5, 0.5])
      }
    }
    let twice = try FactorizationMachine.weightedSum(
      of: [point, point], fields: point.fields, places: [[0, 1], [0, 1]], weights: [0.5, 0.5])
    #expect(twice.link == .probit)
  }

  @Test("least squares are not asked for a classifier")
  func tasks() {
    #expect(throws: LearningError.taskNotLearned(.classification)) {
      try FactorizationMachine.train(.classification, on: data.training.liked(4), options: als())
    }
  }

  @Test("settings of Adam that make no sense, by name")
  func settings() {
    let faults: [(String, (inout AdamOptions) -> Void)] = [
      ("factors", { $0.factors = -1 }), ("epochs", { $0.epochs = 0 }), ("mini-batch-size", { $0.miniBatchSize = 0 }),
      ("clip-gradient", { $0.clipGradient = 0 }), ("rescale-grad", { $0.rescaleGradient = .nan }),
      ("eps", { $0.epsilon = 0 }), ("bias-lr", { $0.bias.learningRate = -1 }),
      ("linear-wd", { $0.linear.weightDecay = .nan }),
      ("factors-init-sigma", { $0.latent.initialization = .normal(sigma: -1) }),
      ("linear-init-scale", { $0.linear.initialization = .uniform(scale: -1) }),
      ("bias-init-value", { $0.bias.initialization = .constant(.infinity) }),
    ]
    for (name, fault) in faults {
      var options = AdamOptions()
      fault(&options)
      do {
        try options.check()
        Issue.record("\(name) was accepted")
      } catch {
        guard case .invalidHyperparameter(let found, _, _) = error else {
          Issue.record("\(error)")
          continue
        }
        #expect(found == name)
      }
    }
  }
}
