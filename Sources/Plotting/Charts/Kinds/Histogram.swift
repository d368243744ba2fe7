import Languages

/// How often values fall into bins. O(n) in time; the chart does not keep the values.
public struct HistogramSpec: RowSpec {
  public var values: [Double]
  /// The panel of each value, for small multiples with the same axes and bins; nil for one chart.
  public var panels: ChartPanels?
  /// About how many; nil lets the data decide (a bin for every whole number when they are few, else Freedman and Diaconis' rule).
  public var bins: Int?
  /// A log axis for the values; zeros stand in a bar apart, negatives are counted in ``Chart/notes``.
  public var isLog = false
  /// A log axis for the counts.
  public var hasLogCounts = false
  public var format = NumberFormat.automatic

  public init(values: [Double]) { self.values = values }

  var rowCount: Int { values.count }

  func at(_ rows: [Int]) -> HistogramSpec { dealing(rows, \.values) }

  func form(_ titles: AxisTitles, like whole: Histogram?) -> Histogram { Histogram(self, titles, like: whole) }
}

/// How often values fall into bins.
struct Histogram: FacetForm {
  var bins: Bins
  var span: ValueSpan
  /// Whether the axis of the values is logarithmic, and that of the counts.
  var isLog: Bool
  var hasLogCounts: Bool
  var titles: AxisTitles
  var language = Language.english
  var sharing = Sharing()
  /// How the values are written on the axis, and elsewhere: with digits enough to tell the bins apart.
  let axisFormat: NumberFormat
  private(set) var format: NumberFormat
  private(set) var lacksPositives = false
  var leftOut: LeftOut

  /// Chooses the bins, or takes those of a histogram of more values, and counts; the values are not kept. O(n).
  init(_ spec: HistogramSpec, _ titles: AxisTitles, like whole: Histogram?) {
    let (values, wanted) = (spec.values, spec.bins)
    axisFormat = spec.format
    format = spec.format
    span = ValueSpan(values)
    leftOut = span.leftOut
    // Nothing positive leaves a log axis without a place for anything.
    isLog = whole?.isLog ?? (spec.isLog && span.lowestPositive < .infinity)
    if isLog {
      leftOut.negatives = span.negatives
      span = span.withoutNegatives
    }
    hasLogCounts = spec.hasLogCounts
    self.titles = titles
    if let whole {
      bins = whole.bins
      bins.counts = Bins.counted(isLog ? values.filter { $0 > 0 } : values, edges: bins.edges)
    } else if span.count == 0 {
      bins = Bins(edges: [], counts: [], holdsIntegers: false)
    } else if isLog {
      bins = .logarithmic(values, span: span, wanted: wanted)
    } else {
      bins = .linear(values, span: span, wanted: wanted)
    }
    lacksPositives = whole == nil && spec.isLog && !isLog && span.count > 0
    if !bins.holdsIntegers {
      let told = spec.format.telling(bins.edges + [span.low, span.high])
      // Edges close to each other for their size need more digits than the whole span does.
      let close = zip(bins.edges, bins.edges.dropFirst()).first { told.string($0) == told.string($1) }
      format = close.map { spec.format.telling([$0, $1]) } ?? told
    }
  }

  var isEmpty: Bool { span.count == 0 }

  func marks(in area: Rect) -> [any Mark] {
    let frame = frame(in: area)
    let x = frame.x.scale
    let floor = frame.plot.maxY
    var bars: [BarMark.Bar] = []
    if case .log(let scale) = x, span.zeros > 0, let top = frame.y.position(Double(span.zeros)) {
      let (a, b) = scale.zeroSides
      let rect = Rect(from: Point(x: a + 1, y: floor), to: Point(x: b - 1, y: top))
      bars.append(BarMark.Bar(rect: rect) { Phrases.tip(["0"], CountedNoun.grouped(span.zeros), in: language) })
    }
    for (bin, count) in bins.counts.enumerated() where count > 0 {
      guard let a = x.position(bins.edges[bin]), let b = x.position(bins.edges[bin + 1]),
        let top = frame.y.position(Double(count))
      else { continue }
      let gap = min(1, (b - a) * 0.1)
      let rect = Rect(from: Point(x: a + gap / 2, y: floor), to: Point(x: b - gap / 2, y: top))
      bars.append(BarMark.Bar(rect: rect) { Phrases.tip([name(bin)], CountedNoun.grouped(count), in: language) })
    }
    return [GridMark(frame: frame), BarMark(bars: bars, tips: bins.counts.count), AxesMark(frame: frame)]
  }

  func frame(in area: Rect) -> CartesianFrame {
    let (low, high) = (bins.edges.first ?? 0, bins.edges.last ?? 1)
    let scale: ContinuousScale
    if isLog {
      scale = .log(LogScale(low: low, high: high, hasZeroBand: (reach.x + sharing.x).contains(0), format: axisFormat))
    } else {
      // One or two bins alone would be a wall of colour.
      let margin = bins.counts.count < 3 ? (high - low) / Double(max(1, bins.counts.count)) : 0
      var linear = LinearScale(low: low - margin, high: high + margin, format: axisFormat)
      linear.isWhole = bins.holdsIntegers
      scale = .linear(linear)
    }
    return frame(
      x: Axis(scale, title: titles.x, hasGrid: false),
      y: Axis(countScale((reach.y + sharing.y).max() ?? 1), title: titles.y), in: area)
  }

  /// Zero where zeros stand apart; the counts.
  var reach: (x: [Double], y: [Double]) {
    let zeros = isLog && span.zeros > 0
    return (zeros ? [0] : [], (bins.counts + (zeros ? [span.zeros] : [])).map(Double.init))
  }

  private func countScale(_ highest: Double) -> ContinuousScale {
    if hasLogCounts {
      // A bar of one must be seen, so the axis begins at a half.
      return .log(LogScale(low: 0.5, high: TickStep(atLeast: max(1, highest)).step))
    }
    var scale = LinearScale(low: 0, high: max(1, highest))
    scale.isWhole = true
    return .linear(scale.nice())
  }

  var leftOutNotes: [String] { leftOut.notes(of: namedAxes.x, in: language) }

  var countNotes: [String] {
    guard isLog, span.zeros > 0 else { return [] }
    let (zeros, verb) = (CountedNoun.text(span.zeros, "zero"), span.zeros == 1 ? "stands" : "stand")
    return [
      language(
        en: "\(zeros) \(verb) in a bar apart, labelled 0.",
        ja: "0の値\(CountedNoun.grouped(span.zeros))個は、「0」と記した別の棒で示しています。")
    ]
  }

  /// What a bin holds, in words.
  func name(_ bin: Int) -> String {
    let (low, high) = (bins.edges[bin], bins.edges[bin + 1])
    if bins.holdsIntegers {
      let (first, last) = (low.rounded(.up), high.rounded(.up) - 1)
      let (a, b) = (format.string(first), format.string(last))
      return first >= last ? a : language(en: "\(a) to \(b)", ja: "\(a)〜\(b)")
    }
    let (a, b) = (format.string(low), format.string(high))
    return language(en: "\(a) to \(b)", ja: "\(a)〜\(b)")
  }

  var summary: String {
    let say = language
    let x = Phrases.name(titles.x, otherwise: say(en: "values", ja: "値"))
    guard !isEmpty else { return say(en: "Histogram of \(x): no rows to draw.", ja: "\(x)のヒストグラム。描く行がありません。") }
    let (values, count) = (CountedNoun.text(span.count, "value"), CountedNoun.grouped(span.count))
    let (low, high) = (format.string(span.low), format.string(span.high))
    if span.low == span.high {
      return say(
        en: "Histogram of \(x): \(values), all \(low).", ja: "\(x)のヒストグラム。\(count)個の値はすべて\(low)です。")
    }
    let fullest = Extremes(bins.counts.lazy.map(Double.init)).highest
    let most = bins.counts.max() ?? 0
    let share = Double(most) / Double(span.count)
    let held = CountedNoun.grouped(most)
    let names = Phrases.tied(fullest, in: say, name)
    let isShared = fullest.count > 1
    var text = say(
      en: "Histogram of \(x)\(isLog ? " on a log axis" : ""): \(values) from \(low) to \(high) "
        + "in \(CountedNoun.text(bins.counts.count, "bin")); "
        + "the fullest, \(names), \(isShared ? "hold \(held) each" : "holds \(held)") (\(NumberFormat.percent(0).string(share)))",
      ja: "\(x)のヒストグラム\(isLog ? "（対数軸）" : "")。\(low)から\(high)までの値\(count)個を\(bins.counts.count)区間に分けています。"
        + "最も多い区間は\(names)で、\(isShared ? "それぞれ" : "")\(held)個（\(NumberFormat.fixed(share * 100, 0))%）です")
    if isLog, span.zeros > 0 {
      text += say(
        en: "; \(CountedNoun.text(span.zeros, "zero"))", ja: "。0は\(CountedNoun.grouped(span.zeros))個あります")
    }
    return text + say(en: ".", ja: "。")
  }

  var dataTable: DataTable {
    var rows = bins.counts.indices.map { [name($0), CountedNoun.grouped(bins.counts[$0])] }
    if isLog, span.zeros > 0 { rows.insert(["0", CountedNoun.grouped(span.zeros)], at: 0) }
    return DataTable(
      [
        (Phrases.name(titles.x, otherwise: language(en: "value", ja: "値")), isNumeric: false),
        (Phrases.name(titles.y, otherwise: language(en: "count", ja: "個数")), isNumeric: true),
      ], rows: rows)
  }
}
