import Diagnostics
import Languages
import Reports
import Tables

/// Numbers the values of columns.
struct Index: Step {
  static let table = TypedParameter("table", .table, "The table to add to.")
  static let new = TypedParameter("new", .column(of: table), "The column whose values are numbered.")
  static let like = TypedParameter(
    "like", .modelOrTable, otherwise: "new numbers, by falling frequency",
    "A table that has these columns already, or a model of them: the numbers are taken from it.")

  static let signature = Signature(
    "index", group: .columns,
    summary: "Numbers the different values of a column from 0, in a new column.",
    details: [
      "The most frequent value is 0, equally frequent ones are numbered in the order in which they first appear (pandas' "
        + "factorize numbers all of them so). The new column "
        + "is of the type index: where it is a feature of a model, each of its numbers is a feature of its own (one-hot). Index "
        + "before you split, so that both parts have the same numbers. A missing value stays missing and gets no number.",
      "Two tables that are numbered apart do not mean the same by a number, and the check refuses to use them together. When "
        + "training and test rows come from two files, number one of them, and the other like: it. Then every value has the "
        + "number that it has there, in the column of the same name; one that is not there has none, and its rows are counted. A "
        + "model predicts such rows from what else it knows of them, and evaluate says how many they were.",
      "like: may also name a model: then the numbers are those that it learned. A name that the table already has replaces that "
        + "column.",
    ],
    operands: [table], options: [like],
    newColumns: new,
    result: .changedColumns,
    examples: [
      Example("Users and items", "index reviews user: customer_id item: product_id"),
      Example(
        "Rows of another file, numbered as those of the first",
        """
        filter reviews where: star_rating >= 4 as liked_ones
        index liked_ones user: customer_id item: product_id
        index reviews user: customer_id item: product_id like: liked_ones
        """),
    ])

  private let table: TableArgument
  private let columns: [(name: String, source: String)]
  private let known: ModelOrTable?
  private let schema: Schema
  private let span: SourceSpan

  init(_ arguments: Arguments, _ context: CheckContext) throws {
    table = try arguments[Self.table]
    span = arguments.statement.span
    let found = try arguments.newColumns(Self.new).map { (name: $0.name, source: $0.value) }
    columns = found
    let known = try arguments[Self.like]
    self.known = known
    if let known {
      for (column, written) in zip(found, arguments.newColumns) {
        try known.require(column, of: table, at: written.name.span)
      }
    }
    let fields = Self.fields(found, known, arguments, context, table)
    schema = fields.reduce(table.schema) { $0.setting($1) }
  }

  /// The new columns, each with what its numbers mean.
  private static func fields(
    _ columns: [(name: String, source: String)], _ known: ModelOrTable?, _ arguments: Arguments,
    _ context: CheckContext, _ table: TableArgument
  ) -> [Schema.Field] {
    if let known {
      return columns.map {
        Schema.Field($0.name, .index, numbers: $0.source, numbering: known.numbering(of: $0.name))
      }
    }
    let statement = arguments.statement
    let written = statement.options.map { $0.blank ?? $0.value.span }
    let last = written.max { $0.range.upperBound < $1.range.upperBound } ?? statement.verb.span
    let end = SourceSpan(file: last.file, range: last.range.upperBound..<last.range.upperBound)
    let others = others(columns, context, table)
    return columns.map { name, source in
      let numbering = Numbering(
        table: table.id.description, column: source, name: statement.bindings.first?.text ?? table.name,
        place: statement.span, end: end, others: others)
      return Schema.Field(name, .index, numbers: source, numbering: numbering)
    }
  }

  /// The tables in sight that this step could have been told to number like: that whose own step it was first.
  private static func others(
    _ columns: [(name: String, source: String)], _ context: CheckContext, _ table: TableArgument
  ) -> [Numbering.Other] {
    let found = context.bindings.keys.sorted().compactMap { name -> (isOwn: Bool, other: Numbering.Other)? in
      guard name != table.name, case .table(let schema)? = context.bindings[name]?.type else { return nil }
      let numberings = columns.compactMap { column, source -> Numbering? in
        guard let field = schema.field(column), field.type == .index, let key = schema.key(of: field),
          key.type == table.schema.type(of: source)
        else { return nil }
        return field.numbering
      }
      guard !numberings.isEmpty, numberings.count == columns.count else { return nil }
      return (numberings.contains { $0.name == name }, Numbering.Other(name: name, numberings: numberings))
    }
    return found.filter(\.isOwn).map(\.other) + found.filter { !$0.isOwn }.map(\.other)
  }

  var effect: Effect {
    var reads: [ValueID: Set<String>] = known?.reads(columns) ?? [:]
    reads[table.id, default: []].formUnion(columns.map(\.source))
    return Effect(
      outputs: [.table(schema)], reads: reads.mapValues { Effect.Use.some($0) }, passesThrough: (table.id, [:]))
  }

  struct Details: OutcomeDetails {
    struct Column: Codable {
      /// How many numbers there are.
      var numbers: Int
      /// Rows without a number.
      var nulls: Int
      /// Rows without a value that could have one.
      var missing: Int
    }

    var rows: Int
    var columns: [Column]
  }

  func run(_ context: RunContext) throws -> Outcome<Details> {
    let input = try context.table(table)
    var result = input
    var details = Details(rows: input.rowCount, columns: [])
    for (name, source) in columns {
      let (column, missing) = try tables(at: context.span) {
        let values = try input.column(source)
        let numbers = try known?.numbers(of: values, as: name, context)
        return (numbers ?? values.indexedByFrequency(threads: context.threads), values.nullCount)
      }
      guard case .indices(_, let count) = column.storage else { continue }
      details.columns.append(.init(numbers: count, nulls: column.nullCount, missing: missing))
      result = result.setting(name, to: column)
    }
    return Outcome(outputs: [.table(result)], details: details)
  }

  func warnings(_ outcome: Outcome<Details>) -> [Diagnostic] {
    guard let known else { return [] }
    let rows = outcome.details.rows
    return zip(columns, outcome.details.columns).compactMap { column, found in
      let filled = rows - found.missing
      guard filled > 0, found.nulls == rows else { return nil }
      return PartnerlessRows.warning(filled, of: (table.name, known.name), by: [column.source], at: span)
    }
  }

  func render(_ outcome: Outcome<Details>, _ context: RenderContext) -> [ReportBlock] {
    let say = context.language
    let rows = outcome.details.rows
    return zip(columns, outcome.details.columns).map { column, found -> ReportBlock in
      let (name, source) = column
      if let known { return takenOver(name, of: source, from: known, found, rows: rows, say) }
      let (count, nulls) = (found.numbers, found.nulls)
      if count == 0 {
        return .sentence(
          say, en: "\(code: source) has no value that could be numbered.", ja: "\(code: source)には番号を付ける値がありません。")
      }
      let last = Phrase.integer(count - 1)
      let without: Sentence =
        nulls > 0 ? say(en: "; \(nulls, "row") without a value", ja: "値のない行が\(nulls)行あります。") : ""
      return .sentence(
        say,
        en: "\(strong: count, "value") of \(code: source) numbered 0 to \(last) by falling frequency, in "
          + "\(code: name)\(without).",
        ja: "\(code: source)の\(strong: count, counter: "種類の値")に、多い順に0から\(last)までの番号を付け、\(code: name)に入れました。"
          + "\(without)")
    }
  }

  /// How many rows got a number that was given elsewhere, and how many none.
  private func takenOver(
    _ name: String, of source: String, from known: ModelOrTable, _ found: Details.Column, rows: Int, _ say: Language
  ) -> ReportBlock {
    let (without, missing) = (found.nulls, found.missing)
    let unknown = without - missing
    var sentence: Sentence = say(
      en: "\(strong: rows - without) of \(rows, "row") have in \(code: name) the number that \(code: source) has "
        + "in \(code: known.name).",
      ja: "\(rows)行のうち\(strong: rows - without, counter: "行")の\(code: name)に、"
        + "\(code: known.name)での\(code: source)の番号を入れました。")
    if unknown > 0 {
      sentence += say(
        en: " \(unknown, "row") \(unknown == 1 ? "has no number: its " : "have no number: their ")\(code: source) "
          + "is not there.", ja: "そこにない\(code: source)の\(unknown)行には番号がありません。")
    }
    if missing > 0 {
      sentence += say(
        en: " \(missing, "row") without a value.", ja: "値のない行が\(missing)行あります。")
    }
    return .sentence(sentence)
  }
}
