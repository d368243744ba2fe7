/// Where the panels of small multiples stand: plots of one size, labels only left of the first column and below the last
/// panel of each.
struct FacetLayout<Form: FacetForm> {
  /// The panels, told which labels are theirs.
  private(set) var forms: [Form]
  private let columns: Int
  private let gap: Double
  private let nameRoom: Double
  private let grid: Rect
  private var plotSize = Size(width: 0, height: 0)
  private var left = (labelled: 0.0, bare: 0.0)
  private var bottom = (labelled: 0.0, bare: 0.0)
  private(set) var topMargin = 0.0
  private(set) var rightMargin = 0.0

  init(_ unplaced: [Form], columns: Int, rows: Int, gap: Double, nameRoom: Double, in grid: Rect) {
    forms = unplaced
    self.columns = columns
    self.gap = gap
    self.nameRoom = nameRoom
    self.grid = grid
    for index in forms.indices {
      forms[index].sharing.labelsY = index % columns == 0
      forms[index].sharing.labelsX = index + columns >= forms.count
    }
    let (across, down) = (Double(columns), Double(rows))
    plotSize = Size(width: grid.width / across, height: grid.height / down - nameRoom)
    guard let sample = forms.first(where: { !$0.isEmpty }) else { return }
    // Margins depend on the labels, and these on the plot's size: two rounds settle both.
    for _ in 0..<2 {
      let trial = Rect(
        x: 0, y: 0, width: plotSize.width + left.bare + rightMargin, height: plotSize.height + topMargin + bottom.bare)
      let labelled = Self.margins(sample, x: true, y: true, in: trial)
      let bare = Self.margins(sample, x: false, y: false, in: trial)
      left = (labelled.left, bare.left)
      bottom = (labelled.bottom, bare.bottom)
      topMargin = max(labelled.top, bare.top)
      rightMargin = max(labelled.right, bare.right)
      let width = grid.width - left.labelled - (across - 1) * (left.bare + gap) - across * rightMargin
      let height = grid.height - down * (nameRoom + topMargin) - (down - 1) * (bottom.bare + gap) - bottom.labelled
      plotSize = Size(width: max(20, width / across), height: max(20, height / down))
    }
  }

  private static func margins(_ form: Form, x: Bool, y: Bool, in area: Rect) -> (
    left: Double, top: Double, right: Double, bottom: Double
  ) {
    var form = form
    form.sharing.labelsX = x
    form.sharing.labelsY = y
    return form.frame(in: area).margins
  }

  func plot(_ index: Int) -> Rect {
    let (column, row) = (Double(index % columns), Double(index / columns))
    return Rect(
      x: grid.x + left.labelled + column * (plotSize.width + rightMargin + gap + left.bare),
      y: grid.y + nameRoom + topMargin + row * (nameRoom + topMargin + plotSize.height + bottom.bare + gap),
      width: plotSize.width, height: plotSize.height)
  }

  /// The plot of a panel with the room for its labels.
  func area(_ index: Int) -> Rect {
    let (plot, sharing) = (plot(index), forms[index].sharing)
    let (left, bottom) = (
      sharing.labelsY ? left.labelled : left.bare, sharing.labelsX ? bottom.labelled : bottom.bare
    )
    return Rect(
      x: plot.x - left, y: plot.y - topMargin, width: left + plot.width + rightMargin,
      height: topMargin + plot.height + bottom)
  }
}
