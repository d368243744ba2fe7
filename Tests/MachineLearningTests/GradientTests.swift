import Foundation
import RandomStreams
import Testing

@testable import MachineLearning

@Suite("Gradients")
struct GradientTests {
  private let rows: FeatureRows
  private let targets: [Double]
  private let random = RandomStream(seed: 21)

  init() throws {
    rows = try FeatureRows([
      .oneHot(codes: [0, 1, 2, 0, -1], cardinality: 3), .numeric([0.5, -1, 2, 0.1, 1.5]),
      .oneHot(codes: [1, 0, 1, 1, 0], cardinality: 2),
      .bag(
        FeatureBags(
          [[(0, 0.5), (3, 2)], [], [(1, 1)], [(3, -1), (0, 0.25), (2, 1)], [(2, 0.5), (1, 0.5)]], cardinality: 4)),
    ])
    targets = [1, 0, 1, 1, 0]
  }

  /// Σ loss in double precision, straight from the definitions.
  private func objective(_ task: LearningTask, _ machine: FactorizationMachine) -> Double {
    (0..<rows.count).reduce(0) { sum, row in
      let score = quadraticScore(machine, dense(machine, rows, row))
      switch task {
      case .regression: return sum + 0.5 * (score - targets[row]) * (score - targets[row])
      case .classification: return sum - Foundation.log(1 / (1 + exp(targets[row] == 1 ? -score : score)))
      }
    }
  }

  @Test("equal finite differences, for both losses and every kind of parameter", arguments: LearningTask.allCases)
  func finiteDifferences(task: LearningTask) throws {
    let fields = FeatureField.fields(of: rows, standardizes: false)
    let layout = try FeatureLayout(rows, fields: fields)
    let parameters = TrainingParameters(count: layout.width, factors: 3)
    parameters.drawFactors(sigma: 1.5, seed: 8, isOccurring: layout.occurring(), threads: 1)
    for feature in 0..<layout.width {
      parameters.base[feature * parameters.stride + parameters.width] = Float(random.normal(at: UInt64(feature)))
    }
    var machine = try FactorizationMachine(
      task: task, fields: fields, factors: 3, bias: 0.375,
      linear: (0..<layout.width).map { parameters.base[$0 * parameters.stride + parameters.width] },
      latent: (0..<layout.width).flatMap { f in (0..<3).map { parameters.base[f * parameters.stride + $0] } })
    let kernel = BatchKernel(
      table: FeatureTable(layout), parameters: parameters,
      step: AdaptiveStep(learningRate: 0.1, biasPenalty: 0, lossScale: 1), batchSize: 5, bound: .infinity)
    let order = (0..<UInt32(rows.count)).map { $0 }
    let labels = targets.map { Float($0) }
    let ofBias = order.withUnsafeBufferPointer { order in
      labels.withUnsafeBufferPointer { labels -> Float in
        guard let labels = labels.baseAddress else { return .nan }
        return kernel.accumulate(order, targets: labels, bias: 0.375, loss: PointwiseLoss(task)).slope
      }
    }
    let gradients = kernel.drainGradients()

    func difference(_ change: (inout FactorizationMachine, Float) -> Void) -> Double {
      let width: Float = 1.0 / 256
      var (up, down) = (machine, machine)
      change(&up, width)
      change(&down, -width)
      return (objective(task, up) - objective(task, down)) / (2 * Double(width))
    }
    machine.range = nil
    #expect(abs(difference { $0.bias += Double($1) } - Double(ofBias)) < 2e-4)
    #expect(gradients.count == layout.width)
    for feature in 0..<layout.width {
      let found = try #require(gradients[feature])
      #expect(abs(difference { $0.linear[feature] += $1 } - Double(found[3])) < 1e-3)
      for factor in 0..<3 {
        let expected = difference { $0.latent[feature * 3 + factor] += $1 }
        #expect(abs(expected - Double(found[factor])) < 1e-3, "v\(feature),\(factor)")
      }
    }
  }

  @Test("a fit by the pair kernel is the one by the batch kernel with batches of one row")
  func kernelsAgree() throws {
    // One row of each user and one epoch: there the runs of the pair kernel are rows, and both take them in the same order.
    let data = try PlantedTaste(users: 3000, items: 60, seed: 3)
    for task in LearningTask.allCases {
      let training = task == .regression ? data.test : try data.test.liked(4)
      var options = StochasticGradientOptions()
      options.factors = 9
      options.epochs = 1
      let pairs = try FactorizationMachine.train(task, on: training, options: options).machine
      options.clipGradient = 1e9  // too large to cut anything, but only the batch kernel knows how to
      let batches = try FactorizationMachine.train(task, on: training, options: options).machine
      #expect(abs(pairs.bias - batches.bias) < 1e-3)
      #expect(zip(pairs.linear, batches.linear).allSatisfy { abs($0 - $1) < 1e-3 })
      #expect(zip(pairs.latent, batches.latent).allSatisfy { abs($0 - $1) < 1e-3 })
      #expect(pairs.latent != batches.latent || pairs.linear != batches.linear)
    }
  }
}
