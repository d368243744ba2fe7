import LabSupport
import Plotting
import Reports
import Testing

/// No mark without a value, and every row without one counted, by every kind of plot.
@Suite struct MissingMarkTests {
  private static let data = [
    "d.csv": """
    t,n,k,d
    1,5,a,2025-01-01
    2,7,a,2025-01-01
    3,6,b,2025-01-02
    ,9,b,
    5,4,,2025-01-04
    6,,b,2025-01-05

    """
  ]

  private func chart(_ step: String) throws -> Chart {
    let run = try Lab(cell: "load \"d.csv\" as d\nplot \(step)", data: Self.data).run()
    #expect(run.codes == [])
    return try #require(run.charts().last)
  }

  @Test(arguments: [
    ("line d x: t y: n", ["t is missing", "n is missing"]), ("line d x: d y: n", ["d is missing", "n is missing"]),
    ("scatter d x: t y: n", ["t is missing", "n is missing"]), ("bar d x: d y: n", ["d is missing", "n is missing"]),
    ("bar d x: d", ["d is missing"]), ("bar d x: k y: n", ["n is missing"]),
    ("bar d x: k y: n color: d stack: true", ["n is missing"]), ("box d x: k y: n", ["n is missing"]),
    ("histogram d x: n", ["n is missing"]), ("heatmap d x: d y: k value: n", ["n is missing"]),
    ("line d x: t y: n by: k", ["b: 1 row is left out: t is missing", "b: 1 row is left out: n is missing"]),
    ("bar d x: d y: n by: k", ["b: 1 row is left out: d is missing", "b: 1 row is left out: n is missing"]),
  ]) func everyRowLeftOutIsCounted(step: String, reasons: [String]) throws {
    let said = try chart(step).notes.filter { $0.contains("left out") }
    #expect(said.count == reasons.count)
    for reason in reasons {
      let sentence = reason.contains("row") ? reason : "1 row is left out: \(reason)"
      #expect(said.contains(sentence + "."), "\(said)")
    }
  }

  @Test func aCellWithoutAValueIsBlank() throws {
    let rows = try chart("heatmap d x: d y: k value: n").dataTable.rows
    #expect(rows.first { $0[0] == "b" } == ["b", "", "6", "", "", "9"])
    #expect(try chart("bar d x: t y: n").dataTable.rows.last { $0[0] == "6" } == ["6", ""])
  }

  @Test func barsThatAreCutAreSaid() throws {
    #expect(try chart("bar d x: k limit: 2").notes == ["The first 2 of 3 categories."])
  }

  @Test func timeHasNoLogarithm() throws {
    let lab = try Lab(cell: "load \"d.csv\" as d\nplot line d x: d y: n log: both", data: Self.data)
    #expect(lab.check().diagnostics.map(\.code.name) == ["wrong-value"])
  }
}
