import ElementaryFunctions

@testable import Plotting

extension Gallery {
  /// Whole numbers with a long tail: 1 most often, a few in the thousands.
  static let longTail: [Double] = noise(20_000, seed: 3).map { (1 / ($0 + 0.0002)).rounded(.down) }

  static let ratings: [Double] = [120, 60, 110, 290, 980].enumerated().flatMap { star, count in
    numbers(count) { _ in Double(star + 1) }
  }

  static func grid(_ rows: Int, _ columns: Int, _ rule: (Int, Int) -> Double) -> [[Double]] {
    (0..<rows).map { row in (0..<columns).map { rule(row, $0) } }
  }

  static let tailWithZeros: [Double] = longTail + numbers(4000) { _ in 0 } + [-1, -2]

  static let histograms: [Chart] = [
    Chart(
      HistogramSpec(values: bell(5000, seed: 1).map { 3.6 + $0 }), titles: AxisTitles(x: "predicted stars", y: "count"),
      label: "histogram-bell"),
    Chart(
      HistogramSpec(values: bell(5000, seed: 1).map { 3.6 + $0 }).with { $0.bins = 8 },
      titles: AxisTitles(x: "predicted stars", y: "count"), label: "histogram-eight"),
    Chart(
      HistogramSpec(values: ratings), titles: AxisTitles(x: "stars", y: "reviews"), label: "histogram-integers"),
    Chart(
      HistogramSpec(values: longTail), titles: AxisTitles(x: "reviews per customer", y: "customers"),
      label: "histogram-tail"),
    Chart(
      HistogramSpec(values: longTail).with { $0.isLog = true },
      titles: AxisTitles(x: "reviews per customer (log scale)", y: "customers"), label: "histogram-tail-log"),
    Chart(
      HistogramSpec(values: tailWithZeros).with {
        $0.isLog = true
        $0.hasLogCounts = true
      }, titles: AxisTitles(x: "reviews per customer (log scale)", y: "customers (log scale)"),
      label: "histogram-log-zeros"),
    Chart(
      HistogramSpec(values: numbers(1000) { Elementary.power10(Double($0) / 100 - 4) }).with { $0.isLog = true },
      titles: AxisTitles(x: "value", y: "count"), label: "histogram-magnitudes"),
    Chart(
      HistogramSpec(values: []), titles: AxisTitles(x: "x", y: "count"), label: "histogram-empty"),
    Chart(
      HistogramSpec(values: [.nan, .infinity]), titles: AxisTitles(x: "x", y: "count"), label: "histogram-nan"),
    Chart(
      HistogramSpec(values: [4.2]), titles: AxisTitles(x: "x", y: "count"), label: "histogram-one"),
    Chart(
      HistogramSpec(values: [5, 5, 5, 5]), titles: AxisTitles(x: "stars", y: "count"), label: "histogram-equal"),
    Chart(
      HistogramSpec(values: [0, 0, -3]).with { $0.isLog = true }, titles: AxisTitles(x: "x", y: "count"),
      label: "histogram-log-nothing"),
    Chart(
      HistogramSpec(values: bell(400, seed: 9).map { $0 * 1e-6 - 1e-6 }),
      titles: AxisTitles(x: "difference", y: "count"), label: "histogram-tiny"),
  ]

  static let heatmaps: [Chart] = [
    Chart(
      HeatmapSpec(
        rows: ["five stars", "other"], columns: ["five stars", "other"], values: [[10_245, 1_210], [3_904, 4_120]]
      ).with { $0.valueTitle = "rows" }, titles: AxisTitles(x: "predicted", y: "actual"), label: "heatmap-confusion"),
    Chart(
      HeatmapSpec(
        rows: ["season-1", "season-2", "season-5", "nonsense"],
        columns: ["season-1", "season-2", "season-5", "nonsense"],
        values: [[1, 0.93, 0.88, -0.12], [0.93, 1, 0.9, -0.31], [0.88, 0.9, 1, 0.02], [-0.12, -0.31, 0.02, 1]]
      ).with {
        $0.format = .decimals(2)
        $0.valueTitle = "correlation"
      }, label: "heatmap-correlation"),
    Chart(
      HeatmapSpec(
        rows: (2005...2015).map(String.init),
        columns: ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"],
        values: grid(11, 12) { Double($0 * $0 * 40 + $1 * 30 + ($1 == 11 ? 800 : 0)) }
      ).with { $0.valueTitle = "reviews" }, titles: AxisTitles(x: "month", y: "year"), label: "heatmap-months"),
    Chart(
      HeatmapSpec(
        rows: japanese, columns: Array(japanese.prefix(4)),
        values: grid(6, 4) { $0 == 3 && $1 == 1 ? .nan : Double($0 * 7 % 5 + $1) / 10 }
      ).with {
        $0.format = .decimals(1)
        $0.valueTitle = "類似度"
      }, label: "heatmap-japanese"),
    Chart(
      HeatmapSpec(rows: [], columns: [], values: []), label: "heatmap-empty"),
    Chart(
      HeatmapSpec(rows: ["a"], columns: ["b"], values: [[3]]), titles: AxisTitles(x: "x", y: "y"), label: "heatmap-one"),
    Chart(
      HeatmapSpec(rows: ["a", "b"], columns: ["c", "d"], values: [[3, 3], [3, 3]]), label: "heatmap-equal"),
    Chart(
      HeatmapSpec(
        rows: (1...30).map { "user \($0)" }, columns: sixty,
        values: grid(30, 60) { Double(($0 * 31 + $1 * 17) % 97) * 1000 }
      ).with { $0.valueTitle = "reviews" }, titles: AxisTitles(x: "category"), label: "heatmap-many"),
  ]
}
