import Diagnostics
import Tables

/// Whether memory holds what a step learns, looked at before any is taken.
enum LearningRoom {
  /// - Parameters:
  ///   - numbers: how many numbers of single precision the step has at once, at least.
  ///   - what: what they are, as the beginning of a sentence: "1,024 factors of 2,000,000 features".
  static func require(
    numbers: Double, for what: String, help: String, memory: Int = MemoryBudget.bytes, at span: SourceSpan
  ) throws {
    let bytes = numbers * Double(MemoryLayout<Float>.stride)
    if bytes <= Double(memory) { return }
    throw Diagnostic(
      .resultTooLarge,
      "\(what) would take \(TableFaults.gigabytes(Int(clamping: bytes))) of memory, of which "
        + "\(TableFaults.gigabytes(memory)) are left", at: span, label: "in this step", help: [help])
  }
}

extension Int {
  /// The nearest whole number.
  fileprivate init(clamping number: Double) { self = Int(exactly: number.rounded()) ?? (number < 0 ? .min : .max) }
}
