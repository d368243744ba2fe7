import ElementaryFunctions
import Languages

/// Points at (`x`, `y`); as the density of points per cell above 4,000 of them.
public struct ScatterSpec: RowSpec {
  public var x: [Double]
  public var y: [Double]
  /// A name for every point (empty for none), placed so that none covers another, in the order given.
  public var labels: [String]?
  /// The series of every point, told apart by colour.
  public var series: [String]?
  /// The panel of every point, for small multiples with the same axes; nil for one chart.
  public var panels: ChartPanels?
  /// Straight lines drawn over the points.
  public var lines: [ScatterLine] = []
  public var hasLogX = false
  public var hasLogY = false
  /// Whether the axes show their numbers: a map of distances has none.
  public var hasAxes = true
  /// Decides the order of drawing, so that no series lies on top.
  public var seed: UInt64 = 0
  public var xFormat = NumberFormat.automatic
  public var format = NumberFormat.automatic

  public init(x: [Double], y: [Double]) { (self.x, self.y) = (x, y) }

  var rowCount: Int { min(x.count, y.count) }

  func at(_ rows: [Int]) -> ScatterSpec { dealing(rows, \.x, \.y, \.labels, \.series) }

  func form(_ titles: AxisTitles, like whole: ScatterChart?) -> ScatterChart { ScatterChart(self, titles, like: whole) }
}

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
  var language = Language.english
  /// Whether the axes show their numbers: a map made by t-SNE has distances but no scale.
  var hasAxes: Bool
  var sharing = Sharing()
  /// Whether points are drawn as density; the fullest cell of all panels, once it is known.
  var isDensity = false
  var fullestCell: Int?
  var leftOut = LeftOut()
  /// How numbers are written on the axes, and elsewhere: with digits enough to tell them apart.
  let axisFormats: (x: NumberFormat, y: NumberFormat)
  private(set) var formats: (x: NumberFormat, y: NumberFormat)
  private(set) var lacksPositives = false

  /// Above this number points are drawn as density: single dots would overprint, and the file would grow with them.
  static let mostDots = 4000

  init(_ spec: ScatterSpec, _ titles: AxisTitles, like whole: ScatterChart?) {
    let (x, y, names, groups) = (spec.x, spec.y, spec.labels, spec.series)
    let (logX, logY) = (spec.hasLogX, spec.hasLogY)
    axisFormats = (spec.xFormat, spec.format)
    formats = axisFormats
    (lines, seed, hasAxes) = (spec.lines, spec.seed, spec.hasAxes)
    self.titles = titles
    hasLogX = whole?.hasLogX ?? (logX && x.contains { $0.isDrawable && $0 > 0 })
    hasLogY = whole?.hasLogY ?? (logY && y.contains { $0.isDrawable && $0 > 0 })
    var places = NamePlaces(whole?.series ?? [])
    for row in 0..<min(x.count, y.count) {
      if x[row].isNaN {
        leftOut.unplaced += 1
        continue
      }
      guard leftOut.admits(x[row]), leftOut.admits(y[row]) else { continue }
      if hasLogX && x[row] < 0 || hasLogY && y[row] < 0 {
        leftOut.negatives += 1
        continue
      }
      points.append((x[row], y[row]))
      if let names { labels.append(row < names.count ? names[row] : "") }
      var name = ""
      if let groups { name = row < groups.count ? groups[row] : "" }
      seriesOfPoint.append(places.place(of: name))
    }
    series = places.names
    isDensity = whole?.isDensity ?? (points.count > Self.mostDots)
    lacksPositives = whole == nil && !isEmpty && (logX && !hasLogX || logY && !hasLogY)
    formats = (axisFormats.x.telling(points.lazy.map(\.x)), axisFormats.y.telling(points.lazy.map(\.y)))
  }

  var isEmpty: Bool { points.isEmpty }
  var hasLegend: Bool { !isDensity && (series.count > 1 || series.first?.isEmpty == false) }

  func size(within proposed: Size) -> Size { proposed.withRoom(for: legends(width: proposed.width)) }

  /// The fit of y on x in the axes' own spaces.
  var fit: LinearFit? {
    LinearFit(
      points.compactMap { point in
        if isAtZero(point) { return nil }
        return (hasLogX ? Elementary.log10(point.x) : point.x, hasLogY ? Elementary.log10(point.y) : point.y)
      })
  }

  /// Whether a point stands where a log axis has its zero apart: it has no logarithm, and so no part in a fit.
  private func isAtZero(_ point: (x: Double, y: Double)) -> Bool { hasLogX && point.x <= 0 || hasLogY && point.y <= 0 }

  /// Points without a part in the correlation, and how many a density stands for.
  var countNotes: [String] {
    let say = language
    var notes: [String] = []
    let zeros = points.count { isAtZero($0) }
    if zeros > 0, points.count > zeros, fit != nil {
      let (counted, verb) = (CountedNoun.text(zeros, "point"), zeros == 1 ? "has" : "have")
      notes.append(
        say(
          en: "\(counted) at 0 \(verb) no part in the correlation: 0 has no logarithm.",
          ja: "0には対数がないため、0にある点\(CountedNoun.grouped(zeros))個は相関係数に含まれません。"))
    }
    if isDensity {
      notes.append(
        say(
          en: "\(CountedNoun.text(points.count, "point")) are drawn as density: the colour of a cell is their number.",
          ja: "\(CountedNoun.grouped(points.count))個の点を密度で示しています。マスの色は点の数を表します。"))
    }
    return notes
  }

  func notes(in size: Size) -> [String] {
    let say = language
    var notes = leftOutNotes
    if lacksPositives { notes.append(Phrases.noLogAxis(say)) }
    notes += countNotes
    if isDensity {
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
          en: "\(CountedNoun.text(unplaced, "label")) found no free place; the table has them all.",
          ja: "置く場所のない名前が\(CountedNoun.grouped(unplaced))個ありました。すべての名前は表にあります。"))
    }
    return notes
  }

  var summary: String {
    let say = language
    let (x, y) = (Phrases.name(titles.x, otherwise: "x"), Phrases.name(titles.y, otherwise: "y"))
    guard let first = points.first else {
      return say(en: "Scatter plot of \(y) against \(x): no rows to draw.", ja: "横軸が\(x)、縦軸が\(y)の散布図。描く行がありません。")
    }
    if points.count == 1 {
      let (a, b) = (formats.x.string(first.x), formats.y.string(first.y))
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
      en: "Scatter plot of \(y) against \(x), \(CountedNoun.text(points.count, "point"))",
      ja: "横軸が\(x)、縦軸が\(y)の散布図、点は\(CountedNoun.grouped(points.count))個")
    if series.count > 1 {
      let names = Phrases.series(series, in: say)
      text += say(en: " in \(names)", ja: "（系列は\(names)）")
    }
    let names = (x: say(en: x, ja: "横軸"), y: say(en: y, ja: "縦軸"))
    let across = Phrases.extent(names.x, left, right, formats.x, in: say)
    let upwards = Phrases.extent(names.y, low, high, formats.y, in: say)
    text += say(en: ": \(across), \(upwards)", ja: "。\(across)、\(upwards)です")
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
    return DataTable(
      columns,
      rows: points.indices.prefix(DataTable.limit).map { index in
        var row: [String] = []
        if !labels.isEmpty { row.append(labels[index]) }
        if series.count > 1 { row.append(series[seriesOfPoint[index]]) }
        return row + [formats.x.string(points[index].x), formats.y.string(points[index].y)]
      }, of: points.count)
  }
}
