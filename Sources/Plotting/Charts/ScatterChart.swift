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
    var notes = [Phrases.notNumbers(notNumbers, "point"), Phrases.negatives(negatives, "point")].compactMap { $0 }
    if isDensity {
      notes.append(
        "\(Phrases.counted(points.count, "point")) are drawn as density: the colour of a cell is their number.")
      if series.count > 1 { notes.append("The \(series.count) series are not told apart in it.") }
    } else if let note = Phrases.repeatedColors(series.count) {
      notes.append(note)
    }
    let unplaced = isEmpty ? 0 : unplacedLabels(in: size)
    if unplaced > 0 {
      notes.append("\(Phrases.counted(unplaced, "label")) found no free place; the table has them all.")
    }
    return notes
  }

  var summary: String {
    let (x, y) = (Phrases.name(titles.x, otherwise: "x"), Phrases.name(titles.y, otherwise: "y"))
    guard let first = points.first else { return "Scatter plot of \(y) against \(x): no rows to draw." }
    let format = NumberFormat.automatic
    if points.count == 1 {
      return "Scatter plot of \(y) against \(x): one point at \(format.string(first.x)), \(format.string(first.y))."
    }
    var (left, right, low, high) = (first.x, first.x, first.y, first.y)
    for point in points {
      (left, right) = (min(left, point.x), max(right, point.x))
      (low, high) = (min(low, point.y), max(high, point.y))
    }
    var text = "Scatter plot of \(y) against \(x), \(Phrases.counted(points.count, "point"))"
    if series.count > 1 { text += " in \(Phrases.list(series.map { Phrases.name($0, otherwise: "(empty)") }))" }
    text += ": \(x) from \(format.string(left)) to \(format.string(right)), "
    text += "\(y) from \(format.string(low)) to \(format.string(high))"
    if let fit {
      let logs = hasLogX || hasLogY ? " on the axes as drawn" : ""
      text += "; correlation \(NumberFormat.decimals(2).string(fit.correlation))\(logs)"
    }
    return text + "."
  }

  var dataTable: DataTable {
    var columns: [(String, isNumeric: Bool)] = []
    if !labels.isEmpty { columns.append(("label", isNumeric: false)) }
    if series.count > 1 { columns.append(("series", isNumeric: false)) }
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
