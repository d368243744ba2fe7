import Diagnostics
import Languages
import MachineLearning
import Reports
import Tables

/// Puts a whole table through a model into a file of lines.
struct Transform: Step {
  static let model = TypedParameter("model", .model, "The model.")
  static let to = TypedParameter("to", .path(.write), "The file to write, ending in \(TransformJob.ending).")
  static let on = TypedParameter("on", .table, otherwise: "none, with k:", "The table whose rows are predicted for.")
  static let k = TypedParameter(
    "k", .integer(1...100_000), otherwise: "no neighbours", "How many neighbours of every user.")
  static let metric = TypedParameter(
    "metric", .word, default: NeighborMetric.innerProduct, "What near means, with k:.")
  static let seen = TypedParameter(
    "seen", .boolean, default: true, "With k:, whether to list what a user has rated in training, too.")

  static let signature = Signature(
    "transform", group: .learning,
    summary:
      "Puts every row of a table through a model, or finds the neighbours of every user, into a file of JSON lines.",
    details: [
      "A line for each row, in order: {\"score\": 3.9}, and \"predicted_label\" 1 or 0 for a classifier. The numbers are those that "
        + "predict gives and an endpoint answers. With k: a line for each user: \"labels\", the numbers of the k nearest items, and "
        + "\"distances\", their scores, as knn finds them by exact search: what a user has rated in training is among them unless "
        + "seen: false leaves it out.",
      "Rows are done piece by piece, so that memory does not grow with them. The file appears whole or not at all. A run that was "
        + "stopped or killed goes on where it was when the same step is run again: lines that are there are kept, none comes twice. A "
        + "relative path starts at the folder of the outputs.",
    ],
    operands: [model], options: [to, on, Threshold.parameter, k, metric, seen],
    examples: [
      Example("A score for every row", after: .models, "transform model on: test to: \"scores.jsonl\""),
      Example("The neighbours of every user", after: .models, "transform liked k: 10 to: \"neighbours.jsonl\""),
      Example(
        "Only what users have not rated", after: .models,
        "transform liked k: 10 seen: false to: \"unseen.jsonl\""),
    ],
    revision: 2)

  private enum Job {
    case scores(AppliedModel, threshold: Double)
    case neighbors(count: Int, metric: NeighborMetric, includesSeen: Bool)
  }

  private let model: ModelArgument
  private let job: Job
  private let path: PathArgument
  private let span: SourceSpan
  private let pathSpan: SourceSpan

  init(_ arguments: Arguments, _ context: CheckContext) throws {
    model = try arguments[Self.model]
    let path = try arguments[Self.to]
    pathSpan = arguments.span(Self.to)
    span = arguments.statement.span
    if !path.text.hasSuffix(TransformJob.ending) {
      throw Diagnostic(
        .unknownEnding, "\"\(path.text)\" does not end in \(TransformJob.ending)", at: pathSpan,
        label: "unknown ending",
        help: ["transform writes lines of JSON; predict adds a column to a table, which save writes in other forms"])
    }
    self.path = path
    if let count = try arguments[Self.k] {
      job = try Self.neighbors(count, arguments, model)
    } else {
      job = try Self.scores(arguments, model)
    }
  }

  private static func scores(_ arguments: Arguments, _ model: ModelArgument) throws -> Job {
    guard let table = try arguments[Self.on] else {
      throw Diagnostic(
        .missingOption, "transform needs rows to put through the model", at: arguments.statement.span,
        label: "neither on: nor k:", help: ["name a table, on: test, or ask for every user's neighbours, k: 100"])
    }
    for option in [Self.metric, Self.seen] as [any DeclaredParameter] where arguments.isGiven(option) {
      throw Diagnostic(
        .conflictingOptions, "\(option.parameter.name): is for neighbours", at: arguments.span(option),
        label: "without k:",
        help: ["leave it out, or ask for neighbours with k:"])
    }
    try Threshold.require(arguments, fits: model)
    return .scores(
      try AppliedModel(model, on: table, at: arguments.span(Self.on)), threshold: try arguments[Threshold.parameter])
  }

  private static func neighbors(_ count: Int, _ arguments: Arguments, _ model: ModelArgument) throws -> Job {
    for option in [Self.on, Threshold.parameter] as [any DeclaredParameter] where arguments.isGiven(option) {
      throw Diagnostic(
        .conflictingOptions,
        "\(option.parameter.name): has no meaning with k:, which asks for the neighbours of every user",
        at: arguments.span(option), label: "leave it out", related: [SpanLabel(arguments.span(Self.k), "k: is here")])
    }
    _ = try ModelFaults.requireUsersAndItems(model, for: "transform with k:")
    try ModelFaults.requireFactors(model)
    return try .neighbors(count: count, metric: arguments[Self.metric], includesSeen: arguments[Self.seen])
  }

  var effect: Effect {
    guard case .scores(let applied, _) = job else { return Effect(writes: [path]) }
    return Effect(reads: [applied.table.id: .some(applied.reads)], writes: [path])
  }

  struct Details: OutcomeDetails { var lines: Int }

  func run(_ context: RunContext) throws -> Outcome<Details> {
    let model = try context.model(model)
    var remarks: [Localized] = []
    let (count, written) = try learning(at: span, features: model.type.features.map(\.name)) {
      try DataSource.placed(at: pathSpan, label: "written here") {
        let lines: TransformJob
        switch job {
        case .scores(let applied, let threshold):
          let table = try applied.values(context).table
          remarks = UnknownRows.remarks(model, table, named: applied.table.name)
          lines = .scores(of: model, on: table, threshold: threshold)
        case .neighbors(let count, let metric, let includesSeen):
          lines = try .neighbors(of: model, count: count, metric: metric, includesSeen: includesSeen)
        }
        return (
          lines.count,
          try lines.write(to: path.resolved, threads: context.threads, progress: context.progress)
        )
      }
    }
    var outcome = Outcome(
      details: Details(lines: count), remarks: remarks, filesWritten: [written.file])
    if let restart = written.restart {
      outcome.warnings = [
        Diagnostic(
          .begunAgain, "\"\(path.text)\" was begun again: \(restart)", at: pathSpan, label: "written here",
          severity: .warning)
      ]
    }
    return outcome
  }

  func render(_ outcome: Outcome<Details>, _ context: RenderContext) -> [ReportBlock] {
    let lines = outcome.details.lines
    switch job {
    case .scores:
      return .sentence(
        context.language,
        en: "\(strong: lines, "row") put through \(code: model.name), a line of JSON for each in "
          + "\(code: path.text).",
        ja: "\(strong: lines, counter: "行")を\(code: model.name)に通し、1行に1件のJSONとして\(code: path.text)に書き出しました。")
    case .neighbors(let count, _, let includesSeen):
      let kept = Phrase.integer(count)
      let rule: Sentence =
        includesSeen
        ? context.language(
          en: " What users have rated in training is among them; \(code: "seen: false") leaves it out.",
          ja: "訓練データで評価済みのものも含みます（\(code: "seen: false")で除けます）。")
        : context.language(
          en: " What users have rated in training is left out.", ja: "訓練データで評価済みのものは除きました。")
      let sentence: Sentence = context.language(
        en: "The \(strong: kept) nearest items of \(strong: lines, "user") by \(code: model.name), a line of "
          + "labels and distances for each in \(code: path.text).",
        ja: "\(code: model.name)で\(strong: "ユーザー\(Phrase.integer(lines))人")それぞれに最も近い\(strong: "\(kept)件")を求め、"
          + "1人1行で\(code: "labels")と\(code: "distances")を\(code: path.text)に書き出しました。")
      return .sentence(sentence + rule)
    }
  }
}

extension DiagnosticCode {
  static let begunAgain = DiagnosticCode(
    "begun-again",
    "A transform that was stopped earlier could not be gone on with: the lines that it had left are of another job, or were changed "
      + "since. They were thrown away, and the whole file was written anew.")
}
