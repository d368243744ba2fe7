import Diagnostics
import MachineLearning
import Reports
import Tables

/// What a factorization machine sees of a table.
struct Features: Step {
  static let table = TypedParameter("table", .table, "The table.")
  static let features = TypedParameter(
    "features", .columns(of: table, repeats: .refused), otherwise: "all index columns",
    "The columns to predict from.")
  static let bags = BagColumns.bags(.columns(of: table, types: [.string], repeats: .refused))
  static let target = TypedParameter(
    "target", .expression(of: table, types: [.integer, .decimal, .boolean]), otherwise: "none", "What to predict.")
  static let rows = TypedParameter("rows", .integer(1...20), default: 3, "How many rows to show.")

  static let signature = Signature(
    "features", group: .learning,
    summary: "Shows the rows of a table as the sparse features that a model learns from.",
    details: [
      "Every one-hot feature has a column of the matrix for each of its values, numbers have one; all others of a row are zero. "
        + "A bag has an entry for each of its "
        + "values in the row. Published under the table's name T: T.width, the columns of the matrix, and T.ones, the values in a "
        + "row that are not zero (with bags their mean)."
    ],
    operands: [table], options: [features, bags, BagColumns.separator, target, rows],
    publishesUnderOperand: true,
    examples: [Example("Two ones in a row", after: .split, "features train features: [user, item] target: star_rating")]
  )

  private let table: TableArgument
  private let features: [Schema.Field]
  private let bags: BagColumns
  private let target: RowExpression?
  private let rowCount: Int
  private let span: SourceSpan

  init(_ arguments: Arguments, _ context: CheckContext) throws {
    table = try arguments[Self.table]
    let names = try arguments[Self.features] ?? table.schema.indexNames
    if names.isEmpty {
      throw Diagnostic(
        .noFeatures, "\(table.name) has no index column", at: table.span, label: "no column made by index",
        help: ["number customers and products first with index, or name the features: features: […]"])
    }
    let schema = table.schema
    features = names.map { Schema.Field($0, schema.type(of: $0) ?? .decimal) }
    bags = try BagColumns(arguments, Self.bags, features: features)
    target = try arguments[Self.target]
    rowCount = try arguments[Self.rows]
    span = arguments.statement.span
  }

  var effect: Effect {
    Effect(
      reads: [table.id: .some(Set(features.map(\.name)).union(target?.columns ?? []))],
      values: [("\(table.name).width", .integer), ("\(table.name).ones", bags.names.isEmpty ? .integer : .decimal)])
  }

  struct Details: OutcomeDetails {
    /// What is not zero.
    struct Entry: Codable {
      var column: Int
      var value: Double
    }

    var rows: Int
    var width: Int
    /// Entries of a row on average.
    var mean: Double
    /// One-hot features without a value, over all rows.
    var missing: Int
    /// Of the rows that are shown.
    var entries: [[Entry]]
    var targets: [Double?]

    var isSound: Bool { entries.count == targets.count }
  }

  func run(_ context: RunContext) throws -> Outcome<Details> {
    let table = try context.table(table)
    return try learning(at: span, features: features.map(\.name)) {
      var encoding = FeatureEncoding(features: features, bags: bags)
      encoding.learnCategories(of: table)
      let rows = try encoding.rows(of: table)
      let width = rows.columns.reduce(0) { $0 + $1.width }
      let inBags = rows.columns.reduce(0) { sum, column in
        if case .bag(let bags) = column { return sum + bags.codes.count }
        return sum
      }
      let shown = min(rowCount, rows.count)
      // A missing value of a one-hot feature is all zeros.
      let gaps = features.filter { !bags.names.contains($0.name) }.map { table[$0.name]?.nullCount ?? 0 }
      let missing = gaps.reduce(0, +)
      let mean =
        Double(features.count - bags.names.count) + Double(inBags - missing) / Double(max(1, rows.count))
      let entries = (0..<shown).map { row -> [Details.Entry] in
        var (entries, offset): ([Details.Entry], Int) = ([], 0)
        for column in rows.columns {
          column.forEachEntry(of: row) { entries.append(.init(column: offset + $0, value: $1)) }
          offset += column.width
        }
        return entries
      }
      let truth = try target.map { try TargetValues.of($0, table.slicing(0..<shown), context, at: span) }
      return Outcome(
        values: [
          "\(self.table.name).width": .integer(width),
          "\(self.table.name).ones": bags.names.isEmpty ? .integer(features.count) : .decimal(mean),
        ],
        details: Details(
          rows: rows.count, width: width, mean: mean, missing: missing, entries: entries,
          targets: (0..<shown).map { truth?[$0] }))
    }
  }

  func render(_ outcome: Outcome<Details>, _ context: RenderContext) -> [ReportBlock] {
    let (rows, width, mean) = (outcome.details.rows, outcome.details.width, outcome.details.mean)
    let say = context.language
    let texts = outcome.details.entries.map { entries -> String in
      entries.map { entry -> String in
        // The number of a column is its name, and no quantity.
        let (column, value) = (String(entry.column), Phrase.number(entry.value))
        return say(en: "column \(column) = \(value)", ja: "列\(column)＝\(value)")
      }.joined(separator: say(en: ", ", ja: "、"))
    }
    let shown = texts.count
    var table = Table([("row", Column(integers: Array(0..<shown))), ("features", Column(strings: texts))])
    if target != nil {
      table = table.setting("target", to: Column(decimals: outcome.details.targets))
    }
    let cells = Double(rows) * Double(width)
    let filled = Phrase.percent(cells > 0 ? Double(rows) * mean / cells : 0, decimals: 3, in: say)
    let count = self.features.count
    let isEven = bags.names.isEmpty && outcome.details.missing == 0
    let average = "\(Phrase.number(mean, decimals: 1))"
    let entriesOfRow = isEven ? Phrase.count(count, "entry", plural: "entries") : "\(average) entries"
    return [
      .sentence(
        say,
        en: "A matrix of \(strong: rows, "row") and \(strong: width, "column"), with \(strong: entriesOfRow) in "
          + "\(isEven ? "each row" : "a row on average"): \(filled) of it is not zero.",
        ja: "\(strong: rows, counter: "行")、\(strong: width, counter: "列")の行列で、"
          + "\(isEven ? "各行に" : "1行に平均")\(strong: "\(isEven ? "\(count)" : average)個")の値があります。0でないのは全体の\(filled)です。"),
      .table(
        TableBlock(
          table,
          footnote: say(
            en: "first \(shown) of \(Phrase.count(rows, "row")); all other columns are 0",
            ja: "\(Phrase.integer(rows))行のうち最初の\(shown)行。ほかの列はすべて0"),
          language: say,
          titles: [
            "row": say(en: "row", ja: "行"), "features": say(en: "features", ja: "特徴量"),
            "target": say(en: "target", ja: "目的変数"),
          ])),
    ]
  }
}
