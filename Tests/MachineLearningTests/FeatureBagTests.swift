import MachineLearning
import RandomStreams
import Testing

@Suite("Bags of features")
struct FeatureBagTests {
  private let random = RandomStream(seed: 31)

  @Test("a code counts once a row, with the sum of its weights; zeros are left out")
  func merging() throws {
    let bags = try FeatureBags(
      [[(2, 0.5), (0, 1), (2, 0.25)], [], [(1, 1), (1, -1)], [(3, 0), (0, 2)]], cardinality: 4)
    #expect(bags.count == 4)
    #expect(bags.starts == [0, 2, 2, 2, 3])
    #expect(bags.codes == [0, 2, 0])
    #expect(bags.weights == [1, 0.75, 2])
  }

  @Test("codes and weights that cannot be are refused, with their row")
  func faults() {
    #expect(throws: LearningError.codeOutOfRange(field: 0, row: 1, code: 4, cardinality: 4)) {
      try FeatureBags([[(3, 1)], [(4, 1)]], cardinality: 4)
    }
    #expect(throws: LearningError.codeOutOfRange(field: 0, row: 0, code: -1, cardinality: 4)) {
      try FeatureBags([[(-1, 1)]], cardinality: 4)
    }
    #expect(throws: LearningError.nonFiniteFeature(field: 0, row: 0, value: .infinity)) {
      try FeatureBags([[(0, .infinity)]], cardinality: 4)
    }
    #expect(throws: LearningError.invalidHyperparameter(name: "cardinality", value: -1, allowed: "0 to 2147483647")) {
      try FeatureBags([], cardinality: -1)
    }
  }

  @Test("scores equal the quadratic sum, and survive saving", arguments: [0, 3, 8])
  func scores(factors: Int) throws {
    let fields = [FeatureField.oneHot(cardinality: 3), .bag(cardinality: 5), .numeric(center: 1, scale: 2)]
    let machine = try FactorizationMachine(
      task: .regression, fields: fields, factors: factors, bias: 0.25,
      linear: (0..<9).map { Float(random.normal(at: $0)) },
      latent: (0..<UInt64(9 * factors)).map { Float(random.normal(at: 100 + $0)) })
    let rows = try FeatureRows([
      .oneHot(codes: [0, 2, -1], cardinality: 3),
      .bag(FeatureBags([[(0, 0.5), (4, 0.5)], [], [(1, 2), (2, -1), (3, 0.125)]], cardinality: 5)),
      .numeric([0, 3, 1]),
    ])
    let scores = try machine.score(rows)
    for (row, score) in scores.enumerated() {
      #expect(abs(score - quadraticScore(machine, dense(machine, rows, row))) < 1e-5)
    }
    #expect(try FactorizationMachine(encoded: machine.encoded()).score(rows) == scores)
    #expect(throws: LearningError.self) {
      try machine.score(rows.rows(at: [0]).replacingBag(cardinality: 6))
    }
  }

  /// Rows of 5 users whose target is the weighted sum of what is in their bag, and a little noise.
  private func planted() throws -> (training: LabeledRows, test: LabeledRows) {
    let worth = [2.0, -1, 0.5, -2, 1, 0]
    var bags: [[(code: Int32, weight: Float)]] = []
    var (users, targets): ([Int32], [Double]) = ([], [])
    for row in 0..<UInt64(900) {
      let codes = (0..<1 + random.index(at: 8 * row, below: 3)).map {
        Int32(random.index(at: 8 * row + 1 + UInt64($0), below: 6))
      }
      bags.append(codes.map { ($0, 1 / Float(codes.count)) })
      users.append(Int32(random.index(at: 8 * row + 6, below: 5)))
      targets.append(
        codes.reduce(0) { $0 + worth[Int($1)] } / Double(codes.count) + 0.1 * random.normal(at: 8 * row + 7))
    }
    let all = try LabeledRows(
      FeatureRows([.oneHot(codes: users, cardinality: 5), .bag(FeatureBags(bags, cardinality: 6))]), targets: targets)
    return (all.at(Array(0..<700)), all.at(Array(700..<900)))
  }

  @Test("every solver finds what the members of a bag are worth, whatever the number of threads")
  func learning() throws {
    let (training, test) = try planted()
    var gradient = StochasticGradientOptions()
    gradient.factors = 2
    gradient.epochs = 60
    var adam = AdamOptions()
    (adam.factors, adam.epochs, adam.miniBatchSize) = (2, 200, 50)
    (adam.rescaleGradient, adam.linear.learningRate, adam.latent.learningRate) = (0.02, 0.02, 0.01)
    var alternating = AlternatingLeastSquaresOptions()
    alternating.factors = 2
    var gibbs = MarkovChainMonteCarloOptions()
    (gibbs.factors, gibbs.epochs) = (2, 40)
    let naive = try test.rmse(FactorizationMachine.mean(.regression, of: training))
    func trained(threads: Int) throws -> [(name: String, machine: FactorizationMachine)] {
      (gradient.threads, alternating.threads, gibbs.threads) = (threads, threads, threads)
      return [
        ("sgd", try FactorizationMachine.train(.regression, on: training, options: gradient).machine),
        ("adam", try FactorizationMachine.train(.regression, on: training, options: adam).machine),
        ("als", try FactorizationMachine.train(.regression, on: training, options: alternating).machine),
        ("mcmc", try FactorizationMachine.train(.regression, on: training, options: gibbs).machine),
        ("bias", try FactorizationMachine.bias(.regression, of: training)),
      ]
    }
    let (one, two) = (try trained(threads: 1), try trained(threads: 2))
    for (name, machine) in one {
      let found = try test.rmse(machine)
      #expect(found < 0.3 * naive, "\(name): \(found), naive \(naive)")
    }
    for (first, second) in zip(one, two) {
      #expect(first.machine.linear == second.machine.linear && first.machine.latent == second.machine.latent)
      #expect(first.machine.draws == second.machine.draws)
    }
  }
}

extension FeatureRows {
  /// The same rows with empty bags of another number of codes.
  fileprivate func replacingBag(cardinality: Int) throws -> FeatureRows {
    try FeatureRows(
      columns.map { column in
        if case .bag(let bags) = column {
          return .bag(
            try FeatureBags(
              [[(code: Int32, weight: Float)]](repeating: [], count: bags.count), cardinality: cardinality))
        }
        return column
      })
  }
}
