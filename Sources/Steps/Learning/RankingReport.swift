import Diagnostics
import MachineLearning
import Reports
import Tables

/// How good the lists are that a model would show the users of a table, beside a list of the most popular items.
struct RankingReport: Sendable {
  static let users = "ranked-users"
  private static let metrics: [(name: String, title: Localized)] = [
    ("precision", Localized(en: "precision", ja: "適合率")), ("recall", Localized(en: "recall", ja: "再現率")),
    ("ndcg", Localized(en: "NDCG", ja: "NDCG")), ("map", Localized(en: "MAP", ja: "MAP")),
    ("hit-rate", Localized(en: "hit rate", ja: "ヒット率")),
  ]

  private let places: [Int]
  private let relevantFrom: Double?

  /// nil when the statement does not ask for lists.
  init?(_ arguments: Arguments, _ model: ModelArgument) throws {
    guard let places = arguments.integers("at"), !places.isEmpty else {
      if arguments.decimal("relevant-from") != nil {
        throw Diagnostic(
          .wrongValue, "relevant-from: is for lists of recommendations", at: arguments.span("relevant-from"),
          label: "there are no lists without at:", help: ["say how long the lists are: at: [10]"])
      }
      return nil
    }
    self.places = places.reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
    relevantFrom = arguments.decimal("relevant-from")
    _ = try ModelFaults.requireUsersAndItems(model, for: "evaluate at:")
    if relevantFrom != nil, model.type.task == .classification {
      throw Diagnostic(
        .wrongValue, "the rows where the condition of \"\(model.name)\" holds are the relevant ones",
        at: arguments.span("relevant-from"), label: "a classifier needs no limit", help: ["leave relevant-from: out"])
    }
  }

  var paths: [String] {
    [Self.users]
      + places.flatMap { k in
        Self.metrics.map { "\($0.name)-at\(k)" } + Self.metrics.map { "popular-\($0.name)-at\(k)" }
      }
  }

  /// The values of `paths`; `truth` is the target of every row of `table`.
  func values(_ model: Model, _ table: Table, _ truth: [Double], _ context: RunContext) throws -> [(String, Value)] {
    let (users, relevant, seen) = candidates(model, table, truth)
    let longest = places.max() ?? 1
    func lists(_ items: Vectors, _ queries: Vectors) throws -> [[Int32]] {
      try CandidateRanking.best(
        longest, of: items, for: queries, excluding: seen, threads: context.threads,
        observer: TrainingObserver(
          onProgress: { context.progress.report(Int($0 * Double(users.count)), users.count, "users") },
          isCancelled: context.progress.isCancelled))
    }
    let field = (user: model.field(of: model.type.user) ?? 0, item: model.field(of: model.type.item) ?? 0)
    let items = try model.machine.latentItems(field: field.item)
    let vectors = try model.machine.latentUsers(field: field.user)
    let best = try lists(items, try vectors.gathering(users))
    let popular = try lists(
      try Vectors(count: items.count, dimensions: 1, elements: popularity(model, items.count)),
      try Vectors(count: users.count, dimensions: 1, elements: [Float](repeating: 1, count: users.count)))
    var values: [(String, Value)] = []
    for k in places {
      for (prefix, lists) in [("", best), ("popular-", popular)] {
        let metrics = try RankingMetrics(lists: lists, relevant: relevant, at: k)
        if values.isEmpty { values.append((Self.users, .integer(metrics.users))) }
        let numbers = [metrics.precision, metrics.recall, metrics.ndcg, metrics.map, metrics.hitRate]
        values += zip(Self.metrics, numbers).map { ("\(prefix)\($0.name)-at\(k)", Value($1)) }
      }
    }
    return values
  }

  /// The users of a table whom the model knows, in the order of their numbers, with their relevant candidates and the items that
  /// are no candidates.
  private func candidates(_ model: Model, _ table: Table, _ truth: [Double]) -> ([Int], [Set<Int32>], [Set<Int32>]) {
    let (width, itemCount) = (model.width(of: model.type.user), model.width(of: model.type.item))
    let seen = model.itemsSeenByUser()
    let least = model.type.task == .classification ? 1 : relevantFrom ?? -.infinity
    var relevant = [Set<Int32>?](repeating: nil, count: width)
    let (users, items) = (model.type.user.flatMap { table[$0] }, model.type.item.flatMap { table[$0] })
    for row in 0..<table.rowCount {
      guard let user = users?.whole(row), let item = items?.whole(row),
        user < width,
        item < itemCount
      else { continue }
      var mine = relevant[user] ?? []
      if truth[row] >= least, !seen[user].contains(Int32(item)) { mine.insert(Int32(item)) }
      relevant[user] = mine
    }
    let known = relevant.indices.filter { relevant[$0] != nil }
    return (known, known.map { relevant[$0] ?? [] }, known.map { seen[$0] })
  }

  /// Training rows of every item.
  private func popularity(_ model: Model, _ items: Int) -> [Float] {
    var rows = [Int](repeating: 0, count: items)
    for (_, item) in Model.pairs(
      model.type.user.flatMap { model.trainingRows[$0] }, model.type.item.flatMap { model.trainingRows[$0] })
    {
      rows[item] += 1
    }
    return rows.map { Float($0) }
  }

  func blocks(
    _ model: String, _ tables: [String], _ say: Language, _ value: (Int, String) -> Double?
  ) -> [ReportBlock] {
    var rows: [MetricTable.Row] = []
    for k in places {
      rows += Self.metrics.map { name, title in
        let title = say(title)
        return (say(en: "\(title) at \(k)", ja: "\(title)（上位\(k)件）"), "\(name)-at\(k)", "popular-\(name)-at\(k)")
      }
    }
    let counts = tables.indices.map { table -> String in
      let users = Int(value(table, Self.users) ?? 0)
      return say(
        en: "\(tables[table]): \(Phrase.count(users, "user")) with something relevant to find",
        ja: "\(tables[table])で見つけるべきアイテムのあるユーザーは\(Phrase.integer(users))人")
    }
    return [
      .sentence(
        say,
        en: [
          "The first items that ", .code(model),
          " would show, of all that a user did not rate in training, beside those with most ",
          .text("training rows (\(counts.joined(separator: "; ")))."),
        ],
        ja: [
          "ユーザーが訓練データで評価していないアイテムから", .code(model), "が上位に選ぶものを、訓練データの行が多いものと並べます（",
          .text(counts.joined(separator: "、")), "）。",
        ]), MetricTable.block(rows, of: model, on: tables, beside: say(en: "most popular", ja: "人気順"), say, value),
    ]
  }
}
