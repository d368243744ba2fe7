import MachineLearning
import Testing

@Suite("Faults of data and settings")
struct LearningErrorTests {
  private func rows(_ targets: [Double]) throws -> LabeledRows {
    try LabeledRows(
      FeatureRows([.oneHot(codes: targets.indices.map { Int32($0 % 2) }, cardinality: 2)]), targets: targets)
  }

  @Test("an empty training set")
  func empty() {
    for task in LearningTask.allCases {
      #expect(throws: LearningError.emptyTrainingSet) { try FactorizationMachine.train(task, on: rows([])) }
      #expect(throws: LearningError.emptyTrainingSet) { try FactorizationMachine.mean(task, of: rows([])) }
      #expect(throws: LearningError.emptyTrainingSet) { try FactorizationMachine.bias(task, of: rows([])) }
    }
  }

  @Test("targets that are no numbers, with their row")
  func nonFinite() {
    #expect(throws: LearningError.nonFiniteTarget(row: 1, value: .infinity)) {
      try FactorizationMachine.train(.regression, on: rows([1, .infinity, 2]))
    }
    #expect(throws: LearningError.self) { try FactorizationMachine.train(.regression, on: rows([1, .nan, 2])) }
    #expect(throws: LearningError.self) { try FactorizationMachine.bias(.regression, of: rows([1, .nan, 2])) }
  }

  @Test("constant targets and single rows")
  func constant() throws {
    #expect(throws: LearningError.constantTarget(value: 5)) {
      try FactorizationMachine.train(.regression, on: rows([5, 5, 5]))
    }
    #expect(throws: LearningError.constantTarget(value: 1)) {
      try FactorizationMachine.train(.classification, on: rows([1, 1]))
    }
    #expect(throws: LearningError.constantTarget(value: 3)) {
      try FactorizationMachine.train(.regression, on: rows([3]))
    }
    #expect(try FactorizationMachine.mean(.regression, of: rows([3])).bias == 3)
    let always = try FactorizationMachine.bias(.classification, of: rows([1, 1, 1]))
    #expect(try always.predict(rows([1]).rows).allSatisfy { $0 > 0.5 && $0 < 1 })
  }

  @Test("classes other than 0 and 1")
  func notBinary() {
    #expect(throws: LearningError.targetNotBinary(row: 2, value: 5)) {
      try FactorizationMachine.train(.classification, on: rows([0, 1, 5]))
    }
  }

  @Test("targets of another length")
  func lengths() throws {
    #expect(throws: LearningError.mismatchedLengths(what: "targets", expected: 1, found: 2)) {
      try LabeledRows(FeatureRows([.numeric([1])]), targets: [1, 2])
    }
  }

  @Test("settings that make no sense, by name")
  func settings() {
    let faults: [(String, (inout StochasticGradientOptions) -> Void)] = [
      ("factors", { $0.factors = -1 }), ("epochs", { $0.epochs = 0 }), ("batch-size", { $0.batchSize = 0 }),
      ("learning-rate", { $0.learningRate = 0 }), ("learning-rate", { $0.learningRate = .nan }),
      ("bias-regularization", { $0.biasRegularization = -1 }),
      ("linear-regularization", { $0.linearRegularization = .infinity }),
      ("factor-shrinkage", { $0.factorShrinkage = -1 }), ("initial-sigma", { $0.initialSigma = -1 }),
      ("clip-gradient", { $0.clipGradient = 0 }), ("rescale-gradient", { $0.rescaleGradient = .infinity }),
      ("early-stopping fraction", { $0.earlyStopping = EarlyStopping(fraction: 1) }),
      ("patience", { $0.earlyStopping = EarlyStopping(patience: 0) }), ("threads", { $0.threads = 0 }),
    ]
    for (name, fault) in faults {
      var options = StochasticGradientOptions()
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
    #expect(throws: LearningError.self) { try FactorizationMachine.bias(.regression, of: rows([1, 2]), damping: -1) }
    #expect(throws: LearningError.self) { try FactorizationMachine.bias(.regression, of: rows([1, 2]), sweeps: 0) }
  }

  @Test("targets of any size train without running away")
  func hugeTargets() throws {
    let machine = try FactorizationMachine.train(.regression, on: rows([1e12, -1e12, 3e12, 0])).machine
    #expect(try machine.predict(rows([0, 0]).rows).allSatisfy(\.isFinite))
  }
}
