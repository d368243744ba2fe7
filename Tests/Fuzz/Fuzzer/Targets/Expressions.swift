import Diagnostics
import Execution
import Foundation
import Languages
import Notebooks
import Reports
import Steps
import Tables

/// Statements on tables in memory: nothing is read or written, so that many can be tried.
private struct MemoryProgram {
  private(set) var context = CheckContext()
  private(set) var values: [ValueID: StepValue] = [:]
  private var published: [String: Value] = [:]

  /// Runs the statements of a text as far as it can; what stands against one is looked at and left.
  ///
  /// - Parameter compares: whether every step is run with another number of threads, too.
  mutating func run(_ text: String, compares: Bool = true, milliseconds: Int = 100) {
    let file = SourceFile(path: "fuzz.md", text: text)
    let (statements, faults) = LanguageParser.parse(file: file, range: 0..<file.bytes.count)
    FaultCheck.check(faults)
    let deadline = Deadline(milliseconds: milliseconds)
    for statement in statements where !statement.isDamaged {
      do { try run(statement, compares, deadline) } catch { FaultCheck.check(error) }
    }
  }

  private mutating func run(_ statement: Statement, _ compares: Bool, _ deadline: Deadline) throws {
    guard let type = try StepCatalog.type(for: statement) else { return }
    let arguments = try ArgumentBinder.bind(statement, to: type.signature, in: context)
    let step = try type.init(arguments, context)
    let effect = step.effect
    guard effect.sources.isEmpty, effect.writes.isEmpty, !deadline.isCancelled else { return }
    var quoted: [String: Value] = [:]
    for (path, source) in arguments.paths { quoted[path] = try value(source) }
    func run(threads: Int) throws -> StepOutcome {
      let run = RunContext(
        inputs: values, values: quoted, neededColumns: effect.outputs.map { _ in nil }, seed: 7, threads: threads,
        progress: ProgressHandler(isCancelled: { deadline.isCancelled }), span: statement.span)
      var outcome = try step.outcome(run)
      outcome.losses = run.losses.all
      return outcome
    }
    let outcome = try run(threads: 1)
    Reached.note("steps run")
    if compares, let other = try? run(threads: 3) { Self.compare(outcome, other, statement) }
    FaultCheck.check(outcome.warnings + outcome.losses.map { $0.warning(in: statement) })
    for (type, output) in zip(effect.outputs, outcome.outputs) {
      guard case .table(let schema) = type, case .table(let table) = output else { continue }
      require(table.schema.names == schema.names, "other columns than were announced: \(statement.span.text)")
      require(
        table.schema.fields.map(\.type) == schema.fields.map(\.type),
        "other types than were announced: \(statement.span.text)")
    }
    try show(step, outcome, arguments)
    bind(statement, effect, outcome, arguments, type.signature)
  }

  private static func compare(_ one: StepOutcome, _ other: StepOutcome, _ statement: Statement) {
    require(one.outputs.count == other.outputs.count, "outputs depend on threads")
    for (one, other) in zip(one.outputs, other.outputs) {
      guard case .table(let one) = one, case .table(let other) = other else { continue }
      require(TableListing(one) == TableListing(other), "the table depends on threads: \(statement.span.text)")
    }
    require("\(one.values)".count == "\(other.values)".count, "values depend on threads: \(statement.span.text)")
    require(one.losses.map(\.lost) == other.losses.map(\.lost), "losses depend on threads: \(statement.span.text)")
  }

  private func show(_ step: any Step, _ outcome: StepOutcome, _ arguments: Arguments) throws {
    let counts = values.compactMapValues { $0.table?.rowCount }
    for language in [Language.english, .japanese] {
      let blocks = try step.render(
        any: outcome,
        RenderContext(rowCounts: counts, label: "fuzz", figureWidth: nil, figureHeight: nil, language: language))
      for case .figure(let figure) in blocks {
        for chart in figure.charts {
          let drawing = chart.svg(.standalone)
          require(
            !drawing.contains("nan") && !drawing.contains("inf\""),
            "a place that is none: \(arguments.statement.span.text)")
        }
      }
    }
  }

  private mutating func bind(
    _ statement: Statement, _ effect: Effect, _ outcome: StepOutcome, _ arguments: Arguments, _ signature: Signature
  ) {
    var names = statement.bindings
    if names.isEmpty, let table = arguments.changedTable(by: signature) {
      names = [Name(table.name, span: statement.span)]
    }
    for ((name, type), value) in zip(zip(names, effect.outputs), outcome.outputs) {
      let id = ValueID(name: name.text, version: (context.bindings[name.text]?.id.version ?? 0) + 1)
      context.bindings[name.text] = Binding(id: id, type: type, span: name.span)
      values[id] = value
    }
    for (path, type) in effect.values {
      context.published[path] = type
      published[path] = outcome.values[path] ?? .null
    }
  }

  private func value(_ path: ValuePath) throws -> Value {
    switch path {
    case .published(let text): published[text] ?? .null
    case .rows(let id): .integer(values[id]?.table?.rowCount ?? 0)
    case .columns(_, let count): .integer(count)
    case .statistic(let id, let column, let statistic):
      try values[id]?.table?[column].map { try statistic.value(of: $0) } ?? .null
    }
  }

  mutating func hold(_ name: String, _ table: Table) {
    let id = ValueID(name: name, version: 1)
    let file = SourceFile(path: "tables", text: name)
    context.bindings[name] = Binding(id: id, type: .table(table.schema), span: file.span(0..<name.utf8.count))
    values[id] = .table(table)
  }
}

extension FuzzTarget {
  static var expressions: FuzzTarget {
    FuzzTarget(
      name: "expressions", input: "statements on the tables plain, ratings, gaps and more, which are in memory"
    ) { scratch in
      try scratch.putTables(in: "lab")
      var program = MemoryProgram()
      for name in ["plain.csv", "ratings.csv", "gaps.csv", "reviews.tsv"] {
        let types: [String: DeclaredType] = name == "plain.csv" ? ["day": .date, "moment": .datetime] : [:]
        let read = try TableReader.read(scratch["lab/\(name)"], options: ReadingOptions(types: types))
        program.hold(String(name.prefix { $0 != "." }), read.table)
      }
      program.run(setUp, compares: false, milliseconds: 60_000)
      for name in ["empty", "one", "extreme", "constant", "model", "liked", "near", "words"] {
        require(program.context.bindings[name] != nil, "\(name) is not there")
      }
      let odd = Seeds.literals(in: "Tests/StepsTests/Odd/OddExpressions.swift")
      let seeds = odd.flatMap { text in
        [
          "derive plain new: \(text)\nhead plain\n", "filter plain where: \(text)\ndescribe plain\n",
          "group plain by: flag values: \(text) as groups\n", "expect \(text)\n",
        ]
      }
      let examples = Seeds.examples.map { $0.code.replacing(/epochs: [0-9]+/, with: "epochs: 1") + "\n" }
      return Fuzzing(
        seeds: (seeds + examples + Seeds.cells + charts + learning).map { Array($0.utf8) },
        words: Seeds.language + program.context.bindings.keys + [
          "stars", "price", "day", "moment", "flag", "title", "big", "user", "item",
        ]
      ) { bytes in
        guard let text = String(validating: bytes, as: UTF8.self) else { return }
        var copy = program
        copy.run(text)
      }
    }
  }

  /// Tables at an edge, models and an embedding.
  private static let setUp = """
    index plain u: user i: item
    derive plain big: stars text: if(flag, title, null)
    filter plain where: stars > 100 and stars < 100 as empty
    sample plain rows: 1 as one
    derive plain share: price / 1e308 as extreme
    select plain columns: [stars] as single
    index ratings u: user i: item
    index reviews user: customer_id item: product_id
    split reviews fraction: 0.3 as train, test
    train mean on: train target: star_rating features: [user, item] as constant
    train bias on: train target: star_rating features: [user, item] as model
    train fm on: train target: star_rating >= 5 features: [user, item] factors: 2 epochs: 2 as liked
    knn liked k: 3 as near
    embed reviews sequence: product_title by: customer_id dimensions: 4 epochs: 1 min-count: 1 as words

    """

  private static let charts = [
    "plot bar plain x: title\n", "plot bar plain x: day count-by: month\n", "plot histogram plain x: price\n",
    "plot histogram plain x: stars bins: 5\n",
    "plot line plain x: day y: stars\n", "plot scatter plain x: price y: stars color: flag\n",
    "plot scatter extreme x: share y: big\n",
    "plot heatmap plain x: title y: user\n", "plot box plain x: flag y: price\n",
    "plot histogram reviews x: review_date\n",
    "plot bar reviews x: star_rating color: vine\n",
    "plot scatter reviews x: helpful_votes y: total_votes facet: vine\n",
  ]

  private static let learning = [
    "evaluate model on: test\n", "predict liked on: test as scored\nhead scored\n", "recommend model user: 0\n",
    "recommend liked user: 1 top: 2\n", "similar words to: \"hollowmere\"\n", "tsne words perplexity: 2 as map\n",
    "confusion-matrix liked on: test\n",
    "overlap near with: near\n", "split ratings fraction: 0.5 as train, test\n",
    "join ratings with: gaps on: user as both\n",
    "quantile plain of: price at: [0, 0.5, 1]\n", "correlate plain columns: [stars, price]\n",
    "sort plain by: [day: descending, title]\n",
    "dedupe plain by: [user]\n", "rename plain stars: rating\n", "count plain by: [flag, user] as counts\n",
  ]
}
