import Foundation
import MachineLearning
import RandomStreams
import Synchronization
import Testing

@Suite("Training a factorization machine")
struct TrainingTests {
  private static let planted = Result { try PlantedTaste(users: 1500, items: 400, seed: 5) }
  private let data: PlantedTaste

  init() throws {
    data = try Self.planted.get()
  }

  private func options(_ change: (inout StochasticGradientOptions) -> Void = { _ in }) -> StochasticGradientOptions {
    var options = StochasticGradientOptions()
    options.factors = 12
    options.epochs = 8
    change(&options)
    return options
  }

  @Test("lowers the loss, epoch after epoch at first", arguments: LearningTask.allCases)
  func lowersLoss(task: LearningTask) throws {
    let training = task == .regression ? data.training : try data.training.liked(4)
    let curve = try FactorizationMachine.train(task, on: training, options: options()).curve
    let losses = curve.points.map(\.training)
    #expect(losses.count == 8)
    #expect(losses[1] < losses[0] && losses[2] < losses[1])
    #expect(losses[7] < 0.9 * losses[0])
  }

  @Test("planted taste is found: better than biases, and they than the naive guess")
  func findsTaste() throws {
    let machine = try FactorizationMachine.train(
      .regression, on: data.training, options: options { ($0.factors, $0.epochs) = (64, 25) }
    ).machine
    let bias = try FactorizationMachine.bias(.regression, of: data.training)
    let naive = try FactorizationMachine.mean(.regression, of: data.training)
    #expect(try data.test.rmse(machine) < 0.97 * data.test.rmse(bias))
    #expect(try data.test.rmse(bias) < 0.95 * data.test.rmse(naive))
  }

  @Test("planted taste is found by the classifier: log loss and AUC beat the biases'")
  func findsTasteAsClassifier() throws {
    let training = try data.training.liked(4)
    let test = try data.test.liked(4)
    let labels = test.targets.map { $0 == 1 }
    func metrics(_ machine: FactorizationMachine) throws -> ClassificationMetrics {
      try ClassificationMetrics(probabilities: machine.predict(test.rows), labels: labels)
    }
    let machine = try metrics(
      FactorizationMachine.train(.classification, on: training, options: options { $0.factors = 64 }).machine)
    let bias = try metrics(FactorizationMachine.bias(.classification, of: training))
    let naive = try metrics(FactorizationMachine.mean(.classification, of: training))
    #expect(try #require(machine.logLoss) < #require(bias.logLoss))
    #expect(try #require(bias.logLoss) < #require(naive.logLoss))
    #expect(try #require(machine.auc) > #require(bias.auc))
    #expect(naive.auc == 0.5)
  }

  @Test("any number of threads gives the same bytes", arguments: [1, 64], LearningTask.allCases)
  func threads(batchSize: Int, task: LearningTask) throws {
    let training = task == .regression ? data.training : try data.training.liked(4)
    let trained = try [1, 2, 3].map { threads in
      try FactorizationMachine.train(
        task, on: training, test: task == .regression ? data.test : nil,
        options: options {
          ($0.threads, $0.batchSize, $0.epochs) = (threads, batchSize, 3)
          $0.trainingLoss = .afterEpoch
          $0.earlyStopping = EarlyStopping()
        })
    }
    for other in trained.dropFirst() {
      #expect(other.machine.bias == trained[0].machine.bias)
      #expect(other.machine.linear == trained[0].machine.linear)
      #expect(other.machine.latent == trained[0].machine.latent)
      #expect(other.curve == trained[0].curve)
    }
  }

  @Test("the seed decides, and nothing else")
  func seeds() throws {
    let first = try FactorizationMachine.train(.regression, on: data.training, options: options { $0.epochs = 1 })
    let same = try FactorizationMachine.train(.regression, on: data.training, options: options { $0.epochs = 1 })
    let other = try FactorizationMachine.train(
      .regression, on: data.training,
      options: options {
        $0.epochs = 1
        $0.seed = 43
      })
    #expect(first.machine.latent == same.machine.latent)
    #expect(first.machine.latent != other.machine.latent)
  }

  @Test("batches of 512 with the lab's clipping and rescaling learn as much as single rows")
  func batches() throws {
    let single = try FactorizationMachine.train(.regression, on: data.training, options: options()).machine
    let batched = try FactorizationMachine.train(
      .regression, on: data.training,
      options: options {
        $0.batchSize = 512
        $0.clipGradient = 5
        $0.rescaleGradient = 1.0 / 512
      }
    ).machine
    #expect(abs(try data.test.rmse(single) - data.test.rmse(batched)) < 0.01)
  }

  @Test("a tight clip changes the fit")
  func clipping() throws {
    let free = try FactorizationMachine.train(.regression, on: data.training, options: options { $0.epochs = 1 })
    let clipped = try FactorizationMachine.train(
      .regression, on: data.training,
      options: options {
        $0.epochs = 1
        $0.clipGradient = 0.01
      })
    #expect(free.machine.linear != clipped.machine.linear)
  }

  @Test("the curve's last test loss is what an evaluation of the machine gives")
  func curveMatchesEvaluation() throws {
    let trained = try FactorizationMachine.train(
      .regression, on: data.training, test: data.test, options: options { $0.trainingLoss = .afterEpoch })
    let last = try #require(trained.curve.points.last)
    #expect(abs(try #require(last.test) - data.test.rmse(trained.machine)) < 1e-5)
    #expect(abs(last.training - (try data.training.rmse(trained.machine))) < 1e-5)
    #expect(trained.curve.bestEpoch == 8)
  }

  @Test("early stopping keeps the epoch that predicted the held-out rows best")
  func earlyStopping() throws {
    let trained = try FactorizationMachine.train(
      .regression, on: data.training,
      options: options {
        ($0.epochs, $0.factorShrinkage, $0.factorRegularization, $0.factors) = (60, 0, 0, 32)
        $0.earlyStopping = EarlyStopping(fraction: 0.2, patience: 3)
      })
    let held = trained.curve.points.compactMap(\.validation)
    #expect(held.count < 60)
    #expect(held.count == trained.curve.bestEpoch + 3)
    #expect(held.min() == held[trained.curve.bestEpoch - 1])
  }

  @Test("a numeric feature is learned whatever its scale")
  func numericFeature() throws {
    let random = RandomStream(seed: 4)
    let codes = (0..<4000).map { Int32(random.index(at: UInt64($0), below: 10)) }
    let days = (0..<4000).map { 5000 * random.uniform(at: UInt64(10_000 + $0)) }
    let targets = (0..<4000).map { 3 + 0.001 * days[$0] * (codes[$0] < 5 ? 1 : -1) }
    let rows = try LabeledRows(FeatureRows([.oneHot(codes: codes, cardinality: 10), .numeric(days)]), targets: targets)
    let machine = try FactorizationMachine.train(
      .regression, on: rows, options: options { $0.epochs = 25 }
    ).machine
    #expect(try rows.rmse(machine) < 0.4)
    #expect(try rows.rmse(FactorizationMachine.bias(.regression, of: rows)) > 1)
  }

  @Test("predictions stay within the training targets when asked to")
  func clippedPredictions() throws {
    let machine = try FactorizationMachine.train(
      .regression, on: data.training, options: options { $0.clipsPredictions = true }
    ).machine
    #expect(machine.range == 1...5)
    #expect(try machine.predict(data.test.rows).allSatisfy { (1...5).contains($0) })
  }

  @Test("users and items never seen get the naive guess")
  func unseen() throws {
    let machine = try FactorizationMachine.train(.regression, on: data.training, options: options()).machine
    let rows = try FeatureRows([
      .oneHot(codes: [FeatureColumn.missingCode], cardinality: 1500),
      .oneHot(codes: [FeatureColumn.missingCode], cardinality: 400),
    ])
    #expect(try machine.predict(rows) == [machine.bias])
  }

  @Test("an observer sees every epoch, and can stop")
  func observer() throws {
    let epochs = Atomic<Int>(0)
    let counting = TrainingObserver(onEpoch: { epochs.store($0.epoch, ordering: .relaxed) })
    _ = try withExtendedLifetime(epochs) {
      try FactorizationMachine.train(.regression, on: data.training, options: options(), observer: counting)
    }
    #expect(epochs.load(ordering: .relaxed) == 8)
    #expect(throws: LearningError.cancelled) {
      try FactorizationMachine.train(
        .regression, on: data.training, options: options(), observer: TrainingObserver(isCancelled: { true }))
    }
  }
}
