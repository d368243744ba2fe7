import Diagnostics
import Reports
import Tables

/// Rows of which not one found what it was looked up by: possible, but most often a key that is written in two ways.
enum PartnerlessRows {
  /// - Parameters:
  ///   - rows: how many there are, all of them without a partner.
  ///   - sides: the table that was asked for, and the one that it was looked up in.
  static func warning(
    _ rows: Int, of sides: (own: String, other: String), by keys: [String], at span: SourceSpan
  ) -> Diagnostic {
    var fault = Diagnostic(
      .nothingMatched,
      "\(rows == 1 ? "the one row" : "none of the \(Phrase.integer(rows)) rows") of \(sides.own) has \(rows == 1 ? "no" : "a") partner in "
        + "\(sides.other) by \(Phrase.list(keys))", at: span, label: "nothing agrees",
      help: [
        "look at \(Phrase.list(keys)) in both with show: the same thing may be written in two ways, as 7 and 007 are"
      ])
    fault.severity = .warning
    return fault
  }
}

extension DiagnosticCode {
  static let nothingMatched = DiagnosticCode(
    "nothing-matched",
    "Rows were looked up in another table or file by a key, and not one of them was found. Most often the key is written in two "
      + "ways: 7 and 007, B01 and b01, or a column of the same name that means something else.")
}
