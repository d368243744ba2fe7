import Diagnostics
import MachineLearning
import Notebooks
import Reports
import Tables

/// The items that a model would show a user.
struct Recommend: Step {
  static let model = TypedParameter("model", .model, "A model of users and items.")
  static let top = TypedParameter("top", .integer(0...10_000_000), default: 10, "How many of the highest.")
  static let bottom = TypedParameter("bottom", .integer(0...10_000_000), default: 0, "How many of the lowest.")
  static let seen = TypedParameter("seen", .boolean, default: false, "Whether to list what the user has rated, too.")

  static let signature = Signature(
    "recommend", group: .learning,
    summary: "Lists the items that a model predicts highest for a user, and, if asked, lowest.",
    details: [
      "Items of the user's own training rows are left out unless seen: true. Of items with equal predictions the one with the "
        + "smaller number comes first; where a list ends among such items, the report says so. The result has rank (from 1; the lowest from -1), item, its label and the score.",
      "The label is the text that the training table has for an item in its first row.",
      "A user's number depends on the data; a key in quotes, or a value of another step, means the same person after the data "
        + "has changed. The keys are those of the column that index numbered; the report says which number it found.",
    ],
    operands: [model], options: [UserChoice.parameter, top, bottom, seen],
    result: .optional("the list as a table"),
    examples: [
      Example("Best and worst for user 20", after: .models, "recommend model user: 20 top: 5 bottom: 5"),
      Example(
        "A score for every video", after: .models, "recommend model user: 20 top: 100000 seen: true as all-videos"),
      Example(
        "For the customer of the first row, by key", after: .models,
        "recommend model user: train.customer_id.first top: 5"),
    ],
    revision: 3)

  /// Rows that a report shows of each end of a list.
  private static let shownRows = 20

  private let model: ModelArgument
  private let names: (user: String, item: String)
  private let user: UserChoice
  private let top: Int
  private let bottom: Int
  private let includesSeen: Bool
  private let span: SourceSpan

  init(_ arguments: Arguments, _ context: CheckContext) throws {
    model = try arguments[Self.model]
    names = try ModelFaults.requireUsersAndItems(model, for: "recommend")
    user = try UserChoice(arguments, of: model, feature: names.user)
    top = try arguments[Self.top]
    bottom = try arguments[Self.bottom]
    includesSeen = try arguments[Self.seen]
    span = arguments.statement.span
  }

  var effect: Effect {
    var fields = [Schema.Field("rank", .integer), model.type.indexField(names.item)]
    if let label = model.type.label { fields.append(Schema.Field(label, .string)) }
    fields.append(Schema.Field("score", .decimal))
    return Effect(outputs: [.table(Schema(fields))], reads: user.reads)
  }

  struct Details: OutcomeDetails {
    var shown: Table
    var listed: Int
    var listedSeen: Int
    /// Items that the user rated in training.
    var seen: Int
    /// The user's number, and the original value where it was asked by one.
    var user: Int
    var key: String?
    /// Items of the score that a list ends with, where not all of them are in it; else 0.
    var topTie: Int
    var bottomTie: Int
  }

  func run(_ context: RunContext) throws -> Outcome<Details> {
    let model = try context.model(model)
    let (user, key) = try user.resolve(in: model, context)
    let (scores, best, worst, seenItems, ties) = try learning(at: span) {
      let scores = try model.predictions(forUser: user, threads: context.threads)
      let seen = model.itemsSeen(by: user)
      let left = includesSeen ? [] : seen
      let best = TopScores.positions(of: scores, count: top, isExcluded: { left.contains($0) })
      let worst = TopScores.positions(of: scores, count: bottom, lowest: true, isExcluded: { left.contains($0) })
      let ties = [best, worst].map { Self.tie($0, scores, isExcluded: { left.contains($0) }) }
      return (scores, best, worst, seen, ties)
    }
    let items = best + worst
    let ranks = best.indices.map { $0 + 1 } + worst.indices.map { -1 - $0 }
    var columns: [(String, Column)] = [
      ("rank", Column(integers: ranks)),
      (names.item, Column(.indices(Buffer(items.map { Int32($0) }), cardinality: model.width(of: names.item)))),
    ]
    if let label = model.type.label {
      columns.append((label, model.labelColumn(items, of: names.item) ?? Column(strings: items.map { "item \($0)" })))
    }
    columns.append(("score", Column(decimals: items.map { scores[$0] })))
    let table = Table(columns, rowCount: items.count)
    let shown = Array((0..<best.count).prefix(Self.shownRows)) + (best.count..<items.count).prefix(Self.shownRows)
    return Outcome(
      outputs: [.table(table)],
      details: Details(
        shown: table.gathering(Buffer(shown.map { UInt32($0) })), listed: items.count,
        listedSeen: items.count { seenItems.contains($0) }, seen: seenItems.count, user: user, key: key,
        topTie: ties[0], bottomTie: ties[1]))
  }

  /// Items with the score of the last of a list when some of them are not in it; 0 when the list ends between two scores.
  private static func tie(_ list: [Int], _ scores: [Double], isExcluded: (Int) -> Bool) -> Int {
    guard let last = list.last else { return 0 }
    let all = scores.indices.count { scores[$0] == scores[last] && !isExcluded($0) }
    return all > list.count { scores[$0] == scores[last] } ? all : 0
  }

  func render(_ outcome: Outcome<Details>, _ context: RenderContext) -> [ReportBlock] {
    let found = outcome.details
    let (shown, listed) = (found.shown, found.listed)
    let say = context.language
    let rule =
      includesSeen
      ? say(
        en:
          "what the user has rated included, which \(Phrase.integer(found.listedSeen)) of them are",
        ja: "評価済みのもの（\(Phrase.integer(found.listedSeen))件）も含みます")
      : say(
        en: "the \(Phrase.integer(found.seen)) they rated in training left out",
        ja: "訓練データで評価済みの\(Phrase.integer(found.seen))件は除きました")
    let number = found.user
    let who =
      found.key.map { say(en: "user \($0), number \(number)", ja: "ユーザー\($0)（番号\(number)）") }
      ?? say(en: "user \(number)", ja: "ユーザー\(number)")
    let (some, all) = (Phrase.integer(shown.rowCount), Phrase.integer(listed))
    let footnote = shown.rowCount < listed ? say(en: "\(some) of \(all) rows", ja: "\(all)行のうち\(some)行") : ""
    let ties = [("top", found.topTie), ("bottom", found.bottomTie)].compactMap { end, count -> String? in
      if count == 0 { return nil }
      return say(
        en:
          " The \(end) list ends among \(Phrase.integer(count)) items of the same score, of which the smaller numbers came first.",
        ja: "\(end == "top" ? "上位" : "下位")の一覧の終わりは同じスコアの\(Phrase.integer(count))件の途中で、番号の小さいものを先にしました。")
    }.joined()
    return [
      .sentence(
        say, en: "What \(code: model.name) would show \(strong: who): \(listed, "title"), \(rule).\(ties)",
        ja: "\(code: model.name)が\(strong: who)に示すタイトル\(all)件です。\(rule)。\(ties)"),
      .table(TableBlock(shown, footnote: footnote, language: say)),
    ]
  }
}
