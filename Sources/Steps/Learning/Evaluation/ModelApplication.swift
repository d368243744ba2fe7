import Diagnostics
import Languages
import MachineLearning
import Notebooks
import Reports
import Tables

extension Model {
  /// Predictions for the rows of a table: numbers, cut to the range of the training target if `clipped`, or probabilities of yes.
  func predictions(for table: Table, clipped: Bool = false, threads: Int) throws -> [Double] {
    let predictions = try machine.predict(try rows(of: table), threads: threads)
    guard clipped, type.task == .regression else { return predictions }
    return predictions.map { min(max($0, targetRange.lowerBound), targetRange.upperBound) }
  }

  /// A table as the machine sees it.
  func rows(of table: Table) throws -> FeatureRows {
    try FeatureEncoding(features: type.features, bags: type.bags, categories: categories)
      .rows(of: table, widths: machine.fields.map(\.width))
  }

  /// Predictions of one user for every item.
  func predictions(forUser user: Int, threads: Int) throws -> [Double] {
    let items = width(of: type.item)
    let columns = type.features.map { feature -> FeatureColumn in
      feature.name == type.user
        ? .oneHot(codes: [Int32](repeating: Int32(user), count: items), cardinality: width(of: feature.name))
        : .oneHot(codes: (0..<Int32(items)).map { $0 }, cardinality: items)
    }
    return try machine.predict(try FeatureRows(columns), threads: threads)
  }

  /// User and item of every row of a table that has both; of one user's rows where that is given. O(rows).
  func pairs(in table: Table, of wanted: Int? = nil) -> [(user: Int, item: Int)] {
    guard let users = type.user.flatMap({ table[$0] }), let items = type.item.flatMap({ table[$0] }),
      case .indices(let userCodes, _) = users.storage, case .indices(let itemCodes, _) = items.storage
    else { return [] }
    return (0..<userCodes.count).compactMap { row in
      let user = Int(userCodes[row])
      if let wanted, user != wanted { return nil }
      // Where there is no user, the code is that of somebody else.
      return users.isNull(row) || items.isNull(row) ? nil : (user, Int(itemCodes[row]))
    }
  }

  /// The items of a user's training rows.
  func itemsSeen(by user: Int) -> Set<Int> { Set(pairs(in: trainingRows, of: user).map(\.item)) }

  /// The label of every item, by its number: that of its first training row; nil for an item that training has not.
  func labels(of feature: String?) -> [String?]? {
    guard let label = type.label, let column = trainingRows[label], let items = feature.flatMap({ trainingRows[$0] }),
      case .indices(let codes, _) = items.storage, case .strings(let texts, let pool) = column.storage
    else { return nil }
    var first = [Int](repeating: -1, count: width(of: feature))
    for row in 0..<codes.count where !items.isNull(row) && !column.isNull(row) && first[Int(codes[row])] < 0 {
      first[Int(codes[row])] = row
    }
    return first.map { $0 < 0 ? nil : pool.string(Int(texts[$0])) }
  }

  /// A column of labels for items; an item without one is "item 123".
  func labelColumn(_ items: [Int], of feature: String?) -> Column? {
    guard let labels = labels(of: feature) else { return nil }
    return Column(strings: items.map { item in labels[item] ?? "\(feature ?? "item") \(item)" })
  }
}

/// A model that is put to the rows of a table: what the check knows of the two, and what only the run can tell.
struct AppliedModel: Sendable {
  let model: ModelArgument
  let table: TableArgument
  /// The columns of the table that it reads.
  let reads: Set<String>
  /// Whether the numbers mean what a model from a file learned.
  private let comparison: KeyComparison

  /// - Parameters:
  ///   - hasTruth: whether the table has the target as well.
  ///   - span: where the table is named.
  init(_ model: ModelArgument, on table: TableArgument, hasTruth: Bool = false, at span: SourceSpan) throws {
    let fields = model.type.features + (hasTruth ? model.type.targetColumns : [])
    comparison = try ModelFaults.require(fields, in: table, for: model, at: span)
    reads = comparison.reads.union(fields.map(\.name))
    (self.model, self.table) = (model, table)
  }

  func values(_ context: RunContext) throws -> (model: Model, table: Table) {
    let (model, table) = (try context.model(model), try context.table(table))
    try comparison.run(model, table)
    return (model, table)
  }
}

/// Rows that have a user or an item without a number, or with one that the model never saw.
enum UnknownRows {
  /// A sentence for every index feature of which some rows have nothing that the model knows.
  static func remarks(_ model: Model, _ table: Table, named name: String) -> [Localized] {
    model.type.features.filter { $0.type == .index }.compactMap { feature in
      guard let column = table[feature.name], case .indices(let codes, _) = column.storage else { return nil }
      let width = model.width(of: feature.name)
      var count = 0
      for row in 0..<column.count where column.isNull(row) || Int(codes[row]) >= width { count += 1 }
      if count == 0 { return nil }
      let (some, all) = (Phrase.integer(count), Phrase.count(table.rowCount, "row"))
      return Localized(
        en:
          "\(some) of \(all) of \(name) have no \(feature.name) that the model knows: the other features predict them.",
        ja: "\(name)の\(Phrase.integer(table.rowCount))行のうち\(some)行には、モデルの知る\(feature.name)がありません。残りの特徴量だけで予測しました。"
      )
    }
  }
}

/// The option of steps that say yes or no.
enum Threshold {
  static let parameter = TypedParameter(
    "threshold", .decimal(0...1), default: 0.5, "Least probability that counts as yes.")

  /// A fault where it is given for a regressor; `advice` says what else there is to do than to leave it out.
  static func require(_ arguments: Arguments, fits model: ModelArgument, advice: String = "") throws {
    if model.type.task == .regression, arguments.isGiven(parameter) {
      throw Diagnostic(
        .notAClassifier, "a threshold is for a classifier, and \"\(model.name)\" is a regressor",
        at: arguments.span(parameter), label: "it predicts a number, not yes or no",
        help: ["leave threshold: out\(advice)"])
    }
  }

  static let training = ", or train one with a condition: target: star_rating >= 5"
}

/// The option of steps that show predicted numbers.
enum PredictionClipping {
  static let parameter = TypedParameter(
    "clip-predictions", .boolean, default: false,
    "Whether a regressor's predictions are cut to the range of its training target.")

  static func isAsked(_ arguments: Arguments, of model: ModelArgument) throws -> Bool {
    if arguments.isGiven(parameter), model.type.task == .classification {
      throw Diagnostic(
        .wrongValue, "the probabilities of \"\(model.name)\" are between 0 and 1 as they are",
        at: arguments.span(parameter), label: "nothing to cut", help: ["leave clip-predictions: out"])
    }
    return try arguments[parameter]
  }
}

enum ModelFaults {
  /// Whether a table has what a model needs to predict; otherwise a fault.
  ///
  /// - Returns: what of it only the run can tell, and has to: whether the numbers mean what a model from a file learned.
  static func require(
    _ fields: [Schema.Field], in table: TableArgument, for model: ModelArgument, at span: SourceSpan
  ) throws -> KeyComparison {
    for field in fields {
      guard let type = table.schema.type(of: field.name) else {
        var fault = CheckFaults.unknownColumn(
          field.name, at: span, table: table.name, schema: table.schema, bindingSpan: table.bindingSpan)
        fault.notes.append("the model \"\(model.name)\" was trained with it")
        throw fault
      }
      if type != field.type {
        throw CheckFaults.wrongColumnType(
          field.name, type, wanted: [field.type], at: span, bindingSpan: table.bindingSpan)
      }
    }
    return try NumberingFaults.require(fields, in: table, for: model, at: span)
  }

  /// That a model has latent vectors; otherwise a fault.
  static func requireFactors(_ model: ModelArgument) throws {
    guard model.type.hasFactors else {
      throw Diagnostic(
        .noLatentVectors, "\"\(model.name)\" has no latent vectors", at: model.span, label: "a baseline",
        help: ["train a factorization machine: train fm …"])
    }
  }

  /// Users and items of a model that has only these, one-hot; otherwise a fault.
  static func requireUsersAndItems(_ model: ModelArgument, for verb: String) throws -> (user: String, item: String) {
    guard let user = model.type.user, let item = model.type.item, model.type.features.count == 2 else {
      throw Diagnostic(
        .notUsersAndItems, "\(verb) needs a model of two index columns, users and items", at: model.span,
        label: "its features are \(model.type.features.map(\.name).joined(separator: ", "))",
        help: ["train one with features: [user, item]"])
    }
    return (user, item)
  }
}

extension DiagnosticCode {
  static let notUsersAndItems = DiagnosticCode(
    "not-users-and-items",
    "The steps recommend and knn work with models of exactly two index columns, users first and items second; another "
      + "feature would leave open which value it should have.")
  static let noSuchUser = DiagnosticCode(
    "no-such-user", "A user's number is not below the number of users that the model was trained on.")
}
