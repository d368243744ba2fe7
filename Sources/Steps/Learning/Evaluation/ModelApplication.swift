import Diagnostics
import MachineLearning
import Notebooks
import Tables

extension Model {
  /// Predictions for the rows of a table: numbers, cut to the range of the training target if `clipped`, or probabilities of yes.
  func predictions(for table: Table, clipped: Bool = false, threads: Int) throws -> [Double] {
    let encoding = FeatureEncoding(features: type.features, bags: type.bags, categories: categories)
    let rows = try encoding.rows(of: table, widths: machine.fields.map(\.width))
    let predictions = try machine.predict(rows, threads: threads)
    guard clipped, type.task == .regression else { return predictions }
    return predictions.map { min(max($0, targetRange.lowerBound), targetRange.upperBound) }
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

  /// User and item of every row that has both.
  static func pairs(_ users: Tables.Column?, _ items: Tables.Column?) -> [(user: Int, item: Int)] {
    guard let users, let items, case .indices(let userCodes, _) = users.storage,
      case .indices(let itemCodes, _) = items.storage
    else { return [] }
    return (0..<userCodes.count).compactMap { row in
      users.isNull(row) || items.isNull(row) ? nil : (Int(userCodes[row]), Int(itemCodes[row]))
    }
  }

  /// The items of a user's training rows.
  func itemsSeen(by user: Int) -> Set<Int> {
    guard let users = type.user.flatMap({ trainingRows[$0] }), let items = type.item.flatMap({ trainingRows[$0] }),
      case .indices(let userCodes, _) = users.storage, case .indices(let itemCodes, _) = items.storage
    else { return [] }
    var seen: Set<Int> = []
    // Where there is no user, the code is that of somebody else.
    for row in 0..<userCodes.count where Int(userCodes[row]) == user && !users.isNull(row) && !items.isNull(row) {
      seen.insert(Int(itemCodes[row]))
    }
    return seen
  }

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
