import Diagnostics
import Languages
import Reports
import Tables

/// Computes new columns.
struct Derive: Step {
  static let table = TypedParameter("table", .table, "The table to add to.")

  static let new = TypedParameter("new", .expression(of: table), "What the new column holds, under its name.")

  static let signature = Signature(
    "derive", group: .columns,
    summary: "Computes new columns from those that a table has.",
    details: [
      "Every expression sees the table as it was before the step: to use a new column, write a second derive. A name that the "
        + "table already has replaces that column in its place; other names are added at the end.",
      "What cannot be computed is null: an operation on a missing value, a division by zero (pandas: an infinity), the root of a "
        + "negative number, a text that is no date, a whole number beyond 64 bits (pandas: a wrong one). The report counts such rows, and the "
        + "terminal warns of them, unless the expression asks for them: if(b == 0, null, a / b), date(a) is null. Two dates differ by days, two "
        + "datetimes by seconds with their fraction. An aggregate is computed over all rows, or over those that share the values of its by:, and given to each of them.",
    ],
    operands: [table],
    newColumns: new,
    result: .changedColumns,
    examples: [
      Example("Year and month", "derive reviews year: year(review_date) month: month(review_date)"),
      Example(
        "How far a review is from its video's mean",
        "derive reviews surprise: star_rating - mean(star_rating, by: product_id) as compared"),
    ])

  private let table: TableArgument
  private let columns: [(name: String, value: RowExpression)]

  init(_ arguments: Arguments, _ context: CheckContext) throws {
    table = try arguments[Self.table]
    columns = try arguments.newColumns(Self.new)
  }

  var effect: Effect {
    Effect(
      outputs: [.table(columns.reduce(table.schema) { $0.setting($1.value.field($1.name, over: table.schema)) })],
      reads: [table.id: .some(columns.reduce(into: Set<String>()) { $0.formUnion($1.value.columns) })],
      passesThrough: (table.id, [:]))
  }

  struct Details: OutcomeDetails {
    /// Missing values of each new column.
    var nulls: [Int]
  }

  func run(_ context: RunContext) throws -> Outcome<Details> {
    let input = try context.table(table)
    var result = input
    var nulls: [Int] = []
    for (name, expression) in columns {
      let column = try expression.evaluate(input, context)
      result = result.setting(name, to: column)
      nulls.append(column.nullCount)
    }
    return Outcome(outputs: [.table(result)], details: Details(nulls: nulls))
  }

  func render(_ outcome: Outcome<Details>, _ context: RenderContext) -> [ReportBlock] {
    let total = context.rows(table)
    let say = context.language
    return zip(columns, outcome.details.nulls).map { column, nulls -> ReportBlock in
      let (name, expression) = column
      let isNew = table.schema.type(of: name) == nil
      let type = Self.described(expression.type, in: say)
      var runs: Sentence = say(
        en: "\(code: name)\(isNew ? " is new: " : " is replaced: ")\(code: expression.text), \(type)",
        ja: "\(code: name)\(isNew ? "は新しい列です：" : "を置き換えました：")\(code: expression.text)（\(type)）。")
      if nulls > 0 {
        runs += say(
          en: ", missing in \(strong: nulls) of \(total, "row"), \(Phrase.share(nulls, of: total)).",
          ja: "\(total)行のうち\(strong: nulls, counter: "行")では値が欠けています（"
            + "\(Phrase.share(nulls, of: total, in: say))）。")
      } else {
        runs += say(
          en: " in each of \(total, "row").", ja: "\(total)行すべてに値があります。")
      }
      return .sentence(runs)
    }
  }

  /// "an integer", 「整数」
  private static func described(_ type: ColumnType, in say: Language) -> String {
    let japanese =
      switch type {
      case .integer: "整数"
      case .decimal: "小数"
      case .string: "文字列"
      case .date: "日付"
      case .datetime: "日時"
      case .boolean: "真偽値"
      case .index: "番号"
      }
    return say(en: type.described, ja: japanese)
  }
}
