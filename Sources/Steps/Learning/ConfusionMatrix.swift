import Diagnostics
import MachineLearning
import Plotting
import Reports
import Tables

/// Counts a classifier's right and wrong answers of both kinds.
struct ConfusionMatrix: Step {
  static let signature = Signature(
    "confusion-matrix", group: .learning,
    summary: "Counts a classifier's right and wrong answers of both kinds.",
    details: [
      "Published under the model's name M: M.confusion.true-positives, M.confusion.false-positives, M.confusion.true-negatives, "
        + "M.confusion.false-negatives, M.confusion.accuracy, M.confusion.precision, M.confusion.recall, M.confusion.f1 and "
        + "M.confusion.always-yes, the accuracy of saying yes to everything."
    ],
    operands: [.required("model", .model, "The classifier.")],
    options: [
      .required("on", .table, "The table with the truth."),
      .optional("threshold", .decimal(0...1), otherwise: "0.5", "Least probability that counts as yes."),
    ],
    result: .optional("the four counts as a table"),
    examples: [Example("At one half", after: .models, "confusion-matrix liked on: test threshold: 0.5")])

  private static let counts = ["true-positives", "false-positives", "true-negatives", "false-negatives"]
  private static let ratios = ["accuracy", "precision", "recall", "f1", "always-yes"]

  private let model: ModelArgument
  private let table: TableArgument
  private let threshold: Double
  private let span: SourceSpan

  init(_ arguments: Arguments, _ context: CheckContext) throws {
    model = try arguments.model()
    table = try arguments.table("on")
    threshold = arguments.decimal("threshold") ?? 0.5
    span = arguments.statement.span
    if model.type.task != .classification {
      throw Diagnostic(
        .notAClassifier, "a confusion matrix needs a classifier, and \"\(model.name)\" is a regressor", at: model.span,
        label: "predicts a number", help: ["train one with a condition: target: star_rating >= 5"])
    }
    try ModelFaults.require(
      model.type.features + model.type.targetColumns, in: table, for: model, at: arguments.span("on"))
  }

  var effect: Effect {
    Effect(
      outputs: [
        .table(Schema([.init("actual", .string), .init("predicted", .string), .init("count", .integer)]))
      ],
      reads: [table.id: .some(Set((model.type.features + model.type.targetColumns).map(\.name)))],
      values: Self.counts.map { ("\(model.name).confusion.\($0)", .integer) }
        + Self.ratios.map { ("\(model.name).confusion.\($0)", .decimal) })
  }

  func run(_ context: RunContext) throws -> Outcome {
    let table = try context.table(table)
    let model = try context.model(model)
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
    return Outcome(outputs: [.table(cells)], values: values)
  }

  func render(_ outcome: Outcome, _ context: RenderContext) -> [ReportBlock] {
    func number(_ path: String) -> Double? { outcome.values["\(model.name).confusion.\(path)"]?.number }
    let total = Self.counts.reduce(0) { $0 + (number($1) ?? 0) }
    guard total > 0 else { return [.sentence(["The table has no rows, so there is nothing to count."])] }
    let accuracy = number("accuracy").map { Phrase.percent($0) } ?? "—"
    let guess = number("always-yes").map { "; " + ClassificationReport.constantGuess(alwaysYes: $0) } ?? ""
    let chart = Chart.heatmap(
      rows: ["is yes", "is no"], columns: ["predicted yes", "predicted no"],
      values: [
        [number("true-positives") ?? 0, number("false-negatives") ?? 0],
        [number("false-positives") ?? 0, number("true-negatives") ?? 0],
      ], title: "Confusion matrix of \(model.name) on \(table.name)", xTitle: "prediction", yTitle: "truth",
      valueTitle: "rows", label: context.label, size: context.size(width: 460, height: 300))
    let facts = Self.ratios.map { path -> Fact in
      let name = path == "f1" ? "F1" : path.replacing("-", with: " ")
      let share = number(path).map { Phrase.percent($0) } ?? "undefined"
      return Fact(path == "always-yes" ? name : "\(name) of \(model.name)", share)
    }
    return [
      .sentence([
        .code(model.name), " is right in ", .strong(accuracy),
        .text(" of \(Phrase.count(Int(total), "row"))\(guess)."),
      ]), .figure(FigureBlock(charts: [chart])), .facts(facts),
    ]
  }

  func highlights(_ outcome: Outcome) -> [Fact] {
    guard let accuracy = outcome.values["\(model.name).confusion.accuracy"]?.number else { return [] }
    let yes = outcome.values["\(model.name).confusion.always-yes"]?.number.map { "always yes: \(Phrase.percent($0))" }
    return [Fact("accuracy of \(model.name) on \(table.name)", Phrase.percent(accuracy), note: yes ?? "")]
  }
}

extension DiagnosticCode {
  static let notAClassifier = DiagnosticCode(
    "not-a-classifier",
    "A confusion matrix or a threshold is asked of a regressor, which predicts a number and not yes or no.")
}
