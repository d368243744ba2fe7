extension Chart {
  /// Boxes of values by category: the middle half, the median, Tukey's whiskers, dots beyond them, and how many values each
  /// stands for.
  ///
  /// - Parameters:
  ///   - categories: the name of every box; a single empty name for one box alone.
  ///   - boxes: what ``BoxStatistics`` says of each; nil for a category without values.
  ///   - panels: the panel of every box, for small multiples with one pair of axes; nil for one chart.
  ///   - leftOut: the rows whose values are not in the boxes, for ``notes``.
  ///   - log: a log axis for the values; zeros stand apart. Negatives have no place on it and should not be in the boxes.
  public static func box(
    categories: [String], boxes: [BoxStatistics?], panels: ChartPanels? = nil, leftOut: LeftOut = LeftOut(),
    log: Bool = false, orientation: BarOrientation = .automatic, format: NumberFormat = .automatic, title: String = "",
    xTitle: String = "", yTitle: String = "", label: String, size: Size = Chart.defaultSize
  ) -> Chart {
    let titles = AxisTitles(x: xTitle, y: yTitle)
    let whole = BoxChart(
      categories: categories, boxes: boxes, log: log, orientation: orientation, leftOut: leftOut,
      titles: titles, format: format)
    guard let panels else { return Chart(whole, label: label, title: title, size: size) }
    var order = NamePlaces([])
    let placeOfRow = categories.map { order.place(of: $0) }
    let forms = panels.rows(count: whole.categories.count).map { rows in
      var own = [BoxStatistics?](repeating: nil, count: order.count)
      for row in rows { own[placeOfRow[row]] = boxes[row] }
      var form = BoxChart(
        categories: order.names, boxes: own, log: log, orientation: orientation, titles: titles,
        format: format)
      form.isLog = whole.isLog
      return form
    }
    let facets = Facets(panels.names, forms, whole: whole)
    return Chart(facets, label: label, title: title, size: size)
  }

  /// Boxes of `values`, one for each name in `categories` in the order of first appearance.
  public static func box(
    categories: [String], values: [Double], log: Bool = false, orientation: BarOrientation = .automatic,
    title: String = "", xTitle: String = "", yTitle: String = "", label: String, size: Size = Chart.defaultSize
  ) -> Chart {
    let groups = ChartPanels(categories)
    var leftOut = LeftOut()
    let boxes = groups.rows(count: values.count).map { rows in
      BoxStatistics(
        rows.map { values[$0] }.filter { value in
          guard leftOut.admits(value) else { return false }
          if log, value < 0 { leftOut.negatives += 1 }
          return !log || value >= 0
        })
    }
    return box(
      categories: groups.names, boxes: boxes, leftOut: leftOut, log: log,
      orientation: orientation, title: title, xTitle: xTitle, yTitle: yTitle, label: label, size: size)
  }
}
