/// Bars of a number by day, month or year on an axis of time; a period without a row leaves a gap.
struct PeriodBarChart: FacetForm {
  /// The first days of the periods, rising, and their values.
  var periods: [(day: Int, value: Double)]
  var unit: CalendarUnit
  var titles: AxisTitles
  var format: NumberFormat
  var sharing = Sharing()
  var notNumbers = 0
  var added = 0

  init(days: [Int], values: [Double], unit: CalendarUnit?, titles: AxisTitles, format: NumberFormat) {
    self.titles = titles
    self.format = format
    self.unit = unit ?? CalendarUnit.inferred(from: days)
    var sums: [Int: Double] = [:]
    for (day, value) in zip(days, values) {
      // Beyond a million days a date is a fault of the data, and its ticks would overflow.
      guard value.isDrawable, day.magnitude < 1_000_000 else {
        notNumbers += 1
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
          tip: hasTips ? "\(unit.name(period.day)): \(format.string(period.value))" : nil)
      }
    }
    frame.drawAxes(on: &canvas, baseline: frame.y.position(0))
  }

  func frame(in area: Rect) -> CartesianFrame {
    let span = Sharing.extremes(reach.x + sharing.x)
    let time = TimeScale(low: span.first ?? 0, high: span.dropFirst().first ?? 1, barUnit: unit)
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
    let name = unit == .year ? "year" : unit == .month ? "month" : "day"
    var text =
      "Bar chart of \(Phrases.name(titles.y, otherwise: "values")) by \(Phrases.name(titles.x, otherwise: name))"
    guard let first = periods.first, let last = periods.last else { return text + ": no rows to draw." }
    if periods.count == 1 { return text + ": \(unit.name(first.day)) with \(format.string(first.value))." }
    var (highest, lowest) = (first, first)
    for period in periods {
      if period.value > highest.value { highest = period }
      if period.value < lowest.value { lowest = period }
    }
    text += ", \(Phrases.counted(periods.count, name)) from \(unit.name(first.day)) to \(unit.name(last.day))"
    if highest.value == lowest.value { return text + ": all with \(format.string(first.value))." }
    text += ": highest \(unit.name(highest.day)) with \(format.string(highest.value)), "
    text += "lowest \(unit.name(lowest.day)) with \(format.string(lowest.value))"
    if let course = Phrases.course(periods.map(\.value), format) { text += "; it \(course)" }
    return text + "."
  }

  func notes(in size: Size) -> [String] {
    var notes = [Phrases.notNumbers(notNumbers)].compactMap { $0 }
    if added > 0 {
      notes.append(
        "\(Phrases.counted(added, "value")) fell on a period that was there and \(added == 1 ? "was" : "were") added.")
    }
    return notes
  }

  var dataTable: DataTable {
    DataTable(
      [
        (Phrases.name(titles.x, otherwise: "period"), isNumeric: false),
        (Phrases.name(titles.y, otherwise: "value"), isNumeric: true),
      ],
      rows: periods.map { [unit.name($0.day), format.string($0.value)] })
  }
}
