import Diagnostics
import Languages
import Reports
import Tables

/// Correlation of columns.
struct Correlate: Step {
  static let table = TypedParameter("table", .table, "The table whose columns are compared.")
  static let columns = TypedParameter(
    "columns", .columns(of: table, types: correlated, repeats: .refused), otherwise: "all of integers and decimals",
    "Two or more columns of numbers, booleans or dates.")
  static let method = TypedParameter("method", .word, default: CorrelationMethod.pearson, "How it is measured.")

  static let signature = Signature(
    "correlate", group: .statistics,
    summary: "Says how closely columns go together, for every pair of them.",
    details: [
      "pearson measures how well a straight line fits, from -1 to 1; spearman is the same of the ranks, so that any rising curve "
        + "gives 1; equal values share the mean of their ranks. Each pair uses the rows in which both have a value, as pandas' "
        + "corr does. A column that does not vary has no correlation, and a pair with an infinite value no pearson; pandas takes "
        + "infinite values for missing. Booleans count as 0 and 1, dates as days.",
      "The result has the column named column and one for each column, under its name.",
    ],
    operands: [table], options: [columns, method],
    result: .optional("column and one column for each, as a table"),
    examples: [
      Example("Do helpful reviews get more votes?", "correlate reviews columns: [helpful_votes, total_votes]"),
      Example(
        "By rank", "correlate reviews columns: [star_rating, helpful_votes, total_votes] method: spearman as ranks"),
    ])

  private static let correlated: Set<ColumnType> = [.integer, .decimal, .index, .boolean, .date, .datetime]
  /// The name of the column of names.
  private static let heading = "column"

  private let table: TableArgument
  private let columns: [String]
  private let method: CorrelationMethod

  init(_ arguments: Arguments, _ context: CheckContext) throws {
    let table = try arguments[Self.table]
    self.table = table
    method = try arguments[Self.method]
    let given = try arguments[Self.columns]
    let place = given == nil ? table.span : arguments.span(Self.columns)
    let numbers = table.schema.fields.filter { $0.type == .integer || $0.type == .decimal }.map(\.name)
    let names = given ?? numbers
    columns = names
    if names.count < 2 {
      throw Diagnostic(
        .wrongValue, "correlate compares at least two columns", at: place,
        label: given == nil ? "has \(names.count == 1 ? "one column" : "no column") of numbers" : "too few",
        related: given == nil ? [SpanLabel(table.bindingSpan, "its columns come from here")] : [])
    }
    if names.contains(Self.heading) {
      throw TableFaults.nameClash(
        [Self.heading], "would be there twice: the names of the columns stand under it", at: place,
        related: [SpanLabel(table.bindingSpan, "the column comes from here")], help: ["rename it first"])
    }
  }

  var effect: Effect {
    let fields = [Schema.Field(Self.heading, .string)] + columns.map { Schema.Field($0, .decimal) }
    return Effect(outputs: [.table(Schema(fields))], reads: [table.id: .some(Set(columns))])
  }

  struct Details: OutcomeDetails {
    /// The first rows of the matrix.
    var rows: Table
    /// Rows that have a value in all columns.
    var complete: Int
    /// Of two columns, those of them where one is infinite.
    var infinite: Int
  }

  func run(_ context: RunContext) throws -> Outcome<Details> {
    let input = try context.table(table)
    let matrix = try tables(at: context.span) {
      try input.correlations(of: columns, method: method, threads: context.threads)
    }
    var result: [(name: String, column: Column)] = [(Self.heading, Column(strings: columns))]
    for (position, name) in columns.enumerated() {
      result.append((name, Column(decimals: matrix.map { $0[position] })))
    }
    let correlations = Table(result, rowCount: columns.count)
    let complete = input.filled(in: columns)
    return Outcome(
      outputs: [.table(correlations)],
      details: Details(
        rows: correlations.excerpt(Phrase.excerptRows), complete: complete?.setCount ?? input.rowCount,
        infinite: columns.count == 2 ? infiniteRows(input, within: complete) : 0))
  }

  /// The rows, of those in which both columns have a value, where one of them is infinite.
  private func infiniteRows(_ input: Table, within complete: Bitmap?) -> Int {
    let decimals = columns.compactMap { name -> Buffer<Double>? in
      if case .decimals(let values)? = input[name]?.storage { values } else { nil }
    }
    if decimals.isEmpty { return 0 }
    return (0..<input.rowCount).count { row in
      (complete?[row] ?? true) && decimals.contains { $0[row].isInfinite }
    }
  }

  /// Why two columns have no correlation.
  private func lacksBecause(_ details: Details) -> Localized {
    let (count, infinite) = (details.complete, details.infinite)
    let rows = Localized(en: Phrase.count(count, "row"), ja: "\(Phrase.integer(count))行")
    if count < 2 {
      return Localized(
        en: count == 0 ? "there is no row in which both are there." : "there is only one row in which both are there.",
        ja: "両方の値がある行が\(rows.ja)しかないからです。")
    }
    if method == .pearson, infinite > 0 {
      return Localized(
        en: "one of them is infinite in \(Phrase.integer(infinite)) of the \(rows.en) in which both are there.",
        ja: "両方の値がある\(rows.ja)のうち\(Phrase.integer(infinite))行で、どちらかの値が無限大だからです。")
    }
    return Localized(
      en: "one of them does not vary in the \(rows.en) in which both are there.",
      ja: "両方の値がある\(rows.ja)で、どちらかの値がすべて同じだからです。")
  }

  func highlights(_ outcome: Outcome<Details>, in say: Language) -> [Fact] {
    guard columns.count == 2, let value = outcome.details.rows[columns[1]]?[0].number else { return [] }
    let name = say(en: "correlation of \(columns[0]) and \(columns[1])", ja: "\(columns[0])と\(columns[1])の相関係数")
    return [Fact(name, Phrase.number(value, decimals: 2))]
  }

  func render(_ outcome: Outcome<Details>, _ context: RenderContext) -> [ReportBlock] {
    let rows = outcome.details.rows
    let say = context.language
    let name =
      method == .pearson
      ? say(en: "Pearson's correlation", ja: "ピアソンの相関係数") : say(en: "Spearman's correlation", ja: "スピアマンの順位相関係数")
    let count = outcome.details.complete
    let complete = say(en: Phrase.count(count, "row"), ja: "\(Phrase.integer(count))行")
    if columns.count == 2 {
      guard let value = rows[columns[1]]?[0].number else {
        let reason = lacksBecause(outcome.details)
        return .sentence(
          say, en: "\(name) of \(columns[0]) and \(columns[1]) has no value: \(reason.en)",
          ja: "\(columns[0])と\(columns[1])の\(name)は求められません。\(reason.ja)")
      }
      return .sentence(
        say,
        en: "\(name) of \(columns[0]) and \(columns[1]) is \(strong: Phrase.number(value, decimals: 3)), over "
          + "the \(complete) in which both are there.",
        ja: "\(columns[0])と\(columns[1])の\(name)は\(strong: Phrase.number(value, decimals: 3))です（両方の値がある"
          + "\(complete)）。")
    }
    return [
      .sentence(
        say, en: "\(name) of \(columns.count, "column"); \(complete) have a value in all of them.",
        ja: "\(columns.count)列の\(name)です。すべての列に値があるのは\(complete)です。"),
      .table(
        TableBlock(
          rows, rowHeaders: true, footnote: Phrase.excerpt(rows.rowCount, of: columns.count, in: say), language: say)),
    ]
  }
}
