import ElementaryFunctions

@testable import Plotting

extension Gallery {
  /// Five groups of bell-shaped numbers that rise and spread, each with a few far out.
  static let spread: (names: [String], values: [Double]) = {
    var (names, values): ([String], [Double]) = ([], [])
    for group in 0..<5 {
      let own = bell(120 + group * 60, seed: UInt64(30 + group)).map {
        3 + Double(group) * 0.6 + $0 * (0.6 + Double(group) * 0.2)
      }
      let far = [-2.0, 1, 9 + Double(group)]
      names += Array(repeating: stars[group], count: own.count + far.count)
      values += own + far
    }
    return (names, values)
  }()

  static let tailGroups: [String] = (0..<longTail.count).map { ["drama", "comedy", "children"][$0 % 3] }

  static let boxes: [Chart] = [
    Chart(
      BoxSpec(categories: spread.names, values: spread.values), titles: AxisTitles(x: "stars", y: "votes"),
      label: "box-stars"),
    Chart(
      BoxSpec(categories: spread.names.map { _ in "" }, values: spread.values), titles: AxisTitles(y: "votes"),
      label: "box-alone", size: Size(width: 640, height: 160)),
    Chart(
      BoxSpec(categories: tailGroups, values: longTail, isLog: true),
      titles: AxisTitles(x: "genre", y: "reviews (log scale)"), label: "box-log"),
    Chart(
      BoxSpec(categories: tailGroups + tailGroups, values: longTail + longTail.map { $0 < 3 ? 0 : -$0 }, isLog: true),
      titles: AxisTitles(x: "genre", y: "reviews (log scale)"), label: "box-log-zeros"),
    Chart(
      BoxSpec(categories: [], values: []), label: "box-empty"),
    Chart(
      BoxSpec(categories: ["a", "b"], values: [.nan, .infinity]), titles: AxisTitles(x: "group", y: "value"),
      label: "box-nan"),
    Chart(
      BoxSpec(categories: ["a", "a", "b", "c", "c", "c"], values: [1, 2, .nan, 4, 5, -.infinity]),
      titles: AxisTitles(x: "group", y: "value"), label: "box-some-nan"),
    Chart(
      BoxSpec(categories: ["only"], values: [4.2]), titles: AxisTitles(x: "group", y: "value"), label: "box-one"),
    Chart(
      BoxSpec(categories: Array(repeating: "a", count: 30) + ["b", "b"], values: numbers(32) { _ in 5 }),
      titles: AxisTitles(x: "group", y: "stars"), label: "box-equal"),
    Chart(
      BoxSpec(categories: spread.names, values: spread.values.map { 2 - $0 }),
      titles: AxisTitles(x: "stars", y: "change of votes"), label: "box-negative"),
    Chart(
      BoxSpec(
        categories: (0..<1000).map { "10^\($0 / 100)" },
        values: numbers(1000) { Elementary.power10($0 / 100) * (1 + Double($0 % 100) / 20) }, isLog: true),
      titles: AxisTitles(x: "size", y: "value (log scale)"), label: "box-magnitudes"),
    Chart(
      BoxSpec(
        categories: (0..<3000).map { sixty[$0 % 60] }, values: numbers(3000) { longTail[$0] * Double($0 % 60 + 1) },
        isLog: true), titles: AxisTitles(x: "category", y: "reviews (log scale)"), label: "box-sixty"),
    Chart(
      BoxSpec(
        categories: (0..<600).map { japanese[$0 % 6] },
        values: numbers(600) { longTail[$0].squareRoot() + Double($0 % 6) }), titles: AxisTitles(x: "作品", y: "視聴時間"),
      label: "box-japanese"),
  ]
}

extension BoxSpec {
  /// Boxes of `values`, one for each name in `categories` in the order of first appearance.
  init(categories: [String], values: [Double], isLog: Bool = false) {
    let groups = ChartPanels(categories)
    var leftOut = LeftOut()
    let boxes = groups.rows(count: values.count).map { rows in
      BoxStatistics(
        rows.map { values[$0] }.filter { value in
          guard leftOut.admits(value) else { return false }
          if isLog, value < 0 { leftOut.negatives += 1 }
          return !isLog || value >= 0
        })
    }
    self.init(categories: groups.names, boxes: boxes)
    (self.leftOut, self.isLog) = (leftOut, isLog)
  }
}
