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

  struct Details: OutcomeDetails {
    /// What the step gives, a row a column.
    var overview: Table
    /// Of each column of texts, the text that it has most often.
    var mostFrequent: [Frequent?]
  }

  /// The most frequent text of a column.
  struct Frequent: Codable {
    var text: String
    /// How often it is there.
    var count: Int
    /// How many other texts are there as often.
    var others: Int
  }

  func run(_ context: RunContext) throws -> Outcome<Details> {
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
    let most = summaries.map { summary -> Frequent? in
      guard summary.type == .string, case .string(let text) = summary.mostFrequent else { return nil }
      let cut = text.count > Self.longestText ? String(text.prefix(Self.longestText - 1)) + "…" : text
      return Frequent(text: cut, count: summary.mostFrequentCount, others: summary.mostFrequentTies - 1)
    }
    return Outcome(
      outputs: [.table(overview)],
      details: Details(overview: overview, mostFrequent: most))
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

  func render(_ outcome: Outcome<Details>, _ context: RenderContext) -> [ReportBlock] {
    let overview = outcome.details.overview
    let hasTexts = outcome.details.mostFrequent.contains { $0 != nil }
    let names = overview.schema.names
    var titles = names.map { TableBlock.Column($0, isNumeric: !["column", "type"].contains($0)) }
    if hasTexts {
      titles.append(TableBlock.Column(context.language(en: "most frequent", ja: "最頻値"), isNumeric: false))
    }
    let rows = zip(0..<overview.rowCount, outcome.details.mostFrequent).map { row, text -> [TableBlock.Entry] in
      let entries = names.map { name -> TableBlock.Entry in
        // Here null means that the measure does not apply, not that a value is missing.
        guard let value = overview[name]?[row], value != .null else { return .text("") }
        guard Self.placeNames.contains(name), case .string(let text) = value else {
          let keepsRole = ColumnStatistic(rawValue: name)?.keepsRole ?? false
          let role = keepsRole ? role(ofRow: row, of: overview) : .quantity
          return .text(ValueText.format(value, role: role, lang: context.language.rawValue))
        }
        return .text(shown(text, column: overview["column"]?[row], role(ofRow: row, of: overview)))
      }
      return hasTexts ? entries + [.text(text.map { Self.shown($0, in: context.language) } ?? "")] : entries
    }
    return [
      .sentence(
        context.language, en: "\(strong: context.rows(table), "row"), \(strong: table.schema.count, "column").",
        ja: "\(strong: context.rows(table), counter: "行")、\(strong: table.schema.count, counter: "列")です。"),
      .table(TableBlock(columns: titles, rows: rows, hasRowHeaders: true)),
    ]
  }

  /// The most frequent value with its count; where there are several, one of them and how many others.
  private static func shown(_ most: Frequent, in say: Language) -> String {
    let each = Phrase.integer(most.count)
    if most.others < 1 { return "\(most.text) (\(each))" }
    if most.count == 1 { return say(en: "each once", ja: "どれも1回") }
    let more = Phrase.integer(most.others)
    return say(en: "\(most.text) and \(more) more (\(each) each)", ja: "\(most.text)ほか\(more)件（各\(each)）")
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
