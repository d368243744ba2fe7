import Diagnostics
import Reports
import Tables

/// Draws rows at random.
struct Sample: Step {
  static let table = TypedParameter("table", .table, "The table to draw from.")
  static let rows = TypedParameter(
    "rows", .integer(1...Int(UInt32.max)), otherwise: "what fraction: says", "How many rows.")
  static let fraction = TypedParameter(
    "fraction", .decimal(0...1), otherwise: "what rows: says", "Which share of the rows, between 0 and 1.")

  static let signature = Signature(
    "sample", group: .rows,
    summary: "Draws rows of a table at random.",
    details: [
      "Every set of rows is equally likely, no row is drawn twice, and the rows keep their order, which pandas' sample does not. "
        + "The draw depends on the run's seed and on the step, not on the time: the same notebook draws the same rows again. A "
        + "fraction gives the nearest whole number of rows, halves to the even one."
    ],
    operands: [table], options: [rows, fraction],
    result: .changedRows,
    examples: [
      Example("A hundred rows", "sample reviews rows: 100"),
      Example("Every tenth, on average", "sample reviews fraction: 0.1 as tenth"),
    ])

  private let table: TableArgument
  private let count: Int?
  private let fraction: Double?
  private let span: SourceSpan

  init(_ arguments: Arguments, _ context: CheckContext) throws {
    table = try arguments[Self.table]
    count = try arguments[Self.rows]
    fraction = try arguments[Self.fraction]
    span = count == nil ? arguments.span(Self.fraction) : arguments.span(Self.rows)
    if (count == nil) == (fraction == nil) {
      throw TableFaults.notExactlyOne(
        of: [Self.rows, Self.fraction], isNone: count == nil, step: "sample",
        at: count == nil ? arguments.statement.verb.span : arguments.span(Self.fraction))
    }
    if let fraction { try Self.require(fraction, at: span) }
  }

  /// That a fraction leaves some rows in and some out.
  static func require(_ fraction: Double, at span: SourceSpan) throws {
    guard fraction > 0, fraction < 1 else {
      throw Diagnostic(
        .outOfRange, "the fraction must lie between 0 and 1, both excluded", at: span,
        label: fraction > 0 ? "that is all rows" : "that is no row")
    }
  }

  var effect: Effect {
    Effect(outputs: [.table(table.schema)], reads: [table.id: .some([])], passesThrough: (table.id, [:]))
  }

  struct Details: OutcomeDetails { var drawn: Int }

  func run(_ context: RunContext) throws -> Outcome<Details> {
    let input = try context.table(table)
    let result = try tables(at: span) {
      if let fraction {
        return try input.sampling(fraction: fraction, seed: context.seed, threads: context.threads)
      }
      return try input.sampling(count ?? 0, seed: context.seed, threads: context.threads)
    }
    return Outcome(outputs: [.table(result)], details: Details(drawn: result.rowCount))
  }

  func render(_ outcome: Outcome<Details>, _ context: RenderContext) -> [ReportBlock] {
    let drawn = outcome.details.drawn
    let total = context.rows(table)
    let say = context.language
    return .sentence(
      say, en: "\(strong: drawn) of \(total, "row") drawn at random, \(Phrase.share(drawn, of: total)).",
      ja: "\(total)行から\(strong: drawn, counter: "行")を無作為に抽出しました（"
        + "\(Phrase.share(drawn, of: total, in: say))）。")
  }
}
