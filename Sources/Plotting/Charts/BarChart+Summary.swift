extension BarChart {
  var summary: String {
    let y = Phrases.name(titles.y, otherwise: "values")
    let x = Phrases.name(titles.x, otherwise: "category")
    if isEmpty { return "Bar chart of \(y) by \(x): no rows to draw." }
    var text = "\(arrangement == .stacked && series.count > 1 ? "Stacked bar" : "Bar") chart of \(y) by \(x)"
    if hasLegend { text += " for \(Phrases.list(series.map { Phrases.name($0, otherwise: "(empty)") }))" }
    let totals = categories.indices.compactMap { column -> (String, Double)? in
      let present = values.compactMap { $0[column] }
      return present.isEmpty ? nil : (categories[column], present.reduce(0, +))
    }
    let format = commonFormat
    guard let first = totals.first else { return text + ": no numbers." }
    if totals.count == 1 { return text + ": \(first.0) with \(format.string(first.1))." }
    var (highest, lowest) = (first, first)
    for total in totals.dropFirst() {
      if total.1 > highest.1 { highest = total }
      if total.1 < lowest.1 { lowest = total }
    }
    text += ", \(NumberFormat.count(totals.count)) categories"
    if highest.1 == lowest.1 { return text + ": all with \(format.string(first.1))." }
    let together = series.count > 1 ? ", series together" : ""
    return text + ": highest \(highest.0) with \(format.string(highest.1)), "
      + "lowest \(lowest.0) with \(format.string(lowest.1))\(together)."
  }
}
