import Languages

/// How the bars of several series share a category.
public enum BarArrangement: Sendable, Equatable {
  /// Side by side.
  case grouped
  /// On top of each other; negatives below zero.
  case stacked
}

/// Bars of values by category, from zero; categories and groups in the order of first appearance.
///
/// Values that cannot be drawn are left out and counted in ``Chart/notes``; values of the same category and group are added.
public struct BarSpec: RowSpec {
  /// The name below each bar, one a value.
  public var categories: [String]
  public var values: [Double]
  /// The series of each value, told apart by colour; nil for one series.
  public var groups: [String]?
  /// What of the rows behind each value is not in it; nil where each value is a row of its own.
  public var leftOut: [LeftOut]?
  /// The panel of each value, for small multiples with the same axes; nil for one chart.
  public var panels: ChartPanels?
  public var arrangement = BarArrangement.grouped
  /// `.automatic` turns the bars sideways when the names do not fit below them.
  public var orientation = BarOrientation.automatic
  public var format = NumberFormat.automatic

  public init(categories: [String], values: [Double]) {
    self.categories = categories
    self.values = values
  }

  var rowCount: Int { min(categories.count, values.count) }

  func at(_ rows: [Int]) -> BarSpec { dealing(rows, \.categories, \.values, \.groups, \.leftOut) }

  func form(_ titles: AxisTitles, like whole: BarChart?) -> BarChart { BarChart(self, titles, like: whole) }
}

/// Bars of a number by category, in one or several series.
struct BarChart: TurningForm {
  var categories: [String]
  /// One name a series; a single empty name for bars without groups.
  var series: [String]
  /// Values by series and category; nil where there is no bar.
  var values: [[Double?]]
  var arrangement: BarArrangement
  var orientation: BarOrientation
  var titles: AxisTitles
  var format: NumberFormat
  var language = Language.english
  var sharing = Sharing()
  var leftOut = LeftOut()
  /// Values added to a bar that was there.
  var added = 0

  /// Tabulates rows of (category, series, value) in the order of first appearance, or in that of another chart, which has
  /// all of them.
  init(_ spec: BarSpec, _ titles: AxisTitles, like whole: BarChart?) {
    (arrangement, orientation, format) = (spec.arrangement, spec.orientation, spec.format)
    self.titles = titles
    let groups = spec.groups
    var columns = NamePlaces(whole?.categories ?? [])
    var lines = NamePlaces(whole?.series ?? (groups == nil ? [""] : []))
    values = Array(repeating: Array(repeating: nil, count: columns.count), count: lines.count)
    for (row, (name, value)) in zip(spec.categories, spec.values).enumerated() {
      var group = ""
      if let groups { group = row < groups.count ? groups[row] : "" }
      let (columnCount, lineCount) = (columns.count, lines.count)
      let column = columns.place(of: name)
      if column == columnCount { for index in values.indices { values[index].append(nil) } }
      let line = lines.place(of: group)
      if line == lineCount { values.append(Array(repeating: nil, count: columns.count)) }
      guard leftOut.admits(value, at: row, of: spec.leftOut) else { continue }
      if let old = values[line][column] {
        values[line][column] = old + value
        added += 1
      } else {
        values[line][column] = value
      }
    }
    (categories, series) = (columns.names, lines.names)
  }

  var isEmpty: Bool { categories.isEmpty }
  var hasLegend: Bool { series.count > 1 || series.first?.isEmpty == false }

  func size(within proposed: Size) -> Size {
    guard isHorizontal(width: proposed.width) else {
      // Upright names need 14 px each; a chart with more bars than that grows wider rather than lose one.
      let offered = proposed.withRoom(for: legends(width: proposed.width))
      return Size(width: max(proposed.width, Double(categories.count) * 14 + 90), height: offered.height)
    }
    let perCategory = arrangement == .grouped ? Double(series.count) * 9 + 6 : 0
    let names = CategoryLabels.rowHeight(categories, widest: proposed.width * 0.42)
    let row = max(18, perCategory, names)
    let legend = legends(width: proposed.width).first?.height ?? 0
    let needed = Double(categories.count) * row + 70 + legend
    // Few bars are not blown up to fill the height.
    let comfortable = Double(categories.count) * max(36, row) + 70 + legend
    return Size(width: proposed.width, height: max(needed, min(proposed.height, comfortable)))
  }

  var countNotes: [String] { [Phrases.addedUp(added, in: language)].compactMap { $0 } }

  func notes(in size: Size) -> [String] {
    var notes = leftOutNotes + countNotes
    if let note = Phrases.repeatedColors(series.count, in: language) { notes.append(note) }
    return notes
  }

  /// The number format of labels and table: one number of decimals for all bars.
  var commonFormat: NumberFormat { format.common(to: values.flatMap { $0.compactMap { $0 } }) }

  var dataTable: DataTable {
    let format = commonFormat
    let first = Phrases.name(titles.x, otherwise: language(en: "category", ja: "項目"))
    let y = Phrases.name(titles.y, otherwise: language(en: "value", ja: "値"))
    let columns = [(first, isNumeric: false)] + series.map { ($0.isEmpty ? y : $0, isNumeric: true) }
    let rows = categories.indices.map { column in
      [categories[column]] + values.map { line in line[column].map { format.string($0) } ?? "" }
    }
    return DataTable(columns, rows: rows)
  }
}
