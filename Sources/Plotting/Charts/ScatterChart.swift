/// Points by two numbers, with names or series or straight lines; as density where points overprint.
struct ScatterChart: FacetForm {
  var points: [(x: Double, y: Double)] = []
  var labels: [String] = []
  /// The series of every point, and their names in order of first appearance.
  var seriesOfPoint: [Int] = []
  var series: [String] = []
  var lines: [ScatterLine]
  var hasLogX: Bool
  var hasLogY: Bool
  var seed: UInt64
  var titles: AxisTitles
  var language = ChartLanguage.english
  /// Whether the axes show their numbers: a map made by t-SNE has distances but no scale.
  var hasAxes: Bool
  var sharing = Sharing()
  /// Whether points are drawn as density; the fullest cell of all panels, once it is known.
  var isDensity = false
  var fullestCell: Int?
  var notNumbers = 0
  var negatives = 0

  /// Above this number points are drawn as density: single dots would overprint, and the file would grow with them.
  static let mostDots = 4000

  init(
    x: [Double], y: [Double], labels names: [String]?, series groups: [String]?, lines: [ScatterLine], logX: Bool,
    logY: Bool, seed: UInt64, titles: AxisTitles, hasAxes: Bool = true, like whole: ScatterChart? = nil
  ) {
    self.lines = lines
    self.seed = seed
    self.titles = titles
    self.hasAxes = hasAxes
    hasLogX = whole?.hasLogX ?? (logX && x.contains { $0.isDrawable && $0 > 0 })
    hasLogY = whole?.hasLogY ?? (logY && y.contains { $0.isDrawable && $0 > 0 })
    series = whole?.series ?? []
    var index = Dictionary(zip(series, series.indices), uniquingKeysWith: { first, _ in first })
    for row in 0..<min(x.count, y.count) {
      guard x[row].isDrawable, y[row].isDrawable else {
        notNumbers += 1
        continue
      }
      if hasLogX && x[row] < 0 || hasLogY && y[row] < 0 {
        negatives += 1
        continue
      }
      points.append((x[row], y[row]))
      if let names { labels.append(row < names.count ? names[row] : "") }
      var name = ""
      if let groups { name = row < groups.count ? groups[row] : "" }
      let number = index[name] ?? series.count
      if number == series.count {
        index[name] = number
        series.append(name)
      }
      seriesOfPoint.append(number)
    }
    isDensity = whole?.isDensity ?? (points.count > Self.mostDots)
  }

  var isEmpty: Bool { points.isEmpty }
  var hasLegend: Bool { !isDensity && (series.count > 1 || series.first?.isEmpty == false) }

  func size(within proposed: Size) -> Size { proposed.withRoom(for: legends(width: proposed.width)) }

  /// The fit of y on x in the axes' own spaces.
  var fit: LinearFit? {
    LinearFit(
      points.compactMap { point in
        if hasLogX && point.x <= 0 || hasLogY && point.y <= 0 { return nil }
        return (hasLogX ? Logarithm.log10(point.x) : point.x, hasLogY ? Logarithm.log10(point.y) : point.y)
      })
  }

  func notes(in size: Size) -> [String] {
    let say = language
    var notes = [Phrases.notNumbers(notNumbers, .point, in: say), Phrases.negatives(negatives, .point, in: say)]
      .compactMap { $0 }
    if isDensity {
      notes.append(
        say(
          en: "\(Phrases.counted(points.count, "point")) are drawn as density: the colour of a cell is their number.",
          ja: "\(NumberFormat.count(points.count))個の点を密度で示しています。マスの色は点の数を表します。"))
      if series.count > 1 {
        notes.append(
          say(
            en: "The \(series.count) series are not told apart in it.", ja: "\(series.count)個の系列は区別していません。"))
      }
    } else if let note = Phrases.repeatedColors(series.count, in: say) {
      notes.append(note)
    }
    let unplaced = isEmpty ? 0 : unplacedLabels(in: size)
    if unplaced > 0 {
      notes.append(
        say(
          en: "\(Phrases.counted(unplaced, "label")) found no free place; the table has them all.",
          ja: "置く場所のない名前が\(NumberFormat.count(unplaced))個ありました。すべての名前は表にあります。"))
    }
    return notes
  }

  var summary: String {
    let say = language
    let (x, y) = (Phrases.name(titles.x, otherwise: "x"), Phrases.name(titles.y, otherwise: "y"))
    guard let first = points.first else {
      return say(en: "Scatter plot of \(y) against \(x): no rows to draw.", ja: "横軸が\(x)、縦軸が\(y)の散布図。描く行がありません。")
    }
    let format = NumberFormat.automatic
    if points.count == 1 {
      let (a, b) = (format.string(first.x), format.string(first.y))
      return say(
        en: "Scatter plot of \(y) against \(x): one point at \(a), \(b).",
        ja: "横軸が\(x)、縦軸が\(y)の散布図。点は（\(a)、\(b)）の1つだけです。")
    }
    var (left, right, low, high) = (first.x, first.x, first.y, first.y)
    for point in points {
      (left, right) = (min(left, point.x), max(right, point.x))
      (low, high) = (min(low, point.y), max(high, point.y))
    }
    var text = say(
      en: "Scatter plot of \(y) against \(x), \(Phrases.counted(points.count, "point"))",
      ja: "横軸が\(x)、縦軸が\(y)の散布図、点は\(NumberFormat.count(points.count))個")
    if series.count > 1 {
      let names = Phrases.series(series, in: say)
      text += say(en: " in \(names)", ja: "（系列は\(names)）")
    }
    let (a, b, c, d) = (format.string(left), format.string(right), format.string(low), format.string(high))
    text += say(en: ": \(x) from \(a) to \(b), \(y) from \(c) to \(d)", ja: "。横軸は\(a)から\(b)まで、縦軸は\(c)から\(d)までです")
    if let fit {
      let isOnLogs = hasLogX || hasLogY
      let correlation = NumberFormat.decimals(2).string(fit.correlation)
      text += say(
        en: "; correlation \(correlation)\(isOnLogs ? " on the axes as drawn" : "")",
        ja: "。\(isOnLogs ? "描いた軸の上での" : "")相関係数は\(correlation)です")
    }
    return text + say(en: ".", ja: "。")
  }

  var dataTable: DataTable {
    var columns: [(String, isNumeric: Bool)] = []
    if !labels.isEmpty { columns.append((language(en: "label", ja: "名前"), isNumeric: false)) }
    if series.count > 1 { columns.append((language(en: "series", ja: "系列"), isNumeric: false)) }
    columns.append((Phrases.name(titles.x, otherwise: "x"), isNumeric: true))
    columns.append((Phrases.name(titles.y, otherwise: "y"), isNumeric: true))
    var table = DataTable(
      columns,
      rows: points.indices.prefix(DataTable.limit).map { index in
        var row: [String] = []
        if !labels.isEmpty { row.append(labels[index]) }
        if series.count > 1 { row.append(series[seriesOfPoint[index]]) }
        let format = NumberFormat.automatic
        return row + [format.string(points[index].x), format.string(points[index].y)]
      })
    table.omittedRows = points.count - table.rows.count
    return table
  }
}
