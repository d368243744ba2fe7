import Diagnostics
import MachineLearning
import Reports
import Tables

/// A map of vectors in the plane.
struct MapByTSNE: Step {
  static let vectors = TypedParameter("vectors", .modelOrTable, "A model with latent vectors, or a table of numbers.")
  static let columns = TypedParameter(
    "columns", .newNames(repeats: .refused), otherwise: "all decimal columns",
    "The table's columns of numbers that are the vectors.")
  static let of = TypedParameter(
    "of", .newName, otherwise: "the items' column", "Whose vectors of a model: users or items.")
  static let top = TypedParameter(
    "top", .integer(4...1_000_000), default: Int.max, words: "all", "Only the first so many vectors.")
  static let perplexity = TypedParameter(
    "perplexity", .decimal(1...10_000), default: 40, "Effective number of neighbours.")
  static let iterations = TypedParameter(
    "iterations", .integer(0...100_000), default: 750, "Steps of gradient descent after the first 250.")

  static let signature = Signature(
    "tsne", group: .learning,
    summary: "Draws vectors onto a map by t-SNE: what is near in many dimensions is near in two.",
    details: [
      "The vectors are those of a model's items, [v, w], or the rows of a table's number columns. The result has x and y beside "
        + "the item and its label, or beside the table's other columns; plot scatter draws it.",
      "perplexity says how many neighbours count for each point. Nearness on the map means something; distances between far groups "
        + "and the sizes of groups mean little. Up to 2,000 points all pairs repel each other, beyond that far ones are taken together "
        + "(Barnes-Hut); the KL divergence is computed over all pairs in both cases and compares with openTSNE's.",
      "Published under the result's name M: M.divergence, in nats, the less the better, and M.perplexity, the mean that was met.",
    ],
    operands: [vectors], options: [columns, of, top, perplexity, iterations],
    result: .required(["map"]),
    examples: [
      Example("The hundred most rated videos", after: .models, "tsne liked top: 100 perplexity: 30 as map"),
      Example(
        "Drawn with their titles", after: .models,
        "tsne liked top: 60 perplexity: 15 as map\nplot scatter map x: x y: y label: product_title"),
    ])

  private enum Source {
    case model(ModelArgument, feature: String)
    case table(TableArgument, columns: [String])
  }

  private let source: Source
  private let settings: TSNE
  private let top: Int
  private let result: String
  private let span: SourceSpan

  init(_ arguments: Arguments, _ context: CheckContext) throws {
    switch try arguments[Self.vectors] {
    case .model(let model): source = .model(model, feature: try Self.chosenFeature(of: model, arguments))
    case .table(let table): source = .table(table, columns: try Self.chosenColumns(of: table, arguments))
    }
    var settings = TSNE(perplexity: try arguments[Self.perplexity])
    settings.iterations = try arguments[Self.iterations]
    self.settings = settings
    top = try arguments[Self.top]
    result = arguments.statement.bindings.first?.text ?? "map"
    span = arguments.statement.span
  }

  private static func chosenFeature(of model: ModelArgument, _ arguments: Arguments) throws -> String {
    if arguments.isGiven(Self.columns) {
      throw Diagnostic(
        .conflictingOptions, "columns: is for tables; a model has vectors of its own", at: arguments.span(Self.columns),
        label: "not with a model")
    }
    try ModelFaults.requireFactors(model)
    let indexed = model.type.features.filter { $0.type == .index }.map(\.name)
    let feature = try arguments[Self.of] ?? model.type.item ?? indexed.first
    guard let feature, indexed.contains(feature) else {
      throw Diagnostic(
        .wrongValue, "of: is one of the model's index columns: \(indexed.joined(separator: ", "))",
        at: arguments.span(Self.of), label: "none of them")
    }
    return feature
  }

  private static func chosenColumns(of table: TableArgument, _ arguments: Arguments) throws -> [String] {
    if arguments.isGiven(Self.of) {
      throw Diagnostic(
        .conflictingOptions, "of: is for models; a table's vectors are its rows", at: arguments.span(Self.of),
        label: "not with a table")
    }
    let names =
      try arguments[Self.columns] ?? table.schema.fields.filter { $0.type == .decimal }.map(\.name)
    for name in names {
      try table.require(name, of: [.decimal, .integer], at: arguments.span(Self.columns, item: name))
    }
    if names.isEmpty {
      throw Diagnostic(
        .wrongValue, "\(table.name) has no decimal column", at: table.span, label: "no vectors",
        help: ["name the columns of numbers: columns: […]"])
    }
    return names
  }

  var effect: Effect {
    let place: [Schema.Field] = [.init("x", .decimal), .init("y", .decimal)]
    let values: [(path: String, type: ColumnType)] = [
      ("\(result).divergence", .decimal), ("\(result).perplexity", .decimal),
    ]
    switch source {
    case .model(let model, let feature):
      var fields: [Schema.Field] = [.init(feature, .index)]
      if feature == model.type.item, let label = model.type.label { fields.append(.init(label, .string)) }
      return Effect(outputs: [.table(Schema(fields + place))], values: values)
    case .table(let table, let columns):
      let kept = kept(of: table, columns)
      return Effect(
        outputs: [.table(Schema(kept + place))], reads: [table.id: .some(Set(columns + kept.map(\.name)))],
        values: values)
    }
  }

  /// The columns that stay beside x and y.
  private func kept(of table: TableArgument, _ columns: [String]) -> [Schema.Field] {
    table.schema.fields.filter { !columns.contains($0.name) && $0.name != "x" && $0.name != "y" }
  }

  struct Details: OutcomeDetails {
    var vectors: Int
    var dimensions: Int
    var iterations: Int
    var isExact: Bool
    var divergence: Double
    var perplexity: Double
  }

  func run(_ context: RunContext) throws -> Outcome<Details> {
    let (vectors, beside) = try vectors(context)
    var settings = settings
    settings.seed = context.seed
    let total = settings.earlyIterations + settings.iterations
    let map = try learning(at: span) {
      try settings.map(
        vectors, threads: context.threads,
        observer: context.observer(of: total, "iterations"))
    }
    let places = map.coordinates.elements
    var columns = beside
    for (axis, name) in ["x", "y"].enumerated() {
      columns.append((name, Column(decimals: (0..<vectors.count).map { Double(places[2 * $0 + axis]) })))
    }
    let mean = map.perplexities.reduce(0, +) / Double(vectors.count)
    return Outcome(
      outputs: [.table(Table(columns, rowCount: vectors.count))],
      values: ["\(result).divergence": .decimal(map.divergence), "\(result).perplexity": .decimal(mean)],
      details: Details(
        vectors: vectors.count, dimensions: vectors.dimensions, iterations: map.iterations, isExact: map.isExact,
        divergence: map.divergence, perplexity: mean))
  }

  private func vectors(_ context: RunContext) throws -> (Vectors, [(String, Column)]) {
    switch source {
    case .model(let argument, let feature):
      let model = try context.model(argument)
      let all = try learning(at: span) { try model.machine.latentItems(field: model.field(of: feature) ?? 0) }
      let count = min(top, all.count)
      let vectors = try learning(at: span) {
        try Vectors(
          count: count, dimensions: all.dimensions, elements: Array(all.elements.prefix(count * all.dimensions)))
      }
      var beside: [(String, Column)] = [
        (feature, Column(.indices(Buffer((0..<Int32(count)).map { $0 }), cardinality: model.width(of: feature))))
      ]
      if feature == argument.type.item, let label = argument.type.label,
        let column = model.labelColumn(Array(0..<count), of: feature)
      {
        beside.append((label, column))
      }
      return (vectors, beside)
    case .table(let argument, let columns):
      let whole = try context.table(argument)
      let table = whole.slicing(0..<min(top, whole.rowCount))
      var elements = [Float](repeating: 0, count: table.rowCount * columns.count)
      for (position, name) in columns.enumerated() {
        for row in 0..<table.rowCount {
          guard let number = table[name]?.number(row) else {
            throw LearningFaults.diagnostic(FeatureFault.missingNumber(name, row: row), at: span)
          }
          elements[row * columns.count + position] = Float(number)
        }
      }
      let vectors = try learning(at: span) {
        try Vectors(count: table.rowCount, dimensions: columns.count, elements: elements)
      }
      return (vectors, kept(of: argument, columns).compactMap { field in table[field.name].map { (field.name, $0) } })
    }
  }

  func render(_ outcome: Outcome<Details>, _ context: RenderContext) -> [ReportBlock] {
    let found = outcome.details
    let perplexity = Phrase.number(found.perplexity)
    let divergence = Phrase.number(found.divergence)
    return .sentence(
      context.language,
      en: "\(strong: found.vectors, "vector") of \(found.dimensions, "number") mapped in "
        + "\(found.iterations, "iteration"), "
        + "\(found.isExact ? "all pairs repelling each other" : "far points taken together"); perplexity "
        + "\(perplexity), KL divergence \(strong: divergence).",
      ja: "\(found.dimensions)次元の\(strong: found.vectors, counter: "個のベクトル")を"
        + "\(found.iterations)回の反復で平面に置きました（\(found.isExact ? "すべての組の反発を計算" : "遠くの点はまとめて計算")）。"
        + "パープレキシティは\(perplexity)、KLダイバージェンスは\(strong: divergence)です。")
  }
}
