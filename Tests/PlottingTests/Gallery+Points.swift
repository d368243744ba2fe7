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
    .line(
      x: epochs + epochs, y: falling + falling.map { $0 * 0.6 + 0.52 },
      series: Array(repeating: "train", count: 25) + Array(repeating: "test", count: 25), xTitle: "epoch",
      yTitle: "mean squared error (stars²)", label: "line-training"),
    .line(
      days: months(60), y: monthlyMeans, xTitle: "month",
      yTitle: "mean stars", label: "line-months"),
    .line(
      days: (0..<14).map { 16_420 + $0 }, y: numbers(14) { Double(($0 * 5) % 9) }, zero: true, yTitle: "reviews",
      label: "line-days"),
    .line(
      x: numbers(90) { Double($0 % 10) }, y: numbers(90) { Double($0 / 10) + Double($0 % 10) * 0.3 },
      series: (0..<90).map { "series \($0 / 10 + 1)" }, xTitle: "step", yTitle: "value", label: "line-nine"),
    .line(
      x: numbers(40) { Double($0 % 10) }, y: numbers(40) { Double($0 / 10) * 0.01 + Double($0 % 10) },
      series: (0..<40).map { ["ドラマ", "映画", "アニメ", "ドキュメンタリー"][$0 / 10] }, xTitle: "週", yTitle: "視聴者",
      label: "line-japanese"),
    .line(x: [], y: [], xTitle: "x", yTitle: "y", label: "line-empty"),
    .line(x: [3], y: [5], xTitle: "x", yTitle: "y", label: "line-one"),
    .line(x: [1, 2, 3], y: [5, 5, 5], xTitle: "x", yTitle: "y", label: "line-equal"),
    .line(
      x: [1, 2, 3, 4, 5, 6], y: [-2, -1, .nan, 4, .infinity, 3], xTitle: "x", yTitle: "y", label: "line-gaps"),
    .line(
      x: numbers(11) { Double($0) }, y: numbers(11) { $0 == 4 ? 0 : Elementary.power10($0 - 3) }, logY: true,
      xTitle: "x",
      yTitle: "y (log scale)", label: "line-magnitudes"),
  ]

  static let scatters: [Chart] = [
    .scatter(
      x: bell(300, seed: 5).map { 4 + $0 / 2 },
      y: secondUser,
      lines: [.trend, .identity], xTitle: "predicted stars of user 200", yTitle: "predicted stars of user 201",
      label: "scatter-users"),
    .scatter(
      x: bell(900, seed: 7), y: bell(900, seed: 8), series: (0..<900).map { ["drama", "comedy", "children"][$0 % 3] },
      xTitle: "dimension 1", yTitle: "dimension 2", label: "scatter-series"),
    .scatter(
      x: bell(100, seed: 11).map { $0 * 40 }, y: bell(100, seed: 12).map { $0 * 40 },
      labels: manyLabels, xTitle: "t-SNE 1",
      yTitle: "t-SNE 2", label: "scatter-labels", size: Size(width: 900, height: 700)),
    .scatter(
      x: bell(50_000, seed: 13), y: manyY,
      lines: [.trend], xTitle: "x", yTitle: "y", label: "scatter-density"),
    .scatter(
      x: someZeros, y: noise(800, seed: 21).map { 1 / ($0 * $0) },
      logX: true, logY: true, xTitle: "reviews (log scale)", yTitle: "helpful votes (log scale)", label: "scatter-log"),
    .scatter(x: [], y: [], label: "scatter-empty"),
    .scatter(x: [1], y: [2], labels: ["only"], xTitle: "x", yTitle: "y", label: "scatter-one"),
    .scatter(x: [2, 2, 2], y: [3, 3, 3], lines: [.trend], xTitle: "x", yTitle: "y", label: "scatter-equal"),
    .scatter(
      x: [1, .nan, 3, -4], y: [1e-3, 2, 1e7, 5], logY: true, xTitle: "x", yTitle: "y", label: "scatter-nan"),
  ]
}
