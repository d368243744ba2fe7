import Diagnostics
import Languages
import MachineLearning
import Plotting
import Reports
import Tables

/// Measures a model against the truth and against the naive guess.
struct Evaluate: Step {
  static let model = TypedParameter("model", .model, "The model to measure.")
  static let on = TypedParameter("on", .tables(repeats: .refused), "The table, or a list of tables, with the truth.")

  static let signature = Signature(
    "evaluate", group: .learning,
    summary: "Measures a model on one or more tables, beside the naive guess.",
    details: [
      "Regression: mean squared error, its root, mean absolute error, and the same of the naive guess (the mean of the training "
        + "target). Classification: accuracy, precision, recall and F1 at threshold:, area under the ROC curve, log loss, and the "
        + "accuracy of always saying yes. What is undefined, such as the precision of a model that never says yes, is missing "
        + "and not 0.",
      "Published for every table T, under the model's name M: M.T.rows, M.T.least, M.T.greatest, and M.T.mse, M.T.rmse, M.T.mae, "
        + "M.T.naive-mse, M.T.naive-rmse, M.T.naive-mae, or M.T.accuracy, M.T.precision, M.T.recall, M.T.f1, M.T.auc, M.T.log-loss, "
        + "M.T.always-yes, M.T.yes-share.",
      "With at:, the lists that the model would show are measured, too: for each user of the table, the first k candidates by "
        + "prediction. Candidates are all items but those that the user has seen: those of the user's training rows, or of the "
        + "rows of the table that seen: names, which is wanted when rows were added to the training table as negatives; seen: none "
        + "leaves nothing out. A model of draws ranks by the mean score. Relevant are the candidates of the user's rows in the table: those "
        + "where a classifier's condition holds, or where a regressor's target is at least relevant-from:. A user without any "
        + "counts in no mean; the report says how many there are and why.",
      "Equal predictions have no order: each metric is its mean over all orders of them (McSherry & Najork 2008), so that it does "
        + "not depend on how items are numbered.",
      "Precision is the relevant share of the k places; recall the share of the relevant that are in them; NDCG the sum of "
        + "1 / log2(place + 1) over relevant places, divided by that of the best possible list; MAP the mean of the precisions at "
        + "relevant places, the sum divided by the lesser of k and the number of relevant items; the hit rate the share of users "
        + "with a relevant item among the k. Beside each stands the same of a list of the items with most training rows. Published: "
        + "M.T.ranked-users, M.T.users-without-relevant, M.T.users-all-seen (users left out, by the reason), M.T.relevant-seen and M.T.relevant-unknown (relevant "
        + "rows that are no candidates) and, for every k such as 10, M.T.precision-at10, M.T.recall-at10, M.T.ndcg-at10, M.T.map-at10, "
        + "M.T.hit-rate-at10, and M.T.popular-precision-at10 and so on.",
    ],
    operands: [model],
    options: [
      on, Threshold.parameter, PredictionClipping.parameter, RankingReport.at, RankingReport.relevantFrom,
      RankingReport.seen,
    ],
    publishesUnderOperand: true,
    examples: [
      Example("Training rows beside test rows", after: .models, "evaluate model on: [train, test]"),
      Example("A classifier", after: .models, "evaluate liked on: test threshold: 0.5"),
      Example("Lists of recommendations", after: .models, "evaluate model on: test at: [5, 10] relevant-from: 4"),
      Example(
        "What counts as seen", after: .models,
        "filter train where: star_rating >= 3 as watched\nevaluate model on: test at: 10 seen: watched"),
    ],
    revision: 2)

  private let model: ModelArgument
  private let threshold: Double
  private let clips: Bool
  private let ranking: RankingReport?
  /// The model on each table, in their order.
  private let applied: [AppliedModel]
  private let span: SourceSpan

  init(_ arguments: Arguments, _ context: CheckContext) throws {
    model = try arguments[Self.model]
    threshold = try arguments[Threshold.parameter]
    span = arguments.statement.span
    clips = try PredictionClipping.isAsked(arguments, of: model)
    ranking = try RankingReport(arguments, model)
    let (argument, place) = (model, arguments.span(Self.on))
    applied = try arguments[Self.on].map { try AppliedModel(argument, on: $0, hasTruth: true, at: place) }
    try Threshold.require(arguments, fits: model, advice: Threshold.training)
  }

  private var tables: [TableArgument] { applied.map(\.table) }

  var effect: Effect {
    var effect = Effect()
    for applied in applied {
      let table = applied.table
      effect.reads[table.id] = .some(applied.reads)
      let paths =
        (model.type.task == .regression ? RegressionReport.paths : ClassificationReport.paths) + (ranking?.paths ?? [])
      effect.values += paths.map {
        ("\(model.name).\(table.name).\($0)", $0 == "rows" || RankingReport.counts.contains($0) ? .integer : .decimal)
      }
    }
    if let (seen, keys) = ranking?.seenTable {
      let columns = keys.union([model.type.user, model.type.item].compactMap { $0 })
      if case .some(let read)? = effect.reads[seen.id] {
        effect.reads[seen.id] = .some(read.union(columns))
      } else {
        effect.reads[seen.id] = .some(columns)
      }
    }
    return effect
  }

  struct Details: OutcomeDetails {
    /// For the last table.
    var predictions: Tables.Column
  }

  func run(_ context: RunContext) throws -> Outcome<Details> {
    var outcome = Outcome(details: Details(predictions: Column(decimals: [Double]())))
    var basis: RankingReport.Basis?
    for applied in applied {
      if context.progress.isCancelled() { throw Cancelled() }
      let argument = applied.table
      let (model, table) = try applied.values(context)
      outcome.remarks += UnknownRows.remarks(model, table, named: argument.name)
      try learning(at: span, features: model.type.features.map(\.name)) {
        let predictions = try model.predictions(for: table, clipped: clips, threads: context.threads)
        let truth = try TargetValues.of(model.target, table, context, at: span)
        let values =
          model.type.task == .regression
          ? try RegressionReport.values(predictions, truth, naive: model.naiveGuess, threads: context.threads)
          : try ClassificationReport.values(predictions, truth, threshold: threshold, threads: context.threads)
        var ranked: [(String, Value)] = []
        if let ranking {
          let known = try basis ?? ranking.basis(model, context)
          basis = known
          ranked = try ranking.values(model, known, table, truth, context)
        }
        outcome.remarks += ranking?.remarks(argument, ranked) ?? []
        for (path, value) in values + ranked { outcome.values["\(self.model.name).\(argument.name).\(path)"] = value }
        outcome.details.predictions = Column(decimals: predictions)
      }
    }
    return outcome
  }

  func render(_ outcome: Outcome<Details>, _ context: RenderContext) -> [ReportBlock] {
    func value(_ table: TableArgument, _ path: String) -> Double? {
      outcome.values["\(model.name).\(table.name).\(path)"]?.number
    }
    let say = context.language
    let report =
      model.type.task == .regression
      ? RegressionReport.blocks(model.name, tables.map(\.name), model.type.targetRole, say) { value(tables[$0], $1) }
      : ClassificationReport.blocks(model.name, tables.map(\.name), say) { value(tables[$0], $1) }
    let lists = ranking?.blocks(model.name, tables.map(\.name), say) { value(tables[$0], $1) } ?? []
    guard let last = tables.last else { return report + lists }
    var spec = HistogramSpec(values: ChartInput.numbers(outcome.details.predictions))
    spec.bins = 40
    spec.format = model.type.targetRole == .name ? .name() : .automatic
    let isRegression = model.type.task == .regression
    let chart = Chart(
      spec,
      titles: AxisTitles(
        x: isRegression ? say(en: "prediction", ja: "予測値") : say(en: "predicted probability", ja: "予測確率"),
        y: say(en: "rows", ja: "行数")),
      title: say(en: "Predictions of \(model.name) for \(last.name)", ja: "\(last.name)に対する\(model.name)の予測"),
      label: context.label, size: context.size(width: 640, height: 280))
    return report + [.figure(FigureBlock(charts: [chart], language: say))] + lists
  }

  func highlights(_ outcome: Outcome<Details>, in say: Language) -> [Fact] {
    guard let table = tables.last else { return [] }
    func value(_ path: String) -> Double? { outcome.values["\(model.name).\(table.name).\(path)"]?.number }
    if model.type.task == .regression {
      guard let mse = value("mse") else { return [] }
      let naive = value("naive-mse").map {
        let guess = Phrase.number($0, decimals: 3)
        return say(en: "naive guess: \(guess)", ja: "素朴な予測：\(guess)")
      }
      let name = say(
        en: "mean squared error of \(model.name) on \(table.name)", ja: "\(table.name)での\(model.name)の平均二乗誤差")
      return [Fact(name, Phrase.number(mse, decimals: 3), note: naive ?? "")]
    }
    guard let auc = value("auc") else { return [] }
    let name = say(
      en: "area under the ROC curve of \(model.name) on \(table.name)",
      ja: "\(table.name)での\(model.name)のROC曲線の下の面積")
    return [Fact(name, Phrase.number(auc, decimals: 3))]
  }
}
