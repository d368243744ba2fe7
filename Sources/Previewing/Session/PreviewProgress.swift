import Execution
import Reports
import WrittenTexts

/// How far a run is, for the bar in the page.
public struct PreviewProgress: Sendable, Encodable {
  /// From 1.
  public var position: Int
  public var count: Int
  /// "train model".
  public var step: String
  /// The page the step belongs to: `04-regression.html`.
  public var page: String
  public var line: Int
  /// Between 0 and 1; nil while the step does not know.
  public var share: Double?
  /// "3 of 25 epochs, 12 s left".
  public var detail = ""

  init(_ step: ProgramStep, position: Int, count: Int) {
    self.position = position + 1
    self.count = count
    let names = step.outputs.map(\.name).joined(separator: ", ")
    self.step = step.signature.name + (names.isEmpty ? "" : " " + names)
    let place = step.statement.span
    let file = place.file.path.pathAndName.name
    page = (file.hasSuffix(".md") ? String(file.dropLast(3)) : file) + ".html"
    line = place.start.line
  }

  mutating func measure(done: Int, total: Int?, unit: String, elapsed: Duration) {
    detail =
      total.map { "\(Phrase.integer(done)) of \(Phrase.integer($0)) \(unit)" } ?? "\(Phrase.integer(done)) \(unit)"
    guard let total, total > 0 else { return }
    share = min(1, max(0, Double(done) / Double(total)))
    let seconds = elapsed / .seconds(1)
    // A rate from less than a second says nothing.
    if seconds >= 1, done > 0, total > done {
      let left = Int((seconds * Double(total - done) / Double(done)).rounded(.up))
      detail += left < 60 ? ", \(left) s left" : ", \(left / 60) min \(left % 60) s left"
    }
  }
}
