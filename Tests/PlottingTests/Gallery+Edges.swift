import ElementaryFunctions

@testable import Plotting

/// The edge cases that the other lists do not have: every kind of chart with every awkward kind of data.
extension Gallery {
  static let edges: [Chart] = [
    Chart(
      PeriodBarSpec(days: [16_000], values: [3]), titles: AxisTitles(x: "day", y: "reviews"), label: "period-one"),
    Chart(
      PeriodBarSpec(days: months(6), values: numbers(6) { _ in 4 }), titles: AxisTitles(x: "month", y: "reviews"),
      label: "period-equal"),
    Chart(
      PeriodBarSpec(days: months(11), values: numbers(11) { Elementary.power10($0) }),
      titles: AxisTitles(x: "month", y: "reviews"), label: "period-magnitudes"),
    Chart(
      PeriodBarSpec(days: months(2), values: [.nan, .infinity]), titles: AxisTitles(x: "month", y: "reviews"),
      label: "period-nan"),
    Chart(
      BarSpec(categories: ["0", "20", "40", "60", "80"], values: [4.4, 21.9, 42.25, 90, 97.1]),
      titles: AxisTitles(x: "probability in percent, from", y: "percent that gave five stars"), label: "bar-percent"),
    Chart(
      HistogramSpec(values: bell(500, seed: 23).map { $0 * 20 - 40 }), titles: AxisTitles(x: "change", y: "count"),
      label: "histogram-negative"),
    Chart(
      HistogramSpec(values: longTail).with {
        $0.bins = 40
        $0.isLog = true
        $0.hasLogCounts = true
      }, titles: AxisTitles(x: "レビュー数（対数目盛）", y: "視聴者（対数目盛）"), label: "histogram-tail-forty"),
    Chart(
      LineSpec(x: numbers(20) { Double($0) - 10 }, y: numbers(20) { -Double($0 * $0) / 10 }),
      titles: AxisTitles(x: "x", y: "y"), label: "line-negative"),
    Chart(
      LineSpec(x: numbers(600) { Double($0 % 10) }, y: numbers(600) { Double($0 / 10) + Double($0 % 10) }).with {
        $0.series = (0..<600).map { sixty[$0 / 10] }
      }, titles: AxisTitles(x: "step", y: "value"), label: "line-sixty"),
    Chart(
      LineSpec(days: [20_000, 20_001, nil, 20_004, 20_005], y: [3, 5, 4, .nan, 2]),
      titles: AxisTitles(x: "day", y: "n"), label: "line-undated"),
    Chart(
      LineSpec(x: [2012, 2013, 2014, 2015], y: [1_000_000.000_1, 1_000_000.000_3, 1_000_000.000_2, 1_000_000.000_4])
        .with { $0.xFormat = .name() }, titles: AxisTitles(x: "year", y: "sum"), label: "line-near"),
    Chart(
      LineSpec(x: [1, 2], y: [.nan, .infinity]), titles: AxisTitles(x: "x", y: "y"), label: "line-nan"),
    Chart(
      ScatterSpec(x: bell(300, seed: 5).map { $0 * 10 - 50 }, y: bell(300, seed: 6).map { $0 - 9 }),
      titles: AxisTitles(x: "x", y: "y"), label: "scatter-negative"),
    Chart(
      ScatterSpec(x: bell(600, seed: 15), y: bell(600, seed: 16)).with { $0.series = (0..<600).map { sixty[$0 % 60] } },
      titles: AxisTitles(x: "x", y: "y"), label: "scatter-sixty"),
    Chart(
      ScatterSpec(
        x: numbers(110) { Elementary.power10($0 / 10) * Double($0 % 10 + 1) },
        y: numbers(110) { Elementary.power10(10 - $0 / 10) * Double($0 % 7 + 1) }
      ).with {
        $0.lines = [.trend]
        $0.hasLogX = true
        $0.hasLogY = true
      }, titles: AxisTitles(x: "x (log scale)", y: "y (log scale)"), label: "scatter-magnitudes"),
    Chart(
      ScatterSpec(x: bell(6, seed: 17), y: bell(6, seed: 18)).with {
        $0.labels = japanese
        $0.hasAxes = false
      }, label: "scatter-map-japanese", size: Size(width: 640, height: 360)),
    Chart(
      HeatmapSpec(rows: ["a", "b"], columns: ["c", "d"], values: [[-3, -2.5], [-1, -7]]).with {
        $0.valueTitle = "change"
      }, label: "heatmap-negative"),
    Chart(
      HeatmapSpec(
        rows: ["small", "large"], columns: (0..<5).map { "10^\($0 * 2)" },
        values: grid(2, 5) { Elementary.power10($1 * 2) * Double($0 + 1) }
      ).with { $0.valueTitle = "value" }, label: "heatmap-magnitudes"),
    Chart(
      HeatmapSpec(rows: ["a"], columns: ["b", "c"], values: [[.nan, .infinity]]), label: "heatmap-nan"),
  ]
}
