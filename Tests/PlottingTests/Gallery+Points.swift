import ElementaryFunctions

@testable import Plotting

extension Gallery {
  static let epochs = (1...25).map(Double.init)
  static let falling = epochs.map { 0.9 + 1.2 / ($0 + 0.5) }

  static let monthlyMeans: [Double] = {
    let noise = bell(60, seed: 4)
    return numbers(60) { 4.1 + noise[$0] * 0.1 + Double($0) * 0.002 }
  }()

  static let secondUser: [Double] = {
    let (a, b) = (bell(300, seed: 5), bell(300, seed: 6))
    return numbers(300) { 4 + a[$0] / 2.2 + b[$0] / 8 }
  }()

  static let manyY: [Double] = {
    let (a, b) = (bell(50_000, seed: 13), bell(50_000, seed: 14))
    return numbers(50_000) { a[$0] * 0.6 + b[$0] * 0.7 }
  }()

  static let someZeros: [Double] = numbers(800) { $0 % 50 == 0 ? 0 : longTail[$0] }

  static let manyLabels: [String] = (0..<100).map { index in
    index % 9 == 0 ? japanese[index % 6] : "\(titles[index % 4]) \(index)"
  }

  static let lines: [Chart] = [
    Chart(
      LineSpec(x: epochs + epochs, y: falling + falling.map { $0 * 0.6 + 0.52 }).with {
        $0.series = Array(repeating: "train", count: 25) + Array(repeating: "test", count: 25)
      }, titles: AxisTitles(x: "epoch", y: "mean squared error (stars²)"), label: "line-training"),
    Chart(
      LineSpec(days: months(60), y: monthlyMeans), titles: AxisTitles(x: "month", y: "mean stars"), label: "line-months"
    ),
    Chart(
      LineSpec(days: (0..<14).map { 16_420 + $0 }, y: numbers(14) { Double(($0 * 5) % 9) }).with {
        $0.includesZero = true
      }, titles: AxisTitles(y: "reviews"), label: "line-days"),
    Chart(
      LineSpec(x: numbers(90) { Double($0 % 10) }, y: numbers(90) { Double($0 / 10) + Double($0 % 10) * 0.3 }).with {
        $0.series = (0..<90).map { "series \($0 / 10 + 1)" }
      }, titles: AxisTitles(x: "step", y: "value"), label: "line-nine"),
    Chart(
      LineSpec(x: numbers(40) { Double($0 % 10) }, y: numbers(40) { Double($0 / 10) * 0.01 + Double($0 % 10) }).with {
        $0.series = (0..<40).map { ["ドラマ", "映画", "アニメ", "ドキュメンタリー"][$0 / 10] }
      }, titles: AxisTitles(x: "週", y: "視聴者"), label: "line-japanese"),
    Chart(
      LineSpec(x: [], y: []), titles: AxisTitles(x: "x", y: "y"), label: "line-empty"),
    Chart(
      LineSpec(x: [3], y: [5]), titles: AxisTitles(x: "x", y: "y"), label: "line-one"),
    Chart(
      LineSpec(x: [1, 2, 3], y: [5, 5, 5]), titles: AxisTitles(x: "x", y: "y"), label: "line-equal"),
    Chart(
      LineSpec(x: [1, 2, 3, 4, 5, 6], y: [-2, -1, .nan, 4, .infinity, 3]), titles: AxisTitles(x: "x", y: "y"),
      label: "line-gaps"),
    Chart(
      LineSpec(x: numbers(11) { Double($0) }, y: numbers(11) { $0 == 4 ? 0 : Elementary.power10($0 - 3) }).with {
        $0.hasLogY = true
      }, titles: AxisTitles(x: "x", y: "y (log scale)"), label: "line-magnitudes"),
  ]

  static let scatters: [Chart] = [
    Chart(
      ScatterSpec(x: bell(300, seed: 5).map { 4 + $0 / 2 }, y: secondUser).with { $0.lines = [.trend, .identity] },
      titles: AxisTitles(x: "predicted stars of user 200", y: "predicted stars of user 201"), label: "scatter-users"),
    Chart(
      ScatterSpec(x: bell(900, seed: 7), y: bell(900, seed: 8)).with {
        $0.series = (0..<900).map { ["drama", "comedy", "children"][$0 % 3] }
      }, titles: AxisTitles(x: "dimension 1", y: "dimension 2"), label: "scatter-series"),
    Chart(
      ScatterSpec(x: bell(100, seed: 11).map { $0 * 40 }, y: bell(100, seed: 12).map { $0 * 40 }).with {
        $0.labels = manyLabels
      }, titles: AxisTitles(x: "t-SNE 1", y: "t-SNE 2"), label: "scatter-labels", size: Size(width: 900, height: 700)),
    Chart(
      ScatterSpec(x: bell(50_000, seed: 13), y: manyY).with { $0.lines = [.trend] }, titles: AxisTitles(x: "x", y: "y"),
      label: "scatter-density"),
    Chart(
      ScatterSpec(x: someZeros, y: noise(800, seed: 21).map { 1 / ($0 * $0) }).with {
        $0.hasLogX = true
        $0.hasLogY = true
      }, titles: AxisTitles(x: "reviews (log scale)", y: "helpful votes (log scale)"), label: "scatter-log"),
    Chart(
      ScatterSpec(x: [], y: []), label: "scatter-empty"),
    Chart(
      ScatterSpec(x: [1], y: [2]).with { $0.labels = ["only"] }, titles: AxisTitles(x: "x", y: "y"),
      label: "scatter-one"),
    Chart(
      ScatterSpec(x: [2, 2, 2], y: [3, 3, 3]).with { $0.lines = [.trend] }, titles: AxisTitles(x: "x", y: "y"),
      label: "scatter-equal"),
    Chart(
      ScatterSpec(x: [1, .nan, 3, -4], y: [1e-3, 2, 1e7, 5]).with { $0.hasLogY = true },
      titles: AxisTitles(x: "x", y: "y"), label: "scatter-nan"),
  ]
}

extension LineSpec {
  /// Lines over days since 1970-01-01, nil for a point of no day.
  init(days: [Int?], y: [Double]) { self.init(moments: days.map { $0.map(Double.init) ?? .nan }, y: y) }
}
