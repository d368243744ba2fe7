import Diagnostics
import Reports
import Tables

/// Quantiles of columns.
struct Quantile: Step {
  static let table = TypedParameter("table", .table, "The table whose columns are asked.")
  static let of = TypedParameter(
    "of", .columns(of: table, types: [.integer, .decimal, .index, .date, .datetime], repeats: .refused),
    "Columns of numbers or dates.")
  static let at = TypedParameter(
    "at", .decimals(0...1, repeats: .refused), default: [0, 0.25, 0.5, 0.75, 1], "The shares, from 0 to 1.")

  static let signature = Signature(
    "quantile", group: .statistics,
    summary: "Finds the values below which given shares of a column lie.",
    details: [
      "Between two values of the column the quantile is interpolated (type 7 of Hyndman and Fan), to the bit as pandas and numpy "
        + "do it; between two dates as well, cut to the whole day (of times to the microsecond), where pandas gives an hour of that "
        + "day. Missing values are left out; a column without values has no quantiles. The result has the column at and one for "
        + "each column of of:, under its name."
    ],
    operands: [table], options: [of, at],
    result: .optional("at and one column for each of of:, as a table"),
    examples: [
      Example("Quartiles", "quantile reviews of: helpful_votes"),
      Example(
        "How active customers are",
        "count reviews by: customer_id as customers\nquantile customers of: count at: [0.5, 0.9, 0.99] as activity"),
    ])

  private let table: TableArgument
  private let columns: [String]
  private let shares: [Double]

  init(_ arguments: Arguments, _ context: CheckContext) throws {
    table = try arguments[Self.table]
    columns = try arguments[Self.of]
    shares = try arguments[Self.at]
    if columns.isEmpty { throw TableFaults.diagnostic(.noColumns, at: arguments.span(Self.of)) }
    if shares.isEmpty {
      throw Diagnostic(
        .wrongValue, "quantile needs at least one share", at: arguments.span(Self.at), label: "names none",
        help: ["as in at: [0.25, 0.5, 0.75]"])
    }
    if columns.contains(Self.place) {
      throw TableFaults.nameClash(
        [Self.place], "would be there twice: the shares have this name", at: arguments.span(Self.of),
        related: [SpanLabel(table.bindingSpan, "the column comes from here")], help: ["rename it first"])
    }
  }

  /// The name of the column of shares.
  private static let place = "at"

  private func resultType(_ column: String) -> ColumnType {
    guard let type = table.schema.type(of: column), type.isTemporal else { return .decimal }
    return type
  }

  private var result: Schema {
    Schema(
      [Schema.Field(Self.place, .decimal)]
        + columns.map { Schema.Field($0, resultType($0), role: table.schema.field($0)?.role) })
  }

  var effect: Effect {
    Effect(outputs: [.table(result)], reads: [table.id: .some(Set(columns))])
  }

  struct Details: OutcomeDetails {
    /// The first rows of quantiles.
    var rows: Table
    /// Missing values of each column.
    var nulls: [Int]
  }

  func run(_ context: RunContext) throws -> Outcome<Details> {
    let input = try context.table(table)
    var result: [(name: String, column: Column)] = [(Self.place, Column(decimals: shares))]
    var nulls: [Int] = []
    for name in columns {
      let (values, missing) = try tables(at: context.span) {
        try (input.quantiles(of: name, at: shares, threads: context.threads), input.column(name).nullCount)
      }
      result.append((name, Self.column(values, resultType(name))))
      nulls.append(missing)
    }
    let quantiles = Table(result, rowCount: shares.count)
    return Outcome(
      outputs: [.table(quantiles)], details: Details(rows: quantiles.excerpt(Phrase.excerptRows), nulls: nulls))
  }

  private static func column(_ values: [Value], _ type: ColumnType) -> Column {
    let validity = Bitmap(count: values.count) { values[$0] != .null }
    let whole = values.map { value -> Int in
      switch value {
      case .date(let day): day
      case .datetime(let microsecond): microsecond
      default: 0
      }
    }
    switch type {
    case .date: return Column(.dates(Buffer(whole.map { Int32(clamping: $0) })), validity: validity)
    case .datetime: return Column(.datetimes(Buffer(whole.map { Int64($0) })), validity: validity)
    // An infinity is a value of the column like others; only what has no number is null.
    default: return Column(.decimals(Buffer(values.map { $0.number ?? 0 })), validity: validity)
    }
  }

  func render(_ outcome: Outcome<Details>, _ context: RenderContext) -> [ReportBlock] {
    let rows = outcome.details.rows
    let say = context.language
    let total = context.rows(table)
    var sentence: Sentence = say(
      en: "\(strong: shares.count, "quantile") of \(Phrase.list(columns)) over \(total, "row").",
      ja: "\(total)行の\(Phrase.list(columns, in: say))について、\(strong: shares.count, counter: "個の分位点")です。")
    let missing = zip(columns, outcome.details.nulls).map { (name: $0, count: $1) }.filter { $0.count > 0 }
    if !missing.isEmpty {
      let left: [String] = missing.map { column in
        say(
          en: "\(Phrase.count(column.count, "row")) without a value of \(column.name)",
          ja: "\(column.name)の値がない\(Phrase.integer(column.count))行")
      }
      let verb = missing.count == 1 && missing[0].count == 1 ? "is" : "are"
      sentence += say(
        en: " \(Phrase.list(left)) \(verb) left out.", ja: "\(Phrase.list(left, in: say))を除きました。")
    }
    return [
      .sentence(sentence),
      .table(
        TableBlock(
          rows, roles: result, rowHeaders: true, footnote: Phrase.excerpt(rows.rowCount, of: shares.count, in: say),
          language: say)),
    ]
  }
}
