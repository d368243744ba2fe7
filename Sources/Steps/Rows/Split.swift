import Diagnostics
import Reports
import Tables

/// Divides a table into rows to learn from and rows to test with.
struct Split: Step {
  static let table = TypedParameter("table", .table, "The table to divide.")
  static let lastPer = TypedParameter(
    "last-per", .column(of: table), otherwise: "what fraction: says", "The column of which each value gives one row.")
  static let orderBy = TypedParameter(
    "order-by", .columns(of: table, repeats: .refused), default: [], words: "none; last-per: needs it",
    "What makes a row the last.")
  static let fraction = TypedParameter(
    "fraction", .decimal(0...1), otherwise: "what last-per: says", "The share of rows in the test part.")

  static let signature = Signature(
    "split", group: .rows,
    summary: "Divides a table into rows to learn from and rows to test with.",
    details: [
      "With last-per: the test part is the last row of each value of a column, by the columns of order-by:, the first of which "
        + "weighs most; of equal rows the later in the table is the last, and the report counts where there are such. A row without a key, or with a missing value in "
        + "order-by:, is never the last one: it stays in the training part.",
      "With fraction: so many of the rows (the nearest whole number, halves to the even one) are drawn at random for the test "
        + "part, by the run's seed. Either way every row is in "
        + "exactly one part, and both keep the order of the table.",
    ],
    operands: [table], options: [lastPer, orderBy, fraction],
    result: .required(["train", "test"]),
    examples: [
      Example(
        "The last review of each customer", "split reviews last-per: customer_id order-by: review_date as train, test"),
      Example("A tenth at random", "split reviews fraction: 0.1 as train, test"),
    ],
    revision: 2)

  private enum Rule: Sendable {
    case last(key: String, order: [String])
    case random(Double)
  }

  private let table: TableArgument
  private let rule: Rule
  private let names: [String]

  init(_ arguments: Arguments, _ context: CheckContext) throws {
    table = try arguments[Self.table]
    names = arguments.statement.bindings.map(\.text)
    let order = try arguments[Self.orderBy]
    let verb = arguments.statement.verb.span
    switch try (arguments[Self.lastPer], arguments[Self.fraction]) {
    case (nil, nil):
      throw TableFaults.notExactlyOne(of: [Self.lastPer, Self.fraction], isNone: true, step: "split", at: verb)
    case (.some, .some):
      throw TableFaults.notExactlyOne(
        of: [Self.lastPer, Self.fraction], isNone: false, step: "split", at: arguments.span(Self.fraction))
    case (let key?, nil):
      if order.isEmpty {
        throw Diagnostic(
          .missingOption, "split last-per: needs to know which row of a \"\(key)\" is the last",
          at: arguments.span(Self.lastPer),
          label: "no order-by: is given", help: ["say which column rises with time, as in order-by: review_date"])
      }
      rule = .last(key: key, order: order)
    case (nil, let fraction?):
      if !order.isEmpty {
        throw Diagnostic(
          .conflictingOptions, "a split at random has no order", at: arguments.span(Self.orderBy),
          label: "order-by: belongs to last-per:", help: ["leave it out, or say last-per: instead of fraction:"])
      }
      try Sample.require(fraction, at: arguments.span(Self.fraction))
      rule = .random(fraction)
    }
  }

  var effect: Effect {
    var read: Set<String> = []
    if case .last(let key, let order) = rule { read = Set(order).union([key]) }
    return Effect(
      outputs: [.table(table.schema), .table(table.schema)], reads: [table.id: .some(read)],
      passesThrough: (table.id, [:]))
  }

  struct Details: OutcomeDetails {
    var train: Int
    var test: Int
    /// Rows that cannot be the last of anything.
    var unplaced: Int
    /// Keys of which other rows are as late as the one that was taken.
    var tied: Int
  }

  func run(_ context: RunContext) throws -> Outcome<Details> {
    let input = try context.table(table)
    let (train, test, tied) = try tables(at: context.span) { () throws -> (Table, Table, Int) in
      switch rule {
      case .random(let fraction):
        let split = try input.splitting(testFraction: fraction, seed: context.seed, threads: context.threads)
        return (split.train, split.test, 0)
      case .last(let key, let order):
        let last = try Self.lastRows(of: input, per: key, order: order, threads: context.threads)
        return (
          input.filtering(~last.rows, threads: context.threads), input.filtering(last.rows, threads: context.threads),
          last.tiedKeys
        )
      }
    }
    return Outcome(
      outputs: [.table(train), .table(test)],
      details: Details(
        train: train.rowCount, test: test.rowCount, unplaced: unplacedRows(of: input), tied: tied))
  }

  /// Rows that cannot be the last of anything, since their key or what orders them is missing.
  private func unplacedRows(of input: Table) -> Int {
    guard case .last(let key, let order) = rule else { return 0 }
    return input.filled(in: [key] + order).map { input.rowCount - $0.setCount } ?? 0
  }

  /// The last row of each key. Several columns of order become one, of the places that the rows take when they are sorted,
  /// equal rows the same place.
  private static func lastRows(
    of input: Table, per key: String, order: [String], threads: Int
  ) throws -> Table.LastRows {
    if order.count == 1 { return try input.lastRows(per: key, orderedBy: order[0], threads: threads) }
    let sorted = try input.order(by: order.map { SortKey($0) }, threads: threads)
    let groups = try Grouping(input, by: order, threads: threads).groupOfRow
    let places = Buffer<Int64>(count: sorted.count) { memory in
      var shared = 0
      for place in 0..<sorted.count {
        let row = Int(sorted[place])
        if groups[row] != groups[Int(sorted[shared])] { shared = place }
        memory[row] = Int64(shared)
      }
    }
    let ranked = Table([
      ("key", try input.column(key)), ("place", Column(.integers(places), validity: input.filled(in: order))),
    ])
    return try ranked.lastRows(per: "key", orderedBy: "place", threads: threads)
  }

  func render(_ outcome: Outcome<Details>, _ context: RenderContext) -> [ReportBlock] {
    let (train, test, unplaced) = (outcome.details.train, outcome.details.test, outcome.details.unplaced)
    let say = context.language
    let (first, second) = (names.first ?? "train", names.dropFirst().first ?? "test")
    let shares = (
      Phrase.share(train, of: train + test, in: say), Phrase.share(test, of: train + test, in: say)
    )
    var runs: Sentence = say(
      en:
        "\(code: first) has \(strong: train, "row"), \(shares.0), and \(code: second) \(strong: test, "row"), \(shares.1): ",
      ja: "\(code: first)は\(strong: train, counter: "行")（\(shares.0)）、"
        + "\(code: second)は\(strong: test, counter: "行")（\(shares.1)）です。")
    switch rule {
    case .random: runs += say(en: "drawn at random.", ja: "無作為に分けました。")
    case .last(let key, let order):
      runs += say(
        en: "the last of each \(key), by \(order.joined(separator: ", then ")).",
        ja: "\(order.joined(separator: "、"))の順に並べ、\(key)ごとに最後の1行を\(code: second)に入れました。")
      let tied = outcome.details.tied
      if tied > 0 {
        runs += say(
          en: " For \(tied) of them other rows are equally last, and the one furthest down the table was "
            + "taken.", ja: "そのうち\(tied)件にはほかにも同順位の行があり、表の中で最も後の行を採りました。")
      }
      if unplaced > 0 {
        let lacking = Phrase.list([key] + order, in: say)
        runs += say(
          en: " \(unplaced, "row") without a value in one of \(lacking) \(unplaced == 1 ? "stays" : "stay") in "
            + "\(code: first).", ja: "\(lacking)のいずれかの値がない\(unplaced)行は\(code: first)に残しました。")
      }
    }
    return .sentence(runs)
  }
}

extension Table {
  /// The rows that have a value in all of these columns; nil where every row does.
  func filled(in names: [String]) -> Bitmap? {
    names.compactMap { self[$0]?.validity }.reduce(nil) { known, filled in known.map { $0 & filled } ?? filled }
  }
}
