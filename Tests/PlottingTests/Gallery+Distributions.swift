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
    .histogram(values: bell(5000, seed: 1).map { 3.6 + $0 }, xTitle: "predicted stars", label: "histogram-bell"),
    .histogram(
      values: bell(5000, seed: 1).map { 3.6 + $0 }, bins: 8, xTitle: "predicted stars", label: "histogram-eight"),
    .histogram(
      values: ratings,
      xTitle: "stars", yTitle: "reviews", label: "histogram-integers"),
    .histogram(values: longTail, xTitle: "reviews per customer", yTitle: "customers", label: "histogram-tail"),
    .histogram(
      values: longTail, log: true, xTitle: "reviews per customer (log scale)", yTitle: "customers",
      label: "histogram-tail-log"),
    .histogram(
      values: tailWithZeros, log: true, logCounts: true,
      xTitle: "reviews per customer (log scale)", yTitle: "customers (log scale)", label: "histogram-log-zeros"),
    .histogram(
      values: numbers(1000) { Elementary.power10(Double($0) / 100 - 4) }, log: true, xTitle: "value",
      label: "histogram-magnitudes"),
    .histogram(values: [], xTitle: "x", label: "histogram-empty"),
    .histogram(values: [.nan, .infinity], xTitle: "x", label: "histogram-nan"),
    .histogram(values: [4.2], xTitle: "x", label: "histogram-one"),
    .histogram(values: [5, 5, 5, 5], xTitle: "stars", label: "histogram-equal"),
    .histogram(values: [0, 0, -3], log: true, xTitle: "x", label: "histogram-log-nothing"),
    .histogram(values: bell(400, seed: 9).map { $0 * 1e-6 - 1e-6 }, xTitle: "difference", label: "histogram-tiny"),
  ]

  static let heatmaps: [Chart] = [
    .heatmap(
      rows: ["five stars", "other"], columns: ["five stars", "other"], values: [[10_245, 1_210], [3_904, 4_120]],
      xTitle: "predicted", yTitle: "actual", valueTitle: "rows", label: "heatmap-confusion"),
    .heatmap(
      rows: ["season-1", "season-2", "season-5", "nonsense"],
      columns: ["season-1", "season-2", "season-5", "nonsense"],
      values: [[1, 0.93, 0.88, -0.12], [0.93, 1, 0.9, -0.31], [0.88, 0.9, 1, 0.02], [-0.12, -0.31, 0.02, 1]],
      format: .decimals(2), valueTitle: "correlation", label: "heatmap-correlation"),
    .heatmap(
      rows: (2005...2015).map(String.init),
      columns: ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"],
      values: grid(11, 12) { Double($0 * $0 * 40 + $1 * 30 + ($1 == 11 ? 800 : 0)) },
      xTitle: "month", yTitle: "year", valueTitle: "reviews", label: "heatmap-months"),
    .heatmap(
      rows: japanese, columns: Array(japanese.prefix(4)),
      values: grid(6, 4) { $0 == 3 && $1 == 1 ? .nan : Double($0 * 7 % 5 + $1) / 10 },
      format: .decimals(1), valueTitle: "類似度", label: "heatmap-japanese"),
    .heatmap(rows: [], columns: [], values: [], label: "heatmap-empty"),
    .heatmap(rows: ["a"], columns: ["b"], values: [[3]], xTitle: "x", yTitle: "y", label: "heatmap-one"),
    .heatmap(rows: ["a", "b"], columns: ["c", "d"], values: [[3, 3], [3, 3]], label: "heatmap-equal"),
    .heatmap(
      rows: (1...30).map { "user \($0)" }, columns: sixty,
      values: grid(30, 60) { Double(($0 * 31 + $1 * 17) % 97) * 1000 }, xTitle: "category",
      valueTitle: "reviews", label: "heatmap-many"),
  ]

  static let panels: [Chart] = [
    .panels(
      [
        .histogram(values: longTail, log: true, title: "Customers", xTitle: "reviews", yTitle: "customers", label: "a"),
        .histogram(
          values: longTail.map { ($0 * 2.5).rounded() }, log: true, title: "Videos", xTitle: "reviews",
          yTitle: "videos",
          label: "b"),
      ], label: "panels-two")
  ]
}
