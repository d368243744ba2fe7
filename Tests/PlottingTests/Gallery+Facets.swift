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
    Chart(
      BarSpec(categories: genreStars.stars, values: genreStars.counts).with {
        $0.panels = ChartPanels(genreStars.genres)
      }, titles: AxisTitles(x: "stars", y: "reviews"), label: "facets-bar"),
    Chart(
      BarSpec(
        categories: genreStars.stars + genreStars.stars, values: genreStars.counts + genreStars.counts.map { $0 / 2 }
      ).with {
        $0.groups = genreStars.stars.map { _ in "before the cut" } + genreStars.stars.map { _ in "after the cut" }
        $0.panels = ChartPanels(genreStars.genres + genreStars.genres)
      }, titles: AxisTitles(x: "stars", y: "reviews"), label: "facets-bar-grouped"),
    Chart(
      BarSpec(categories: japanese + japanese, values: numbers(12) { Double($0 * 37 % 11 + 2) }).with {
        $0.panels = ChartPanels((0..<12).map { $0 < 6 ? "ドラマ・映画（字幕版と吹替版を合わせた全作品）" : "アニメ" })
      }, titles: AxisTitles(x: "作品", y: "レビュー数"), label: "facets-bar-japanese"),
    Chart(
      PeriodBarSpec(days: months(36) + months(36), values: numbers(72) { Double(200 + $0 * $0 * 3) }).with {
        $0.panels = ChartPanels((0..<72).map { $0 < 36 ? "first" : "second" })
      }, titles: AxisTitles(x: "month", y: "reviews"), label: "facets-period"),
    Chart(
      HistogramSpec(values: longTail).with {
        $0.panels = tailPanels
        $0.bins = 30
        $0.isLog = true
        $0.hasLogCounts = true
      }, titles: AxisTitles(x: "reviews per customer (log scale)", y: "customers (log scale)"),
      label: "facets-histogram"),
    Chart(
      LineSpec(x: curves.x, y: curves.y).with {
        $0.series = curves.series
        $0.panels = ChartPanels(curves.panels)
      }, titles: AxisTitles(x: "epoch", y: "mean squared error (stars²)"), label: "facets-line"),
    Chart(
      LineSpec(days: months(48), y: monthlyMeans.prefix(48).map { $0 }).with {
        $0.panels = ChartPanels((0..<48).map { "\(2012 + $0 / 12)" })
      }, titles: AxisTitles(x: "month", y: "mean stars"), label: "facets-line-months"),
    Chart(
      ScatterSpec(x: bell(900, seed: 7), y: bell(900, seed: 8)).with {
        $0.panels = ChartPanels((0..<900).map { genres[$0 % 3] })
        $0.lines = [.trend]
      }, titles: AxisTitles(x: "dimension 1", y: "dimension 2"), label: "facets-scatter"),
    Chart(
      ScatterSpec(x: bell(20_000, seed: 13), y: Array(manyY.prefix(20_000))).with {
        $0.panels = ChartPanels((0..<20_000).map { $0 % 3 == 0 ? "first" : "second" })
      }, titles: AxisTitles(x: "x", y: "y"), label: "facets-density"),
    Chart(
      BoxSpec(
        categories: stars + stars, boxes: (0..<10).map { BoxStatistics(bell(60, seed: UInt64(50 + $0)).map { $0 + 3 }) }
      ).with { $0.panels = ChartPanels((0..<10).map { $0 < 5 ? "verified" : "not verified" }) },
      titles: AxisTitles(x: "stars", y: "votes"), label: "facets-box"),
    Chart(
      HistogramSpec(values: bell(2400, seed: 19) + [.nan]).with {
        $0.panels = ChartPanels((0..<2401).map { $0 == 2400 ? "nothing" : "\($0 % 12 + 1)" })
      }, titles: AxisTitles(x: "value", y: "count"), label: "facets-thirteen"),
    Chart(
      ScatterSpec(x: [], y: []).with { $0.panels = ChartPanels([]) }, label: "facets-empty"),
  ]
}
