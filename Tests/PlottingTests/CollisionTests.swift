import Testing

@testable import Plotting

@Suite struct CollisionTests {
  @Test(arguments: Gallery.charts.map(\.label)) func noTextCoversAnotherOrLeavesTheDrawing(_ label: String) throws {
    var chart = try #require(Gallery.charts.first { $0.label == label })
    for width in [640.0, 400, 300] {
      if width < 640, label.hasPrefix("panels") { continue }
      chart.size = width == 640 ? chart.size : Size(width: width, height: 320)
      let (canvas, size) = chart.drawn(.embedded)
      let frame = Rect(x: 0, y: 0, width: size.width, height: size.height)
      for (index, box) in canvas.texts.enumerated() {
        if !box.isInside(frame) { Issue.record("\(box.text) leaves \(label) at \(width)") }
        for other in canvas.texts[(index + 1)...] where box.overlaps(other) {
          Issue.record("\(box.text) and \(other.text) overlap in \(label) at \(width)")
        }
      }
    }
  }
}
