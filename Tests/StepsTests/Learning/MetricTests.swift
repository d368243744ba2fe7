import Foundation
import LabSupport
import Tables
import Testing

/// What evaluate and confusion-matrix publish against the formulas, from the predictions themselves.
@Suite struct MetricTests {
  @Test func evaluatePublishesTheErrorsOfTheModelAndOfTheNaiveGuess() throws {
    let run = try LearnedModels.run("evaluate model on: [train, test]\npredict model on: test as scored")
    let scored = try run.table("scored")
    let truth = scored.numbers("star_rating").compactMap { $0 }
    let predicted = scored.numbers("prediction").compactMap { $0 }
    let n = Double(truth.count)
    let train = try run.table("train").numbers("star_rating").compactMap { $0 }
    let guess = train.reduce(0, +) / Double(train.count)
    func mean(_ values: [Double]) -> Double { values.reduce(0, +) / n }
    let mse = mean(zip(predicted, truth).map { ($0 - $1) * ($0 - $1) })
    let naive = mean(truth.map { (guess - $0) * (guess - $0) })
    let expected: [(String, Double)] = [
      ("rows", n), ("mse", mse), ("rmse", mse.squareRoot()),
      ("mae", mean(zip(predicted, truth).map { abs($0 - $1) })), ("naive-mse", naive),
      ("naive-rmse", naive.squareRoot()), ("naive-mae", mean(truth.map { abs(guess - $0) })),
      ("least", predicted.min() ?? 0), ("greatest", predicted.max() ?? 0), ("truth-least", truth.min() ?? 0),
      ("truth-greatest", truth.max() ?? 0),
    ]
    #expect(truth.count > 50)
    for (path, value) in expected {
      #expect(close([try run.number("model.test.\(path)")], [value], within: 1e-9), "\(path)")
    }
  }

  @Test func theConfusionMatrixCountsRightAndWrongAnswers() throws {
    let run = try LearnedModels.run(
      "confusion-matrix liked on: test threshold: 0.6 as cells\nevaluate liked on: test threshold: 0.6\n"
        + "predict liked on: test threshold: 0.6 as scored")
    let scored = try run.table("scored")
    let truth = scored.numbers("star_rating").map { $0 == 5 }
    let chances = scored.numbers("prediction").compactMap { $0 }
    let yes = chances.map { $0 >= 0.6 }
    #expect(scored.texts("predicted_label") == yes.map { "\($0)" })
    func count(_ actual: Bool, _ said: Bool) -> Int { zip(truth, yes).count { $0 == actual && $1 == said } }
    let (tp, fp, tn, fn) = (count(true, true), count(false, true), count(false, false), count(true, false))
    #expect(
      try run.table("cells").listing == [
        "actual string: yes yes no no", "predicted string: yes no yes no", "count integer: \(tp) \(fn) \(fp) \(tn)",
      ])
    let precision = Double(tp) / Double(tp + fp)
    let recall = Double(tp) / Double(tp + fn)
    let expected: [(String, Double)] = [
      ("accuracy", Double(tp + tn) / Double(truth.count)), ("precision", precision), ("recall", recall),
      ("f1", 2 * precision * recall / (precision + recall)),
      ("always-yes", Double(tp + fn) / Double(truth.count)),
    ]
    for (path, value) in expected {
      #expect(close([try run.number("liked.confusion.\(path)")], [value]), "\(path)")
      #expect(close([try run.number("liked.test.\(path)")], [value]), "\(path)")
    }
    // Area under the curve: the share of pairs of a yes and a no that the model puts in order, ties half.
    var ordered = 0.0
    var pairs = 0.0
    for (a, isYes) in zip(chances, truth) where isYes {
      for (b, isAlsoYes) in zip(chances, truth) where !isAlsoYes {
        pairs += 1
        ordered += a > b ? 1 : a == b ? 0.5 : 0
      }
    }
    #expect(close([try run.number("liked.test.auc")], [ordered / pairs], within: 1e-9))
    let loss = zip(chances, truth).map { -log($1 ? $0 : 1 - $0) }.reduce(0, +) / Double(truth.count)
    #expect(close([try run.number("liked.test.log-loss")], [loss], within: 1e-6))
  }

  @Test func theMeanModelIsTheNaiveGuess() throws {
    let run = try LearnedModels.run(
      "evaluate naive on: test", models: "train mean on: train target: star_rating as naive\n")
    #expect(try run.number("naive.test.mse") == run.number("naive.test.naive-mse"))
  }
}
