import Foundation
import MachineLearning
import TestSupport
import Testing

/// The example of the module's documentation does what it says.
@Suite struct DocumentedExampleTests {
  private static let documentation = "Sources/MachineLearning/MachineLearning.docc/MachineLearning.md"

  @Test func theFirstPersonLikesTheFirstFilm() throws {
    // example
    let people: [Int32] = [0, 0, 1, 1, 2, 2, 3, 3]
    let films: [Int32] = [0, 1, 0, 1, 2, 3, 2, 3]
    let stars: [Double] = [5, 4, 5, 4, 2, 1, 2, 1]

    let rows = try FeatureRows([.oneHot(codes: people, cardinality: 4), .oneHot(codes: films, cardinality: 4)])
    var options = StochasticGradientOptions()
    options.factors = 2
    options.epochs = 50
    let trained = try FactorizationMachine.train(.regression, on: LabeledRows(rows, targets: stars), options: options)

    let asked = try FeatureRows([.oneHot(codes: [0, 3], cardinality: 4), .oneHot(codes: [0, 3], cardinality: 4)])
    let expected = try trained.machine.predict(asked)
    // end of the example
    #expect(expected.count == 2)
    #expect(expected[0] > expected[1] + 1)
  }

  /// The lines of the documentation and those above are the same.
  @Test func theDocumentationShowsTheseLines() throws {
    let own = try String(contentsOfFile: #filePath, encoding: .utf8)
    let start = try #require(own.range(of: "    // example\n"))
    let end = try #require(own.range(of: "    // end of the example\n"))
    let tested = own[start.upperBound..<end.lowerBound].split(separator: "\n").map { $0.trimmingPrefix("    ") }
    let page = try String(
      contentsOf: SharedData.checkout.appendingPathComponent(Self.documentation), encoding: .utf8)
    let shown = Set(page.split(separator: "\n"))
    #expect(tested.count > 8)
    for line in tested { #expect(shown.contains(line), "\(line)") }
  }
}
