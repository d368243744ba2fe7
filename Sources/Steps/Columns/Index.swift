import Diagnostics
import Reports
import Tables

/// Numbers the values of columns.
struct Index: Step {
  static let signature = Signature(
    "index", group: .columns,
    summary: "Numbers the different values of a column from 0, in a new column.",
    details: [
      "The most frequent value is 0, equally frequent ones are numbered in the order in which they first appear (pandas' "
        + "factorize numbers all of them so). The new column "
        + "is of the type index: where it is a feature of a model, each of its numbers is a feature of its own (one-hot). Index "
        + "before you split, so that both parts have the same numbers. A missing value stays missing and gets no number.",
      "A name that the table already has replaces that column.",
    ],
    operands: [.required("table", .table, "The table to add to.")],
    newColumns: .required("new", .column(of: "table"), "The column whose values are numbered."),
    result: .changedTable,
    examples: [
      Example("Users and items", "index reviews user: customer_id item: product_id")
    ])

  private let table: TableArgument
  private let columns: [(name: String, source: String)]

  init(_ arguments: Arguments, _ context: CheckContext) throws {
    table = try arguments.table()
    var found: [(name: String, source: String)] = []
    for (name, value) in arguments.newColumns {
      if found.contains(where: { $0.name == name.text }) {
        throw TableFaults.nameClash([name.text], "would be there twice", at: name.span, help: ["choose another name"])
      }
      guard case .column(let source) = value else { continue }
      found.append((name.text, source))
    }
    columns = found
  }

  var effect: Effect {
    Effect(
      outputs: [
        .table(columns.reduce(table.schema) { $0.setting(Schema.Field($1.name, .index, numbers: $1.source)) })
      ],
      reads: [table.id: .some(Set(columns.map(\.source)))], passesThrough: (table.id, [:]))
  }

  func run(_ context: RunContext) throws -> Outcome {
    let input = try context.table(table)
    var result = input
    var values: [String: Value] = [:]
    var nulls: [String: Value] = [:]
    for (name, source) in columns {
      let column = try tables(at: context.span) {
        try input.column(source).indexedByFrequency(threads: context.threads)
      }
      if case .indices(_, let cardinality) = column.storage { values[name] = .integer(cardinality) }
      nulls[name] = .integer(column.nullCount)
      result = result.setting(name, to: column)
    }
    return Outcome(outputs: [.table(result)], details: ["values": .row(values), "nulls": .row(nulls)])
  }

  func render(_ outcome: Outcome, _ context: RenderContext) -> [ReportBlock] {
    let say = context.language
    return columns.map { name, source -> ReportBlock in
      let count = outcome.detail("values", name)
      let nulls = outcome.detail("nulls", name)
      if count == 0 {
        return .sentence(
          say, en: [.code(source), " has no value that could be numbered."], ja: [.code(source), "には番号を付ける値がありません。"])
      }
      let last = Phrase.integer(count - 1)
      let without: (en: String, ja: String) =
        nulls > 0
        ? ("; \(Phrase.count(nulls, "row")) without a value", "値のない行が\(Phrase.integer(nulls))行あります。") : ("", "")
      return .sentence(
        say,
        en: [
          .strong(Phrase.count(count, "value")), " of ", .code(source),
          " numbered 0 to \(last) by falling frequency, in ", .code(name), "\(without.en).",
        ],
        ja: [
          .code(source), "の", .strong("\(Phrase.integer(count))種類の値"), "に、多い順に0から\(last)までの番号を付け、",
          .code(name), "に入れました。\(without.ja)",
        ])
    }
  }
}
