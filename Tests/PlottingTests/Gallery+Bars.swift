import CivilCalendar
import ElementaryFunctions

@testable import Plotting

extension Gallery {
  static let bars: [Chart] = [
    Chart(
      BarSpec(categories: stars, values: starCounts), titles: AxisTitles(x: "stars", y: "reviews"), label: "bar-stars"),
    Chart(
      BarSpec(categories: stars, values: [0.08, 0.04, 0.075, 0.183, 0.622]).with { $0.format = .percent(1) },
      titles: AxisTitles(x: "stars", y: "share of reviews"), title: "Share of every star", label: "bar-share"),
    Chart(
      BarSpec(categories: stars + stars, values: starCounts + [9_000, 5_000, 10_100, 25_600, 90_020]).with {
        $0.groups = Array(repeating: "before the cut", count: 5) + Array(repeating: "after the cut", count: 5)
      }, titles: AxisTitles(x: "stars", y: "reviews"), label: "bar-grouped"),
    Chart(
      BarSpec(
        categories: (0..<28).map { ["Q1", "Q2", "Q3", "Q4"][$0 % 4] },
        values: numbers(28) { Double(($0 * 37) % 23 + 4) }
      ).with {
        $0.groups = (0..<28).map { "series \($0 / 4 + 1)" }
        $0.arrangement = .stacked
      }, titles: AxisTitles(x: "quarter", y: "hours watched"), label: "bar-stacked-seven"),
    Chart(
      BarSpec(categories: [], values: []), titles: AxisTitles(x: "stars", y: "reviews"), label: "bar-empty"),
    Chart(
      BarSpec(categories: ["all"], values: [1234]), titles: AxisTitles(x: "group", y: "reviews"), label: "bar-one"),
    Chart(
      BarSpec(categories: stars, values: [7, 7, 7, 7, 7]), titles: AxisTitles(x: "stars", y: "reviews"),
      label: "bar-equal"),
    Chart(
      BarSpec(categories: ["Mon", "Tue", "Wed", "Thu", "Fri"], values: [-3, 4.5, -1.25, 0, 6]),
      titles: AxisTitles(x: "day", y: "change of subscribers (thousands)"), label: "bar-negative"),
    Chart(
      BarSpec(categories: (0..<11).map { "10^\($0)" }, values: numbers(11) { Elementary.power10($0) }),
      titles: AxisTitles(x: "size", y: "value"), label: "bar-magnitudes"),
    Chart(
      BarSpec(categories: stars, values: [3, .nan, .infinity, 5, 2]), titles: AxisTitles(x: "stars", y: "reviews"),
      label: "bar-nan"),
    Chart(
      BarSpec(categories: sixty, values: numbers(60) { Double((60 - $0) * (60 - $0)) }),
      titles: AxisTitles(x: "category", y: "reviews"), label: "bar-sixty"),
    Chart(
      BarSpec(categories: sixty, values: numbers(60) { Double((60 - $0) * (60 - $0)) }).with {
        $0.orientation = .vertical
      }, titles: AxisTitles(x: "category", y: "reviews"), label: "bar-sixty-vertical"),
    Chart(
      BarSpec(categories: japanese, values: [5210, 4800, 3999, 3500, 2100, 870]),
      titles: AxisTitles(x: "作品", y: "レビュー数"), label: "bar-japanese"),
    Chart(
      BarSpec(categories: ["2015年度 第一四半期", "2015年度 第二四半期", "2015年度 第三四半期", "2015年度 第四四半期"], values: [10, 30, 20, 25]),
      titles: AxisTitles(x: "期間", y: "視聴時間（千時間）"), label: "bar-japanese-wrapped"),
    Chart(
      BarSpec(categories: titles, values: [8, 7, 6, 5, 4, 3, 2, 1]), titles: AxisTitles(x: "title", y: "rows"),
      label: "bar-titles"),
    Chart(
      BarSpec(categories: titles, values: [8, 7, 6, 5, 4, 3, 2, 1]).with { $0.orientation = .vertical },
      titles: AxisTitles(x: "title", y: "rows"), label: "bar-titles-vertical"),
  ]

  static let periods: [Chart] = [
    Chart(
      PeriodBarSpec(days: months(45), values: numbers(45) { Double(200 + $0 * $0 * 3 + ($0 % 12 == 11 ? 900 : 0)) }),
      titles: AxisTitles(x: "month", y: "reviews"), label: "period-months"),
    Chart(
      PeriodBarSpec(
        days: (2000...2015).map { CivilDay(year: $0, month: 1, day: 1).days },
        values: numbers(16) { Double(($0 + 1) * ($0 + 1) * 1500) }), titles: AxisTitles(x: "year", y: "reviews"),
      label: "period-years"),
    Chart(
      PeriodBarSpec(days: [16000, 16001, 16004, 16005, 16006, 16010], values: [3, 5, 2, -2, 8, .nan]),
      titles: AxisTitles(x: "", y: "reviews"), label: "period-days"),
    Chart(
      PeriodBarSpec(days: [], values: []), label: "period-empty"),
  ]
}
