import Diagnostics
import Languages
import MachineLearning
import Reports
import Tables

/// How good the lists are that a model would show the users of a table, beside a list of the most popular items.
struct RankingReport: Sendable {
  static let at = TypedParameter(
    "at", .integers(1...100_000, repeats: .refused), otherwise: "no lists are measured",
    "Lengths k of lists of recommendations to measure: one or several.")
  static let relevantFrom = TypedParameter(
    "relevant-from", .decimal(-1e15...1e15), otherwise: "every row of the table counts",
    "With at:, for a regressor: least target of a relevant row.")
  static let seen = TypedParameter(
    "seen", .seenRows, otherwise: "the training rows",
    "With at:, the table whose rows say what users have seen, or none.")

  static let users = "ranked-users"
  /// Users of the table who are in no mean, by the reason, and relevant rows that are no candidates.
  private static let irrelevant = "users-without-relevant"
  private static let exhausted = "users-all-seen"
  private static let seenRows = "relevant-seen"
  private static let unknownRows = "relevant-unknown"
  static let counts = [users, irrelevant, exhausted, seenRows, unknownRows]
  private static let metrics: [(name: String, title: Localized)] = [
    ("precision", Localized(en: "precision", ja: "適合率")), ("recall", Localized(en: "recall", ja: "再現率")),
    ("ndcg", Localized(en: "NDCG", ja: "NDCG")), ("map", Localized(en: "MAP", ja: "MAP")),
    ("hit-rate", Localized(en: "hit rate", ja: "ヒット率")),
  ]

  /// What `seen:` names.
  enum SeenRows: Sendable {
    case nothing
    case table(TableArgument)
  }

  /// The rows that say what users have seen.
  private enum Seen: Sendable {
    case training
    case table(TableArgument, KeyComparison)
    case nothing
  }

  private let places: [Int]
  private let relevantFrom: Double?
  private let seen: Seen
  private let trainedOn: ValueID?

  /// nil when the statement does not ask for lists.
  init?(_ arguments: Arguments, _ model: ModelArgument) throws {
    guard let places = try arguments[Self.at], !places.isEmpty else {
      let ofLists: [any DeclaredParameter] = [Self.relevantFrom, Self.seen]
      for option in ofLists where arguments.isGiven(option) {
        throw Diagnostic(
          .wrongValue, "\(option.parameter.name): is for lists of recommendations", at: arguments.span(option),
          label: "there are no lists without at:", help: ["say how long the lists are: at: [10]"])
      }
      return nil
    }
    self.places = places
    relevantFrom = try arguments[Self.relevantFrom]
    _ = try ModelFaults.requireUsersAndItems(model, for: "evaluate at:")
    trainedOn = model.type.trainedOn
    switch try arguments[Self.seen] {
    case .table(let table)?:
      let comparison = try ModelFaults.require(
        model.type.features, in: table, for: model, at: arguments.span(Self.seen))
      seen = .table(table, comparison)
    case .nothing?: seen = .nothing
    case nil: seen = .training
    }
    if relevantFrom != nil, model.type.task == .classification {
      throw Diagnostic(
        .wrongValue, "the rows where the condition of \"\(model.name)\" holds are the relevant ones",
        at: arguments.span(Self.relevantFrom), label: "a classifier needs no limit", help: ["leave relevant-from: out"])
    }
  }

  var paths: [String] {
    Self.counts
      + places.flatMap { k in
        Self.metrics.map { "\($0.name)-at\(k)" } + Self.metrics.map { "popular-\($0.name)-at\(k)" }
      }
  }

  /// The table that says what users have seen, where it is one of the notebook's, and what of it tells how it is numbered.
  var seenTable: (table: TableArgument, keys: Set<String>)? {
    if case .table(let table, let comparison) = seen { return (table, comparison.reads) }
    return nil
  }

  /// What is the same for all tables that a model is measured on.
  struct Basis {
    /// What each user has seen.
    fileprivate let seen: [Set<Int32>]
    fileprivate let items: Vectors
    fileprivate let users: Vectors
    /// Training rows of every item.
    fileprivate let popularity: Vectors
  }

  func basis(_ model: Model, _ context: RunContext) throws -> Basis {
    let sets: [Set<Int32>]
    switch seen {
    case .training: sets = model.seenItems().sets
    case .table(let argument, let comparison):
      let rows = try context.table(argument)
      try comparison.run(model, rows)
      sets = model.seenItems(in: rows).sets
    case .nothing: sets = [Set<Int32>](repeating: [], count: model.width(of: model.type.user))
    }
    let field = (user: model.field(of: model.type.user) ?? 0, item: model.field(of: model.type.item) ?? 0)
    let items = try model.machine.latentItems(field: field.item)
    return Basis(
      seen: sets, items: items, users: try model.machine.latentUsers(field: field.user),
      popularity: try Vectors(count: items.count, dimensions: 1, elements: popularity(model, items.count)))
  }

  /// The values of `paths`; `truth` is the target of every row of `table`.
  func values(
    _ model: Model, _ basis: Basis, _ table: Table, _ truth: [Double], _ context: RunContext
  ) throws -> [(String, Value)] {
    let (users, counts) = candidates(model, table, truth, basis.seen)
    let longest = places.max() ?? 1
    let (relevant, excluded) = (users.map(\.relevant), users.map { basis.seen[$0.number] })
    func standings(_ items: Vectors, _ queries: Vectors) throws -> [RelevantPlaces] {
      try CandidateRanking.places(
        of: relevant, upTo: longest, among: items, for: queries, excluding: excluded, threads: context.threads,
        observer: context.observer(of: users.count, each: users.count, "users"))
    }
    let own = try standings(basis.items, try basis.users.gathering(users.map(\.number)))
    let popular = try standings(
      basis.popularity,
      try Vectors(count: users.count, dimensions: 1, elements: [Float](repeating: 1, count: users.count)))
    var values = counts
    for k in places {
      for (prefix, standings) in [("", own), ("popular-", popular)] {
        let metrics = try RankingMetrics(standings, at: k)
        let numbers = [metrics.precision, metrics.recall, metrics.ndcg, metrics.map, metrics.hitRate]
        values += zip(Self.metrics, numbers).map { ("\(prefix)\($0.name)-at\(k)", Value($1)) }
      }
    }
    return values
  }

  /// The users of a table with something relevant to find, in the order of their numbers, and how many others there are.
  private func candidates(
    _ model: Model, _ table: Table, _ truth: [Double], _ seen: [Set<Int32>]
  ) -> (users: [(number: Int, relevant: Set<Int32>)], counts: [(String, Value)]) {
    let (width, itemCount) = (model.width(of: model.type.user), model.width(of: model.type.item))
    let least = model.type.task == .classification ? 1 : relevantFrom ?? -.infinity
    var relevant = [Set<Int32>?](repeating: nil, count: width)
    var hasSeen = [Bool](repeating: false, count: width)
    var (seenRows, unknownRows) = (0, 0)
    let (users, items) = (model.type.user.flatMap { table[$0] }, model.type.item.flatMap { table[$0] })
    for row in 0..<table.rowCount {
      guard let user = users?.whole(row), let item = items?.whole(row),
        user < width,
        item < itemCount
      else {
        if truth[row] >= least { unknownRows += 1 }
        continue
      }
      var mine = relevant[user] ?? []
      if truth[row] >= least {
        if seen[user].contains(Int32(item)) {
          seenRows += 1
          hasSeen[user] = true
        } else {
          mine.insert(Int32(item))
        }
      }
      relevant[user] = mine
    }
    let known = relevant.indices.compactMap { user in relevant[user].map { (number: user, relevant: $0) } }
    let ranked = known.filter { !$0.relevant.isEmpty }
    let exhausted = known.count { $0.relevant.isEmpty && hasSeen[$0.number] }
    return (
      ranked,
      zip(Self.counts, [ranked.count, known.count - ranked.count - exhausted, exhausted, seenRows, unknownRows]).map {
        ($0, .integer($1))
      }
    )
  }

  /// Training rows of every item.
  private func popularity(_ model: Model, _ items: Int) -> [Float] {
    var rows = [Int](repeating: 0, count: items)
    for (_, item) in model.pairs(in: model.trainingRows) { rows[item] += 1 }
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
    let counts = tables.indices.map { count(tables[$0], $0, say, value) }
    let rule = rule(say)
    return [
      .sentence(
        say,
        en: "The first items that \(code: model) would show, of all but those that a user has seen, beside those "
          + "with most training rows. \(rule) \(counts.joined(separator: " "))",
        ja: "ユーザーがまだ見ていないアイテムから\(code: model)が上位に選ぶものを、訓練データの行が多いものと並べます。\(rule)\(counts.joined())"),
      MetricTable.block(rows, of: model, on: tables, beside: say(en: "most popular", ja: "人気順"), say, value),
    ]
  }

  /// What counts as seen.
  private func rule(_ say: Language) -> String {
    switch seen {
    case .training:
      say(en: "Seen is what stands in a user's training rows.", ja: "訓練データの行にあるものを、見たものとします。")
    case .table(let table, _):
      say(en: "Seen is what stands in a user's rows of \(table.name).", ja: "\(table.name)の行にあるものを、見たものとします。")
    case .nothing: say(en: "Nothing counts as seen.", ja: "見たものはないとします。")
    }
  }

  /// How many users of a table are in the means, and why others are not.
  private func count(_ table: String, _ position: Int, _ say: Language, _ value: (Int, String) -> Double?) -> String {
    func number(_ path: String) -> Int { Int(value(position, path) ?? 0) }
    let users = number(Self.users)
    var text = say(
      en: "In \(table), \(Phrase.count(users, "user")) \(users == 1 ? "has" : "have") something relevant to find",
      ja: "\(table)で、見つけるべきアイテムのあるユーザーは\(Phrase.integer(users))人です。")
    var left: [String] = []
    let (irrelevant, exhausted) = (number(Self.irrelevant), number(Self.exhausted))
    if irrelevant > 0 {
      left.append(
        say(
          en: "\(Phrase.integer(irrelevant)) without a relevant row", ja: "関連する行のない\(Phrase.integer(irrelevant))人"))
    }
    if exhausted > 0 {
      left.append(
        say(
          en: "\(Phrase.integer(exhausted)) who have seen all that is relevant",
          ja: "関連するものをすべて見た\(Phrase.integer(exhausted))人"))
    }
    if !left.isEmpty {
      text += say(
        en: "; left out are \(left.joined(separator: " and "))", ja: "\(left.joined(separator: "と"))は除きました。")
    }
    let unknown = number(Self.unknownRows)
    if unknown == 0 { return text + say(en: ".", ja: "") }
    return text
      + say(
        en: "; \(Phrase.count(unknown, "relevant row")) of users or items that the model does not know "
          + "\(unknown == 1 ? "is" : "are") in no list.",
        ja: "モデルの知らないユーザーやアイテムの関連する行\(Phrase.integer(unknown))行は、どの一覧にも入りません。")
  }

  /// What should be known when relevant rows are no candidates.
  func remarks(_ table: TableArgument, _ values: [(String, Value)]) -> [Localized] {
    guard table.id != trainedOn, case .training = seen,
      let rows = values.first(where: { $0.0 == Self.seenRows })?.1.number.map({ Int($0) }), rows > 0
    else { return [] }
    return [
      Localized(
        en:
          "\(Phrase.count(rows, "relevant row")) of \(table.name) \(rows == 1 ? "is" : "are") also in the training table, and "
          + "so no candidates. If that has rows that were added as negatives, name a table of what was really seen: seen: …",
        ja: "\(table.name)の関連する行のうち\(Phrase.integer(rows))行は訓練データにもあるため、候補になりません。"
          + "訓練データに負例として加えた行があるなら、実際に見たものの表をseen:で指定してください。")
    ]
  }
}

extension ParameterType where Value == RankingReport.SeenRows {
  fileprivate static var seenRows: Self {
    Self(.either(.word(["none"]), .table)) {
      switch $0 {
      case .word: .nothing
      case .table(let table): .table(table)
      default: nil
      }
    }
  }
}
