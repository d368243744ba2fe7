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
  var language = ChartLanguage.english
  var sharing = Sharing()
  var notNumbers = 0
  var negatives = 0

  /// Lines in the order of their first point, or in that of another chart, which has all of them.
  init(
    x: [Double], y: [Double], series: [String]?, isTime: Bool, logX: Bool, logY: Bool, includesZero: Bool,
    titles: AxisTitles, format: NumberFormat, like whole: LineChart? = nil
  ) {
    self.isTime = isTime
    hasClock = whole?.hasClock ?? (isTime && x.contains { $0.isDrawable && $0 != $0.rounded() })
    self.titles = titles
    self.format = format
    self.includesZero = includesZero
    hasLogX = whole?.hasLogX ?? (logX && !isTime && x.contains { $0.isDrawable && $0 > 0 })
    hasLogY = whole?.hasLogY ?? (logY && y.contains { $0.isDrawable && $0 > 0 })
    lines = whole?.lines.map { Line(name: $0.name, points: []) } ?? []
    var index: [String: Int] = [:]
    for (position, line) in lines.enumerated() { index[line.name] = position }
    for row in 0..<min(x.count, y.count) {
      var name = ""
      if let series { name = row < series.count ? series[row] : "" }
      let line = index[name] ?? lines.count
      if line == lines.count {
        index[name] = line
        lines.append(Line(name: name, points: []))
      }
      var (a, b) = (x[row], y[row])
      guard a.isDrawable, !isTime || abs(a) < 1_000_000 else {
        notNumbers += 1
        continue
      }
      if !b.isDrawable {
        notNumbers += 1
        b = .nan
      } else if hasLogX && a < 0 || hasLogY && b < 0 {
        negatives += 1
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
  }

  var isEmpty: Bool { !lines.contains { $0.points.contains { !$0.y.isNaN } } }
  var isNamed: Bool { lines.count > 1 || lines.first?.name.isEmpty == false }

  /// Higher where the legend of many lines would leave no room for them.
  func size(within proposed: Size) -> Size { proposed.withRoom(for: legends(width: proposed.width)) }

  func notes(in size: Size) -> [String] {
    [Phrases.notNumbers(notNumbers, in: language), Phrases.negatives(negatives, in: language)].compactMap { $0 }
  }

  func text(x: Double) -> String {
    if !isTime { return NumberFormat.automatic.string(x) }
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
      var (highest, lowest) = (first, first)
      for point in points {
        if point.y > highest.y { highest = point }
        if point.y < lowest.y { lowest = point }
      }
      let name = Phrases.series([line.name], in: say)
      var text = isNamed ? say(en: "\(name) ", ja: "\(name)は") : say(en: "it ", ja: "")
      let (value, place) = (format.string(first.y), self.text(x: first.x))
      let varies = highest.y > lowest.y
      text +=
        Phrases.course(points.map(\.y), format, isLast: !varies, in: say)
        ?? say(en: "is \(value) at \(place)", ja: "\(place)で\(value)です")
      if varies {
        let (most, least) = (format.string(highest.y), format.string(lowest.y))
        let (top, bottom) = (self.text(x: highest.x), self.text(x: lowest.x))
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
    let rows = xs.map { x in
      [
        hasClock
          ? ClockTime(days: x).name(in: language)
          : isTime ? unit.name(Int(x), in: language) : NumberFormat.automatic.string(x)
      ]
        + values.map { line in line[x].flatMap { $0.isNaN ? nil : format.string($0) } ?? "" }
    }
    return DataTable(columns, rows: rows)
  }
}
