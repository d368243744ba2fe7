import Diagnostics
import Reports
import Tables

/// Computes new columns.
struct Derive: Step {
  static let signature = Signature(
    "derive", group: .columns,
    summary: "Computes new columns from those that a table has.",
    details: [
      "Every expression sees the table as it was before the step: to use a new column, write a second derive. A name that the "
        + "table already has replaces that column in its place; other names are added at the end.",
      "What cannot be computed is null: an operation on a missing value, a division by zero (pandas: an infinity), the root of a "
        + "negative number, a whole number beyond 64 bits (pandas: a wrong one). An aggregate is computed over all rows, or over those that share the values of its by:, and given to each of them.",
    ],
    operands: [.required("table", .table, "The table to add to.")],
    newColumns: .required("new", .expression(of: "table"), "What the new column holds, under its name."),
    result: .changedTable,
    examples: [
      Example("Year and month", "derive reviews year: year(review_date) month: month(review_date)"),
      Example(
        "How far a review is from its video's mean",
        "derive reviews surprise: star_rating - mean(star_rating, by: product_id) as compared"),
    ])

  private let table: TableArgument
  private let columns: [(name: String, expression: RowExpression)]

  init(_ arguments: Arguments, _ context: CheckContext) throws {
    table = try arguments.table()
    var found: [(name: String, expression: RowExpression)] = []
    for (name, value) in arguments.newColumns {
      if found.contains(where: { $0.name == name.text }) {
        throw TableFaults.nameClash([name.text], "would be there twice", at: name.span, help: ["choose another name"])
      }
      guard case .expression(let expression) = value else { continue }
      found.append((name.text, expression))
    }
    columns = found
  }

  var effect: Effect {
    Effect(
      outputs: [.table(columns.reduce(table.schema) { $0.setting(Schema.Field($1.name, $1.expression.type)) })],
      reads: [table.id: .some(columns.reduce(into: Set<String>()) { $0.formUnion($1.expression.columns) })],
      passesThrough: (table.id, [:]))
  }

  func run(_ context: RunContext) throws -> Outcome {
    let input = try context.table(table)
    var result = input
    var nulls: [String: Value] = [:]
    for (name, expression) in columns {
      let column = try expression.evaluate(input, context)
      result = result.setting(name, to: column)
      nulls[name] = .integer(column.nullCount)
    }
    return Outcome(outputs: [.table(result)], details: ["nulls": .row(nulls)])
  }

  func render(_ outcome: Outcome, _ context: RenderContext) -> [ReportBlock] {
    let total = context.rows(table)
    return columns.map { name, expression -> ReportBlock in
      let nulls = outcome.detail("nulls", name)
      let verb = table.schema.type(of: name) == nil ? "is new" : "is replaced"
      var runs: [Run] = [.code(name), " \(verb): ", .code(expression.text), ", \(expression.type.described)"]
      if nulls > 0 {
        runs += [
          ", missing in ", .strong(Phrase.integer(nulls)),
          " of \(Phrase.count(total, "row")), \(Phrase.share(nulls, of: total))",
        ]
      } else {
        runs.append(" in each of \(Phrase.count(total, "row"))")
      }
      return .sentence(runs + ["."])
    }
  }
}
