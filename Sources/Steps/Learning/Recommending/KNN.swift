import Diagnostics
import Languages
import MachineLearning
import Reports
import Tables

/// The nearest items of every user by latent vectors.
struct KNN: Step {
  static let model = TypedParameter("model", .model, "A model with latent vectors of users and items.")
  static let k = TypedParameter("k", .integer(1...100_000), default: 100, "How many neighbours of each.")
  static let metric = TypedParameter("metric", .word, default: NeighborMetric.innerProduct, "What near means.")
  static let from = TypedParameter(
    "from", .newName, otherwise: "the users' column", "Whose neighbours: users or items.")
  static let seen = TypedParameter(
    "seen", .boolean, default: true, "Whether to list what a user has rated in training, too.")

  static let signature = Signature(
    "knn", group: .learning,
    summary: "Finds the nearest items of every user by the model's latent vectors.",
    details: [
      "As the lab builds them, an item's vector is [v, w], its latent vector with its weight, and a user's is [v, 1], so that "
        + "their inner product is the part of the prediction that depends on the item: w0 and the user's weight are the same for "
        + "all items. Between items (from: the items' column) both sides are [v, w], and no item is its own neighbour.",
      "The search is exact unless index: is ivf. Of equally near items the one with the smaller number comes first. "
        + "What a user has rated in training is listed, too, unless seen: false leaves it out; the report says how much of the lists it "
        + "is, and how many lists end among items that are equally near. The result has "
        + "one row for each neighbour: the user, rank (from 1), the item, its label and the score: the inner product, the cosine, or "
        + "the Euclidean distance.",
      "A model of solver: \(Solvers.samplers) has the vectors of all its draws side by side, divided by the root of their number, so that an inner "
        + "product is the mean over the draws. Vectors are as many times as long, and so is the search: 80 draws of 8 factors are as 640.",
      "index: ivf groups the items around means (k-means) into lists: lists, and compares a user only with the items of the probes: "
        + "lists whose means are nearest. For inner products the items are first made equally long by one more element, so that "
        + "near means the greatest product. What it finds has the exact scores, but it misses some: the exact neighbours of "
        + "1,000 users tell how many, and the share it found is published as NAME.recall. It pays when there are many more items "
        + "than the exact search can do in the time you have.",
    ],
    operands: [model],
    options: [
      k, metric, NeighborApproximation.index, NeighborApproximation.lists, NeighborApproximation.probes, from, seen,
    ],
    result: .required(["neighbours"]),
    examples: [
      Example(
        "The 20 nearest videos of every user", after: .models, "knn liked k: 20 metric: inner-product as neighbours"),
      Example(
        "Approximate, with its recall", after: .models, "knn liked k: 20 index: ivf lists: 16 probes: 4 as near"),
      Example("Videos like a video", after: .models, "knn liked k: 5 metric: cosine from: item as alike"),
      Example("Only what users have not rated", after: .models, "knn liked k: 5 seen: false as unseen"),
    ],
    revision: 2)

  private let model: ModelArgument
  private let names: (user: String, item: String)
  private let from: String
  private let count: Int
  private let metric: NeighborMetric
  private let approximation: NeighborApproximation?
  private let includesSeen: Bool
  private let name: String
  private let span: SourceSpan

  init(_ arguments: Arguments, _ context: CheckContext) throws {
    model = try arguments[Self.model]
    names = try ModelFaults.requireUsersAndItems(model, for: "knn")
    try ModelFaults.requireFactors(model)
    from = try arguments[Self.from] ?? names.user
    if from != names.user, from != names.item {
      throw Diagnostic(
        .wrongValue, "from: is \(names.user) or \(names.item)", at: arguments.span(Self.from),
        label: "neither of the model's columns")
    }
    count = try arguments[Self.k]
    metric = try arguments[Self.metric]
    approximation = try NeighborApproximation(arguments)
    includesSeen = try arguments[Self.seen]
    if arguments.isGiven(Self.seen), from == names.item {
      throw Diagnostic(
        .conflictingOptions, "seen: is for lists of users, and from: \(names.item) asks for lists of items",
        at: arguments.span(Self.seen), label: "an item has rated nothing", help: ["leave seen: out"])
    }
    if !includesSeen, approximation != nil {
      throw Diagnostic(
        .conflictingOptions, "only the exact search leaves out what users have rated", at: arguments.span(Self.seen),
        label: "with index: ivf", help: ["leave index: out, or drop such rows afterwards: join … how: anti"])
    }
    name = arguments.statement.bindings.first?.text ?? "neighbours"
    span = arguments.statement.span
  }

  /// Between items the first column has the item's name, and its neighbour is the other.
  private var columnNames: (query: String, neighbour: String) {
    from == names.user ? (names.user, names.item) : ("of_\(names.item)", names.item)
  }

  var effect: Effect {
    var fields = [
      model.type.indexField(from, as: columnNames.query), Schema.Field("rank", .integer),
      model.type.indexField(names.item, as: columnNames.neighbour),
    ]
    if let label = model.type.label { fields.append(Schema.Field(label, .string)) }
    fields.append(Schema.Field("score", .decimal))
    return Effect(
      outputs: [.table(Schema(fields))],
      values: approximation == nil ? [] : [("\(name).recall", .decimal)])
  }

  struct Details: OutcomeDetails {
    var queries: Int
    var items: Int
    var dimensions: Int
    var rows: Int
    /// The length of the longest list.
    var kept: Int
    /// Lists that are shorter than was asked, and that end in a tie.
    var shorter: Int
    var tied: Int
    /// Rows whose user rated the item in training.
    var seen: Int
  }

  func run(_ context: RunContext) throws -> Outcome<Details> {
    let model = try context.model(model)
    try NeighborLists.requireRoom(
      queries: model.width(of: from), items: model.width(of: names.item), count: count, at: span)
    let seen = from == names.user ? model.seenItems() : nil
    let (found, recall) = try learning(at: span) {
      try neighbours(model, leavingOut: includesSeen ? nil : seen, context)
    }
    let (ids, scores, rows) = (found.ids, found.scores, found.ids.count)
    let itemCount = model.width(of: names.item)
    var columns: [(String, Column)] = [
      (
        columnNames.query,
        Column(
          .indices(
            Buffer(count: rows) { memory in
              for query in 0..<found.queries {
                for row in found.starts[query]..<found.starts[query + 1] { memory[row] = Int32(query) }
              }
            },
            cardinality: model.width(of: from)))
      ),
      (
        "rank",
        Column(
          .integers(
            Buffer(count: rows) { memory in
              for query in 0..<found.queries {
                let start = found.starts[query]
                for row in start..<found.starts[query + 1] { memory[row] = Int64(row - start + 1) }
              }
            }))
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
      details: Details(
        queries: found.queries, items: itemCount,
        dimensions: model.machine.factors * max(1, model.machine.draws.count) + 1, rows: rows, kept: found.longest,
        shorter: found.shorter, tied: found.tied, seen: seen?.count(in: found.lists, itemCount: itemCount) ?? 0))
  }

  /// The lists of all queries, and how much of the exact ones an approximate search found.
  private func neighbours(_ model: Model, leavingOut seen: SeenItems?, _ context: RunContext) throws -> (
    NeighborLists, Double?
  ) {
    let isAmongItems = from == names.item
    let items = try model.machine.latentItems(field: model.field(of: names.item) ?? 0)
    let queries = isAmongItems ? items : try model.machine.latentUsers(field: model.field(of: names.user) ?? 0)
    let observer = context.observer(of: queries.count, each: queries.count, isAmongItems ? "items" : "users")
    if let approximation {
      let (found, recall) = try approximation.search(
        items, metric, queries, isAmongItems ? count + 1 : count, context, observer)
      return (NeighborLists(found, first: count, withoutSelf: isAmongItems), recall)
    }
    // One more than is listed tells whether the list ends in a tie.
    if let seen {
      let found = try CandidateSearch(items, metric: metric).nearest(
        to: queries, count: count + 1, excluding: seen.sets, threads: context.threads, observer: observer)
      return (NeighborLists(found, first: count), nil)
    }
    let found = try NeighborSearch(items, metric: metric).nearest(
      to: queries, count: isAmongItems ? count + 2 : count + 1, threads: context.threads, observer: observer)
    return (NeighborLists(found, first: count, withoutSelf: isAmongItems), nil)
  }

  private func metricName(_ say: Language) -> String {
    switch metric {
    case .innerProduct: say(en: "inner product", ja: "内積")
    case .cosine: say(en: "cosine", ja: "コサイン類似度")
    case .euclidean: say(en: "Euclidean distance", ja: "ユークリッド距離")
    }
  }

  func render(_ outcome: Outcome<Details>, _ context: RenderContext) -> [ReportBlock] {
    let (queries, items, dimensions) = (outcome.details.queries, outcome.details.items, outcome.details.dimensions)
    let kept = Phrase.integer(outcome.details.kept)
    let say = context.language
    let search =
      approximation?.phrase(recall: outcome.values["\(name).recall"]?.number, in: say)
      ?? say(en: "the search is exact.", ja: "探索は厳密です。")
    let isOfUsers = from == names.user
    let who =
      isOfUsers
      ? say(en: Phrase.count(queries, "user"), ja: "ユーザー\(Phrase.integer(queries))人")
      : say(en: Phrase.count(queries, "item"), ja: "アイテム\(Phrase.integer(queries))件")
    var sentence: Sentence = say(
      en: "The \(strong: kept) nearest of \(items, "item") for each of \(strong: who), by \(metricName(say)) of "
        + "vectors of \(String(dimensions)) numbers; \(search)",
      ja: "\(strong: who)のそれぞれに最も近い\(strong: "\(kept)件")を、\(items)件のアイテムから選びました。"
        + "近さは\(String(dimensions))次元のベクトルの\(metricName(say))です。\(search)")
    if isOfUsers { sentence += seenPhrase(outcome.details, say) }
    sentence += endings(outcome.details, say)
    return .sentence(sentence)
  }

  /// What of the lists users have rated already.
  private func seenPhrase(_ found: Details, _ say: Language) -> Sentence {
    if !includesSeen {
      return say(en: " What a user rated in training is left out.", ja: "訓練データで評価済みのものは除きました。")
    }
    let share = Phrase.share(found.seen, of: found.rows, in: say)
    return say(
      en: " Of all places, \(share) have an item that the user rated in training; \(code: "seen: false") leaves "
        + "such out.",
      ja: "一覧の\(share)は、そのユーザーが訓練データで評価済みのアイテムです（\(code: "seen: false")で除けます）。")
  }

  /// Lists that are short or end in a tie.
  private func endings(_ found: Details, _ say: Language) -> Sentence {
    let (shorter, tied) = (found.shorter, found.tied)
    var text: Sentence = ""
    if shorter > 0 {
      text += say(
        en: " \(shorter, "list") \(shorter == 1 ? "is" : "are") shorter, for want of more items.",
        ja: "アイテムが足りずに短い一覧が\(shorter)件あります。")
    }
    if tied > 0 {
      text += say(
        en: " \(tied, "list") \(tied == 1 ? "ends" : "end") among items that are equally near, "
          + "of which the smaller numbers came first.",
        ja: "同じ近さのアイテムの途中で終わる一覧が\(tied)件あり、番号の小さいものを先にしました。")
    }
    return text
  }
}

extension DiagnosticCode {
  static let noLatentVectors = DiagnosticCode(
    "no-latent-vectors", "Neighbours are asked of a baseline, which has weights and no latent vectors.")
}
