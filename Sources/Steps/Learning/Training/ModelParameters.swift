import Diagnostics
import MachineLearning
import Reports
import Tables

/// The parameters of a model as a table.
struct ModelParameters: Step {
  static let model = TypedParameter("model", .model, "A trained model.")
  static let of = TypedParameter("of", .newName, "The feature whose parameters are shown.")

  static let signature = Signature(
    "parameters", group: .learning,
    summary: "Shows the parameters that a model learned for a feature as a table: w and the elements of v.",
    details: [
      "The table has a row for each value of the feature, in the order of their numbers: the value, the label of items where the "
        + "model has one, the weight w, and v1, v2, … of the latent vector, in the unit of the target (of the log-odds in "
        + "classification). The row of a number has its unit as value: w is what such a step adds to the prediction, which is a standard "
        + "deviation of the training rows, or 1 with solver: \(Solvers.unscaled).",
      "w0 is published by training as M.w0, M being the model's name. A value that no training row has keeps 0, or with solver: \(Solvers.samplers) the "
        + "mean of the others. Such a model shows the means over its draws: those of w say something, but its vectors turn from draw "
        + "to draw, and mean little.",
    ],
    operands: [model], options: [of],
    result: .optional("the parameters as a table"),
    examples: [
      Example(
        "What each video is worth", after: .models, "parameters model of: item as worth\nshow worth sort: w limit: 3")
    ])

  private let model: ModelArgument
  private let feature: Schema.Field
  private let factors: Int
  /// Rows that the report shows.
  private static let shownRows = 5

  init(_ arguments: Arguments, _ context: CheckContext) throws {
    model = try arguments[Self.model]
    let name = try arguments[Self.of]
    let features = model.type.features
    guard let feature = features.first(where: { $0.name == name }) else {
      let question = NearMiss.question(for: name, among: features.map(\.name))
      throw Diagnostic(
        .wrongValue, "\"\(model.name)\" has no feature \"\(name)\"", at: arguments.span(Self.of),
        label: "not a feature of it",
        notes: ["its features are \(features.map(\.name).joined(separator: ", "))"], help: [question].compactMap { $0 })
    }
    guard let factors = model.type.factors else {
      throw Diagnostic(
        .wrongValue, "\"\(model.name)\" is an ensemble, whose vectors are those of its models side by side",
        at: model.span,
        label: "no vectors of its own", help: ["ask one of its models, or write all with export … to: \"model.npz\""])
    }
    self.feature = feature
    self.factors = factors
  }

  private var label: String? { feature.name == model.type.item ? model.type.label : nil }

  private var schema: Schema {
    var type = feature.type
    if ![.index, .string, .boolean].contains(type) { type = .decimal }
    let named =
      [Schema.Field(feature.name, type, numbering: feature.numbering)]
      + (label.map { [Schema.Field($0, .string)] } ?? [])
    return Schema(named + [.init("w", .decimal)] + (0..<factors).map { .init(EmbeddingType.element($0), .decimal) })
  }

  var effect: Effect { Effect(outputs: [.table(schema)]) }

  struct Details: OutcomeDetails {
    var rows: Int
    /// The first of the rows, and of their latent vectors.
    var head: Table
  }

  func run(_ context: RunContext) throws -> Outcome<Details> {
    let model = try context.model(model)
    let machine = model.machine
    let field = model.field(of: feature.name) ?? 0
    let (first, rows) = (machine.offsets[field], machine.fields[field].width)
    var columns = [(feature.name, values(model, field: machine.fields[field], rows: rows))]
    if let label, let texts = model.labelColumn(Array(0..<rows), of: feature.name) { columns.append((label, texts)) }
    columns.append(("w", Column(decimals: (0..<rows).map { Double(machine.linear[first + $0]) })))
    for factor in 0..<factors {
      let elements = (0..<rows).map { Double(machine.latent[(first + $0) * machine.factors + factor]) }
      columns.append((EmbeddingType.element(factor), Column(decimals: elements)))
    }
    let table = Table(columns, rowCount: rows)
    let shown = schema.names.prefix(schema.count - factors + min(3, factors))
    return Outcome(
      outputs: [.table(table)],
      details: Details(rows: rows, head: table.selecting(Array(shown)).excerpt(Self.shownRows)))
  }

  /// The values that the parameters belong to.
  private func values(_ model: Model, field: FeatureField, rows: Int) -> Tables.Column {
    switch (field, feature.type) {
    case (.numeric(_, let scale), _): return Column(decimals: [scale])
    case (_, .boolean): return Column(.booleans(Buffer((0..<rows).map { UInt8($0) })))
    case (_, .string):
      var texts = [String](repeating: "", count: rows)
      for (text, code) in model.categories[feature.name] ?? [:] where Int(code) < rows { texts[Int(code)] = text.text }
      return Column(strings: texts)
    default: return Column(.indices(Buffer((0..<rows).map { Int32($0) }), cardinality: rows))
    }
  }

  func render(_ outcome: Outcome<Details>, _ context: RenderContext) -> [ReportBlock] {
    let (rows, head) = (outcome.details.rows, outcome.details.head)
    let say = context.language
    return [
      .sentence(
        say,
        en: "The weights\(factors > 0 ? " and latent vectors" : "") of \(strong: rows, "value") of "
          + "\(feature.name), as \(model.name) learned them.",
        ja: "\(code: model.name)が学習した、\(code: feature.name)の\(strong: rows, counter: "個")の値の重み"
          + "\(factors > 0 ? "と潜在ベクトル" : "")です。"),
      .table(
        TableBlock(
          head,
          footnote: say(
            en: "first \(head.rowCount) of \(Phrase.count(rows, "row"))",
            ja: "\(Phrase.integer(rows))行のうち最初の\(head.rowCount)行"), language: say)),
    ]
  }
}
