/// Something that draws itself: bars, dots, a line, names, and the grid, the axes and the legends as well.
///
/// A kind of chart is a list of marks, the last on top; the same mark serves many kinds.
protocol Mark: Sendable {
  func draw(on canvas: inout Canvas)
}
