import MachineLearning
import Reports
import Tables

/// Errors of a regressor, beside the naive guess.
enum RegressionReport {
  static let paths = [
    "rows", "mse", "rmse", "mae", "naive-mse", "naive-rmse", "naive-mae", "least", "greatest", "truth-least",
    "truth-greatest",
  ]

  static func values(_ predictions: [Double], _ truth: [Double], naive: Double, threads: Int) throws -> [(
    String, Value
  )] {
    let model = try RegressionMetrics(predictions: predictions, targets: truth, threads: threads)
    let guess = [Double](repeating: naive, count: truth.count)
    let base = try RegressionMetrics(predictions: guess, targets: truth, threads: threads)
    return [
      ("rows", .integer(truth.count)), ("mse", Value(model.mse)), ("rmse", Value(model.rmse)),
      ("mae", Value(model.mae)),
      ("naive-mse", Value(base.mse)), ("naive-rmse", Value(base.rmse)), ("naive-mae", Value(base.mae)),
      ("least", Value(model.predictions?.least)), ("greatest", Value(model.predictions?.greatest)),
      ("truth-least", Value(model.targets?.least)), ("truth-greatest", Value(model.targets?.greatest)),
    ]
  }

  static func blocks(_ model: String, _ tables: [String], _ value: (Int, String) -> Double?) -> [ReportBlock] {
    var blocks: [ReportBlock] = []
    let last = tables.count - 1
    if let mse = value(last, "mse"), let naive = value(last, "naive-mse"), naive > 0 {
      let change = (naive - mse) / naive
      blocks.append(
        .sentence([
          "On \(tables[last]), the mean squared error of ", .code(model), " is ",
          .strong(Phrase.number(mse, decimals: 4)),
          .text(", \(Phrase.percent(abs(change))) \(change >= 0 ? "under" : "above") the naive guess's "),
          .text("\(Phrase.number(naive, decimals: 4))."),
        ]))
    }
    let rows: [MetricTable.Row] = [
      ("mean squared error", "mse", "naive-mse"), ("root mean squared error", "rmse", "naive-rmse"),
      ("mean absolute error", "mae", "naive-mae"), ("least prediction", "least", nil),
      ("greatest prediction", "greatest", nil), ("least true value", "truth-least", nil),
      ("greatest true value", "truth-greatest", nil),
    ]
    return blocks + [MetricTable.block(rows, of: model, on: tables, beside: "naive guess", value)]
  }
}

/// How well a classifier tells yes from no, beside saying yes to everything.
enum ClassificationReport {
  static let paths = [
    "rows", "accuracy", "precision", "recall", "f1", "auc", "log-loss", "always-yes", "yes-share", "least", "greatest",
  ]

  static func values(_ predictions: [Double], _ truth: [Double], threshold: Double, threads: Int) throws -> [(
    String, Value
  )] {
    let metrics = try ClassificationMetrics(
      probabilities: predictions, labels: truth.map { $0 != 0 }, threshold: threshold, threads: threads)
    let counts = metrics.confusion
    let share = counts.count > 0 ? Double(counts.positives) / Double(counts.count) : nil
    return [
      ("rows", .integer(truth.count)), ("accuracy", Value(counts.accuracy)), ("precision", Value(counts.precision)),
      ("recall", Value(counts.recall)), ("f1", Value(counts.f1)), ("auc", Value(metrics.auc)),
      ("log-loss", Value(metrics.logLoss)), ("always-yes", Value(counts.alwaysYesAccuracy)),
      ("yes-share", Value(share)),
      ("least", Value(metrics.predictions?.least)), ("greatest", Value(metrics.predictions?.greatest)),
    ]
  }

  /// The better of the two answers that do not look at the row.
  static func constantGuess(alwaysYes: Double) -> String {
    let (answer, share) = alwaysYes < 0.5 ? ("no", 1 - alwaysYes) : ("yes", alwaysYes)
    return "saying \(answer) to everything is right in \(Phrase.percent(share))"
  }

  static func blocks(_ model: String, _ tables: [String], _ value: (Int, String) -> Double?) -> [ReportBlock] {
    var blocks: [ReportBlock] = []
    let last = tables.count - 1
    if let accuracy = value(last, "accuracy"), let yes = value(last, "always-yes") {
      blocks.append(
        .sentence([
          "On \(tables[last]), ", .code(model), " is right in ", .strong(Phrase.percent(accuracy)),
          " of the rows; \(constantGuess(alwaysYes: yes)).",
        ]))
    }
    let rows: [MetricTable.Row] = [
      ("accuracy", "accuracy", "always-yes"), ("precision", "precision", "always-yes"), ("recall", "recall", nil),
      ("F1", "f1", nil), ("area under the ROC curve", "auc", nil), ("log loss", "log-loss", nil),
      ("least probability", "least", nil), ("greatest probability", "greatest", nil),
    ]
    return blocks + [MetricTable.block(rows, of: model, on: tables, beside: "always yes", value)]
  }
}

/// A model's metrics on some tables, each beside the same of a simple rule.
enum MetricTable {
  /// What the reader sees, the path of the model's value, and that of the rule's where it has one.
  typealias Row = (title: String, path: String, rule: String?)
  /// Paths whose values are shares, which read best as per cent; extremes need no more digits than tell them.
  private static let shares: Set<String> = ["accuracy", "precision", "recall", "f1", "always-yes"]
  private static let extremes: Set<String> = ["least", "greatest", "truth-least", "truth-greatest"]

  static func block(
    _ rows: [Row], of model: String, on tables: [String], beside rule: String, _ value: (Int, String) -> Double?
  ) -> ReportBlock {
    var columns = [TableBlock.Column("", isNumeric: false)]
    for table in tables {
      columns.append(TableBlock.Column("\(model) on \(table)", isNumeric: true))
      columns.append(TableBlock.Column(rule, isNumeric: true))
    }
    func entry(_ number: Double?, as path: String, otherwise: TableBlock.Entry) -> TableBlock.Entry {
      guard let number else { return otherwise }
      if shares.contains(path) { return .text(Phrase.percent(number)) }
      return .text(extremes.contains(path) ? Phrase.number(number) : Phrase.number(number, decimals: 4))
    }
    let entries = rows.map { row -> [TableBlock.Entry] in
      tables.indices.reduce([.text(row.title)]) { entries, table in
        entries + [
          entry(value(table, row.path), as: row.path, otherwise: .null),
          entry(row.rule.flatMap { value(table, $0) }, as: row.path, otherwise: .text("")),
        ]
      }
    }
    let counts = tables.indices.map { "\(tables[$0]): \(Phrase.count(Int(value($0, "rows") ?? 0), "row"))" }
    return .table(
      TableBlock(columns: columns, rows: entries, hasRowHeaders: true, footnote: counts.joined(separator: "; ")))
  }
}

extension Value {
  /// A number, or null when there is none or it is not finite.
  init(_ number: Double?) {
    self = number.flatMap { $0.isFinite ? .decimal($0) : nil } ?? .null
  }
}
