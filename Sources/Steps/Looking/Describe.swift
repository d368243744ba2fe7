import Diagnostics
import Languages
import Notebooks
import Reports
import Tables

/// Summarises every column of a table.
struct Describe: Step {
  static let table = TypedParameter("table", .table, "The table to describe.")
  static let columns = TypedParameter(
    "columns", .columns(of: table, repeats: .refused), otherwise: "all", "Which columns.")

  static let signature = Signature(
    "describe", group: .looking,
    summary: "Says of every column its type, how many values are missing or different, and how they are distributed.",
    details: [
      "Missing values are counted and then left out; unique does not count them. mean and std are of numbers, and of booleans "
        + "as 0 and 1; std is that of a sample (n - 1), the quartiles are interpolated, both as in pandas. Dates have least, "
        + "greatest and quartiles; a text's column shows its most frequent value instead, and how many others are as frequent.",
      "With as, there is one row for each column. As the columns differ in type, min, q25, median, q75 and max are texts; a "
        + "single number is had by its path, as in reviews.star_rating.mean.",
    ],
    operands: [table], options: [columns],
    result: .optional("column, type, nulls, unique, mean, std, min, q25, median, q75 and max as a table"),
    examples: [
      Example("All columns", "describe reviews"),
      Example("Two of them", "describe reviews columns: [star_rating, review_date] as overview"),
    ],
    revision: 2)

  private let table: TableArgument
  private let columns: [String]?

  init(_ arguments: Arguments, _ context: CheckContext) throws {
    table = try arguments[Self.table]
    columns = try arguments[Self.columns]
    if columns?.isEmpty == true { throw TableFaults.diagnostic(.noColumns, at: arguments.span(Self.columns)) }
  }

  private static let placeNames = ["min", "q25", "median", "q75", "max"]

  var effect: Effect {
    var fields: [Schema.Field] = [
      .init("column", .string), .init("type", .string), .init("nulls", .integer), .init("unique", .integer),
      .init("mean", .decimal), .init("std", .decimal),
    ]
    fields += Self.placeNames.map { Schema.Field($0, .string) }
    let use: Effect.Use = columns.map { .some(Set($0)) } ?? .all
    return Effect(outputs: [.table(Schema(fields))], reads: [table.id: use])
  }

  func run(_ context: RunContext) throws -> Outcome {
    let input = try context.table(table)
    let names = Schema(
      (columns ?? table.schema.names).map { Schema.Field($0, table.schema.type(of: $0) ?? .string) }
    ).names
    let summaries = input.selecting(names).summaries(threads: context.threads)
    var result: [(name: String, column: Column)] = [
      ("column", Column(strings: summaries.map(\.name))),
      ("type", Column(strings: summaries.map(\.type.rawValue))),
      ("nulls", Column(integers: summaries.map(\.nullCount))),
      ("unique", Column(integers: summaries.map(\.uniqueCount))),
      ("mean", Column(decimals: summaries.map(\.mean))),
      ("std", Column(decimals: summaries.map(\.standardDeviation))),
    ]
    let places = summaries.map { Self.places($0) }
    for (position, name) in Self.placeNames.enumerated() {
      result.append((name, Self.texts(places.map { $0[position] })))
    }
    let overview = Table(result, rowCount: summaries.count)
    let most = summaries.map { summary -> String? in
      guard summary.type == .string, case .string(let text) = summary.mostFrequent else { return nil }
      return text.count > Self.longestText ? String(text.prefix(Self.longestText - 1)) + "…" : text
    }
    return Outcome(
      outputs: [.table(overview)],
      details: [
        "overview": overview.setting("most frequent", to: Self.texts(most)),
        "frequencies": Table([
          ("count", Column(integers: summaries.map(\.mostFrequentCount))),
          ("ties", Column(integers: summaries.map(\.mostFrequentTies))),
        ]),
      ])
  }

  /// Characters of a text in the overview (empirical: what leaves room for the numbers).
  private static let longestText = 40

  /// Least, quartiles and greatest as text; none of them for texts.
  private static func places(_ summary: ColumnSummary) -> [String?] {
    guard summary.type != .string else { return [String?](repeating: nil, count: 5) }
    let quartiles = summary.quartiles.count == 3 ? summary.quartiles : [.null, .null, .null]
    return ([summary.least] + quartiles + [summary.greatest]).map { value in
      switch value {
      case .null: nil
      case .integer(let number): String(number)
      case .decimal(let number): ValueText.shortest(number)
      default: ValueText.format(value, ValueFormat(.iso))
      }
    }
  }

  private static func texts(_ texts: [String?]) -> Column {
    let validity = Bitmap(count: texts.count) { texts[$0] != nil }
    return Column(Column(strings: texts.map { $0 ?? "" }).storage, validity: validity)
  }

  func render(_ outcome: Outcome, _ context: RenderContext) -> [ReportBlock] {
    guard let overview = outcome.details["overview"] else { return [] }
    let hasTexts = overview["most frequent"].map { $0.nullCount < $0.count } ?? false
    let names = overview.schema.names.filter { hasTexts || $0 != "most frequent" }
    let titles = names.map { name -> TableBlock.Column in
      TableBlock.Column(
        name == "most frequent" ? context.language(en: name, ja: "最頻値") : name,
        isNumeric: !["column", "type", "most frequent"].contains(name))
    }
    let rows = (0..<overview.rowCount).map { row -> [TableBlock.Entry] in
      names.map { name -> TableBlock.Entry in
        // Here null means that the measure does not apply, not that a value is missing.
        guard let value = overview[name]?[row], value != .null else { return .text("") }
        if name == "most frequent", case .string(let text) = value {
          return .text(Self.frequent(text, outcome.details["frequencies"], row: row, in: context.language))
        }
        guard Self.placeNames.contains(name), case .string(let text) = value else {
          let keepsRole = ColumnStatistic(rawValue: name)?.keepsRole ?? false
          let role = keepsRole ? role(ofRow: row, of: overview) : .quantity
          return .text(ValueText.format(value, role: role, lang: context.language.rawValue))
        }
        return .text(shown(text, column: overview["column"]?[row], role(ofRow: row, of: overview)))
      }
    }
    return [
      .sentence(
        context.language,
        en: [
          .strong(Phrase.count(context.rows(table), "row")), ", ",
          .strong(Phrase.count(table.schema.count, "column")), ".",
        ],
        ja: [
          .strong("\(Phrase.integer(context.rows(table)))行"), "、", .strong("\(Phrase.integer(table.schema.count))列"),
          "です。",
        ]),
      .table(TableBlock(columns: titles, rows: rows, hasRowHeaders: true)),
    ]
  }

  /// The most frequent value with its count; where there are several, one of them and how many others.
  private static func frequent(_ text: String, _ frequencies: Table?, row: Int, in say: Language) -> String {
    func number(_ name: String) -> Int { frequencies?[name]?[row].number.map { Int($0) } ?? 0 }
    let (count, others) = (number("count"), number("ties") - 1)
    if others < 1 { return "\(text) (\(Phrase.integer(count)))" }
    if count == 1 { return say(en: "each once", ja: "どれも1回") }
    let (each, more) = (Phrase.integer(count), Phrase.integer(others))
    return say(en: "\(text) and \(more) more (\(each) each)", ja: "\(text)ほか\(more)件（各\(each)）")
  }

  /// Whether the numbers of the column that a row is about name something.
  private func role(ofRow row: Int, of overview: Table) -> NumberRole {
    guard case .string(let name)? = overview["column"]?[row] else { return .quantity }
    return table.schema.field(name)?.role ?? .quantity
  }

  /// Numbers of four and more digits with separators, unless they name something.
  private func shown(_ text: String, column: Value?, _ role: NumberRole) -> String {
    guard case .string(let name)? = column, let type = table.schema.type(of: name), type.isNumeric else { return text }
    if let whole = Int(text) { return ValueText.format(.integer(whole), role: role) }
    return Double(text).map { ValueText.format(.decimal($0), role: role) } ?? text
  }
}
