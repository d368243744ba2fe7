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
  var notNumbers = 0
  private(set) var ramp = ColorRamp.sequential
  private(set) var colorScale = ContinuousScale.linear(LinearScale(low: 0, high: 1))

  init(
    rows: [String], columns: [String], values: [[Double]], titles: AxisTitles, valueTitle: String, format: NumberFormat
  ) {
    self.rows = rows
    self.columns = columns
    self.titles = titles
    self.valueTitle = valueTitle
    self.format = format.common(to: values.flatMap { $0 })
    self.values = []
    for row in rows.indices {
      var line: [Double] = []
      for column in columns.indices {
        let value = row < values.count && column < values[row].count ? values[row][column] : .nan
        if !value.isDrawable { notNumbers += 1 }
        line.append(value.isDrawable ? value : .nan)
      }
      self.values.append(line)
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
    var notes: [String] = []
    if notNumbers > 0 {
      notes.append(
        "\(Phrases.counted(notNumbers, "cell")) \(notNumbers == 1 ? "has" : "have") no number and \(notNumbers == 1 ? "stays" : "stay") blank."
      )
    }
    if !isEmpty, numberSize(in: self.size(within: size)) == nil {
      notes.append("The cells are too small for their numbers; the table has them.")
    }
    return notes
  }

  var summary: String {
    let name = Phrases.name(valueTitle, otherwise: "values")
    let (x, y) = (Phrases.name(titles.x, otherwise: "column"), Phrases.name(titles.y, otherwise: "row"))
    var text = "Heatmap of \(name) by \(y) and \(x)"
    var extremes: (high: (Int, Int), low: (Int, Int))?
    for row in rows.indices {
      for column in columns.indices where !values[row][column].isNaN {
        let old = extremes ?? ((row, column), (row, column))
        extremes = old
        if values[row][column] > values[old.high.0][old.high.1] { extremes?.high = (row, column) }
        if values[row][column] < values[old.low.0][old.low.1] { extremes?.low = (row, column) }
      }
    }
    guard let extremes else { return text + ": no rows to draw." }
    func cell(_ place: (Int, Int)) -> String {
      "\(format.string(values[place.0][place.1])) at \(y) \(rows[place.0]), \(x) \(columns[place.1])"
    }
    text += ", \(Phrases.counted(rows.count, "row")) and \(Phrases.counted(columns.count, "column"))"
    return text + ": highest \(cell(extremes.high)); lowest \(cell(extremes.low))."
  }

  var dataTable: DataTable {
    DataTable(
      [(Phrases.name(titles.y, otherwise: ""), isNumeric: false)] + columns.map { ($0, isNumeric: true) },
      rows: rows.indices.map { row in [rows[row]] + values[row].map { $0.isNaN ? "" : format.string($0) } })
  }
}
