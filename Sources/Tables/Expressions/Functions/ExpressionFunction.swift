/// A function of the language: how it is written, what it takes and gives, and how that is computed, in one value.
///
/// A new one is a value in the list of its kind (`TextFunctions.swift`, `NumberFunctions.swift`, `DateFunctions.swift`); the
/// checker, the evaluator, the help and the reference read it from `all`.
public struct ExpressionFunction: Sendable {
  /// As it is called.
  public let name: String
  /// How it is written, for help and diagnostics.
  public let usage: String
  /// What it gives, in one sentence.
  public let summary: String
  /// How many arguments it takes.
  let arity: ClosedRange<Int>
  let form: Form
  /// What other tools call it.
  let synonyms: [String]

  init(
    _ name: String, _ usage: String, _ summary: String, arity: ClosedRange<Int> = 1...1, _ form: Form,
    synonyms: [String] = []
  ) {
    self.name = name
    self.usage = usage
    self.summary = summary
    self.arity = arity
    self.form = form
    self.synonyms = synonyms
  }

  /// What kind of thing a call is.
  enum Form: Sendable {
    case row(RowFunction)
    case aggregate(Aggregate)
    /// With one argument an aggregate, with two a function of a row.
    case either(Aggregate, RowFunction)
    /// `if`: of three arguments, two are alternatives.
    case choice
  }

  /// All of them, in the order of the reference.
  public static let all = texts + numbers + extremes + dates + choices + aggregates

  private static let byName = Dictionary(uniqueKeysWithValues: all.map { ($0.name, $0) })

  /// nil when there is none of that name.
  public static func named(_ name: String) -> ExpressionFunction? { byName[name] }

  private static let choices = [
    ExpressionFunction(
      "if", "if(condition, a, b)", "The second value where the condition is true, else the third.", arity: 3...3,
      .choice,
      synonyms: ["ifelse", "iif"])
  ]
}
