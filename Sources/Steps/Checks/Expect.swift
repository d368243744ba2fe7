import Diagnostics
import Notebooks
import Reports
import Tables

/// Stops the run unless something holds.
struct Expect: Step {
  static let condition = TypedParameter("condition", .scalar(.boolean), "What must hold.")
  static let because = TypedParameter(
    Statement.reason, .string, otherwise: "the condition itself", "What to say when it does not hold.")

  static let signature = Signature(
    "expect", group: .checks,
    summary: "Stops the run unless a condition over values holds.",
    details: ["The condition is made of values such as reduced.rows; a missing value counts as not holding."],
    operands: [condition], options: [because],
    examples: [
      Example("Something is left", "expect reviews.rows > 0 because: \"the file has no rows\"")
    ])

  private let condition: ScalarExpression
  private let reason: String?
  private let span: SourceSpan

  init(_ arguments: Arguments, _ context: CheckContext) throws {
    condition = try arguments[Self.condition]
    reason = try arguments[Self.because]
    span = arguments.span(Self.condition)
  }

  var effect: Effect { Effect() }

  func run(_ context: RunContext) throws -> Outcome<Details> {
    if try condition.evaluate(context.values) == .boolean(true) { return Outcome() }
    let values = context.values.keys.sorted().map { path in
      "\(path) is \(ValueText.format(context.values[path] ?? .null, role: condition.role(ofPath: path)))"
    }
    throw Diagnostic(
      .expectationFailed, reason ?? "expected \(condition.text)", at: span, label: "does not hold", notes: values)
  }

  func render(_ outcome: Outcome<Details>, _ context: RenderContext) -> [ReportBlock] {
    .sentence(
      context.language, en: "Holds: \(code: condition.text).",
      ja: "成り立っています：\(code: condition.text)。")
  }
}

extension DiagnosticCode {
  public static let expectationFailed = DiagnosticCode(
    "expectation-failed",
    "A condition that a notebook expects to hold does not. The notes give the values it was about.")
}
