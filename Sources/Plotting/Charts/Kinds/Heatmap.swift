import Languages

/// A grid of coloured cells, each showing its number. Colours diverge from zero when there are numbers on both sides of it.
public struct HeatmapSpec: ChartSpec {
  public var rows: [String]
  public var columns: [String]
  /// By row, NaN for a blank cell.
  public var values: [[Double]]
  /// What the numbers are, over the legend.
  public var valueTitle = ""
  /// The rows that are in no cell, for ``Chart/notes``.
  public var leftOut = LeftOut()
  public var format = NumberFormat.automatic

  public init(rows: [String], columns: [String], values: [[Double]]) {
    (self.rows, self.columns, self.values) = (rows, columns, values)
  }

  public func drawing(_ titles: AxisTitles) -> ChartDrawing { ChartDrawing(Heatmap(self, titles)) }
}

/// A grid of numbers by row and column, each cell coloured by its number and showing it.
struct Heatmap: ChartForm {
  var rows: [String]
  var columns: [String]
  /// By row and column; NaN where there is nothing.
  var values: [[Double]]
  var titles: AxisTitles
  /// What the numbers are, over the legend.
  var valueTitle: String
  var format: NumberFormat
  var language = Language.english
  var leftOut: LeftOut
  /// Cells without a number.
  var blanks = 0
  private(set) var ramp = ColorRamp.sequential
  private(set) var colorScale = ContinuousScale.linear(LinearScale(low: 0, high: 1))

  init(_ spec: HeatmapSpec, _ titles: AxisTitles) {
    (rows, columns, valueTitle, leftOut) = (spec.rows, spec.columns, spec.valueTitle, spec.leftOut)
    self.titles = titles
    format = spec.format.common(to: spec.values.flatMap { $0 })
    values = []
    for row in rows.indices {
      var line: [Double] = []
      for column in columns.indices {
        let value = row < spec.values.count && column < spec.values[row].count ? spec.values[row][column] : .nan
        if !value.isDrawable { blanks += 1 }
        if !value.isNaN { _ = leftOut.admits(value) }
        line.append(value.isDrawable ? value : .nan)
      }
      values.append(line)
    }
    chooseColors()
  }

  private var numbers: [Double] { values.flatMap { $0 }.filter { !$0.isNaN } }
  var isEmpty: Bool { numbers.isEmpty }

  /// From the least to the greatest number; diverging and symmetric around zero when there are numbers on both sides.
  private mutating func chooseColors() {
    let numbers = numbers
    var (low, high) = (numbers.min() ?? 0, numbers.max() ?? 1)
    ramp = low < 0 && high > 0 ? .diverging : .sequential
    if ramp == .diverging {
      high = max(high, -low)
      low = -high
    } else if low > 0, low < high * 0.5 {
      // Shades are compared like bars: from zero, unless all numbers are far from it.
      low = 0
    }
    var scale = LinearScale(low: low, high: high, format: format)
    scale.isWhole = numbers.allSatisfy { $0 == $0.rounded() }
    colorScale = .linear(scale)
  }

  func step(_ value: Double) -> Int { ColorRamp.step(at: colorScale.ranged(0, 1).position(value) ?? 0) }

  func notes(in size: Size) -> [String] {
    var notes = leftOut.notes(of: valueTitle, in: language)
    if blanks > 0 {
      let (cells, verbs) = (CountedNoun.text(blanks, "cell"), blanks == 1 ? ("has", "stays") : ("have", "stay"))
      notes.append(
        language(
          en: "\(cells) \(verbs.0) no number and \(verbs.1) blank.",
          ja: "数値のないマスが\(CountedNoun.grouped(blanks))個あり、空白にしています。"))
    }
    if !isEmpty, numberSize(in: self.size(within: size)) == nil {
      notes.append(
        language(
          en: "The cells are too small for their numbers; the table has them.", ja: "マスが小さいため、数値は表に載せています。"))
    }
    return notes
  }

  var summary: String {
    let say = language
    let name = Phrases.name(valueTitle, otherwise: say(en: "values", ja: "値"))
    let x = Phrases.name(titles.x, otherwise: say(en: "column", ja: "列"))
    let y = Phrases.name(titles.y, otherwise: say(en: "row", ja: "行"))
    let text = say(en: "Heatmap of \(name) by \(y) and \(x)", ja: "\(y)と\(x)ごとの\(name)のヒートマップ")
    let extremes = Extremes(values.lazy.joined())
    guard let first = extremes.highest.first, let last = extremes.lowest.first else {
      return text + say(en: ": no rows to draw.", ja: "。描く行がありません。")
    }
    func number(_ place: Int) -> String { format.string(values[place / columns.count][place % columns.count]) }
    func cells(_ places: [Int], _ number: String) -> String {
      let names = Phrases.tied(places, limit: 2, in: say) { place in
        let (row, column) = (rows[place / columns.count], columns[place % columns.count])
        return say(en: "\(y) \(row), \(x) \(column)", ja: "\(y)：\(row)、\(x)：\(column)")
      }
      return say(en: "\(number) at \(names)", ja: "\(number)（\(names)）")
    }
    let size = "\(CountedNoun.text(rows.count, "row")) and \(CountedNoun.text(columns.count, "column"))"
    let (most, least) = (number(first), number(last))
    if most == least {
      return text
        + say(
          en: ", \(size): all with \(most).",
          ja: "、\(CountedNoun.grouped(rows.count))行\(CountedNoun.grouped(columns.count))列。どれも\(most)です。")
    }
    let (high, low) = (cells(extremes.highest, most), cells(extremes.lowest, least))
    return text
      + say(
        en: ", \(size): highest \(high); lowest \(low).",
        ja: "、\(CountedNoun.grouped(rows.count))行\(CountedNoun.grouped(columns.count))列。最大は\(high)、最小は\(low)です。")
  }

  var dataTable: DataTable {
    DataTable(
      [(Phrases.name(titles.y, otherwise: ""), isNumeric: false)] + columns.map { ($0, isNumeric: true) },
      rows: rows.indices.map { row in [rows[row]] + values[row].map { $0.isNaN ? "" : format.string($0) } })
  }
}
