import LabSupport
import MachineLearning
import Tables
import Testing

@testable import Steps

/// `train fm` with each of its solvers.
@Suite struct SolverTests {
  @Test(arguments: Solvers.all.map { $0.name })
  func everySolverPublishesWhatItDid(solver: String) throws {
    let isSampler = Solvers.all.contains { $0.name == solver && $0.isSampler }
    let run = try LearnedModels.run(
      """
      train fm on: train target: star_rating solver: \(solver) factors: 3 epochs: 10 test: test as found
      evaluate found on: test
      predict found on: test as scored
      recommend found user: 2 top: 3 as list
      """, models: "")
    #expect(run.faults.isEmpty, "\(run.faults.map(\.message))")
    let model = try run.model("found")
    #expect(try run.number("found.factors") == 3)
    #expect(try run.number("found.epochs") == 10)
    #expect(try run.number("found.best-epoch") == 10)
    #expect(try run.number("found.draws") == (isSampler ? 8 : 0))
    #expect(model.type.isSampled == isSampler)
    // The curve's last test loss is that of the predictions.
    let last = try #require(model.curve?.points.last?.test)
    #expect(abs(last - (try run.number("found.test.rmse"))) < 1e-4)
    let sentence = run.sentences().joined()
    #expect(sentence.contains("mean over 8 draws") == isSampler)
  }

  /// The options of all solvers are options of one step: two of a name would be checked as the first of them.
  @Test func anOptionThatTwoSolversHaveIsDeclaredOnce() {
    var declared: [String: String] = [:]
    for solver in Solvers.all {
      for option in solver.parameters.map(\.parameter) {
        let declaration = "\(option.kind), \(option.fallback): \(option.summary)"
        #expect(declared[option.name] ?? declaration == declaration, "\(solver.name) \(option.name)")
        declared[option.name] = declaration
      }
      #expect((solver.restriction == nil) == (solver.tasks.count == LearningTask.allCases.count), "\(solver.name)")
    }
    #expect(Set(Solvers.all.map { $0.name }).count == Solvers.all.count)
  }

  @Test func theHyperparametersOfTheLabReachAdam() throws {
    let run = try LearnedModels.run(
      """
      train fm on: train target: star_rating solver: adam factors: 2 epochs: 1 mini-batch-size: 1000000
        clip-gradient: 5 rescale-grad: 0.5 eps: 1e-12 bias-lr: 0.25 linear-lr: 0.125 factors-lr: 0.0625
        bias-wd: 0 linear-wd: 0 factors-wd: 0 bias-init-method: constant bias-init-value: 100
        linear-init-method: constant linear-init-value: 1 factors-init-method: uniform factors-init-scale: 0 as stepped
      """, models: "")
    let machine = try run.model("stepped").machine
    // One batch, one step, all scores far too high: every parameter goes down by its rate.
    #expect(abs(machine.bias - 99.75) < 1e-4)
    #expect(machine.linear.allSatisfy { $0 == 0 || abs($0 - 0.875) < 1e-5 })
    #expect(machine.linear.contains { $0 != 0 })
    // V at 0 has no gradient.
    #expect(machine.latent.allSatisfy { $0 == 0 })
  }

  @Test func trainingGoesOnFromAModelWithItsFactors() throws {
    let run = try LearnedModels.run(
      """
      train fm on: train target: star_rating solver: als epochs: 1 from: model as polished
      train fm on: train target: star_rating solver: mcmc epochs: 2 from: polished as sampled
      train fm on: train target: star_rating epochs: 1 rate: 0.000001 from: sampled as last
      """)
    #expect(run.faults.isEmpty, "\(run.faults.map(\.message))")
    for name in ["polished", "sampled", "last"] { #expect(try run.number("\(name).factors") == 6) }
    #expect(try run.number("polished.train.loss") < run.number("model.train.loss"))
  }

  @Test func textsKeepTheirNumbersWhenTrainingGoesOn() throws {
    let run = try LearnedModels.run(
      """
      filter train where: star_rating >= 3 as some
      train fm on: some target: star_rating features: [product_title, user] factors: 2 epochs: 5 as first
      train fm on: train target: star_rating features: [product_title, user] epochs: 1 rate: 0.000001 from: first as second
      """, models: "")
    #expect(run.faults.isEmpty, "\(run.faults.map(\.message))")
    let (first, second) = (try run.model("first"), try run.model("second"))
    let (old, new) = (first.categories["product_title"] ?? [:], second.categories["product_title"] ?? [:])
    #expect(new.count > old.count)
    #expect(old.allSatisfy { new[$0.key] == $0.value })
    let gap = old.values.map { abs(first.machine.linear[Int($0)] - second.machine.linear[Int($0)]) }.max()
    #expect(try #require(gap) < 1e-3)
  }

  @Test func clippedPredictionsStayInTheRangeOfTheTarget() throws {
    let run = try LearnedModels.run(
      """
      train fm on: train target: star_rating solver: adam bias-init-method: constant bias-init-value: 5
        bias-lr: 0 linear-init-sigma: 0.5 as wild
      predict wild on: test as free
      predict wild on: test clip-predictions: true as cut
      evaluate wild on: test clip-predictions: true
      """, models: "")
    func predictions(_ name: String) throws -> [Double] { try run.table(name).numbers("prediction").compactMap { $0 } }
    let free = try predictions("free")
    #expect(free.contains { $0 > 5 })
    #expect(try predictions("cut") == free.map { min(max($0, 1), 5) })
    #expect(try run.number("wild.test.greatest") == 5)
  }

  /// The neighbours of a model of draws are those of the mean score over its draws.
  @Test func neighboursOfAModelOfDrawsRankByTheMeanScore() throws {
    let run = try LearnedModels.run(
      """
      train fm on: train target: star_rating solver: mcmc factors: 3 epochs: 10 as sampled
      knn sampled k: 5 as near
      recommend sampled user: 4 top: 5 seen: true as list
      evaluate sampled on: test at: 5
      """, models: "")
    #expect(run.faults.isEmpty, "\(run.faults.map(\.message))")
    let near = try run.table("near")
    let items = zip(near.texts("user"), near.texts("item")).filter { $0.0 == "4" }.map(\.1)
    #expect(items.count == 5)
    #expect(items == (try run.table("list").texts("item")))
    #expect(try run.number("sampled.test.ranked-users") > 0)
  }
}
