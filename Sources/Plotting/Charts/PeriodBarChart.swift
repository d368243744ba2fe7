import Languages

/// Bars of a number by day, month or year on an axis of time; a period without a row leaves a gap.
struct PeriodBarChart: FacetForm {
  /// The first days of the periods, rising, and their values.
  var periods: [(day: Int, value: Double)]
  var unit: CalendarUnit
  var titles: AxisTitles
  var format: NumberFormat
  var language = Language.english
  var sharing = Sharing()
  var leftOut = LeftOut()
  var added = 0
  /// How the numbers of the bars are written: with digits enough to tell them apart.
  private(set) var valueFormat: NumberFormat

  /// - Parameters:
  ///   - rows: how many rows each value stands for; one where nil.
  ///   - leftOut: what of each bar's rows is not in its value.
  init(
    days: [Int?], values: [Double], rows: [Int]? = nil, leftOut parts: [LeftOut]? = nil, unit: CalendarUnit?,
    titles: AxisTitles, format: NumberFormat
  ) {
    self.titles = titles
    self.format = format
    valueFormat = format
    let known = days.compactMap { $0 }
    self.unit = unit ?? CalendarUnit.inferred(from: known.filter { $0.magnitude < 1_000_000 })
    var sums: [Int: Double] = [:]
    for (place, (day, value)) in zip(days, values).enumerated() {
      let count = rows?.dropFirst(place).first ?? 1
      guard let day else {
        leftOut.unplaced += count
        continue
      }
      // Beyond a million days a date is a fault of the data, and its ticks would overflow.
      if day.magnitude >= 1_000_000 {
        leftOut.remote += count
        continue
      }
      if let parts, place < parts.count { leftOut = leftOut + parts[place] }
      guard value.isDrawable else {
        if parts == nil || !value.isNaN { _ = leftOut.admits(value) }
        continue
      }
      let start = self.unit.start(of: day)
      if let old = sums[start] {
        sums[start] = old + value
        added += 1
      } else {
        sums[start] = value
      }
    }
    periods = sums.keys.sorted().map { (day: $0, value: sums[$0] ?? 0) }
    valueFormat = format.telling(periods.lazy.map(\.value))
  }

  var isEmpty: Bool { periods.isEmpty }

  func size(within proposed: Size) -> Size { proposed }

  func draw(on canvas: inout Canvas, in area: Rect) {
    let frame = frame(in: area)
    frame.drawGrid(on: &canvas)
    let hasTips = canvas.grantsTips(periods.count)
    canvas.group(fill: .series(0)) { canvas in
      for period in periods {
        let next = unit.advanced(period.day, by: 1)
        guard let a = frame.point(Double(period.day), 0), let b = frame.point(Double(next), period.value) else {
          continue
        }
        // Neighbours nearly touch, but one or two bars are no wall (empirical).
        let half = min((b.x - a.x - min(1.5, (b.x - a.x) * 0.2)) / 2, 70)
        let middle = (a.x + b.x) / 2
        canvas.rect(
          Rect(from: Point(x: middle - half, y: a.y), to: Point(x: middle + half, y: b.y)),
          tip: hasTips ? tip(period) : nil)
      }
    }
    frame.drawAxes(on: &canvas, baseline: frame.y.position(0))
  }

  private func tip(_ period: (day: Int, value: Double)) -> String {
    Phrases.tip([unit.name(period.day, in: language)], valueFormat.string(period.value), in: language)
  }

  func frame(in area: Rect) -> CartesianFrame {
    let span = Sharing.extremes(reach.x + sharing.x)
    let time = TimeScale(low: span.first ?? 0, high: span.dropFirst().first ?? 1, barUnit: unit, language: language)
    let heights = ContinuousScale.fitting(reach.y + sharing.y, log: false, format: format, includingZero: true)
    var x = Axis(.time(time), title: titles.x, hasGrid: false)
    var y = Axis(heights, title: titles.y)
    (x.isLabelled, y.isLabelled) = (sharing.labelsX, sharing.labelsY)
    return CartesianFrame(x: x, y: y, in: area)
  }

  var reach: (x: [Double], y: [Double]) {
    guard let first = periods.first, let last = periods.last else { return ([], []) }
    return ([Double(first.day), Double(unit.advanced(last.day, by: 1))], periods.map(\.value))
  }

  func legends(width: Double) -> [SwatchLegend] { [] }

  var summary: String {
    let say = language
    let (name, counter) = unit == .year ? ("year", "年") : unit == .month ? ("month", "か月") : ("day", "日")
    let y = Phrases.name(titles.y, otherwise: say(en: "values", ja: "値"))
    let x = Phrases.name(titles.x, otherwise: say(en: name, ja: unit == .month ? "月" : counter))
    var text = say(en: "Bar chart of \(y) by \(x)", ja: "\(x)ごとの\(y)の棒グラフ")
    guard let first = periods.first, let last = periods.last else {
      return text + say(en: ": no rows to draw.", ja: "。描く行がありません。")
    }
    let (start, end) = (unit.name(first.day, in: say), unit.name(last.day, in: say))
    if periods.count == 1 {
      let number = valueFormat.string(first.value)
      return text + say(en: ": \(start) with \(number).", ja: "。\(start)の\(number)だけです。")
    }
    var (highest, lowest) = (first, first)
    for period in periods {
      if period.value > highest.value { highest = period }
      if period.value < lowest.value { lowest = period }
    }
    text += say(
      en: ", \(CountedNoun.text(periods.count, name)) from \(start) to \(end)",
      ja: "、\(start)から\(end)までの\(CountedNoun.grouped(periods.count))\(counter)分。")
    let (most, least) = (valueFormat.string(highest.value), valueFormat.string(lowest.value))
    if most == least { return text + say(en: ": all with \(most).", ja: "どれも\(most)です。") }
    let (top, bottom) = (unit.name(highest.day, in: say), unit.name(lowest.day, in: say))
    text += say(
      en: ": highest \(top) with \(most), lowest \(bottom) with \(least)",
      ja: "最大は\(top)で\(most)、最小は\(bottom)で\(least)です")
    if let course = Phrases.course(periods.map(\.value), valueFormat, in: say) {
      text += say(en: "; it \(course)", ja: "。全体では\(course)")
    }
    return text + say(en: ".", ja: "。")
  }

  var countNotes: [String] {
    if added == 0 { return [] }
    let (value, verb) = (CountedNoun.text(added, "value"), added == 1 ? "was" : "were")
    return [
      language(
        en: "\(value) fell on a period that was there and \(verb) added.",
        ja: "すでに棒のある期間の値が\(CountedNoun.grouped(added))個あり、その棒に加えました。")
    ]
  }

  func notes(in size: Size) -> [String] { leftOutNotes + countNotes }

  var dataTable: DataTable {
    DataTable(
      [
        (Phrases.name(titles.x, otherwise: language(en: "period", ja: "期間")), isNumeric: false),
        (Phrases.name(titles.y, otherwise: language(en: "value", ja: "値")), isNumeric: true),
      ],
      rows: periods.map { [unit.name($0.day, in: language), valueFormat.string($0.value)] })
  }
}
