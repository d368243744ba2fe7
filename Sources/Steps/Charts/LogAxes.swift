/// The axes of a chart on which every step is a factor, as `log:` names them.
enum LogAxes: String, CaseIterable, Sendable {
  case x, y, both

  var includesX: Bool { self != .y }
  var includesY: Bool { self != .x }
}
