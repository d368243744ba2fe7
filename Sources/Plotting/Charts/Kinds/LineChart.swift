import Languages

/// Lines of numbers over numbers or over time, one for each name in `series`.
///
/// A missing `y` (NaN), or one that cannot be drawn, breaks its line; it is counted in ``Chart/notes``, as is a missing `x`.
public struct LineSpec: RowSpec {
  /// Numbers, or days since 1970-01-01 with the part of the day that has passed.
  public private(set) var x: [Double]
  public private(set) var y: [Double]
  let isTime: Bool
  /// Named at their right ends when there is room, else in a legend; nil for one line.
  public var series: [String]?
  /// The panel of every point, for small multiples with the same axes; nil for one chart.
  public var panels: ChartPanels?
  /// Log axes; there is none of time.
  public var hasLogX = false
  public var hasLogY = false
  /// Whether the axis of y includes 0.
  public var includesZero = false
  public var xFormat = NumberFormat.automatic
  public var format = NumberFormat.automatic

  public init(x: [Double], y: [Double]) {
    (self.x, self.y) = (x, y)
    isTime = false
  }

  /// Lines over moments: days since 1970-01-01 with the part of the day that has passed.
  public init(moments: [Double], y: [Double]) {
    (x, self.y) = (moments, y)
    isTime = true
  }

  var rowCount: Int { min(x.count, y.count) }

  func at(_ rows: [Int]) -> LineSpec { dealing(rows, \.x, \.y, \.series) }

  func form(_ titles: AxisTitles, like whole: LineChart?) -> LineChart { LineChart(self, titles, like: whole) }
}

/// One or several lines of a number over numbers or days.
struct LineChart: FacetForm {
  struct Line: Sendable {
    var name: String
    /// Rising in x; a y that is not drawable breaks the line.
    var points: [(x: Double, y: Double)]
  }

  var lines: [Line]
  var isTime: Bool
  /// Whether a point lies within a day.
  var hasClock: Bool
  var hasLogX: Bool
  var hasLogY: Bool
  var includesZero: Bool
  var titles: AxisTitles
  var format: NumberFormat
  var language = Language.english
  var sharing = Sharing()
  var leftOut = LeftOut()
  private(set) var lacksPositives = false
  /// How the ticks across are written.
  let scaleFormat: NumberFormat
  /// How numbers across are written elsewhere: with digits enough to tell them apart.
  private(set) var placeFormat: NumberFormat
  /// How the numbers of the lines are written: with digits enough to tell them apart.
  private(set) var valueFormat: NumberFormat

  /// Lines in the order of their first point, or in that of another chart, which has all of them.
  init(_ spec: LineSpec, _ titles: AxisTitles, like whole: LineChart?) {
    let (x, y, series, logX, logY) = (spec.x, spec.y, spec.series, spec.hasLogX, spec.hasLogY)
    isTime = spec.isTime
    scaleFormat = spec.xFormat
    (placeFormat, valueFormat) = (spec.xFormat, spec.format)
    hasClock = whole?.hasClock ?? (isTime && x.contains { $0.isDrawable && $0 != $0.rounded() })
    self.titles = titles
    format = spec.format
    includesZero = spec.includesZero
    hasLogX = whole?.hasLogX ?? (logX && !isTime && x.contains { $0.isDrawable && $0 > 0 })
    hasLogY = whole?.hasLogY ?? (logY && y.contains { $0.isDrawable && $0 > 0 })
    lines = whole?.lines.map { Line(name: $0.name, points: []) } ?? []
    var places = NamePlaces(lines.map(\.name))
    for row in 0..<min(x.count, y.count) {
      var name = ""
      if let series { name = row < series.count ? series[row] : "" }
      let line = places.place(of: name)
      if line == lines.count { lines.append(Line(name: name, points: [])) }
      var (a, b) = (x[row], y[row])
      if a.isNaN {
        leftOut.unplaced += 1
        continue
      }
      guard leftOut.admits(a) else { continue }
      // Beyond a million days a date is a fault of the data, and its ticks would overflow.
      if isTime, abs(a) >= 1_000_000 {
        leftOut.remote += 1
        continue
      }
      if !leftOut.admits(b) {
        b = .nan
      } else if hasLogX && a < 0 || hasLogY && b < 0 {
        leftOut.negatives += 1
        if hasLogX && a < 0 { continue }
        b = .nan
      }
      lines[line].points.append((a, b))
    }
    for line in lines.indices {
      // Stable: rows of the same x keep their order.
      let sorted = lines[line].points.enumerated().sorted { ($0.element.x, $0.offset) < ($1.element.x, $1.offset) }
      lines[line].points = sorted.map(\.element)
    }
    lacksPositives = whole == nil && !isEmpty && (logX && !isTime && !hasLogX || logY && !hasLogY)
    placeFormat = spec.xFormat.telling(lines.lazy.flatMap { $0.points.lazy.map(\.x) })
    valueFormat = format.telling(lines.lazy.flatMap { $0.points.lazy.map(\.y) })
  }

  var isEmpty: Bool { !lines.contains { $0.points.contains { !$0.y.isNaN } } }
  var isNamed: Bool { lines.count > 1 || lines.first?.name.isEmpty == false }

  /// Higher where the legend of many lines would leave no room for them.
  func size(within proposed: Size) -> Size { proposed.withRoom(for: legends(width: proposed.width)) }

  func text(x: Double) -> String {
    if !isTime { return placeFormat.string(x) }
    if hasClock { return ClockTime(days: x).name(in: language) }
    return CalendarUnit.inferred(from: lines.flatMap { $0.points.map { Int($0.x) } }).name(Int(x), in: language)
  }

  var summary: String {
    let say = language
    let x = Phrases.name(titles.x, otherwise: isTime ? say(en: "time", ja: "時間") : "x")
    let y = Phrases.name(titles.y, otherwise: say(en: "values", ja: "値"))
    if isEmpty {
      return say(en: "Line chart of \(y) by \(x): no rows to draw.", ja: "\(x)に対する\(y)の折れ線グラフ。描く行がありません。")
    }
    var sentences: [String] = []
    for line in lines.prefix(6) {
      let points = line.points.filter { !$0.y.isNaN }
      guard let first = points.first else { continue }
      let extremes = Extremes(points.lazy.map(\.y))
      func number(_ places: [Int]) -> String { places.first.map { valueFormat.string(points[$0].y) } ?? "" }
      func names(_ places: [Int]) -> String {
        // Several points can stand at one place.
        let different = places.indices.filter { $0 == 0 || points[places[$0]].x != points[places[$0 - 1]].x }
        return Phrases.tied(different.map { places[$0] }, in: say) { self.text(x: points[$0].x) }
      }
      let name = Phrases.series([line.name], in: say)
      var text = isNamed ? say(en: "\(name) ", ja: "\(name)は") : say(en: "it ", ja: "")
      let (value, place) = (valueFormat.string(first.y), self.text(x: first.x))
      let (most, least) = (number(extremes.highest), number(extremes.lowest))
      let varies = most != least
      text +=
        Phrases.course(points.map(\.y), valueFormat, isLast: !varies, in: say)
        ?? say(en: "is \(value) at \(place)", ja: "\(place)で\(value)です")
      if varies {
        let (top, bottom) = (names(extremes.highest), names(extremes.lowest))
        text += say(
          en: ", highest \(most) at \(top), lowest \(least) at \(bottom)",
          ja: "、最大は\(top)で\(most)、最小は\(bottom)で\(least)です")
      }
      sentences.append(text)
    }
    if lines.count > 6 {
      sentences.append(say(en: "\(lines.count - 6) more lines", ja: "ほかに線が\(lines.count - 6)本あります"))
    }
    return say(
      en: "Line chart of \(y) by \(x): " + sentences.joined(separator: "; ") + ".",
      ja: "\(x)に対する\(y)の折れ線グラフ。" + sentences.joined(separator: "。") + "。")
  }

  /// A row for every x, a column for every line.
  var dataTable: DataTable {
    let xs = Set(lines.flatMap { $0.points.map(\.x) }).sorted()
    let values = lines.map { line in
      Dictionary(line.points.map { ($0.x, $0.y) }, uniquingKeysWith: { first, _ in first })
    }
    let y = Phrases.name(titles.y, otherwise: language(en: "value", ja: "値"))
    let x = Phrases.name(titles.x, otherwise: isTime ? language(en: "date", ja: "日付") : "x")
    let columns =
      [(x, isNumeric: !isTime)]
      + lines.map { ($0.name.isEmpty ? y : $0.name, isNumeric: true) }
    let unit = isTime && !hasClock ? CalendarUnit.inferred(from: xs.map { Int($0) }) : .day
    let rows = xs.prefix(DataTable.limit).map { x in
      [
        hasClock
          ? ClockTime(days: x).name(in: language)
          : isTime ? unit.name(Int(x), in: language) : placeFormat.string(x)
      ]
        + values.map { line in line[x].flatMap { $0.isNaN ? nil : valueFormat.string($0) } ?? "" }
    }
    return DataTable(columns, rows: rows, of: xs.count)
  }
}
