import ElementaryFunctions

@testable import Plotting

/// The edge cases that the other lists do not have: every kind of chart with every awkward kind of data.
extension Gallery {
  static let edges: [Chart] = [
    .bar(days: [16_000], values: [3], xTitle: "day", yTitle: "reviews", label: "period-one"),
    .bar(days: months(6), values: numbers(6) { _ in 4 }, xTitle: "month", yTitle: "reviews", label: "period-equal"),
    .bar(
      days: months(11), values: numbers(11) { Elementary.power10($0) }, xTitle: "month", yTitle: "reviews",
      label: "period-magnitudes"),
    .bar(days: months(2), values: [.nan, .infinity], xTitle: "month", yTitle: "reviews", label: "period-nan"),
    .bar(
      categories: ["0", "20", "40", "60", "80"], values: [4.4, 21.9, 42.25, 90, 97.1],
      xTitle: "probability in percent, from",
      yTitle: "percent that gave five stars", label: "bar-percent"),
    .histogram(values: bell(500, seed: 23).map { $0 * 20 - 40 }, xTitle: "change", label: "histogram-negative"),
    .histogram(
      values: longTail, bins: 40, log: true, logCounts: true, xTitle: "レビュー数（対数目盛）", yTitle: "視聴者（対数目盛）",
      label: "histogram-tail-forty"),
    .line(
      x: numbers(20) { Double($0) - 10 }, y: numbers(20) { -Double($0 * $0) / 10 }, xTitle: "x", yTitle: "y",
      label: "line-negative"),
    .line(
      x: numbers(600) { Double($0 % 10) }, y: numbers(600) { Double($0 / 10) + Double($0 % 10) },
      series: (0..<600).map { sixty[$0 / 10] }, xTitle: "step", yTitle: "value", label: "line-sixty"),
    .line(
      days: [20_000, 20_001, nil, 20_004, 20_005], y: [3, 5, 4, .nan, 2], xTitle: "day", yTitle: "n",
      label: "line-undated"),
    .line(
      x: [2012, 2013, 2014, 2015], y: [1_000_000.000_1, 1_000_000.000_3, 1_000_000.000_2, 1_000_000.000_4],
      xFormat: .name(), xTitle: "year", yTitle: "sum", label: "line-near"),
    .line(x: [1, 2], y: [.nan, .infinity], xTitle: "x", yTitle: "y", label: "line-nan"),
    .scatter(
      x: bell(300, seed: 5).map { $0 * 10 - 50 }, y: bell(300, seed: 6).map { $0 - 9 }, xTitle: "x", yTitle: "y",
      label: "scatter-negative"),
    .scatter(
      x: bell(600, seed: 15), y: bell(600, seed: 16), series: (0..<600).map { sixty[$0 % 60] }, xTitle: "x",
      yTitle: "y",
      label: "scatter-sixty"),
    .scatter(
      x: numbers(110) { Elementary.power10($0 / 10) * Double($0 % 10 + 1) },
      y: numbers(110) { Elementary.power10(10 - $0 / 10) * Double($0 % 7 + 1) }, lines: [.trend], logX: true,
      logY: true,
      xTitle: "x (log scale)", yTitle: "y (log scale)", label: "scatter-magnitudes"),
    .scatter(
      x: bell(6, seed: 17), y: bell(6, seed: 18), labels: japanese, axes: false, label: "scatter-map-japanese",
      size: Size(width: 640, height: 360)),
    .heatmap(
      rows: ["a", "b"], columns: ["c", "d"], values: [[-3, -2.5], [-1, -7]], valueTitle: "change",
      label: "heatmap-negative"),
    .heatmap(
      rows: ["small", "large"], columns: (0..<5).map { "10^\($0 * 2)" },
      values: grid(2, 5) { Elementary.power10($1 * 2) * Double($0 + 1) }, valueTitle: "value",
      label: "heatmap-magnitudes"),
    .heatmap(rows: ["a"], columns: ["b", "c"], values: [[.nan, .infinity]], label: "heatmap-nan"),
  ]
}
