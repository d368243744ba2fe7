import Languages

extension BarChart {
  var summary: String {
    let say = language
    let y = Phrases.name(titles.y, otherwise: say(en: "values", ja: "値"))
    let x = Phrases.name(titles.x, otherwise: say(en: "category", ja: "項目"))
    if isEmpty {
      return say(en: "Bar chart of \(y) by \(x): no rows to draw.", ja: "\(x)ごとの\(y)の棒グラフ。描く行がありません。")
    }
    let isStacked = arrangement == .stacked && series.count > 1
    var text = say(
      en: "\(isStacked ? "Stacked bar" : "Bar") chart of \(y) by \(x)",
      ja: "\(x)ごとの\(y)の\(isStacked ? "積み上げ" : "")棒グラフ")
    if hasLegend {
      let names = Phrases.series(series, in: say)
      text += say(en: " for \(names)", ja: "（系列は\(names)）")
    }
    let totals = categories.indices.compactMap { column -> (String, Double)? in
      let present = values.compactMap { $0[column] }
      return present.isEmpty ? nil : (categories[column], present.reduce(0, +))
    }
    let format = commonFormat
    guard let first = totals.first else { return text + say(en: ": no numbers.", ja: "。数値がありません。") }
    if totals.count == 1 {
      let number = format.string(first.1)
      return text + say(en: ": \(first.0) with \(number).", ja: "。\(first.0)の\(number)だけです。")
    }
    let extremes = Extremes(totals.lazy.map(\.1))
    func value(_ places: [Int]) -> String { places.first.map { format.string(totals[$0].1) } ?? "" }
    func names(_ places: [Int]) -> String { Phrases.tied(places, in: say) { totals[$0].0 } }
    let count = CountedNoun.grouped(totals.count)
    text += say(en: ", \(count) categories", ja: "、\(count)項目。")
    let (most, least) = (value(extremes.highest), value(extremes.lowest))
    if most == least { return text + say(en: ": all with \(most).", ja: "どれも\(most)です。") }
    let (top, bottom) = (names(extremes.highest), names(extremes.lowest))
    let together = series.count > 1 ? say(en: ", series together", ja: "（系列の合計）") : ""
    return text
      + say(
        en: ": highest \(top) with \(most), lowest \(bottom) with \(least)\(together).",
        ja: "最大は\(top)で\(most)、最小は\(bottom)で\(least)です\(together)。")
  }
}
