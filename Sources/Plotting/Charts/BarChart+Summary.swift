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
    var (highest, lowest) = (first, first)
    for total in totals.dropFirst() {
      if total.1 > highest.1 { highest = total }
      if total.1 < lowest.1 { lowest = total }
    }
    let count = CountedNoun.grouped(totals.count)
    text += say(en: ", \(count) categories", ja: "、\(count)項目。")
    let (most, least) = (format.string(highest.1), format.string(lowest.1))
    if most == least { return text + say(en: ": all with \(most).", ja: "どれも\(most)です。") }
    let together = series.count > 1 ? say(en: ", series together", ja: "（系列の合計）") : ""
    return text
      + say(
        en: ": highest \(highest.0) with \(most), lowest \(lowest.0) with \(least)\(together).",
        ja: "最大は\(highest.0)で\(most)、最小は\(lowest.0)で\(least)です\(together)。")
  }
}
