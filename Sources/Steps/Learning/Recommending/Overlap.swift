import Diagnostics
import Languages
import Reports
import Tables

/// How many neighbours users share.
struct Overlap: Step {
  static let table = TypedParameter("table", .table, "Lists of items by user.")
  static let users = TypedParameter("users", .integers(0...Int(Int32.max), repeats: .distinct), "Two or more users.")
  static let user = TypedParameter(
    "user", .column(of: table, types: [.index, .integer]), otherwise: "the first index column", "The column of users.")
  static let item = TypedParameter(
    "item", .column(of: table, types: [.index, .integer]), otherwise: "the second index column", "The column of items.")

  static let signature = Signature(
    "overlap", group: .learning,
    summary: "Counts the items that the lists of users have in common, for every pair of them.",
    details: [
      "The table is one that knn made, or any with a column of users and one of items. Pairs come in the order in which the users "
        + "are named; share is the shared part of the shorter list."
    ],
    operands: [table], options: [users, user, item],
    result: .optional("first, second, shared and share as a table"),
    examples: [
      Example(
        "Three users", after: .models, "knn liked k: 20 as neighbours\noverlap neighbours users: [20, 21, 90]")
    ])

  private let table: TableArgument
  private let users: [Int]
  private let user: String
  private let item: String
  private let span: SourceSpan

  init(_ arguments: Arguments, _ context: CheckContext) throws {
    table = try arguments[Self.table]
    users = try arguments[Self.users]
    span = arguments.span(Self.users)
    if users.count < 2 {
      throw Diagnostic(.wrongValue, "overlap compares at least two users", at: span, label: "only \(users.count)")
    }
    let indexed = table.schema.indexNames
    let user = try arguments[Self.user] ?? indexed.first
    let item = try arguments[Self.item] ?? indexed.first { $0 != user }
    guard let user, let item else {
      throw Diagnostic(
        .wrongValue, "\(table.name) has no two index columns", at: table.span, label: "no users and items",
        related: [SpanLabel(table.bindingSpan, "it was made here")], help: ["say which columns: user: … item: …"])
    }
    self.user = user
    self.item = item
  }

  var effect: Effect {
    Effect(
      outputs: [
        .table(
          Schema([
            .init("first", .integer), .init("second", .integer), .init("shared", .integer), .init("share", .decimal),
          ]))
      ], reads: [table.id: .some([user, item])])
  }

  struct Details: OutcomeDetails {
    struct Pair: Codable {
      var first: Int
      var second: Int
      var shared: Int
      var share: Double
    }

    var pairs: [Pair]
  }

  func run(_ context: RunContext) throws -> Outcome<Details> {
    let table = try context.table(table)
    let (userColumn, itemColumn) = try tables(at: context.span) { (try table.column(user), try table.column(item)) }
    var lists: [Int: Set<Int>] = [:]
    let wanted = Set(users)
    for row in 0..<table.rowCount {
      guard let user = userColumn.whole(row), wanted.contains(user), let item = itemColumn.whole(row)
      else { continue }
      lists[user, default: []].insert(item)
    }
    if let missing = users.first(where: { lists[$0] == nil }) {
      throw Diagnostic(
        .noSuchUser, "\(self.table.name) has no row for user \(missing)", at: span, label: "\(missing) is not there")
    }
    var pairs: [Details.Pair] = []
    for (position, first) in users.enumerated() {
      for second in users[(position + 1)...] {
        let (one, other) = (lists[first] ?? [], lists[second] ?? [])
        let shared = one.intersection(other).count
        let share = Double(shared) / Double(max(1, min(one.count, other.count)))
        pairs.append(.init(first: first, second: second, shared: shared, share: share))
      }
    }
    let result = Table([
      ("first", Column(integers: pairs.map(\.first))), ("second", Column(integers: pairs.map(\.second))),
      ("shared", Column(integers: pairs.map(\.shared))), ("share", Column(decimals: pairs.map(\.share))),
    ])
    return Outcome(outputs: [.table(result)], details: Details(pairs: pairs))
  }

  func render(_ outcome: Outcome<Details>, _ context: RenderContext) -> [ReportBlock] {
    let say = context.language
    let columns = [
      TableBlock.Column(say(en: "users", ja: "ユーザー"), isNumeric: false),
      TableBlock.Column(say(en: "shared items", ja: "共通のアイテム数"), isNumeric: true),
      TableBlock.Column(say(en: "share of the shorter list", ja: "短い方の一覧に占める割合"), isNumeric: true),
    ]
    let rows = outcome.details.pairs.map { pair -> [TableBlock.Entry] in
      [
        .text(say(en: "\(pair.first) and \(pair.second)", ja: "\(pair.first)と\(pair.second)")),
        .text(Phrase.integer(pair.shared)), .text(Phrase.percent(pair.share, in: say)),
      ]
    }
    return [.table(TableBlock(columns: columns, rows: rows, hasRowHeaders: true))]
  }

  func highlights(_ outcome: Outcome<Details>, in say: Language) -> [Fact] {
    guard let shared = outcome.details.pairs.first?.shared else { return [] }
    let name = say(
      en: "shared items of users \(users[0]) and \(users[1])", ja: "ユーザー\(users[0])と\(users[1])に共通のアイテム数")
    return [Fact(name, Phrase.integer(shared), note: say(en: "in \(table.name)", ja: "\(table.name)による"))]
  }
}
