import Testing

@testable import Reports

@Suite("Differences of results")
struct ResultsDifferenceTests {
  private func change(_ old: Double, _ new: Double) -> ResultsDifference.Change {
    ResultsDifference.Change(path: "x", old: .decimal(old), new: .decimal(new))
  }

  @Test("relative changes have a sign and as many digits as a reader takes in")
  func words() {
    #expect(change(2, 3).relative == 0.5)
    #expect(change(-2, -3).relative == -0.5)
    #expect(change(2, 3).relativeWords == "+50.0 %")
    #expect(change(200, 199).relativeWords == "−0.50 %")
    #expect(change(1, 1.00002).relativeWords == "+0.002 %")
    #expect(change(1, 1 + 1e-9).relativeWords == "+1.0e-7 %")
    #expect(change(1, 12).relativeWords == "+1,100 %")
    #expect(change(1, 1e12).relativeWords == "+1.0e12 times")
    #expect(change(0, 1).relativeWords == "from 0")
    #expect(change(0, 1).relative == .infinity)
    #expect(ResultsDifference.Change(path: "x", old: .text("a"), new: .integer(1)).relative == nil)
  }

  @Test("a tolerance is a share of the greater of the two")
  func tolerance() {
    func differ(_ a: Double, _ b: Double, _ tolerance: Double) -> Bool {
      let old = RecordedResults(version: "0", values: ["x": .decimal(a)], figures: [:], tables: [:])
      let new = RecordedResults(version: "0", values: ["x": .decimal(b)], figures: [:], tables: [:])
      return !ResultsDifference(old, new, tolerance: tolerance).isEmpty
    }
    #expect(differ(1, 1.1, 0.05))
    #expect(!differ(1, 1.1, 0.1))
    #expect(differ(0, 1e-300, 0.5))
    #expect(!differ(0, 0, 0))
    #expect(differ(1, 1.0000000000000002, 0))
  }

  @Test("integers and decimals of one size are equal; texts, dates and truths only to themselves")
  func kinds() {
    let old = RecordedResults(
      version: "0", values: ["a": .integer(1), "b": .text("1"), "c": .boolean(true), "d": .null], figures: [:],
      tables: ["t": "1 row", "u": "2 rows"])
    let new = RecordedResults(
      version: "0", values: ["a": .decimal(1), "b": .integer(1), "c": .integer(1), "d": .null], figures: [:],
      tables: ["t": "2 rows", "v": "2 rows"])
    let difference = ResultsDifference(old, new, tolerance: 0.5)
    #expect(difference.changes.map(\.path) == ["b", "c"])
    #expect(difference.tables.map(\.name) == ["t"])
    #expect(difference.common == 4)
  }
}
