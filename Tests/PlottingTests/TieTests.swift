import Testing

@testable import Plotting

/// What a summary calls the highest, the lowest, the widest or the fullest is told with all that are equally so.
@Suite struct TieTests {
  @Test func barsThatAreEquallyHighAreNamed() {
    let two = Chart(BarSpec(categories: ["a", "b", "c", "d"], values: [5, 5, 1, 2]), label: "b")
    #expect(two.summary.hasSuffix("4 categories: highest a and b with 5, lowest c with 1."))
    let many = Chart(BarSpec(categories: ["a", "b", "c", "d", "e", "f"], values: [5, 1, 1, 1, 1, 2]), label: "b")
    #expect(many.summary.hasSuffix("highest a with 5, lowest b, c and 2 more with 1."))
    let days = Chart(PeriodBarSpec(days: [0, 1, 2, 3], values: [2, 1, 2, 1]).with { $0.unit = .day }, label: "d")
    #expect(days.summary.contains("highest 1970-01-01 and 1970-01-03 with 2, lowest 1970-01-02 and 1970-01-04 with 1"))
  }

  /// Values of one place are one.
  @Test func placesOfALineAreNamed() {
    let line = Chart(LineSpec(x: [1, 2, 2, 3], y: [4, 4, 4, 1]), label: "l")
    #expect(line.summary.contains("highest 4 at 1 and 2, lowest 1 at 3"))
    let zeros = Chart(LineSpec(x: [1, 2, 3, 4, 5, 6], y: [1, 0, 0, 0, 0, 9]), label: "l")
    #expect(zeros.summary.contains("highest 9 at 6, lowest 0 at 2, 3 and 2 more"))
  }

  @Test func cellsAreNamed() {
    let two = Chart(HeatmapSpec(rows: ["r", "s"], columns: ["c", "d"], values: [[1, 2], [2, 1]]), label: "h")
    #expect(
      two.summary.hasSuffix(
        "highest 2 at row r, column d and row s, column c; lowest 1 at row r, column c and row s, column d."))
    let more = Chart(
      HeatmapSpec(rows: ["r", "s"], columns: ["c", "d", "e"], values: [[1, 2, 2], [2, 1, .nan]]), label: "h")
    #expect(more.summary.contains("highest 2 at row r, column d and 2 more"))
  }

  @Test func boxesThatAreEquallyWideAreNamed() {
    let same = Chart(BoxSpec(categories: ["a", "a", "b", "b", "c", "c"], values: [1, 3, 1, 3, 5, 6]), label: "b")
    #expect(
      same.summary.contains("highest median c with 5.50, lowest a and b with 2.00; widest a and b, the middle half"))
    let others = Chart(BoxSpec(categories: ["a", "a", "b", "b", "c", "c"], values: [1, 3, 4, 6, 5, 6]), label: "b")
    #expect(others.summary.contains("; widest a and b; none of"))
    let all = Chart(BoxSpec(categories: ["a", "a", "b", "b"], values: [1, 3, 4, 6]), label: "b")
    #expect(all.summary.contains("; all equally wide; none of"))
  }

  @Test func fullestBinsAreNamed() {
    #expect(
      Chart(HistogramSpec(values: [1, 1, 2, 2, 3]), label: "h").summary.hasSuffix(
        "the fullest, 1 and 2, hold 2 each (40 %)."))
    #expect(
      Chart(HistogramSpec(values: [1, 1, 2, 3]), label: "h").summary.hasSuffix("the fullest, 1, holds 2 (50 %)."))
  }

  @Test func whatIsAddedUpIsSaidInOneWay() {
    let note = "1 value fell on a bar that was there and was added to it."
    #expect(Chart(BarSpec(categories: ["a", "a"], values: [1, 2]), label: "b").notes == [note])
    #expect(Chart(PeriodBarSpec(days: [0, 0], values: [1, 2]), label: "d").notes == [note])
  }
}
