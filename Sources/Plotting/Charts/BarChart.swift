import Languages

/// How the bars of several series share a category.
public enum BarArrangement: Sendable, Equatable {
  /// Side by side.
  case grouped
  /// On top of each other; negatives below zero.
  case stacked
}

/// Which way bars point.
public enum BarOrientation: Sendable, Equatable {
  /// Upwards, or to the right when the names need the room.
  case automatic
  case vertical
  case horizontal
}

/// Bars of a number by category, in one or several series.
struct BarChart: FacetForm {
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
  init(
    categories names: [String], values rows: [Double], groups: [String]?, leftOut parts: [LeftOut]? = nil,
    arrangement: BarArrangement, orientation: BarOrientation, titles: AxisTitles, format: NumberFormat,
    like whole: BarChart? = nil
  ) {
    self.arrangement = arrangement
    self.orientation = orientation
    self.titles = titles
    self.format = format
    categories = whole?.categories ?? []
    series = whole?.series ?? (groups == nil ? [""] : [])
    values = Array(repeating: Array(repeating: nil, count: categories.count), count: series.count)
    var categoryIndex = Dictionary(zip(categories, categories.indices), uniquingKeysWith: { first, _ in first })
    var seriesIndex = Dictionary(zip(series, series.indices), uniquingKeysWith: { first, _ in first })
    for (row, (name, value)) in zip(names, rows).enumerated() {
      var group = ""
      if let groups { group = row < groups.count ? groups[row] : "" }
      let column = categoryIndex[name] ?? categories.count
      if column == categories.count {
        categoryIndex[name] = column
        categories.append(name)
        for index in values.indices { values[index].append(nil) }
      }
      let line = seriesIndex[group] ?? series.count
      if line == series.count {
        seriesIndex[group] = line
        series.append(group)
        values.append(Array(repeating: nil, count: categories.count))
      }
      if let parts, row < parts.count { leftOut = leftOut + parts[row] }
      guard value.isDrawable else {
        if parts == nil || !value.isNaN { _ = leftOut.admits(value) }
        continue
      }
      if let old = values[line][column] {
        values[line][column] = old + value
        added += 1
      } else {
        values[line][column] = value
      }
    }
  }

  var isEmpty: Bool { categories.isEmpty }
  var hasLegend: Bool { series.count > 1 || series.first?.isEmpty == false }

  /// The px of one step across all categories that a bar chart of this width has, margins estimated.
  private func step(width: Double) -> Double { (width - 60) / Double(max(1, categories.count)) }

  func isHorizontal(width: Double) -> Bool {
    switch orientation {
    case .vertical: false
    case .horizontal: true
    case .automatic: !CategoryLabels.fitFlat(categories, step: step(width: width))
    }
  }

  func size(within proposed: Size) -> Size {
    guard isHorizontal(width: proposed.width) else {
      // Upright names need 14 px each; a chart with more bars than that grows wider rather than lose one.
      let offered = proposed.withRoom(for: legends(width: proposed.width))
      return Size(width: max(proposed.width, Double(categories.count) * 14 + 90), height: offered.height)
    }
    let perCategory = arrangement == .grouped ? Double(series.count) * 9 + 6 : 0
    let names = CategoryLabels.rowHeight(categories, widest: proposed.width * 0.42)
    let row = max(18, perCategory, names)
    let legend = legend(width: proposed.width)?.height ?? 0
    let needed = Double(categories.count) * row + 70 + legend
    // Few bars are not blown up to fill the height.
    let comfortable = Double(categories.count) * max(36, row) + 70 + legend
    return Size(width: proposed.width, height: max(needed, min(proposed.height, comfortable)))
  }

  func legend(width: Double) -> SwatchLegend? {
    hasLegend ? SwatchLegend(series, swatch: .square, width: width) : nil
  }

  var countNotes: [String] {
    if added == 0 { return [] }
    let (value, verb) = (CountedNoun.text(added, "value"), added == 1 ? "was" : "were")
    return [
      language(
        en: "\(value) fell on a bar that was there and \(verb) added to it.",
        ja: "すでに棒のある項目の値が\(CountedNoun.grouped(added))個あり、その棒に加えました。")
    ]
  }

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
