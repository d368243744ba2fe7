import Diagnostics
import MachineLearning
import Testing

@testable import Steps

/// What memory does not hold is not begun.
@Suite struct LearningRoomTests {
  @Test func theFaultSaysHowMuch() throws {
    let span = SourceFile(path: "a.md", text: "train").span(0..<5)
    try LearningRoom.require(numbers: 250, for: "it", help: "ask for fewer", memory: 1000, at: span)
    do {
      try LearningRoom.require(numbers: 6e9, for: "it", help: "ask for fewer", memory: 16_000_000_000, at: span)
      Issue.record("6,000 million numbers are taken")
    } catch let fault as Diagnostic {
      #expect(fault.code.name == "result-too-large")
      #expect(fault.message == "it would take 24 GB of memory, of which 16 GB are left")
      #expect(fault.help == ["ask for fewer"])
    }
  }

  @Test func parametersAreCountedTwiceAndSumsOfRowsOnce() throws {
    let columns = [3, 2, 2].map { FeatureColumn.oneHot(codes: [0, 1], cardinality: $0) }
    let rows = try LabeledRows(FeatureRows(columns), targets: [1, 2])
    let pairs = try LabeledRows(FeatureRows(Array(columns.dropLast())), targets: [1, 2])
    func numbers(_ options: some SolverOptions, _ rows: LabeledRows) -> Double {
      var options = options
      options.factors = 4
      return options.numbersHeld(for: rows)
    }
    #expect(numbers(StochasticGradientOptions(), rows) == 56)
    #expect(numbers(MarkovChainMonteCarloOptions(), rows) == 64)
    #expect(numbers(MarkovChainMonteCarloOptions(), pairs) == 40)
  }
}
