/// The `d` of a path.
struct PathData: Sendable, Equatable {
  private(set) var text = ""

  var isEmpty: Bool { text.isEmpty }

  mutating func move(to point: Point) { command("M", point) }

  mutating func line(to point: Point) { command("L", point) }

  /// A rectangle as a subpath of its own.
  mutating func rect(_ rect: Rect) {
    command("M", Point(x: rect.x, y: rect.y))
    text += "h"
    text.append(coordinate: rect.width)
    text += "v"
    text.append(coordinate: rect.height)
    text += "h"
    text.append(coordinate: -rect.width)
    text += "z"
  }

  private mutating func command(_ letter: String, _ point: Point) {
    text += letter
    text.append(coordinate: point.x)
    text += " "
    text.append(coordinate: point.y)
  }
}
