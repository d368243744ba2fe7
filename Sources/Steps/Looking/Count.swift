import Diagnostics
import Reports
import Tables

/// Counts rows, in all or by key.
struct Count: Step {
  static let table = TypedParameter("table", .table, "The table whose rows are counted.")
  static let by = TypedParameter(
    "by", .columns(of: table, repeats: .refused), otherwise: "all rows together", "The columns to count by.")

  static let signature = Signature(
    "count", group: .looking,
    summary: "Counts the rows of a table, in all or for every value of some columns.",
    details: [
      "With by: there is one row for each combination of values, with the column count beside it: the most frequent first, "
        + "equally frequent ones in the order in which they first appear. A missing value counts as a value of its own; "
        + "pandas' value_counts leaves it out unless dropna=False. Without by: the step only says how many rows there are."
    ],
    operands: [table], options: [by],
    result: .optional("the columns of by: and count, as a table"),
    examples: [
      Example("How many rows", "count reviews"),
      Example("How often each star", "count reviews by: star_rating as stars"),
    ])

  private let table: TableArgument
  private let keys: [String]?

  init(_ arguments: Arguments, _ context: CheckContext) throws {
    table = try arguments[Self.table]
    keys = try arguments[Self.by]
    if let keys {
      if keys.isEmpty { throw TableFaults.diagnostic(.noColumns, at: arguments.span(Self.by)) }
      if keys.contains(Self.counted) {
        throw TableFaults.nameClash(
          [Self.counted], "would be there twice: the number of rows has this name", at: arguments.span(Self.by),
          related: [SpanLabel(table.bindingSpan, "the column comes from here")],
          help: ["give it another name first, as in: rename \(table.name) frequency: count"])
      }
    } else if let name = arguments.statement.bindings.first {
      throw Diagnostic(
        .missingOption, "without by:, count gives no table that could be called \"\(name.text)\"", at: name.span,
        label: "nothing to bind", help: ["the number of rows is \(table.name).rows", "or say what to count by: by: …"])
    }
  }

  /// The name of the column of numbers.
  private static let counted = "count"

  var effect: Effect {
    guard let keys else { return Effect(reads: [table.id: .some([])]) }
    var fields = table.schema.selecting(keys).fields
    fields.append(Schema.Field(Self.counted, .integer))
    return Effect(outputs: [.table(Schema(fields))], reads: [table.id: .some(Set(keys))])
  }

  enum Details: OutcomeDetails {
    case ofAllRows
    /// The first of the values, and how many there are.
    case byValue(Table, count: Int)
  }

  func run(_ context: RunContext) throws -> Outcome<Details> {
    let input = try context.table(table)
    guard let keys else { return Outcome(details: .ofAllRows) }
    let result = try tables(at: context.span) {
      try input.counting(by: keys, as: Self.counted, threads: context.threads)
    }
    return Outcome(
      outputs: [.table(result)],
      details: .byValue(result.excerpt(Phrase.excerptRows), count: result.rowCount))
  }

  func render(_ outcome: Outcome<Details>, _ context: RenderContext) -> [ReportBlock] {
    let total = context.rows(table)
    let say = context.language
    guard let keys, case .byValue(let rows, let found) = outcome.details else {
      return .sentence(
        say, en: "\(code: table.name) has \(strong: total, "row").",
        ja: "\(code: table.name)は\(strong: total, counter: "行")です。")
    }
    let noun =
      keys.count == 1
      ? "different \(found == 1 ? "value" : "values") of" : "\(found == 1 ? "combination" : "combinations") of"
    return [
      .sentence(
        say, en: "\(strong: found) \(noun) \(Phrase.list(keys)) in \(total, "row").",
        ja: "\(total)行に、\(Phrase.list(keys, in: say))の\(keys.count == 1 ? "値" : "組み合わせ")は"
          + "\(strong: found, counter: "種類")あります。"),
      .table(
        TableBlock(
          rows, roles: table.schema, footnote: Phrase.excerpt(rows.rowCount, of: found, in: say), language: say)),
    ]
  }
}
