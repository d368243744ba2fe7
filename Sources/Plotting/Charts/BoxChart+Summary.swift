extension BoxChart {
  var summary: String {
    let y = Phrases.name(titles.y, otherwise: "values")
    let x = Phrases.name(titles.x, otherwise: "category")
    let start = isAlone ? "Box plot of \(y)" : "Box plot of \(y) by \(x)"
    guard !isEmpty else { return start + ": no rows to draw." }
    let format = NumberFormat.automatic.common(to: present.flatMap { [$0.lowerQuartile, $0.median, $0.upperQuartile] })
    let values = present.reduce(0) { $0 + $1.count }
    let beyond = present.reduce(0) { $0 + $1.outlierCount }
    let dots = beyond == 0 ? "none" : NumberFormat.count(beyond)
    let end =
      values == 1
      ? "; it is 1 value."
      : "; \(dots) of \(Phrases.counted(values, "value")) \(beyond < 2 ? "lies" : "lie") beyond the whiskers."
    func half(_ box: BoxStatistics) -> String {
      "the middle half from \(format.string(box.lowerQuartile)) to \(format.string(box.upperQuartile))"
    }
    let named = zip(categories, boxes).compactMap { name, box in box.map { (name: name, box: $0) } }
    guard let first = named.first else { return start + "." }
    if named.count == 1 {
      let name = isAlone ? "" : first.name + " with "
      return start + ": \(name)median \(format.string(first.box.median)), \(half(first.box))" + end
    }
    var (highest, lowest, widest) = (first, first, first)
    for item in named.dropFirst() {
      if item.box.median > highest.box.median { highest = item }
      if item.box.median < lowest.box.median { lowest = item }
      if item.box.length > widest.box.length { widest = item }
    }
    var text = start + ", \(NumberFormat.count(named.count)) boxes: "
    if highest.box.median == lowest.box.median {
      text += "all medians at \(format.string(first.box.median))"
    } else {
      text += "highest median \(highest.name) with \(format.string(highest.box.median)), "
      text += "lowest \(lowest.name) with \(format.string(lowest.box.median))"
    }
    return text + "; widest \(widest.name), \(half(widest.box))" + end
  }

  func notes(in size: Size) -> [String] {
    var notes: [String] = []
    if !isEmpty {
      notes.append(
        "A box holds the middle half of the values, its line is the median; whiskers reach the farthest values within 1.5 times the box's length (Tukey), dots lie beyond."
      )
    }
    return notes + [Phrases.notNumbers(notNumbers), Phrases.negatives(negatives)].compactMap { $0 }
  }

  var dataTable: DataTable {
    let format = NumberFormat.automatic.common(
      to: present.flatMap { [$0.lowWhisker, $0.lowerQuartile, $0.median, $0.upperQuartile, $0.highWhisker] })
    let numbers = ["n", "lower whisker", "lower quartile", "median", "upper quartile", "upper whisker", "beyond"]
    let names: [(String, isNumeric: Bool)] =
      isAlone ? [] : [(Phrases.name(titles.x, otherwise: "category"), isNumeric: false)]
    let rows = zip(categories, boxes).map { name, box -> [String] in
      var row = isAlone ? [] : [name]
      guard let box else { return row + ["0"] + Array(repeating: "", count: numbers.count - 1) }
      row.append(NumberFormat.count(box.count))
      let five = [box.lowWhisker, box.lowerQuartile, box.median, box.upperQuartile, box.highWhisker]
      return row + five.map { format.string($0) } + [NumberFormat.count(box.outlierCount)]
    }
    return DataTable(names + numbers.map { ($0, isNumeric: true) }, rows: rows)
  }
}

extension BoxStatistics {
  /// The length of the box: the range between the quartiles.
  var length: Double { upperQuartile - lowerQuartile }
}
