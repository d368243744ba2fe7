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
    .box(categories: spread.names, values: spread.values, xTitle: "stars", yTitle: "votes", label: "box-stars"),
    .box(
      categories: spread.names.map { _ in "" }, values: spread.values, yTitle: "votes", label: "box-alone",
      size: Size(width: 640, height: 160)),
    .box(
      categories: tailGroups, values: longTail, log: true, xTitle: "genre", yTitle: "reviews (log scale)",
      label: "box-log"),
    .box(
      categories: tailGroups + tailGroups, values: longTail + longTail.map { $0 < 3 ? 0 : -$0 }, log: true,
      xTitle: "genre", yTitle: "reviews (log scale)", label: "box-log-zeros"),
    .box(categories: [], values: [], label: "box-empty"),
    .box(categories: ["a", "b"], values: [.nan, .infinity], xTitle: "group", yTitle: "value", label: "box-nan"),
    .box(
      categories: ["a", "a", "b", "c", "c", "c"], values: [1, 2, .nan, 4, 5, -.infinity], xTitle: "group",
      yTitle: "value", label: "box-some-nan"),
    .box(categories: ["only"], values: [4.2], xTitle: "group", yTitle: "value", label: "box-one"),
    .box(
      categories: Array(repeating: "a", count: 30) + ["b", "b"], values: numbers(32) { _ in 5 }, xTitle: "group",
      yTitle: "stars", label: "box-equal"),
    .box(
      categories: spread.names, values: spread.values.map { 2 - $0 }, xTitle: "stars", yTitle: "change of votes",
      label: "box-negative"),
    .box(
      categories: (0..<1000).map { "10^\($0 / 100)" },
      values: numbers(1000) { Elementary.power10($0 / 100) * (1 + Double($0 % 100) / 20) }, log: true, xTitle: "size",
      yTitle: "value (log scale)", label: "box-magnitudes"),
    .box(
      categories: (0..<3000).map { sixty[$0 % 60] }, values: numbers(3000) { longTail[$0] * Double($0 % 60 + 1) },
      log: true, xTitle: "category", yTitle: "reviews (log scale)", label: "box-sixty"),
    .box(
      categories: (0..<600).map { japanese[$0 % 6] },
      values: numbers(600) { longTail[$0].squareRoot() + Double($0 % 6) },
      xTitle: "作品", yTitle: "視聴時間", label: "box-japanese"),
  ]
}
