import Diagnostics
import MachineLearning
import Reports
import Tables

/// The nearest items of every user by latent vectors.
struct KNN: Step {
  static let signature = Signature(
    "knn", group: .learning,
    summary: "Finds the nearest items of every user by the model's latent vectors.",
    details: [
      "As the lab builds them, an item's vector is [v, w], its latent vector with its weight, and a user's is [v, 1], so that "
        + "their inner product is the part of the prediction that depends on the item: w0 and the user's weight are the same for "
        + "all items. Between items (from: the items' column) both sides are [v, w], and no item is its own neighbour.",
      "The search is exact unless index: is ivf. Of equally near items the one with the smaller number comes first. The result has "
        + "one row for each neighbour: the user, rank (from 1), the item, its label and the score: the inner product, the cosine, or "
        + "the Euclidean distance.",
      "A model of solver: mcmc has the vectors of all its draws side by side, divided by the root of their number, so that an inner "
        + "product is the mean over the draws. Vectors are as many times as long, and so is the search: 80 draws of 8 factors are as 640.",
      "index: ivf groups the items around means (k-means) into lists: lists, and compares a user only with the items of the probes: "
        + "lists whose means are nearest. For inner products the items are first made equally long by one more element, so that "
        + "near means the greatest product. What it finds has the exact scores, but it misses some: the exact neighbours of "
        + "1,000 users tell how many, and the share it found is published as NAME.recall. It pays when there are many more items "
        + "than the exact search can do in the time you have.",
    ],
    operands: [.required("model", .model, "A model with latent vectors of users and items.")],
    options: [
      .optional("k", .integer(1...100_000), otherwise: "100", "How many neighbours of each."),
      .optional(
        "metric", .word(["inner-product", "cosine", "euclidean"]), otherwise: "inner-product", "What near means."),
      .optional("index", .word(["exact", "ivf"]), otherwise: "exact", "Whether to compare with all items."),
      .optional(
        "lists", .integer(1...1_000_000), otherwise: "the root of the number of items",
        "With index: ivf, the number of lists."),
      .optional(
        "probes", .integer(1...1_000_000), otherwise: "a tenth of the lists, at least 4",
        "With index: ivf, how many lists each is compared with."),
      .optional("from", .newName, otherwise: "the users' column", "Whose neighbours: users or items."),
    ],
    result: .required(["neighbours"]),
    examples: [
      Example(
        "The 20 nearest videos of every user", after: .models, "knn liked k: 20 metric: inner-product as neighbours"),
      Example(
        "Approximate, with its recall", after: .models, "knn liked k: 20 index: ivf lists: 16 probes: 4 as near"),
      Example("Videos like a video", after: .models, "knn liked k: 5 metric: cosine from: item as alike"),
    ])

  private let model: ModelArgument
  private let names: (user: String, item: String)
  private let from: String
  private let count: Int
  private let metric: NeighborMetric
  private let approximation: NeighborApproximation?
  private let name: String
  private let span: SourceSpan

  init(_ arguments: Arguments, _ context: CheckContext) throws {
    model = try arguments.model()
    names = try ModelFaults.requireUsersAndItems(model, for: "knn")
    guard model.type.hasFactors else {
      throw Diagnostic(
        .noLatentVectors, "\"\(model.name)\" has no latent vectors", at: model.span, label: "a baseline",
        help: ["train a factorization machine: train fm …"])
    }
    from = arguments.string("from") ?? names.user
    if from != names.user, from != names.item {
      throw Diagnostic(
        .wrongValue, "from: is \(names.user) or \(names.item)", at: arguments.span("from"),
        label: "neither of the model's columns")
    }
    count = arguments.integer("k") ?? 100
    switch arguments.word("metric") {
    case "cosine": metric = .cosine
    case "euclidean": metric = .euclidean
    default: metric = .innerProduct
    }
    approximation = try NeighborApproximation(arguments)
    name = arguments.statement.bindings.first?.text ?? "neighbours"
    span = arguments.statement.span
  }

  /// Between items the first column has the item's name, and its neighbour is the other.
  private var columnNames: (query: String, neighbour: String) {
    from == names.user ? (names.user, names.item) : ("of_\(names.item)", names.item)
  }

  var effect: Effect {
    var fields = [
      Schema.Field(columnNames.query, .index), Schema.Field("rank", .integer),
      Schema.Field(columnNames.neighbour, .index),
    ]
    if let label = model.type.label { fields.append(Schema.Field(label, .string)) }
    fields.append(Schema.Field("score", .decimal))
    return Effect(
      outputs: [.table(Schema(fields))],
      values: approximation == nil ? [] : [("\(name).recall", .decimal)])
  }

  func run(_ context: RunContext) throws -> Outcome {
    let model = try context.model(model)
    let isAmongItems = from == names.item
    let (neighbours, recall) = try learning(at: span) { () -> (Neighbors, Double?) in
      let items = try model.machine.latentItems(field: model.field(of: names.item) ?? 0)
      let queries =
        from == names.user ? try model.machine.latentUsers(field: model.field(of: names.user) ?? 0) : items
      let progress = context.progress
      let total = queries.count
      let wanted = isAmongItems ? count + 1 : count
      let observer = TrainingObserver(
        onProgress: { progress.report(Int($0 * Double(total)), total, from == names.user ? "users" : "items") },
        isCancelled: progress.isCancelled)
      if let approximation {
        return try approximation.search(items, metric, queries, wanted, context, observer)
      }
      let search = try NeighborSearch(items, metric: metric)
      return (try search.nearest(to: queries, count: wanted, threads: context.threads, observer: observer), nil)
    }
    let (ids, scores) = isAmongItems ? Self.withoutThemselves(neighbours) : (neighbours.ids, neighbours.values)
    let kept = isAmongItems ? neighbours.count - 1 : neighbours.count
    let rows = neighbours.queries * kept
    let itemCount = model.width(of: names.item)
    var columns: [(String, Column)] = [
      (
        columnNames.query,
        Column(
          .indices(
            Buffer(count: rows) { memory in for row in 0..<rows { memory[row] = Int32(row / kept) } },
            cardinality: model.width(of: from)))
      ),
      (
        "rank",
        Column(.integers(Buffer(count: rows) { memory in for row in 0..<rows { memory[row] = Int64(row % kept + 1) } }))
      ),
      (columnNames.neighbour, Column(.indices(Buffer(ids), cardinality: itemCount))),
    ]
    if let label = model.type.label, let labels = model.labels(of: names.item) {
      // Codes are the items' own numbers: the pool has a text for each.
      let pool = StringPool(labels.enumerated().map { $1 ?? "\(names.item) \($0)" })
      columns.append((label, Column(.strings(codes: Buffer(ids.lazy.map { UInt32($0) }), pool: pool))))
    }
    columns.append(("score", Column(.decimals(Buffer(scores.lazy.map { Double($0) })))))
    return Outcome(
      outputs: [.table(Table(columns, rowCount: rows))],
      values: approximation == nil ? [:] : ["\(name).recall": Value(recall)],
      details: [
        "counts": .row([
          "queries": .integer(neighbours.queries), "kept": .integer(kept), "items": .integer(itemCount),
          "dimensions": .integer(model.machine.factors * max(1, model.machine.draws.count) + 1),
        ])
      ])
  }

  /// The neighbours of each item but itself, one fewer: by inner product it may not be among them, and then the last goes.
  private static func withoutThemselves(_ all: Neighbors) -> (ids: [Int32], scores: [Float]) {
    var ids: [Int32] = []
    var scores: [Float] = []
    for query in 0..<all.queries {
      let places = query * all.count..<(query + 1) * all.count
      let others = places.filter { Int(all.ids[$0]) != query }.prefix(all.count - 1)
      ids += others.map { all.ids[$0] }
      scores += others.map { all.values[$0] }
    }
    return (ids, scores)
  }

  private func metricName(_ say: Language) -> String {
    switch metric {
    case .innerProduct: say(en: "inner product", ja: "内積")
    case .cosine: say(en: "cosine", ja: "コサイン類似度")
    case .euclidean: say(en: "Euclidean distance", ja: "ユークリッド距離")
    }
  }

  func render(_ outcome: Outcome, _ context: RenderContext) -> [ReportBlock] {
    let queries = outcome.detail("counts", "queries")
    let items = outcome.detail("counts", "items")
    let kept = Phrase.integer(outcome.detail("counts", "kept"))
    let dimensions = outcome.detail("counts", "dimensions")
    let say = context.language
    let search =
      approximation?.phrase(recall: outcome.values["\(name).recall"]?.number, in: say)
      ?? say(en: "the search is exact.", ja: "探索は厳密です。")
    let isOfUsers = from == names.user
    return [
      .sentence(
        say,
        en: [
          "The ", .strong(kept), " nearest of \(Phrase.count(items, "item")) for each of ",
          .strong(Phrase.count(queries, isOfUsers ? "user" : "item")),
          .text(", by \(metricName(say)) of vectors of \(dimensions) numbers; \(search)"),
        ],
        ja: [
          .strong(isOfUsers ? "ユーザー\(Phrase.integer(queries))人" : "アイテム\(Phrase.integer(queries))件"),
          "のそれぞれに最も近い", .strong("\(kept)件"), "を、\(Phrase.integer(items))件のアイテムから選びました。",
          .text("近さは\(dimensions)次元のベクトルの\(metricName(say))です。\(search)"),
        ])
    ]
  }
}

extension DiagnosticCode {
  static let noLatentVectors = DiagnosticCode(
    "no-latent-vectors", "Neighbours are asked of a baseline, which has weights and no latent vectors.")
}
