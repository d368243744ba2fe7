import Languages

/// Bars of values by calendar period on an axis of time; a period without a value is a gap.
public struct PeriodBarSpec: RowSpec {
  /// Days since 1970-01-01, nil for a value of no day, which is counted in ``Chart/notes``.
  public var days: [Int?]
  public var values: [Double]
  /// How many rows each value stands for; one where nil.
  public var rows: [Int]?
  /// What of the rows behind each value is not in it; nil where each value is a row of its own.
  public var leftOut: [LeftOut]?
  /// The panel of each value, for small multiples with the same axes; nil for one chart.
  public var panels: ChartPanels?
  /// Inferred when nil: days that are all the first of a month are months.
  public var unit: CalendarUnit?
  public var format = NumberFormat.automatic

  public init(days: [Int?], values: [Double]) {
    self.days = days
    self.values = values
  }

  var rowCount: Int { min(days.count, values.count) }

  func at(_ rows: [Int]) -> PeriodBarSpec { dealing(rows, \.days, \.values, \.rows, \.leftOut) }

  func form(_ titles: AxisTitles, like whole: PeriodBarChart?) -> PeriodBarChart {
    PeriodBarChart(self, titles, like: whole)
  }
}

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

  /// Adds up what falls on the same period, of the unit of another chart where that has all of them.
  init(_ spec: PeriodBarSpec, _ titles: AxisTitles, like whole: PeriodBarChart?) {
    self.titles = titles
    format = spec.format
    valueFormat = format
    let known = spec.days.compactMap { $0 }
    unit =
      whole?.unit ?? spec.unit ?? CalendarUnit.inferred(from: known.filter { $0.magnitude < 1_000_000 })
    var sums: [Int: Double] = [:]
    for (place, (day, value)) in zip(spec.days, spec.values).enumerated() {
      let count = spec.rows?.dropFirst(place).first ?? 1
      guard let day else {
        leftOut.unplaced += count
        continue
      }
      // Beyond a million days a date is a fault of the data, and its ticks would overflow.
      if day.magnitude >= 1_000_000 {
        leftOut.remote += count
        continue
      }
      guard leftOut.admits(value, at: place, of: spec.leftOut) else { continue }
      let start = unit.start(of: day)
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

  func marks(in area: Rect) -> [any Mark] {
    let frame = frame(in: area)
    let bars = periods.compactMap { period -> BarMark.Bar? in
      let next = unit.advanced(period.day, by: 1)
      guard let a = frame.point(Double(period.day), 0), let b = frame.point(Double(next), period.value) else {
        return nil
      }
      // Neighbours nearly touch, but one or two bars are no wall (empirical).
      let half = min((b.x - a.x - min(1.5, (b.x - a.x) * 0.2)) / 2, 70)
      let middle = (a.x + b.x) / 2
      let rect = Rect(from: Point(x: middle - half, y: a.y), to: Point(x: middle + half, y: b.y))
      return BarMark.Bar(rect: rect) { tip(period) }
    }
    return [
      GridMark(frame: frame), BarMark(bars: bars, tips: periods.count),
      AxesMark(frame: frame, baseline: frame.y.position(0)),
    ]
  }

  private func tip(_ period: (day: Int, value: Double)) -> String {
    Phrases.tip([unit.name(period.day, in: language)], valueFormat.string(period.value), in: language)
  }

  func frame(in area: Rect) -> CartesianFrame {
    let span = Sharing.extremes(reach.x + sharing.x)
    let time = TimeScale(low: span.first ?? 0, high: span.dropFirst().first ?? 1, barUnit: unit, language: language)
    let heights = ContinuousScale.fitting(reach.y + sharing.y, log: false, format: format, includingZero: true)
    return frame(
      x: Axis(.time(time), title: titles.x, hasGrid: false), y: Axis(heights, title: titles.y), in: area)
  }

  var reach: (x: [Double], y: [Double]) {
    guard let first = periods.first, let last = periods.last else { return ([], []) }
    return ([Double(first.day), Double(unit.advanced(last.day, by: 1))], periods.map(\.value))
  }

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
    let extremes = Extremes(periods.lazy.map(\.value))
    func value(_ places: [Int]) -> String { places.first.map { valueFormat.string(periods[$0].value) } ?? "" }
    text += say(
      en: ", \(CountedNoun.text(periods.count, name)) from \(start) to \(end)",
      ja: "、\(start)から\(end)までの\(CountedNoun.grouped(periods.count))\(counter)分。")
    let (most, least) = (value(extremes.highest), value(extremes.lowest))
    if most == least { return text + say(en: ": all with \(most).", ja: "どれも\(most)です。") }
    func names(_ places: [Int]) -> String { Phrases.tied(places, in: say) { unit.name(periods[$0].day, in: say) } }
    let (top, bottom) = (names(extremes.highest), names(extremes.lowest))
    text += say(
      en: ": highest \(top) with \(most), lowest \(bottom) with \(least)",
      ja: "最大は\(top)で\(most)、最小は\(bottom)で\(least)です")
    if let course = Phrases.course(periods.map(\.value), valueFormat, in: say) {
      text += say(en: "; it \(course)", ja: "。全体では\(course)")
    }
    return text + say(en: ".", ja: "。")
  }

  var countNotes: [String] { [Phrases.addedUp(added, in: language)].compactMap { $0 } }

  var dataTable: DataTable {
    DataTable(
      [
        (Phrases.name(titles.x, otherwise: language(en: "period", ja: "期間")), isNumeric: false),
        (Phrases.name(titles.y, otherwise: language(en: "value", ja: "値")), isNumeric: true),
      ],
      rows: periods.map { [unit.name($0.day, in: language), valueFormat.string($0.value)] })
  }
}
