import Languages

extension BoxChart {
  var summary: String {
    let say = language
    let y = Phrases.name(titles.y, otherwise: say(en: "values", ja: "値"))
    let x = Phrases.name(titles.x, otherwise: say(en: "category", ja: "項目"))
    let start =
      isAlone
      ? say(en: "Box plot of \(y)", ja: "\(y)の箱ひげ図") : say(en: "Box plot of \(y) by \(x)", ja: "\(x)ごとの\(y)の箱ひげ図")
    guard !isEmpty else { return start + say(en: ": no rows to draw.", ja: "。描く行がありません。") }
    let format = format.common(to: present.flatMap { [$0.lowerQuartile, $0.median, $0.upperQuartile] })
    let named = zip(categories, boxes).compactMap { name, box in box.map { (name: name, box: $0) } }
    guard let first = named.first else { return start }
    func half(_ box: BoxStatistics) -> String {
      let (low, high) = (format.string(box.lowerQuartile), format.string(box.upperQuartile))
      if low == high { return say(en: "the middle half at \(low)", ja: "中央の半分はどれも\(low)") }
      return say(en: "the middle half from \(low) to \(high)", ja: "中央の半分は\(low)から\(high)")
    }
    if named.count == 1 {
      let median = format.string(first.box.median)
      let name = isAlone ? "" : say(en: first.name + " with ", ja: first.name + "の")
      return start
        + say(en: ": \(name)median \(median), \(half(first.box))", ja: "。\(name)中央値は\(median)、\(half(first.box))です")
        + beyond
    }
    func names(_ places: [Int]) -> String { Phrases.tied(places, in: say) { named[$0].name } }
    let extremes = Extremes(named.lazy.map(\.box.median))
    let (top, bottom) = (names(extremes.highest), names(extremes.lowest))
    func median(_ places: [Int]) -> String { places.first.map { format.string(named[$0].box.median) } ?? "" }
    let (most, least) = (median(extremes.highest), median(extremes.lowest))
    let count = CountedNoun.grouped(named.count)
    let medians =
      most == least
      ? say(en: "all medians at \(most)", ja: "中央値はどれも\(most)")
      : say(
        en: "highest median \(top) with \(most), lowest \(bottom) with \(least)",
        ja: "中央値の最大は\(top)で\(most)、最小は\(bottom)で\(least)")
    let widest = Extremes(named.lazy.map(\.box.length)).highest
    let halves = Set(widest.map { half(named[$0].box) })
    let extent: String
    if widest.count == named.count {
      extent = say(en: "all equally wide", ja: "箱の幅はどれも同じです")
    } else if let shared = halves.first, halves.count == 1 {
      extent = say(en: "widest \(names(widest)), \(shared)", ja: "最も広いのは\(names(widest))で、\(shared)です")
    } else {
      extent = say(en: "widest \(names(widest))", ja: "最も広いのは\(names(widest))です")
    }
    return start + say(en: ", \(count) boxes: \(medians); \(extent)", ja: "、\(count)個の箱。\(medians)です。\(extent)")
      + beyond
  }

  /// How many values lie beyond the whiskers, to end a sentence.
  private var beyond: String {
    let values = present.reduce(0) { $0 + $1.count }
    let dots = present.reduce(0) { $0 + $1.outlierCount }
    if values == 1 { return language(en: "; it is 1 value.", ja: "。値は1個です。") }
    let (all, some) = (CountedNoun.grouped(values), CountedNoun.grouped(dots))
    return language(
      en: "; \(dots == 0 ? "none" : some) of \(all) values \(dots < 2 ? "lies" : "lie") beyond the whiskers.",
      ja: dots == 0 ? "。\(all)個の値はすべてひげの内側にあります。" : "。\(all)個の値のうち\(some)個がひげの外にあります。")
  }

  func notes(in size: Size) -> [String] {
    var notes: [String] = []
    if !isEmpty, !sharing.isPanel {
      notes.append(
        language(
          en:
            "A box holds the middle half of the values, its line is the median; whiskers reach the farthest values within 1.5 times the box's length (Tukey), dots lie beyond.",
          ja: "箱は値の中央の半分、線は中央値です。ひげは箱の長さの1.5倍以内で最も遠い値まで伸び（テューキー）、点はその外にあります。"))
    }
    return notes + leftOutNotes
      + (lacksPositives ? [Phrases.noLogAxis(language)] : [])
  }

  var dataTable: DataTable {
    let say = language
    let format = format.common(
      to: present.flatMap { [$0.lowWhisker, $0.lowerQuartile, $0.median, $0.upperQuartile, $0.highWhisker] })
    let numbers = [
      "n", say(en: "lower whisker", ja: "下のひげ"), say(en: "lower quartile", ja: "第1四分位数"),
      say(en: "median", ja: "中央値"), say(en: "upper quartile", ja: "第3四分位数"), say(en: "upper whisker", ja: "上のひげ"),
      say(en: "beyond", ja: "ひげの外"),
    ]
    let name = Phrases.name(titles.x, otherwise: say(en: "category", ja: "項目"))
    let names: [(String, isNumeric: Bool)] = isAlone ? [] : [(name, isNumeric: false)]
    let rows = zip(categories, boxes).map { name, box -> [String] in
      var row = isAlone ? [] : [name]
      guard let box else { return row + ["0"] + Array(repeating: "", count: numbers.count - 1) }
      row.append(CountedNoun.grouped(box.count))
      let five = [box.lowWhisker, box.lowerQuartile, box.median, box.upperQuartile, box.highWhisker]
      return row + five.map { format.string($0) } + [CountedNoun.grouped(box.outlierCount)]
    }
    return DataTable(names + numbers.map { ($0, isNumeric: true) }, rows: rows)
  }
}

extension BoxStatistics {
  /// The length of the box: the range between the quartiles.
  var length: Double { upperQuartile - lowerQuartile }
}
