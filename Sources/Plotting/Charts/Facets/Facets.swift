import Languages

/// Small multiples: the same chart for every value of a column, all panels with the same axes, categories and colours.
struct Facets<Form: FacetForm>: ChartForm {
  private let names: [String]
  private var forms: [Form]
  /// What is said of all panels together.
  private var whole: Form?

  /// That of all panels.
  var language = Language.english {
    didSet {
      for index in forms.indices { forms[index].language = language }
      whole?.language = language
    }
  }

  private static var gap: Double { 18 }
  private static var nameRoom: Double { 20 }
  /// Narrower than this nothing is read from a panel (empirical).
  private static var leastWidth: Double { 156 }

  /// One panel a name; the axes of all hold what any of them needs.
  ///
  /// - Parameter whole: the chart of all panels together, where it has notes that the panels have not.
  init(_ names: [String], _ unshared: [Form], whole: Form? = nil) {
    self.names = names
    self.whole = whole
    let reach = unshared.map(\.reach)
    var sharing = Sharing()
    sharing.x = Sharing.extremes(reach.flatMap(\.x))
    sharing.y = Sharing.extremes(reach.flatMap(\.y))
    forms = unshared.map { form in
      var form = form
      form.sharing = sharing
      return form
    }
  }

  var isEmpty: Bool { forms.allSatisfy(\.isEmpty) }

  /// As many as fit, spread evenly over the rows: four panels stand two by two rather than three and one.
  private func columns(_ width: Double) -> Int {
    let most = min(max(1, Int((width + Self.gap) / (Self.leastWidth + Self.gap))), 4, max(1, forms.count))
    let rows = (forms.count + most - 1) / most
    return max(1, (forms.count + rows - 1) / max(1, rows))
  }

  private func rows(_ width: Double) -> Int {
    let columns = columns(width)
    return max(1, (forms.count + columns - 1) / columns)
  }

  /// The panels as they are drawn in a figure of this width, without titles of their own.
  private func settled(_ width: Double) -> [Form] {
    let each = width / Double(columns(width)) - Self.gap
    return forms.map { form in
      var form = form
      form.settle(width: each)
      form.sharing.titles = form.titles
      form.titles = AxisTitles(x: "", y: "")
      form.sharing.isPanel = true
      return form
    }
  }

  private func titles(_ width: Double) -> AxisTitles {
    guard var form = forms.first else { return AxisTitles(x: "", y: "") }
    form.settle(width: width / Double(columns(width)) - Self.gap)
    return form.placedTitles
  }

  /// What stands around the panels: legends and the title of the axis beside them above, the other title below.
  private func edges(_ width: Double) -> (legends: Double, top: Double, bottom: Double) {
    let legends = forms.first?.legends(width: width).reduce(0) { $0 + $1.height } ?? 0
    let titles = titles(width)
    return (legends, titles.y.isEmpty ? 0 : 20, titles.x.isEmpty ? 0 : 22)
  }

  /// Panels a little wider than high, unless the figure is to be higher or their rows of names need more.
  func size(within proposed: Size) -> Size {
    let width = max(proposed.width, Self.leastWidth)
    let (count, edges) = (columns(width), edges(width))
    let each = (width - Self.gap * Double(count - 1)) / Double(count)
    let wanted = Size(width: each, height: min(260, each * 0.7 + 24))
    let height = settled(width).map { $0.size(within: wanted).height }.max() ?? wanted.height
    let rows = Double(rows(width))
    let needed =
      edges.legends + edges.top + edges.bottom + rows * (height + Self.nameRoom) + (rows - 1) * Self.gap
    return Size(width: width, height: max(needed, proposed.height))
  }

  /// Where the panels stand, and what is left of the area around them.
  private func layout(in area: Rect) -> (panels: FacetLayout<Form>, grid: Rect) {
    let edges = edges(area.width)
    let grid = area.inset(top: edges.legends + edges.top, right: forms.first?.rampRoom ?? 0, bottom: edges.bottom)
    let panels = FacetLayout(
      settled(area.width), columns: columns(area.width), rows: rows(area.width), gap: Self.gap,
      nameRoom: Self.nameRoom, in: grid)
    return (panels, grid)
  }

  func marks(in area: Rect) -> [any Mark] {
    var (marks, rest) = forms.first?.placedLegends(in: area) ?? ([], area)
    let (layout, grid) = layout(in: area)
    let titles = titles(area.width)
    let size = Canvas.fontSize
    if !titles.y.isEmpty {
      let text = LineBreaking.ellipsized(titles.y, width: area.width, size: size)
      marks.append(TextMark(text, at: Point(x: area.x, y: rest.y + 11)))
    }
    let (panels, ramp) = Form.matched(layout.forms, plot: layout.plot(0))
    for (index, form) in panels.enumerated() {
      let plot = layout.plot(index)
      let name = LineBreaking.ellipsized(names[index], width: plot.width + layout.rightMargin, size: size, bold: true)
      marks.append(TextMark(name, at: Point(x: plot.x, y: plot.y - layout.topMargin - 5), isBold: true))
      marks += form.isEmpty ? [EmptyFrame(area: plot, language: language)] : form.marks(in: layout.area(index))
    }
    if !titles.x.isEmpty {
      let text = LineBreaking.ellipsized(titles.x, width: area.width, size: size)
      marks.append(TextMark(text, at: Point(x: area.midX, y: area.maxY - 5), anchor: .middle))
    }
    if var ramp {
      ramp.area = Rect(x: grid.maxX + 8, y: grid.y, width: area.maxX - grid.maxX - 8, height: grid.height)
      marks.append(ramp)
    }
    return marks
  }

  func notes(in size: Size) -> [String] {
    let taken = self.size(within: size)
    let layout = layout(in: Rect(x: 0, y: 0, width: taken.width, height: taken.height)).panels
    let notes = layout.forms.enumerated().map { index, form -> [String] in
      let area = layout.area(index)
      return form.notes(in: Size(width: area.width, height: area.height))
    }
    var told = leftOutNotes
    for ((name, form), own) in zip(zip(names, layout.forms), notes) {
      let (left, counts) = (form.leftOutNotes, form.countNotes)
      for note in own where !left.contains(note) {
        // What is true of several panels is said once, but for numbers, which are of each.
        let isShared = !counts.contains(note) && notes.count { $0.contains(note) } > 1
        let text = isShared ? note : titled(name, note)
        if !told.contains(text) { told.append(text) }
      }
    }
    for note in whole?.notes(in: size) ?? [] where !told.contains(note) { told.append(note) }
    return told
  }

  /// The rows that are left out, for each reason those of all panels together, or of the only one that has such.
  private var leftOutNotes: [String] {
    let parts = forms.map(\.leftOut.byReason)
    return LeftOut().byReason.indices.flatMap { reason -> [String] in
      let having = parts.indices.filter { parts[$0][reason] != LeftOut() }
      guard let first = having.first else { return [] }
      var form = forms[first]
      form.leftOut = having.reduce(LeftOut()) { $0 + parts[$1][reason] }
      return form.leftOutNotes.map { having.count == 1 ? titled(names[first], $0) : $0 }
    }
  }

  /// What is said of one panel, after its name.
  private func titled(_ name: String, _ text: String) -> String {
    let name = Phrases.series([name], in: language)
    return language(en: "\(name): \(text)", ja: "\(name)：\(text)")
  }

  var dataTable: DataTable {
    let tables = forms.map(\.dataTable)
    var table = DataTable(stacking: zip(names, tables).map { ($0, $1) }, in: language)
    table.omittedRows += tables.reduce(0) { $0 + $1.omittedRows }
    return table
  }
}

extension Facets {
  /// More panels than this are not described one by one.
  private static var mostDescribed: Int { 4 }

  var summary: String {
    let say = language
    if isEmpty { return say(en: "Small multiples: no rows to draw.", ja: "同じ軸の小さな図。描く行がありません。") }
    let parts = zip(names, forms).prefix(Self.mostDescribed).map { name, form in titled(name, form.summary) }
    let more = names.count - parts.count
    return say(
      en: "\(CountedNoun.text(names.count, "panel")) with the same axes. " + parts.joined(separator: " ")
        + (more > 0 ? " And \(CountedNoun.text(more, "more panel"))." : ""),
      ja: "同じ軸の図が\(names.count)枚。" + parts.joined() + (more > 0 ? "ほかに\(more)枚あります。" : ""))
  }
}
