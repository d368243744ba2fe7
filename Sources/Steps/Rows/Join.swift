import Diagnostics
import Reports
import Tables

/// Brings the rows of two tables together.
struct Join: Step {
  static let table = TypedParameter("table", .table, "The first table.")
  static let other = TypedParameter("other", .table, "The second table.")
  static let on = TypedParameter(
    "on", .columns(of: table, repeats: .refused), "The columns, in both tables, that must agree.")
  static let how = TypedParameter("how", .word, default: JoinKind.inner, "Which rows stay.")

  static let signature = Signature(
    "join", group: .rows,
    summary: "Brings together the rows of two tables that agree in some columns.",
    details: [
      "inner gives every pair of rows that agree, with the columns of both; left also keeps the rows of the first table that "
        + "have no partner, with nothing in the second's columns. semi keeps the rows of the first table that have a partner "
        + "and anti those that have none, both with the first table's columns only.",
      "Rows come in the order of the first table, partners in the order of the second. A missing value agrees with nothing, "
        + "as in SQL; pandas' merge pairs missing values with each other.",
    ],
    operands: [table, other], options: [on, how],
    result: .required(["joined"]),
    examples: [
      Example(
        "The mean of each video beside its reviews",
        "group reviews by: product_id mean_stars: mean(star_rating) as products\n"
          + "join reviews products on: product_id as rated"),
      Example("What is not in the test part", after: .split, "join train test on: [user, item] how: anti as unseen"),
    ])

  private let left: TableArgument
  private let right: TableArgument
  private let keys: [String]
  private let kind: JoinKind
  private let span: SourceSpan

  init(_ arguments: Arguments, _ context: CheckContext) throws {
    left = try arguments[Self.table]
    right = try arguments[Self.other]
    kind = try arguments[Self.how]
    keys = try arguments[Self.on]
    let span = arguments.span(Self.on)
    self.span = span
    if keys.isEmpty { throw TableFaults.diagnostic(.noColumns, at: span) }
    let first = JoinKeys.Side(name: left.name, schema: left.schema, bindingSpan: left.bindingSpan)
    let second = JoinKeys.Side(name: right.name, schema: right.schema, bindingSpan: right.bindingSpan)
    var faults = JoinKeys.faults(keys, first, second, at: { _ in span })
    for key in keys {
      if var fault = NumberingFaults.same(key, left, right, at: span, eitherWay: true) {
        fault.help.append("or join on the original values, where both tables have them")
        faults.append(fault)
      }
    }
    if joinsColumns, faults.isEmpty {
      let clashes = JoinKeys.clashes(keys, first, second)
      if !clashes.isEmpty {
        faults.append(
          TableFaults.nameClash(
            clashes, clashes.count == 1 ? "is in both tables" : "are in both tables", at: right.span,
            related: [
              SpanLabel(left.bindingSpan, "the first table comes from here"),
              SpanLabel(right.bindingSpan, "the second table comes from here"),
            ],
            help: [
              "give it another name first, as in: rename \(right.name) other_\(clashes[0]): \(clashes[0])",
              clashes.count <= 4
                ? "or leave it out: select \(right.name) drop: [\(clashes.joined(separator: ", "))]"
                : "or keep only what you need of it: select \(right.name) columns: […]",
            ]))
      }
    }
    if !faults.isEmpty { throw DiagnosticList(faults) }
  }

  private var joinsColumns: Bool { kind == .inner || kind == .left }

  var effect: Effect {
    var fields = left.schema.fields
    if joinsColumns { fields += right.schema.fields.filter { !keys.contains($0.name) } }
    var reads: [ValueID: Effect.Use] = [left.id: .some(Set(keys))]
    reads[right.id] = joinsColumns ? .all : .some(Set(keys))
    return Effect(outputs: [.table(Schema(fields))], reads: reads, passesThrough: (left.id, [:]))
  }

  struct Details: OutcomeDetails {
    var joined: Int
    var partnerless: Int
  }

  func run(_ context: RunContext) throws -> Outcome<Details> {
    let first = try context.table(left)
    // Columns that nobody reads may still be there, and only the keys are wanted of a semi or anti join.
    let second = try context.table(right).selecting(joinsColumns ? right.schema.names : keys)
    let on = keys.map { Table.JoinKey($0) }
    return try tables(at: context.span) {
      let result = try first.joining(second, on: on, kind: kind, threads: context.threads)
      var partnerless = 0
      if joinsColumns {
        partnerless = try first.selecting(keys).joining(
          second.selecting(keys), on: on, kind: .anti, threads: context.threads
        ).rowCount
      }
      return Outcome(
        outputs: [.table(result)],
        details: Details(joined: result.rowCount, partnerless: partnerless))
    }
  }

  /// Where pairs are wanted and there is none. Rows without a partner may be what semi and anti are asked for.
  func warnings(_ outcome: Outcome<Details>) -> [Diagnostic] {
    let (joined, partnerless) = (outcome.details.joined, outcome.details.partnerless)
    guard joinsColumns, partnerless > 0, joined == (kind == .left ? partnerless : 0) else { return [] }
    return [PartnerlessRows.warning(partnerless, of: (left.name, right.name), by: keys, at: span)]
  }

  func render(_ outcome: Outcome<Details>, _ context: RenderContext) -> [ReportBlock] {
    let (joined, partnerless) = (outcome.details.joined, outcome.details.partnerless)
    let total = context.rows(left)
    let say = context.language
    let place = Phrase.list(keys, in: say)
    if !joinsColumns {
      let ending: Sentence = "\(place)の一致する行が\(code: right.name)\(kind == .semi ? "にあります" : "にありません")"
      if joined == total, total > 0 {
        return .sentence(
          say,
          en: "\(strong: "All \(Phrase.count(total, "row"))") of "
            + "\(code: left.name)\(kind == .semi ? " have a partner in " : " have no partner in ")"
            + "\(code: right.name) by \(place).",
          ja: "\(code: left.name)の\(strong: total, counter: "行")はすべて、\(ending)。")
      }
      return .sentence(
        say,
        en: "\(strong: joined) of \(total, "row") of \(code: left.name)"
          + "\(kind == .semi ? " have a partner in " : " have no partner in ")\(code: right.name) by \(place), "
          + "\(Phrase.share(joined, of: total)).",
        ja: "\(code: left.name)の\(total)行のうち\(strong: joined, counter: "行")は、"
          + "\(ending)（\(Phrase.share(joined, of: total, in: say))）。")
    }
    var runs: Sentence = say(
      en: "\(strong: joined, "row") from \(total) of \(code: left.name) and "
        + "\(context.rows(right)) of \(code: right.name) by \(place)",
      ja: "\(code: left.name)の\(total)行と\(code: right.name)の\(context.rows(right))行を\(place)で"
        + "結合すると\(strong: joined, counter: "行")になります。")
    if partnerless == 0 {
      runs += say(
        en: "; every row of \(code: left.name) has a partner.",
        ja: "\(code: left.name)のどの行にも相手があります。")
    } else {
      let isKept = kind == .left
      runs += say(
        en: "; \(partnerless) of \(code: left.name)"
          + "\(isKept ? " have no partner and stay without." : " have no partner and are left out.")",
        ja: "\(code: left.name)の\(partnerless)行には相手がなく、\(isKept ? "欠損値のまま残しました" : "除きました")。")
    }
    return .sentence(runs)
  }
}
