import Diagnostics
import MachineLearning
import Plotting
import Reports
import Tables

/// Trains a factorization machine.
struct TrainFM: Step {
  static let signature = Signature(
    "train fm", group: .learning,
    summary: "Trains a factorization machine by stochastic gradient descent.",
    details: [
      "A factorization machine (Rendle 2010) predicts w0 + Σ wᵢxᵢ + Σᵢ<ⱼ ⟨vᵢ, vⱼ⟩ xᵢxⱼ: a mean, a weight for every feature, and for "
        + "every pair of features the inner product of their latent vectors. It is trained on squared error (regression) or log "
        + "loss (classification) with AdaGrad's step sizes, one for each parameter (Duchi et al. 2011).",
      "Numeric features are centred and scaled to unit variance of the training rows, and the target of a regression too, so "
        + "that rate: and the penalties mean the same on any data. A user or an item that training has not seen adds nothing to "
        + "a prediction.",
      "early-stopping: true holds back the share validation: of the training rows, stops when these are predicted no better "
        + "for two epochs, and keeps the best epoch. Rows of test: only add a line to the learning curve; nothing is chosen by them.",
      "The same rows, settings and seed give the same model to the last bit, with any number of threads.",
    ],
    operands: [],
    options: TrainingSetup.operandsAndOptions + [
      .optional("factors", .integer(1...1024), otherwise: "8", "Length of the latent vectors."),
      .optional("epochs", .integer(1...10_000), otherwise: "25", "How often the training rows are passed."),
      .optional("batch", .integer(1...1_000_000), otherwise: "1", "Rows whose gradients are added up before a step."),
      .optional("rate", .decimal(1e-6...10), otherwise: "0.1", "Length of the steps."),
      .optional(
        "regularization", .decimal(0...1000), otherwise: "0.05",
        "Penalty on the latent vectors for each row in which they take part."),
      .optional(
        "clip", .decimal(1e-6...1e9), otherwise: "no clipping", "Greatest size of an element of a gradient."),
      .optional(
        "early-stopping", .boolean, otherwise: "false", "Whether to stop when held-back rows are predicted no better."),
      .optional(
        "validation", .decimal(0.01...0.5), otherwise: "0.1", "Share of the rows held back for early stopping."),
      .optional("test", .table, otherwise: "no second line", "A table whose loss is drawn beside that of training."),
    ],
    result: .required(["model"]),
    examples: [
      Example(
        "A regressor of stars", after: .split,
        "train fm on: train target: star_rating features: [user, item] factors: 16 epochs: 10 as model"),
      Example(
        "A classifier, stopped early", after: .split,
        "train fm on: train target: star_rating >= 5 early-stopping: true epochs: 20 as liked"),
    ])

  private let setup: TrainingSetup
  private let name: String
  private let test: TableArgument?
  private let options: TrainingOptions
  private let span: SourceSpan

  init(_ arguments: Arguments, _ context: CheckContext) throws {
    setup = try TrainingSetup(arguments, hasFactors: true)
    name = arguments.statement.bindings.first?.text ?? "model"
    span = arguments.statement.span
    var options = TrainingOptions()
    options.factors = arguments.integer("factors") ?? options.factors
    options.epochs = arguments.integer("epochs") ?? options.epochs
    options.batchSize = arguments.integer("batch") ?? options.batchSize
    options.learningRate = arguments.decimal("rate") ?? options.learningRate
    options.factorRegularization = arguments.decimal("regularization") ?? options.factorRegularization
    options.clipGradient = arguments.decimal("clip")
    if arguments.boolean("early-stopping") ?? false {
      options.earlyStopping = EarlyStopping(fraction: arguments.decimal("validation") ?? 0.1)
    } else if arguments.decimal("validation") != nil {
      throw Diagnostic(
        .outOfRange, "validation: has a meaning only with early-stopping: true", at: arguments.span("validation"),
        label: "nothing would be held back", help: ["add early-stopping: true"])
    }
    self.options = options
    test = try? arguments.table("test")
    if let test {
      let needed = setup.type.features + setup.type.targetColumns
      for field in needed where test.schema.type(of: field.name) != field.type {
        throw CheckFaults.unknownColumn(
          field.name, at: arguments.span("test"), table: test.name, schema: test.schema, bindingSpan: test.bindingSpan)
      }
    }
  }

  var effect: Effect {
    var reads: [ValueID: Effect.Use] = [setup.table.id: .some(setup.reads)]
    if let test, test.id != setup.table.id {
      reads[test.id] = .some(Set((setup.type.features + setup.type.targetColumns).map(\.name)))
    }
    return Effect(outputs: [.model(setup.type)], reads: reads, values: TrainingSetup.published(as: name))
  }

  func run(_ context: RunContext) throws -> Outcome {
    let table = try context.table(setup.table)
    return try learning(at: span, features: setup.type.features.map(\.name)) {
      let (rows, encoding) = try setup.encode(table, context)
      var options = options
      options.seed = context.seed
      options.threads = context.threads
      var testRows: LabeledRows?
      if let test {
        let table = try context.table(test)
        let widths = rows.rows.columns.map { column in
          if case .oneHot(_, let cardinality) = column { return cardinality }
          return 1
        }
        testRows = try LabeledRows(
          try encoding.rows(of: table, widths: widths), targets: try setup.targets(table, context))
      }
      let progress = context.progress
      let total = rows.targets.count * options.epochs
      let trained = try FactorizationMachine.train(
        setup.type.task == .regression ? .regression : .classification, on: rows, test: testRows, options: options,
        observer: TrainingObserver(
          onProgress: { epochs in progress.report(Int(epochs * Double(rows.targets.count)), total, "ratings") },
          isCancelled: progress.isCancelled))
      let model = setup.model(trained.machine, curve: trained.curve, rows, encoding, table)
      return Outcome(
        outputs: [.model(model)], values: TrainingSetup.values(of: model, rows: rows.targets.count, as: name),
        details: ["curve": Self.table(trained.curve), "widths": setup.widths(of: model)])
    }
  }

  private static func table(_ curve: LearningCurve) -> Table {
    Table([
      ("epoch", Column(integers: curve.points.map(\.epoch))),
      ("training", Column(decimals: curve.points.map(\.training))),
      ("validation", Column(decimals: curve.points.map(\.validation))),
      ("test", Column(decimals: curve.points.map(\.test))),
      ("best", Column(integers: curve.points.map { _ in curve.bestEpoch })),
    ])
  }

  func render(_ outcome: Outcome, _ context: RenderContext) -> [ReportBlock] {
    let rows = outcome.values["\(name).rows"]?.number ?? 0
    let parameters = outcome.values["\(name).parameters"]?.number ?? 0
    var sentence: [Run] = [
      .strong(Phrase.integer(Int(parameters))), " parameters learned from ", .strong(Phrase.count(Int(rows), "row")),
      ", from \(setup.phrase(widths: outcome.details["widths"])), with \(options.factors) factors.",
    ]
    guard let curve = outcome.details["curve"], curve.rowCount > 0 else { return [.sentence(sentence)] }
    let best = outcome.detail("curve", "best")
    if options.earlyStopping != nil {
      sentence.append(" Epoch \(best) of \(curve.rowCount) was kept.")
    }
    return [.sentence(sentence), .figure(FigureBlock(charts: [chart(curve, context)]))]
  }

  private func chart(_ curve: Table, _ context: RenderContext) -> Chart {
    var x: [Double] = []
    var y: [Double] = []
    var series: [String] = []
    for (column, title) in [("training", "training"), ("validation", "held back"), ("test", test?.name ?? "test")] {
      guard let losses = curve[column], let epochs = curve["epoch"] else { continue }
      for row in 0..<curve.rowCount {
        guard let loss = losses[row].number, let epoch = epochs[row].number else { continue }
        x.append(epoch)
        y.append(loss)
        series.append(title)
      }
    }
    return Chart.line(
      x: x, y: y, series: series, title: "Learning curve", xTitle: "epoch",
      yTitle: setup.type.task == .regression ? "root mean squared error" : "log loss", label: context.label,
      size: context.size(width: 640, height: 320))
  }
}

extension RenderContext {
  /// The size the cell asks for, or this one.
  func size(width: Double, height: Double) -> Size {
    Size(width: figureWidth.map(Double.init) ?? width, height: figureHeight.map(Double.init) ?? height)
  }
}
