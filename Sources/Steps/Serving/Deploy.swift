import Diagnostics
import Endpoints
import Languages
import MachineLearning
import Reports
import Tables

/// Asks a model as an endpoint is asked, and shows request and answer.
struct Deploy: Step {
  static let model = TypedParameter("model", .model, "The model that answers.")
  static let on = TypedParameter("on", .table, otherwise: "keys:", "The table whose first rows are asked about.")
  static let rows = TypedParameter("rows", .integer(1...20), default: 1, "How many rows, with on:.")
  static let keys = TypedParameter(
    "keys", .integers(0...Int(Int32.max), repeats: .refused), default: [], words: "on:",
    "Columns of one row that are not zero, from 0.")
  static let values = TypedParameter(
    "values", .decimals(-1e15...1e15, repeats: .counted), otherwise: "1 for each key", "What is in these columns.")
  static let shape = TypedParameter(
    "shape", .integer(1...Int(Int32.max)), otherwise: "the model's columns", "How many columns there are.")
  static let format = TypedParameter("format", .word, default: Format.json, "How the request is written.")

  /// What the forms of a request are called in notebooks.
  enum Format: String, CaseIterable, Sendable {
    case json, jsonlines

    var payload: PayloadFormat {
      switch self {
      case .json: .json
      case .jsonlines: .jsonlines
      }
    }
  }

  static let signature = Signature(
    "deploy", group: .learning,
    summary: "Names an endpoint that answers with a model, and shows one request with its answer.",
    details: [
      "The request is what a client sends to POST /endpoints/NAME/invocations: keys, the columns that are not zero; values, what is "
        + "in them; shape, how many columns there are. The columns are those that export writes to a .rec: the values of index columns "
        + "side by side in the order of the features, each number in one of its own. It comes from the first rows: of a table, or from keys: and values: by hand.",
      "The answer is computed here by the code that matinee serve runs, so a report needs no server, and nothing has to be deleted "
        + "afterwards. It has the scores that predict gives, and of a classifier predicted_label, 1 or 0. The result is a table with a "
        + "row for each answer; published under the endpoint's name E are E.score, the first score, and E.width, the columns.",
    ],
    operands: [model], options: [on, rows, keys, values, shape, format, Threshold.parameter],
    result: .required(["endpoint"]),
    examples: [
      Example("The first test row", after: .models, "deploy model on: test as stars"),
      Example(
        "Two rows, a line each, asked of a classifier", after: .models,
        "deploy liked on: test rows: 2 format: jsonlines as five-stars"),
      Example(
        "A request by hand", after: .models,
        "deploy model keys: [20, 120] values: [1, 1] as stars\nexpect stars.score > 0"),
    ])

  private let model: ModelArgument
  /// nil for a request that is written by hand.
  private let applied: AppliedModel?
  private let rowCount: Int
  private let keys: [Int]
  private let values: [Double]
  private let shape: Int?
  private let format: PayloadFormat
  private let threshold: Double
  private let name: String
  private let span: SourceSpan
  private let requestSpan: SourceSpan

  init(_ arguments: Arguments, _ context: CheckContext) throws {
    model = try arguments[Self.model]
    let table = try arguments[Self.on]
    rowCount = try arguments[Self.rows]
    keys = try arguments[Self.keys]
    values = try arguments[Self.values] ?? keys.map { _ in 1 }
    shape = try arguments[Self.shape]
    format = try arguments[Self.format].payload
    threshold = try arguments[Threshold.parameter]
    name = arguments.statement.bindings.first?.text ?? "endpoint"
    span = arguments.statement.span
    requestSpan = table == nil ? arguments.span(Self.keys) : arguments.span(Self.on)
    try Threshold.require(arguments, fits: model)
    if let table {
      for option in [Self.keys, Self.values, Self.shape] as [any DeclaredParameter] where arguments.isGiven(option) {
        throw Diagnostic(
          .conflictingOptions,
          "\(option.parameter.name): writes the request by hand, and on: takes it from \(table.name)",
          at: arguments.span(option), label: "leave one of them out",
          related: [SpanLabel(arguments.span(Self.on), "on: is here")])
      }
      applied = try AppliedModel(model, on: table, at: arguments.span(Self.on))
      return
    }
    applied = nil
    if !arguments.isGiven(Self.keys) {
      throw Diagnostic(
        .missingOption, "deploy needs a request to show", at: span, label: "neither on: nor keys:",
        help: ["take it from a table, on: test, or write it, keys: [20, 120] values: [1, 1]"])
    } else if arguments.isGiven(Self.rows) {
      throw Diagnostic(
        .conflictingOptions, "rows: counts rows of a table, and keys: writes one row by hand",
        at: arguments.span(Self.rows), label: "leave it out")
    }
  }

  var effect: Effect {
    var fields = [Schema.Field("score", .decimal)]
    if model.type.task == .classification { fields.append(Schema.Field("predicted_label", .integer)) }
    return Effect(
      outputs: [.table(Schema(fields))],
      reads: applied.map { [$0.table.id: .some($0.reads)] } ?? [:],
      values: [("\(name).score", .decimal), ("\(name).width", .integer)])
  }

  struct Details: OutcomeDetails {
    var request: String
    var answer: String
    var rows: Int
    var width: Int
    /// That of the first row.
    var score: Double?
  }

  func run(_ context: RunContext) throws -> Outcome<Details> {
    let model = try context.model(model)
    let scoring = model.scoring(threshold: threshold)
    let endpoint = Endpoint(name, .scores(scoring))
    let rows = try applied.map { try firstRows($0, context) } ?? [(keys, values)]
    let request = RequestText.body(rows, shape: shape ?? endpoint.width, format)
    let answer: EndpointAnswer
    let scores: [Double]
    do throws(RequestFault) {
      (answer, scores) = try Self.ask(endpoint, scoring, request, format)
    } catch {
      throw Diagnostic(
        .requestRefused, "the endpoint refuses the request: \(error.message)", at: requestSpan,
        label: "asked for here", notes: ["its columns are \(scoring.layout)"],
        help: error.advice.isEmpty ? [] : [error.advice])
    }
    var columns: [(String, Column)] = [("score", Column(decimals: scores))]
    if let threshold = scoring.threshold {
      columns.append(("predicted_label", Column(integers: scores.map { $0 >= threshold ? 1 : 0 })))
    }
    return Outcome(
      outputs: [.table(Table(columns, rowCount: scores.count))],
      values: ["\(name).score": Value(scores.first), "\(name).width": .integer(endpoint.width)],
      details: Details(
        request: RequestText.request(endpoint.name, format, body: request), answer: RequestText.answer(answer),
        rows: scores.count, width: endpoint.width, score: Value(scores.first).number))
  }

  private static func ask(
    _ endpoint: Endpoint, _ model: ScoringModel, _ request: [UInt8], _ format: PayloadFormat
  ) throws(RequestFault) -> (EndpointAnswer, [Double]) {
    // The library's closure does not throw typed.
    let result = request.withUnsafeBytes { body -> Result<(EndpointAnswer, [Double]), RequestFault> in
      do throws(RequestFault) {
        let answer = try endpoint.answer(body, contentType: format.rawValue, accept: format.rawValue)
        return .success((answer, try model.scores(try endpoint.read(body, format), threads: 1)))
      } catch {
        return .failure(error)
      }
    }
    return try result.get()
  }

  /// Keys and values of the table's first rows.
  private func firstRows(
    _ applied: AppliedModel, _ context: RunContext
  ) throws -> [(keys: [Int], values: [Double])] {
    let (model, table) = try applied.values(context)
    let first = table.slicing(0..<min(rowCount, table.rowCount))
    if first.rowCount == 0 {
      throw Diagnostic(
        .notEnoughRows, "\(applied.table.name) has no row to ask about", at: requestSpan, label: "empty"
      )
    }
    let features = try learning(at: span, features: model.type.features.map(\.name)) { try model.rows(of: first) }
    return (0..<features.count).map { row in
      var (keys, values, offset): ([Int], [Double], Int) = ([], [], 0)
      for column in features.columns {
        column.forEachEntry(of: row) { feature, value in
          if value != 0 {
            keys.append(offset + feature)
            values.append(value)
          }
        }
        offset += column.width
      }
      return (keys, values)
    }
  }

  func render(_ outcome: Outcome<Details>, _ context: RenderContext) -> [ReportBlock] {
    let say = context.language
    let (rows, width) = (outcome.details.rows, Phrase.integer(outcome.details.width))
    let score = Phrase.number(outcome.details.score ?? .nan, decimals: 3)
    return [
      .sentence(
        say,
        en: "The endpoint \(code: name) answers with \(code: model.name). Asked about \(strong: rows, "row") of "
          + "\(width) columns, it says \(strong: score)\(rows == 1 ? "." : " of the first.")",
        ja: "エンドポイント\(code: name)は\(code: model.name)で答えます。\(width)列の特徴量を\(strong: rows, counter: "行")送ると、"
          + "\(rows == 1 ? "答えは" : "最初の行の答えは")\(strong: score)です。"),
      .code(outcome.details.request, title: say(en: "Request", ja: "リクエスト")),
      .code(outcome.details.answer, title: say(en: "Answer", ja: "レスポンス")),
    ]
  }

  func highlights(_ outcome: Outcome<Details>, in say: Language) -> [Fact] {
    guard let score = outcome.details.score else { return [] }
    return [
      Fact(
        say(en: "answer of the endpoint \(name)", ja: "エンドポイント\(name)の答え"), Phrase.number(score, decimals: 3),
        note: say(en: "by \(model.name)", ja: "\(model.name)による"))
    ]
  }
}

extension DiagnosticCode {
  static let requestRefused = DiagnosticCode(
    "request-refused",
    "A request that deploy is to show is one that the endpoint does not answer: a key beyond the model's columns, another shape, or a "
      + "number of values that is not that of the keys. A server would answer it with status 400 and the same sentence."
  )
}
