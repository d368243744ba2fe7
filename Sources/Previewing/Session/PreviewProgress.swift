import Execution
import Reports

/// How far a run is, for the bar in the page.
public struct PreviewProgress: Sendable, Encodable {
  /// From 1.
  public var position: Int
  public var count: Int
  /// "train model".
  public var step: String
  /// Between 0 and 1; nil while the step does not know.
  public var share: Double?
  /// "3 of 25 epochs, 12 s left".
  public var detail = ""

  init(_ step: ProgramStep, position: Int, count: Int) {
    self.position = position + 1
    self.count = count
    let names = step.outputs.map(\.name).joined(separator: ", ")
    self.step = step.signature.name + (names.isEmpty ? "" : " " + names)
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
