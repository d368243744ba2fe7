import Diagnostics
import Languages
import MachineLearning
import Plotting
import Reports
import Tables

/// Counts a classifier's right and wrong answers of both kinds.
struct ConfusionMatrix: Step {
  static let model = TypedParameter("model", .model, "The classifier.")
  static let on = TypedParameter("on", .table, "The table with the truth.")

  static let signature = Signature(
    "confusion-matrix", group: .learning,
    summary: "Counts a classifier's right and wrong answers of both kinds.",
    details: [
      "Published under the model's name M: M.confusion.true-positives, M.confusion.false-positives, M.confusion.true-negatives, "
        + "M.confusion.false-negatives, M.confusion.accuracy, M.confusion.precision, M.confusion.recall, M.confusion.f1 and "
        + "M.confusion.always-yes, the accuracy of saying yes to everything."
    ],
    operands: [model], options: [on, Threshold.parameter],
    result: .optional("the four counts as a table"),
    publishesUnderOperand: true,
    examples: [Example("At one half", after: .models, "confusion-matrix liked on: test threshold: 0.5")])

  private static let counts = ["true-positives", "false-positives", "true-negatives", "false-negatives"]
  private static let ratios = ["accuracy", "precision", "recall", "f1", "always-yes"]

  private let applied: AppliedModel
  private let threshold: Double
  private let span: SourceSpan

  init(_ arguments: Arguments, _ context: CheckContext) throws {
    let model = try arguments[Self.model]
    let table = try arguments[Self.on]
    threshold = try arguments[Threshold.parameter]
    span = arguments.statement.span
    if model.type.task != .classification {
      throw Diagnostic(
        .notAClassifier, "a confusion matrix needs a classifier, and \"\(model.name)\" is a regressor", at: model.span,
        label: "predicts a number", help: ["train one with a condition: target: star_rating >= 5"])
    }
    applied = try AppliedModel(model, on: table, hasTruth: true, at: arguments.span(Self.on))
  }

  private var model: ModelArgument { applied.model }
  private var table: TableArgument { applied.table }

  var effect: Effect {
    Effect(
      outputs: [
        .table(Schema([.init("actual", .string), .init("predicted", .string), .init("count", .integer)]))
      ],
      reads: [table.id: .some(applied.reads)],
      values: Self.counts.map { ("\(model.name).confusion.\($0)", .integer) }
        + Self.ratios.map { ("\(model.name).confusion.\($0)", .decimal) })
  }

  func run(_ context: RunContext) throws -> Outcome<Details> {
    let (model, table) = try applied.values(context)
    let confusion = try learning(at: span, features: model.type.features.map(\.name)) {
      let predictions = try model.predictions(for: table, threads: context.threads)
      let truth = try TargetValues.of(model.target, table, context, at: span)
      return try ConfusionCounts(probabilities: predictions, labels: truth.map { $0 != 0 }, threshold: threshold)
    }
    let numbers = [
      confusion.truePositives, confusion.falsePositives, confusion.trueNegatives, confusion.falseNegatives,
    ]
    let shares = [
      confusion.accuracy, confusion.precision, confusion.recall, confusion.f1, confusion.alwaysYesAccuracy,
    ]
    var values: [String: Value] = [:]
    for (name, number) in zip(Self.counts, numbers) {
      values["\(self.model.name).confusion.\(name)"] = .integer(number)
    }
    for (name, share) in zip(Self.ratios, shares) { values["\(self.model.name).confusion.\(name)"] = Value(share) }
    let cells = Table([
      ("actual", Column(strings: ["yes", "yes", "no", "no"])),
      ("predicted", Column(strings: ["yes", "no", "yes", "no"])),
      (
        "count",
        Column(integers: [
          confusion.truePositives, confusion.falseNegatives, confusion.falsePositives, confusion.trueNegatives,
        ])
      ),
    ])
    return Outcome(
      outputs: [.table(cells)], values: values,
      remarks: UnknownRows.remarks(model, table, named: self.table.name))
  }

  func render(_ outcome: Outcome<Details>, _ context: RenderContext) -> [ReportBlock] {
    func number(_ path: String) -> Double? { outcome.values["\(model.name).confusion.\(path)"]?.number }
    let total = Self.counts.reduce(0) { $0 + (number($1) ?? 0) }
    let say = context.language
    guard total > 0 else {
      return .sentence(say, en: "The table has no rows, so there is nothing to count.", ja: "表に行がなく、数えるものがありません。")
    }
    let accuracy = number("accuracy").map { Phrase.percent($0, in: say) } ?? "—"
    let guess = number("always-yes").map { ClassificationReport.constantGuess(alwaysYes: $0, in: say) }
    var matrix = HeatmapSpec(
      rows: [say(en: "is yes", ja: "はい"), say(en: "is no", ja: "いいえ")],
      columns: [say(en: "predicted yes", ja: "はい"), say(en: "predicted no", ja: "いいえ")],
      values: [
        [number("true-positives") ?? 0, number("false-negatives") ?? 0],
        [number("false-positives") ?? 0, number("true-negatives") ?? 0],
      ])
    matrix.valueTitle = say(en: "rows", ja: "行数")
    let chart = Chart(
      matrix, titles: AxisTitles(x: say(en: "prediction", ja: "予測"), y: say(en: "truth", ja: "実際")),
      title: say(en: "Confusion matrix of \(model.name) on \(table.name)", ja: "\(table.name)での\(model.name)の混同行列"),
      label: context.label, size: context.size(width: 460, height: 300))
    let facts = Self.ratios.map { path -> Fact in
      let name = Self.title(of: path, in: say)
      let share = number(path).map { Phrase.percent($0, in: say) } ?? say(en: "undefined", ja: "未定義")
      return Fact(
        path == "always-yes" ? name : say(en: "\(name) of \(model.name)", ja: "\(model.name)の\(name)"), share)
    }
    return [
      .sentence(
        say,
        en: "\(code: model.name) is right in \(strong: accuracy) of "
          + "\(Int(total), "row")\(guess.map { "; " + $0 } ?? "").",
        ja: "\(code: model.name)の正解率は\(strong: accuracy)です（\(Int(total))行）。\(guess.map { $0 + "。" } ?? "")"),
      .figure(FigureBlock(charts: [chart], language: say)), .facts(facts),
    ]
  }

  private static func title(of ratio: String, in say: Language) -> String {
    switch ratio {
    case "accuracy": say(en: "accuracy", ja: "正解率")
    case "precision": say(en: "precision", ja: "適合率")
    case "recall": say(en: "recall", ja: "再現率")
    case "f1": say(en: "F1", ja: "F1")
    default: say(en: "always yes", ja: "常に「はい」")
    }
  }

  func highlights(_ outcome: Outcome<Details>, in say: Language) -> [Fact] {
    guard let accuracy = outcome.values["\(model.name).confusion.accuracy"]?.number else { return [] }
    let yes = outcome.values["\(model.name).confusion.always-yes"]?.number.map {
      let share = Phrase.percent($0, in: say)
      return say(en: "always yes: \(share)", ja: "常に「はい」：\(share)")
    }
    let name = say(en: "accuracy of \(model.name) on \(table.name)", ja: "\(table.name)での\(model.name)の正解率")
    return [Fact(name, Phrase.percent(accuracy, in: say), note: yes ?? "")]
  }
}

extension DiagnosticCode {
  static let notAClassifier = DiagnosticCode(
    "not-a-classifier",
    "A confusion matrix or a threshold is asked of a regressor, which predicts a number and not yes or no.")
}
