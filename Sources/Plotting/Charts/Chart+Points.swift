extension Chart {
  /// Lines of `y` over `x`, one for each name in `series`, named at their right ends when there is room, else in a legend.
  /// `panels` names the panel of every point, for small multiples with the same axes.
  ///
  /// A missing `y` (NaN), or one that cannot be drawn, breaks its line; it is counted in ``notes``, as is a missing `x`. `zero` makes
  /// the axis of y include 0.
  public static func line(
    x: [Double], y: [Double], series: [String]? = nil, panels: ChartPanels? = nil, logX: Bool = false,
    logY: Bool = false, zero: Bool = false, xFormat: NumberFormat = .automatic, format: NumberFormat = .automatic,
    title: String = "", xTitle: String = "", yTitle: String = "", label: String, size: Size = Chart.defaultSize
  ) -> Chart {
    func form(_ rows: [Int]?, like whole: LineChart?) -> LineChart {
      LineChart(
        x: x.at(rows), y: y.at(rows), series: series?.at(rows), isTime: false, logX: logX, logY: logY,
        includesZero: zero, titles: AxisTitles(x: xTitle, y: yTitle), xFormat: xFormat, format: format, like: whole)
    }
    return make(form, panels: panels, count: min(x.count, y.count), label: label, title: title, size: size)
  }

  /// Lines of `y` over days since 1970-01-01, nil for a point of no day.
  public static func line(
    days: [Int?], y: [Double], series: [String]? = nil, panels: ChartPanels? = nil, logY: Bool = false,
    zero: Bool = false, format: NumberFormat = .automatic, title: String = "", xTitle: String = "",
    yTitle: String = "", label: String, size: Size = Chart.defaultSize
  ) -> Chart {
    line(
      moments: days.map { $0.map(Double.init) ?? .nan }, y: y, series: series, panels: panels, logY: logY, zero: zero,
      format: format,
      title: title, xTitle: xTitle, yTitle: yTitle, label: label, size: size)
  }

  /// Lines of `y` over moments: days since 1970-01-01 with the part of the day that has passed.
  public static func line(
    moments x: [Double], y: [Double], series: [String]? = nil, panels: ChartPanels? = nil, logY: Bool = false,
    zero: Bool = false, format: NumberFormat = .automatic, title: String = "", xTitle: String = "",
    yTitle: String = "", label: String, size: Size = Chart.defaultSize
  ) -> Chart {
    func form(_ rows: [Int]?, like whole: LineChart?) -> LineChart {
      LineChart(
        x: x.at(rows), y: y.at(rows), series: series?.at(rows), isTime: true, logX: false, logY: logY,
        includesZero: zero, titles: AxisTitles(x: xTitle, y: yTitle), format: format, like: whole)
    }
    return make(form, panels: panels, count: min(x.count, y.count), label: label, title: title, size: size)
  }

  /// Points at (`x`, `y`); as the density of points per cell above 4,000 of them.
  ///
  /// - Parameters:
  ///   - labels: a name for every point (empty for none), placed so that none covers another, in the order given.
  ///   - series: the series of every point, told apart by colour.
  ///   - panels: the panel of every point, for small multiples with the same axes; nil for one chart.
  ///   - lines: straight lines drawn over the points.
  ///   - axes: whether the axes show their numbers; a map of distances has none.
  ///   - seed: decides the order of drawing, so that no series lies on top.
  public static func scatter(
    x: [Double], y: [Double], labels: [String]? = nil, series: [String]? = nil, panels: ChartPanels? = nil,
    lines: [ScatterLine] = [], logX: Bool = false, logY: Bool = false, axes: Bool = true, seed: UInt64 = 0,
    xFormat: NumberFormat = .automatic, format: NumberFormat = .automatic, title: String = "", xTitle: String = "",
    yTitle: String = "", label: String, size: Size = Chart.defaultSize
  ) -> Chart {
    func form(_ rows: [Int]?, like whole: ScatterChart?) -> ScatterChart {
      ScatterChart(
        x: x.at(rows), y: y.at(rows), labels: labels?.at(rows), series: series?.at(rows), lines: lines, logX: logX,
        logY: logY, seed: seed, titles: AxisTitles(x: xTitle, y: yTitle), hasAxes: axes,
        formats: (xFormat, format), like: whole)
    }
    return make(form, panels: panels, count: min(x.count, y.count), label: label, title: title, size: size)
  }

  /// A grid of coloured cells, each showing its number; `values` by row, NaN for a blank cell.
  ///
  /// Colours diverge from zero when there are numbers on both sides of it.
  public static func heatmap(
    rows: [String], columns: [String], values: [[Double]], format: NumberFormat = .automatic, title: String = "",
    xTitle: String = "", yTitle: String = "", valueTitle: String = "", leftOut: LeftOut = LeftOut(), label: String,
    size: Size = Chart.defaultSize
  ) -> Chart {
    let form = Heatmap(
      rows: rows, columns: columns, values: values, titles: AxisTitles(x: xTitle, y: yTitle), valueTitle: valueTitle,
      leftOut: leftOut, format: format)
    return Chart(form, label: label, title: title, size: size)
  }

  /// Several charts in one figure, `columns` of them side by side, each under its own title.
  ///
  /// `size` is the whole width, and the height of one row.
  public static func panels(
    _ charts: [Chart], columns: Int = 2, title: String = "", label: String, size: Size = Size(width: 640, height: 300)
  ) -> Chart {
    Chart(Panels(charts: charts, columns: columns), label: label, title: title, size: size)
  }
}
