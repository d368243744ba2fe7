import Diagnostics
import Reports
import Tables

/// Computes one row for each group of rows.
struct Group: Step {
  static let table = TypedParameter("table", .table, "The table whose rows are grouped.")
  static let by = TypedParameter(
    "by", .columns(of: table, repeats: .refused), default: [], words: "all rows are one group",
    "The columns that make a group.")

  static let new = TypedParameter(
    "new", .aggregate(of: table, by: by), "What is computed from each group, under its name.")

  static let signature = Signature(
    "group", group: .rows,
    summary: "Makes one row of each group of rows, with what is computed from the group.",
    details: [
      "Rows that agree in the columns of by: are a group; the result has these columns and one for each aggregate, sorted by "
        + "the former, rising. A missing value makes a group of its own, the last one; pandas' groupby leaves such rows out "
        + "unless dropna=False. Without by: all rows are one group.",
      "Aggregates are count, mean, sum, min, max, first, last, median, unique and std; they leave missing values out, so that "
        + "count(column) is the number of values and count() the number of rows. They may be computed with: "
        + "max(price) - min(price).",
      "A sum of nothing is 0, and a mean of nothing and the deviation of a single value are missing, as in pandas. A sum of "
        + "whole numbers beyond 64 bits is missing, where pandas gives a wrong one without a word.",
    ],
    operands: [table], options: [by],
    newColumns: new,
    result: .required(["groups"]),
    examples: [
      Example(
        "Mean stars of each video",
        "group reviews by: product_id ratings: count() mean_stars: mean(star_rating) as products"),
      Example("One row of all", "group reviews earliest: min(review_date) latest: max(review_date) as span"),
    ])

  private let table: TableArgument
  private let keys: [String]
  private let aggregates: [(name: String, value: RowExpression)]

  init(_ arguments: Arguments, _ context: CheckContext) throws {
    table = try arguments[Self.table]
    let names = try arguments[Self.by]
    keys = names
    aggregates = try arguments.newColumns(Self.new) { name, _, _ in
      if names.contains(name.text) {
        throw TableFaults.nameClash(
          [name.text], "would be there twice: it is one of by:", at: name.span,
          related: [SpanLabel(arguments.span(Self.by), "the first is here")], help: ["choose another name"])
      }
    }
  }

  private var result: Schema {
    Schema(
      table.schema.selecting(keys).fields + aggregates.map { $0.value.field($0.name, over: table.schema) })
  }

  var effect: Effect {
    let read = aggregates.reduce(into: Set(keys)) { $0.formUnion($1.value.columns) }
    return Effect(outputs: [.table(result)], reads: [table.id: .some(read)])
  }

  struct Details: OutcomeDetails {
    /// The first of the groups.
    var rows: Table
    var groups: Int
  }

  func run(_ context: RunContext) throws -> Outcome<Details> {
    let input = try context.table(table)
    let result = try tables(at: context.span) { () throws -> Table in
      let groups = try Grouping(input, by: keys, threads: context.threads)
      var columns: [(name: String, column: Column)] = []
      for key in keys {
        columns.append((key, try input.column(key).gathering(groups.firstRows, threads: context.threads)))
      }
      for (name, expression) in aggregates {
        columns.append((name, try expression.evaluate(input, groups: groups, context)))
      }
      let unsorted = Table(columns, rowCount: groups.groupCount)
      if keys.isEmpty { return unsorted }
      return try unsorted.sorting(by: keys.map { SortKey($0) }, threads: context.threads)
    }
    return Outcome(
      outputs: [.table(result)],
      details: Details(rows: result.excerpt(Phrase.excerptRows), groups: result.rowCount))
  }

  func render(_ outcome: Outcome<Details>, _ context: RenderContext) -> [ReportBlock] {
    let (rows, groups) = (outcome.details.rows, outcome.details.groups)
    let total = context.rows(table)
    let say = context.language
    let sentence: ReportBlock =
      keys.isEmpty
      ? .sentence(
        say, en: "Over all \(strong: total, "row").",
        ja: "\(strong: total, counter: "行")全体の値です。")
      : .sentence(
        say, en: "\(strong: groups, "group") of \(total, "row") by \(Phrase.list(keys)).",
        ja: "\(total)行を\(Phrase.list(keys, in: say))で分けると\(strong: groups, counter: "組")になります。")
    return [
      sentence,
      .table(
        TableBlock(
          rows, roles: result, footnote: Phrase.excerpt(rows.rowCount, of: groups, in: say), language: say)),
    ]
  }
}
