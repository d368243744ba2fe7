import Diagnostics
import Tables

/// Index columns that are used together though different steps numbered them.
enum NumberingFaults {
  /// That a table's index features have the numbers that a model learned, as far as the check can tell; otherwise a fault.
  ///
  /// A model from a file that knows the original values is compared with the table's own when the step runs.
  ///
  /// - Returns: that comparison, which the step reads columns for and has to run.
  static func require(
    _ features: [Schema.Field], in table: TableArgument, for model: ModelArgument, at span: SourceSpan
  ) throws -> KeyComparison {
    for feature in features {
      guard let mine = table.schema.field(feature.name)?.numbering, let learned = feature.numbering,
        mine != learned,
        !KeyComparison.settles(feature, in: table, for: model)
      else { continue }
      if learned.isOfFile, !mine.isOfFile {
        throw Diagnostic(
          .numberedApart,
          "it is not known whether \(table.name) and \"\(model.name)\" mean the same by the numbers in \(feature.name)",
          at: span, label: "numbered here, and without the column of original values",
          related: Numbering.places(learned, mine),
          notes: ["\(model.name) was trained elsewhere, on numbers of \(learned.column)"],
          help: [
            "keep \(mine.column) in \(table.name), so that the values can be compared, or number it as the model: index … like: "
              + model.name
          ])
      }
      let advice = Numbering.advice(mine, like: learned)
      throw Diagnostic(
        .numberedApart,
        "\(table.name) and \"\(model.name)\" do not mean the same by the numbers in \(feature.name)", at: span,
        label: "numbered by another index step than what the model learned from",
        related: Numbering.places(learned, mine),
        notes: [
          "the same number stands for another \(mine.column) in each, so every prediction would be somebody else's"
        ],
        help: advice.help, replacements: advice.edits)
    }
    return KeyComparison(features, in: table, for: model, at: span)
  }

  /// That a value such as `rows.user.first` is a number of the feature that a model learned, as far as the check can tell; otherwise a
  /// fault.
  static func require(_ value: ScalarExpression, of feature: String, in model: ModelArgument, at span: SourceSpan)
    throws
  {
    guard let mine = value.numbering,
      let learned = model.type.features.first(where: { $0.name == feature })?.numbering, mine != learned
    else { return }
    let advice =
      mine.column == learned.column
      ? Numbering.advice(mine, like: learned) : (help: ["ask for a value of \(feature)"], edits: [])
    throw Diagnostic(
      .numberedApart, "\(value.text) is no number of a \(feature) that \"\(model.name)\" knows", at: span,
      label: "numbered by another index step than what the model learned from",
      related: Numbering.places(learned, mine),
      notes: ["the same number stands for another \(mine.column), so the answer would be somebody else's"],
      help: advice.help, replacements: advice.edits)
  }

  /// That two tables' columns of one name have the same numbers where both are index columns; otherwise a fault.
  ///
  /// - Parameter eitherWay: whether either of the tables may be the one to be numbered like the other.
  static func same(
    _ column: String, _ first: TableArgument, _ second: TableArgument, at span: SourceSpan, eitherWay: Bool = false
  ) -> Diagnostic? {
    guard let mine = first.schema.field(column)?.numbering, let other = second.schema.field(column)?.numbering,
      mine != other
    else { return nil }
    let advice = Numbering.advice(other, like: mine, eitherWay: eitherWay)
    return Diagnostic(
      .numberedApart, "\(first.name) and \(second.name) do not mean the same by the numbers in \(column)", at: span,
      label: "numbered by two index steps", related: Numbering.places(mine, other),
      notes: ["the same number stands for another \(mine.column) in each"],
      help: advice.help, replacements: advice.edits)
  }
}

extension NumberingFaults {
  /// Whether only the original values tell if two models mean the same by the numbers of a feature: one of them is from a file.
  static func areCompared(_ feature: String, _ first: ModelType, _ second: ModelType) -> Bool {
    (first.trainedOn == nil || second.trainedOn == nil) && first.keyColumns[feature] != nil
      && second.keyColumns[feature] != nil
  }

  /// The first number that stands for two values; nil when none does, as far as the values are known. O(numbers).
  static func firstDifference(_ keys: Column, _ others: Column) -> Int? {
    (0..<min(keys.count, others.count)).first { code in
      !keys.isNull(code) && !others.isNull(code) && keys[code] != others[code]
    }
  }

  /// That models mean the same by the numbers of each feature, as far as their original values are known; otherwise a fault.
  static func requireSameKeys(of models: [(argument: ModelArgument, model: Model)]) throws {
    var known: [String: (model: String, keys: Column)] = [:]
    for (argument, model) in models {
      for feature in model.type.features {
        guard let keys = model.keys[feature.name] else { continue }
        guard let other = known[feature.name] else {
          known[feature.name] = (argument.name, keys)
          continue
        }
        guard let code = firstDifference(keys, other.keys) else { continue }
        throw Diagnostic(
          .numberedApart,
          "\"\(other.model)\" and \"\(argument.name)\" do not mean the same by the numbers in \(feature.name)",
          at: argument.span, label: "trained on a table that was numbered otherwise",
          notes: [
            "\(feature.name) \(code) is \(KeyComparison.shown(other.keys[code])) in \(other.model), and "
              + "\(KeyComparison.shown(keys[code])) in \(argument.name)"
          ],
          help: ["train both on tables of one numbering: see matinee help index"])
      }
    }
  }
}

/// Compares the original values of a model from a file with those of a table, number by number: what the check cannot know.
struct KeyComparison: Sendable {
  private let model: String
  private let table: TableArgument
  /// Index features, each with the table's column of original values.
  private let pairs: [(feature: String, key: String)]
  private let span: SourceSpan

  fileprivate init(_ features: [Schema.Field], in table: TableArgument, for model: ModelArgument, at span: SourceSpan) {
    self.model = model.name
    self.table = table
    self.span = span
    pairs = features.compactMap { feature in
      guard Self.settles(feature, in: table, for: model) else { return nil }
      let mine = table.schema.field(feature.name)
      // The same numbering needs no comparison, if it is known.
      if let numbering = mine?.numbering, numbering == feature.numbering, !numbering.isOfFile { return nil }
      return mine.flatMap { table.schema.key(of: $0) }.map { (feature.name, $0.name) }
    }
  }

  /// Whether the original values are there on both sides.
  fileprivate static func settles(_ feature: Schema.Field, in table: TableArgument, for model: ModelArgument) -> Bool {
    guard model.type.trainedOn == nil, model.type.keyColumns[feature.name] != nil,
      let mine = table.schema.field(feature.name)
    else { return false }
    return table.schema.key(of: mine) != nil
  }

  /// Columns of the table that it reads.
  var reads: Set<String> { Set(pairs.flatMap { [$0.feature, $0.key] }) }

  /// Throws for the first row whose number stands for another value in the model. O(rows).
  func run(_ model: Model, _ rows: Table) throws {
    for pair in pairs {
      guard let known = model.keys[pair.feature], let codes = rows[pair.feature], let keys = rows[pair.key],
        case .indices(let numbers, _) = codes.storage
      else { continue }
      // A number's first row tells for all its rows: they have one value.
      var isDone = [Bool](repeating: false, count: known.count)
      for row in 0..<rows.rowCount where !codes.isNull(row) && !keys.isNull(row) {
        let code = Int(numbers[row])
        if code >= known.count || isDone[code] || known.isNull(code) { continue }
        isDone[code] = true
        if known[code] == keys[row] { continue }
        throw Diagnostic(
          .numberedApart,
          "\(table.name) and \"\(self.model)\" do not mean the same by the numbers in \(pair.feature)", at: span,
          label: "numbered otherwise than what the model learned from",
          notes: [
            "\(pair.feature) \(code) is \(Self.shown(known[code])) in the model, and \(Self.shown(keys[row])) in \(table.name)"
          ],
          help: [
            "number the table as the model: index \(table.name) \(pair.feature): \(pair.key) like: \(self.model)"
          ])
      }
    }
  }

  fileprivate static func shown(_ value: Value) -> String { value.keyText ?? "nothing" }
}
