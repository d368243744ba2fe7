import CivilCalendar
import ElementaryFunctions

@testable import Plotting

extension Gallery {
  static let bars: [Chart] = [
    .bar(categories: stars, values: starCounts, xTitle: "stars", yTitle: "reviews", label: "bar-stars"),
    .bar(
      categories: stars, values: [0.08, 0.04, 0.075, 0.183, 0.622], format: .percent(1), title: "Share of every star",
      xTitle: "stars", yTitle: "share of reviews", label: "bar-share"),
    .bar(
      categories: stars + stars, values: starCounts + [9_000, 5_000, 10_100, 25_600, 90_020],
      groups: Array(repeating: "before the cut", count: 5) + Array(repeating: "after the cut", count: 5),
      xTitle: "stars", yTitle: "reviews", label: "bar-grouped"),
    .bar(
      categories: (0..<28).map { ["Q1", "Q2", "Q3", "Q4"][$0 % 4] },
      values: numbers(28) { Double(($0 * 37) % 23 + 4) },
      groups: (0..<28).map { "series \($0 / 4 + 1)" }, arrangement: .stacked, xTitle: "quarter",
      yTitle: "hours watched",
      label: "bar-stacked-seven"),
    .bar(categories: [], values: [], xTitle: "stars", yTitle: "reviews", label: "bar-empty"),
    .bar(categories: ["all"], values: [1234], xTitle: "group", yTitle: "reviews", label: "bar-one"),
    .bar(categories: stars, values: [7, 7, 7, 7, 7], xTitle: "stars", yTitle: "reviews", label: "bar-equal"),
    .bar(
      categories: ["Mon", "Tue", "Wed", "Thu", "Fri"], values: [-3, 4.5, -1.25, 0, 6], xTitle: "day",
      yTitle: "change of subscribers (thousands)", label: "bar-negative"),
    .bar(
      categories: (0..<11).map { "10^\($0)" }, values: numbers(11) { Elementary.power10($0) }, xTitle: "size",
      yTitle: "value", label: "bar-magnitudes"),
    .bar(
      categories: stars, values: [3, .nan, .infinity, 5, 2], xTitle: "stars", yTitle: "reviews", label: "bar-nan"),
    .bar(
      categories: sixty, values: numbers(60) { Double((60 - $0) * (60 - $0)) }, xTitle: "category", yTitle: "reviews",
      label: "bar-sixty"),
    .bar(
      categories: sixty, values: numbers(60) { Double((60 - $0) * (60 - $0)) }, orientation: .vertical,
      xTitle: "category", yTitle: "reviews", label: "bar-sixty-vertical"),
    .bar(
      categories: japanese, values: [5210, 4800, 3999, 3500, 2100, 870], xTitle: "作品", yTitle: "レビュー数",
      label: "bar-japanese"),
    .bar(
      categories: ["2015年度 第一四半期", "2015年度 第二四半期", "2015年度 第三四半期", "2015年度 第四四半期"], values: [10, 30, 20, 25],
      xTitle: "期間", yTitle: "視聴時間（千時間）", label: "bar-japanese-wrapped"),
    .bar(categories: titles, values: [8, 7, 6, 5, 4, 3, 2, 1], xTitle: "title", yTitle: "rows", label: "bar-titles"),
    .bar(
      categories: titles, values: [8, 7, 6, 5, 4, 3, 2, 1], orientation: .vertical, xTitle: "title", yTitle: "rows",
      label: "bar-titles-vertical"),
  ]

  static let periods: [Chart] = [
    .bar(
      days: months(45), values: numbers(45) { Double(200 + $0 * $0 * 3 + ($0 % 12 == 11 ? 900 : 0)) }, xTitle: "month",
      yTitle: "reviews", label: "period-months"),
    .bar(
      days: (2000...2015).map { CivilDay(year: $0, month: 1, day: 1).days },
      values: numbers(16) { Double(($0 + 1) * ($0 + 1) * 1500) }, xTitle: "year", yTitle: "reviews",
      label: "period-years"),
    .bar(
      days: [16000, 16001, 16004, 16005, 16006, 16010], values: [3, 5, 2, -2, 8, .nan], xTitle: "", yTitle: "reviews",
      label: "period-days"),
    .bar(days: [], values: [], label: "period-empty"),
  ]
}
