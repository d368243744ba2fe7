/// Which way bars point.
public enum BarOrientation: Sendable, Equatable {
  /// Upwards, or to the right when the names need the room.
  case automatic
  case vertical
  case horizontal
}

/// A kind of chart by category that lies on its side where the names need the room.
protocol TurningForm: FacetForm {
  var categories: [String] { get }
  var orientation: BarOrientation { get set }
  /// Whether it lies for want of names, since it needs little height then.
  var isAlone: Bool { get }
}

extension TurningForm {
  var isAlone: Bool { false }

  /// Whether it lies at a width in px, margins estimated.
  func isHorizontal(width: Double) -> Bool {
    switch orientation {
    case .vertical: false
    case .horizontal: true
    case .automatic:
      isAlone || !CategoryLabels.fitFlat(categories, step: (width - 60) / Double(max(1, categories.count)))
    }
  }

  var placedTitles: AxisTitles { orientation == .horizontal ? AxisTitles(x: titles.y, y: titles.x) : titles }

  mutating func settle(width: Double) { orientation = isHorizontal(width: width) ? .horizontal : .vertical }
}
