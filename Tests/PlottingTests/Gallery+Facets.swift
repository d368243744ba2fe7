@testable import Plotting

extension Gallery {
  static let genres = ["drama", "comedy", "children", "documentary"]

  /// Stars of three genres, none of the third in the lowest.
  static let genreStars: (stars: [String], counts: [Double], genres: [String]) = {
    var (names, counts, panels): ([String], [Double], [String]) = ([], [], [])
    for (place, genre) in genres.prefix(3).enumerated() {
      for star in 0..<5 where place != 2 || star > 0 {
        names.append(stars[star])
        counts.append((starCounts[star] / Double(place * place + 1)).rounded())
        panels.append(genre)
      }
    }
    return (names, counts, panels)
  }()

  static let tailPanels = ChartPanels(tailGroups)

  /// Learning curves of two models on four data sets.
  static let curves: (x: [Double], y: [Double], series: [String], panels: [String]) = {
    var (x, y, series, panels): ([Double], [Double], [String], [String]) = ([], [], [], [])
    for (place, genre) in genres.enumerated() {
      for (number, name) in ["train", "test"].enumerated() {
        x += epochs
        y += falling.map { $0 * (0.6 + Double(place) * 0.1) + Double(number) * 0.15 }
        series += Array(repeating: name, count: 25)
        panels += Array(repeating: genre, count: 25)
      }
    }
    return (x, y, series, panels)
  }()

  static let facets: [Chart] = [
    .bar(
      categories: genreStars.stars, values: genreStars.counts, panels: ChartPanels(genreStars.genres), xTitle: "stars",
      yTitle: "reviews", label: "facets-bar"),
    .bar(
      categories: genreStars.stars + genreStars.stars, values: genreStars.counts + genreStars.counts.map { $0 / 2 },
      groups: genreStars.stars.map { _ in "before the cut" } + genreStars.stars.map { _ in "after the cut" },
      panels: ChartPanels(genreStars.genres + genreStars.genres), xTitle: "stars", yTitle: "reviews",
      label: "facets-bar-grouped"),
    .bar(
      categories: japanese + japanese, values: numbers(12) { Double($0 * 37 % 11 + 2) },
      panels: ChartPanels((0..<12).map { $0 < 6 ? "ドラマ・映画（字幕版と吹替版を合わせた全作品）" : "アニメ" }), xTitle: "作品", yTitle: "レビュー数",
      label: "facets-bar-japanese"),
    .bar(
      days: months(36) + months(36), values: numbers(72) { Double(200 + $0 * $0 * 3) },
      panels: ChartPanels((0..<72).map { $0 < 36 ? "first" : "second" }), xTitle: "month", yTitle: "reviews",
      label: "facets-period"),
    .histogram(
      values: longTail, panels: tailPanels, bins: 30, log: true, logCounts: true,
      xTitle: "reviews per customer (log scale)", yTitle: "customers (log scale)", label: "facets-histogram"),
    .line(
      x: curves.x, y: curves.y, series: curves.series, panels: ChartPanels(curves.panels), xTitle: "epoch",
      yTitle: "mean squared error (stars²)", label: "facets-line"),
    .line(
      days: months(48), y: monthlyMeans.prefix(48).map { $0 },
      panels: ChartPanels((0..<48).map { "\(2012 + $0 / 12)" }),
      xTitle: "month", yTitle: "mean stars", label: "facets-line-months"),
    .scatter(
      x: bell(900, seed: 7), y: bell(900, seed: 8), panels: ChartPanels((0..<900).map { genres[$0 % 3] }),
      lines: [.trend], xTitle: "dimension 1", yTitle: "dimension 2", label: "facets-scatter"),
    .scatter(
      x: bell(20_000, seed: 13), y: Array(manyY.prefix(20_000)),
      panels: ChartPanels((0..<20_000).map { $0 % 3 == 0 ? "first" : "second" }), xTitle: "x", yTitle: "y",
      label: "facets-density"),
    .box(
      categories: stars + stars, boxes: (0..<10).map { BoxStatistics(bell(60, seed: UInt64(50 + $0)).map { $0 + 3 }) },
      panels: ChartPanels((0..<10).map { $0 < 5 ? "verified" : "not verified" }), xTitle: "stars", yTitle: "votes",
      label: "facets-box"),
    .histogram(
      values: bell(2400, seed: 19) + [.nan],
      panels: ChartPanels((0..<2401).map { $0 == 2400 ? "nothing" : "\($0 % 12 + 1)" }),
      xTitle: "value", label: "facets-thirteen"),
    .scatter(x: [], y: [], panels: ChartPanels([]), label: "facets-empty"),
  ]
}
