extension Chart {
  /// Bars of `values` by category, from zero; categories and groups in the order of first appearance.
  ///
  /// - Parameters:
  ///   - categories: the name below each bar, one a value.
  ///   - groups: the series of each value, told apart by colour; nil for one series.
  ///   - panels: the panel of each value, for small multiples with the same axes; nil for one chart.
  ///   - orientation: `.automatic` turns the bars sideways when the names do not fit below them.
  ///
  /// Values that cannot be drawn are left out and counted in ``notes``, or are counted by `leftOut`, which says what of the rows
  /// behind each value is not in it; values of the same category and group are added.
  public static func bar(
    categories: [String], values: [Double], groups: [String]? = nil, leftOut: [LeftOut]? = nil,
    panels: ChartPanels? = nil,
    arrangement: BarArrangement = .grouped, orientation: BarOrientation = .automatic,
    format: NumberFormat = .automatic, title: String = "", xTitle: String = "", yTitle: String = "", label: String,
    size: Size = Chart.defaultSize
  ) -> Chart {
    func form(_ rows: [Int]?, like whole: BarChart?) -> BarChart {
      BarChart(
        categories: categories.at(rows), values: values.at(rows), groups: groups?.at(rows),
        leftOut: leftOut?.at(rows), arrangement: arrangement, orientation: orientation,
        titles: AxisTitles(x: xTitle, y: yTitle), format: format, like: whole)
    }
    let count = min(categories.count, values.count)
    return make(form, panels: panels, count: count, label: label, title: title, size: size)
  }

  /// Bars of `values` by calendar period on an axis of time; a period without a value is a gap.
  ///
  /// `days` count from 1970-01-01, nil for a value of no day, which is counted in ``notes`` by the `rows` that it stands for; the
  /// unit is inferred when nil (days that are all the first of a month are months). `leftOut` says what of the rows behind each
  /// value is not in it.
  public static func bar(
    days: [Int?], values: [Double], rows counts: [Int]? = nil, leftOut: [LeftOut]? = nil, panels: ChartPanels? = nil,
    unit: CalendarUnit? = nil,
    format: NumberFormat = .automatic, title: String = "", xTitle: String = "", yTitle: String = "", label: String,
    size: Size = Chart.defaultSize
  ) -> Chart {
    func form(_ rows: [Int]?, like whole: PeriodBarChart?) -> PeriodBarChart {
      PeriodBarChart(
        days: days.at(rows), values: values.at(rows), rows: counts?.at(rows), leftOut: leftOut?.at(rows),
        unit: whole?.unit ?? unit,
        titles: AxisTitles(x: xTitle, y: yTitle), format: format)
    }
    let count = min(days.count, values.count)
    return make(form, panels: panels, count: count, label: label, title: title, size: size)
  }

  /// How often `values` fall into bins.
  ///
  /// - Parameters:
  ///   - bins: about how many; nil lets the data decide (a bin for every whole number when they are few, else Freedman
  ///     and Diaconis' rule).
  ///   - panels: the panel of each value, for small multiples with the same axes and bins; nil for one chart.
  ///   - log: a log axis for the values; zeros stand in a bar apart, negatives are counted in ``notes``.
  ///   - logCounts: a log axis for the counts.
  ///
  /// O(n) in time; the values are not kept.
  public static func histogram(
    values: [Double], panels: ChartPanels? = nil, bins: Int? = nil, log: Bool = false, logCounts: Bool = false,
    format: NumberFormat = .automatic, title: String = "", xTitle: String = "", yTitle: String = "count", label: String,
    size: Size = Chart.defaultSize
  ) -> Chart {
    func form(_ rows: [Int]?, like whole: Histogram?) -> Histogram {
      Histogram(
        values.at(rows), bins: bins, log: log, logCounts: logCounts, titles: AxisTitles(x: xTitle, y: yTitle),
        format: format, like: whole)
    }
    return make(form, panels: panels, count: values.count, label: label, title: title, size: size)
  }
}
