import Languages
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

  static func blocks(
    _ model: String, _ tables: [String], _ role: NumberRole, _ say: Language, _ value: (Int, String) -> Double?
  ) -> [ReportBlock] {
    var blocks: [ReportBlock] = []
    let last = tables.count - 1
    if let mse = value(last, "mse"), let naive = value(last, "naive-mse"), naive > 0 {
      let change = (naive - mse) / naive
      let (error, guess) = (Phrase.number(mse, decimals: 4), Phrase.number(naive, decimals: 4))
      let difference = Phrase.percent(abs(change), in: say)
      blocks.append(
        .sentence(
          say,
          en: "On \(tables[last]), the mean squared error of \(code: model) is \(strong: error), \(difference) "
            + "\(change >= 0 ? "under" : "above") the naive guess's \(guess).",
          ja: "\(tables[last])での\(code: model)の平均二乗誤差は\(strong: error)で、"
            + "素朴な予測の\(guess)を\(difference)\(change >= 0 ? "下回ります" : "上回ります")。"))
    }
    let rows: [MetricTable.Row] = [
      (say(en: "mean squared error", ja: "平均二乗誤差"), "mse", "naive-mse"),
      (say(en: "root mean squared error", ja: "平均二乗誤差の平方根"), "rmse", "naive-rmse"),
      (say(en: "mean absolute error", ja: "平均絶対誤差"), "mae", "naive-mae"),
      (say(en: "least prediction", ja: "予測の最小値"), "least", nil),
      (say(en: "greatest prediction", ja: "予測の最大値"), "greatest", nil),
      (say(en: "least true value", ja: "実際の最小値"), "truth-least", nil),
      (say(en: "greatest true value", ja: "実際の最大値"), "truth-greatest", nil),
    ]
    let rule = say(en: "naive guess", ja: "素朴な予測")
    return blocks + [MetricTable.block(rows, of: model, on: tables, beside: rule, as: role, say, value)]
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
  static func constantGuess(alwaysYes: Double, in say: Language) -> String {
    let isYes = alwaysYes >= 0.5
    let share = Phrase.percent(isYes ? alwaysYes : 1 - alwaysYes, in: say)
    return say(
      en: "saying \(isYes ? "yes" : "no") to everything is right in \(share)",
      ja: "すべてに「\(isYes ? "はい" : "いいえ")」と答えるだけでも正解率は\(share)です")
  }

  static func blocks(
    _ model: String, _ tables: [String], _ say: Language, _ value: (Int, String) -> Double?
  ) -> [ReportBlock] {
    var blocks: [ReportBlock] = []
    let last = tables.count - 1
    if let accuracy = value(last, "accuracy"), let yes = value(last, "always-yes") {
      let guess = constantGuess(alwaysYes: yes, in: say)
      let share = Phrase.percent(accuracy, in: say)
      blocks.append(
        .sentence(
          say, en: "On \(tables[last]), \(code: model) is right in \(strong: share) of the rows; \(guess).",
          ja: "\(tables[last])での\(code: model)の正解率は\(strong: share)です。\(guess)。"))
    }
    let rows: [MetricTable.Row] = [
      (say(en: "accuracy", ja: "正解率"), "accuracy", "always-yes"),
      (say(en: "precision", ja: "適合率"), "precision", "always-yes"), (say(en: "recall", ja: "再現率"), "recall", nil),
      ("F1", "f1", nil), (say(en: "area under the ROC curve", ja: "ROC曲線の下の面積"), "auc", nil),
      (say(en: "log loss", ja: "対数損失"), "log-loss", nil),
      (say(en: "least probability", ja: "確率の最小値"), "least", nil),
      (say(en: "greatest probability", ja: "確率の最大値"), "greatest", nil),
    ]
    let rule = say(en: "always yes", ja: "常に「はい」")
    return blocks + [MetricTable.block(rows, of: model, on: tables, beside: rule, say, value)]
  }
}

/// A model's metrics on some tables, each beside the same of a simple rule.
enum MetricTable {
  /// What the reader sees, the path of the model's value, and that of the rule's where it has one.
  typealias Row = (title: String, path: String, rule: String?)
  /// Paths whose values are shares, which read best as per cent; extremes need no more digits than tell them.
  private static let shares: Set<String> = ["accuracy", "precision", "recall", "f1", "always-yes"]
  private static let extremes: Set<String> = ["least", "greatest", "truth-least", "truth-greatest"]

  /// - Parameter role: what the numbers of the target are, and so the extremes.
  static func block(
    _ rows: [Row], of model: String, on tables: [String], beside rule: String, as role: NumberRole = .quantity,
    _ say: Language, _ value: (Int, String) -> Double?
  ) -> ReportBlock {
    var columns = [TableBlock.Column("", isNumeric: false)]
    for table in tables {
      columns.append(TableBlock.Column(say(en: "\(model) on \(table)", ja: "\(table)での\(model)"), isNumeric: true))
      columns.append(TableBlock.Column(rule, isNumeric: true))
    }
    func entry(_ number: Double?, as path: String, otherwise: TableBlock.Entry) -> TableBlock.Entry {
      guard let number else { return otherwise }
      if shares.contains(path) { return .text(Phrase.percent(number, in: say)) }
      return .text(extremes.contains(path) ? Phrase.number(number, role: role) : Phrase.number(number, decimals: 4))
    }
    let entries = rows.map { row -> [TableBlock.Entry] in
      tables.indices.reduce([.text(row.title)]) { entries, table in
        entries + [
          entry(value(table, row.path), as: row.path, otherwise: .null),
          entry(row.rule.flatMap { value(table, $0) }, as: row.path, otherwise: .text("")),
        ]
      }
    }
    let counts = tables.indices.map { table -> String in
      let count = Int(value(table, "rows") ?? 0)
      return say(
        en: "\(tables[table]): \(Phrase.count(count, "row"))", ja: "\(tables[table])は\(Phrase.integer(count))行")
    }
    return .table(
      TableBlock(
        columns: columns, rows: entries, hasRowHeaders: true,
        footnote: counts.joined(separator: say(en: "; ", ja: "、"))))
  }
}

extension Value {
  /// A number, or null when there is none or it is not finite.
  init(_ number: Double?) {
    self = number.flatMap { $0.isFinite ? .decimal($0) : nil } ?? .null
  }
}
