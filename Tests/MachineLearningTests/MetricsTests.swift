import MachineLearning
import RandomStreams
import Testing

@Suite("Metrics")
struct MetricsTests {
  // sklearn 1.x: y = [0,0,1,1,1,1,0,0]; p = [.1,.4,.35,.8,.65,.4,.9,.05]; pred = p >= .4
  private let labels = [false, false, true, true, true, true, false, false]
  private let probabilities = [0.1, 0.4, 0.35, 0.8, 0.65, 0.4, 0.9, 0.05]

  @Test("classification agrees with scikit-learn")
  func classification() throws {
    let metrics = try ClassificationMetrics(probabilities: probabilities, labels: labels, threshold: 0.4)
    let counts = metrics.confusion
    #expect(
      counts == ConfusionCounts(truePositives: 3, falsePositives: 2, falseNegatives: 1, trueNegatives: 2))
    #expect(counts.accuracy == 0.625)
    #expect(counts.precision == 0.6)
    #expect(counts.recall == 0.75)
    #expect(counts.f1 == 6.0 / 9)
    #expect(counts.specificity == 0.5)
    #expect(counts.alwaysYesAccuracy == 0.5)
    #expect(metrics.auc == 0.65625)
    #expect(abs((metrics.logLoss ?? 0) - 0.6987629813231138) < 1e-15)
    #expect(metrics.predictions?.least == 0.05)
    #expect(metrics.predictions?.greatest == 0.9)
  }

  @Test("regression agrees with scikit-learn")
  func regression() throws {
    // mean_squared_error, mean_absolute_error, r2_score of t = [3, -.5, 2, 7] and q = [2.5, 0, 2, 8]
    let metrics = try RegressionMetrics(predictions: [2.5, 0, 2, 8], targets: [3, -0.5, 2, 7])
    #expect(metrics.mse == 0.375)
    #expect(metrics.rmse == 0.375.squareRoot())
    #expect(metrics.mae == 0.5)
    #expect(abs((metrics.rSquared ?? 0) - 0.9486081370449679) < 1e-15)
    #expect(metrics.predictions?.least == 0)
    #expect(metrics.targets?.greatest == 7)
  }

  @Test("what is undefined is nil, not zero")
  func undefined() throws {
    let none = try ClassificationMetrics(probabilities: [0.1, 0.2], labels: [false, false])
    #expect(none.confusion.precision == nil)
    #expect(none.confusion.recall == nil)
    #expect(none.confusion.f1 == nil)
    #expect(none.auc == nil)
    #expect(none.confusion.accuracy == 1)
    let empty = try ClassificationMetrics(probabilities: [], labels: [])
    #expect(empty.logLoss == nil)
    #expect(empty.confusion.accuracy == nil)
    #expect(empty.predictions == nil)
    #expect(try RegressionMetrics(predictions: [], targets: []).mse == nil)
    #expect(try RegressionMetrics(predictions: [1, 2], targets: [3, 3]).rSquared == nil)
    #expect(Extremes([1, .nan]) == nil)
    #expect(try AreaUnderCurve.of(scores: [.nan, 1], labels: [true, false]) == nil)
  }

  @Test("certain errors keep the log loss finite")
  func certainErrors() throws {
    let metrics = try ClassificationMetrics(probabilities: [0, 1], labels: [true, false])
    #expect(metrics.logLoss?.isFinite == true)
  }

  @Test("area under the curve equals the share of ordered pairs", arguments: 0..<20)
  func pairs(seed: Int) throws {
    let random = RandomStream(seed: UInt64(seed))
    let scores = (0..<150).map { Double(random.index(at: $0, below: 20)) }
    let labels = (0..<150).map { random.uniform(at: 1000 + $0) < 0.3 }
    var (ordered, pairs) = (0.0, 0.0)
    for i in scores.indices where labels[i] {
      for j in scores.indices where !labels[j] {
        pairs += 1
        ordered += scores[i] > scores[j] ? 1 : scores[i] == scores[j] ? 0.5 : 0
      }
    }
    let auc = try #require(try AreaUnderCurve.of(scores: scores, labels: labels))
    #expect(abs(auc - ordered / pairs) < 1e-12)
  }

  @Test("bins are numpy's, and what lies outside is counted apart")
  func histogram() throws {
    // numpy.histogram([0, .5, 1, 1.5, 2, 3, 4, 4], bins=4, range=(0, 4)) gives [2, 2, 1, 3]
    let counts = try HistogramCounts([0, 0.5, 1, 1.5, 2, 3, 4, 4, -1, 5, .nan], bins: 4, range: 0...4)
    #expect(counts.counts == [2, 2, 1, 3])
    #expect(counts.edges == [0, 1, 2, 3, 4])
    #expect((counts.below, counts.above, counts.notNumbers) == (1, 1, 1))
    #expect(throws: LearningError.self) { try HistogramCounts([1], bins: 0, range: 0...1) }
    #expect(throws: LearningError.self) { try HistogramCounts([1], bins: 3, range: 1...1) }
  }

  @Test("every value lies within the edges of its bin")
  func edges() throws {
    let value = 0.1 + 0.2
    let counts = try HistogramCounts([value], bins: 10, range: 0...1)
    let bin = try #require(counts.counts.firstIndex(of: 1))
    #expect(counts.edges[bin] <= value && value < counts.edges[bin + 1])
  }

  @Test("columns of different length are refused")
  func lengths() {
    #expect(throws: LearningError.mismatchedLengths(what: "predictions", expected: 1, found: 2)) {
      try RegressionMetrics(predictions: [1, 2], targets: [1])
    }
    #expect(throws: LearningError.mismatchedLengths(what: "probabilities", expected: 1, found: 0)) {
      try ClassificationMetrics(probabilities: [], labels: [true])
    }
  }
}
