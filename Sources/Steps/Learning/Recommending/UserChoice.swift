import Diagnostics
import Notebooks
import Reports
import Tables
import WrittenTexts

/// The user that a step is about: by number, by a key of the data, or by a value of another step.
///
/// Numbers change with the data, so that a key or a value names the same person after a re-run.
struct UserChoice: Sendable {
  enum Written: Sendable {
    case number(Int)
    case key(String)
    case value(ScalarExpression)
  }

  /// Takes numbers, texts and values; which of them is meant can be seen from how it is written.
  static let parameter = TypedParameter(
    "user", .user, "The user: a number, a key of the data in quotes, or a value such as who.user.first.")

  private let written: Written
  private let span: SourceSpan
  private let model: ModelArgument
  private let feature: String
  /// The column of keys that the model knows of, where it does.
  private let keyColumn: String?

  init(_ arguments: Arguments, of model: ModelArgument, feature: String) throws {
    span = arguments.span(Self.parameter)
    self.model = model
    self.feature = feature
    keyColumn = model.type.keyColumns[feature]
    written = try arguments[Self.parameter]
    if case .value(let value) = written {
      switch value.type {
      case .integer, .index, .string: break
      case .decimal, .date, .datetime, .boolean:
        throw Diagnostic(
          .wrongValue, "a user is a number or a key, and this is \(value.type.described)", at: span,
          label: value.type.rawValue)
      }
      try NumberingFaults.require(value, of: feature, in: model, at: span)
    }
    if let key = writtenKey, keyColumn == nil { throw unknownKeys(key) }
  }

  /// What is looked up among the keys of the data, as it is written; nil where it is a number.
  private var writtenKey: String? {
    switch written {
    case .number: nil
    case .key(let key): key
    case .value(let value): isKey(value) ? value.text : nil
    }
  }

  /// Whether a value is a key of the data: a text, or a number out of the very column that was numbered, such as
  /// `train.customer_id.first`. Other numbers are those that `index` gave.
  private func isKey(_ value: ScalarExpression) -> Bool {
    if value.type == .string { return true }
    guard value.type == .integer, let keyColumn, value.paths.count == 1 else { return false }
    guard case .statistic(_, keyColumn, _)? = value.paths.first?.value else { return false }
    return true
  }

  /// The columns of the table that the model was trained on which tell a key's number; empty where a number is written.
  var reads: [ValueID: Effect.Use] {
    guard let keyColumn, let table = model.type.trainedOn, writtenKey != nil else { return [:] }
    return [table: .some([feature, keyColumn])]
  }

  /// The user's number, below the number of users that the model knows, and the key that it was found by.
  func resolve(in known: Model, _ context: RunContext) throws -> (number: Int, key: String?) {
    switch written {
    case .number(let number): return (try checked(number, in: known), nil)
    case .key(let key): return (try number(of: key, in: known, context), key)
    case .value(let expression):
      switch try expression.evaluate(context.values) {
      case .integer(let number) where isKey(expression):
        return (try self.number(of: String(number), in: known, context), String(number))
      case .integer(let number): return (try checked(number, in: known), nil)
      case .string(let key): return (try number(of: key, in: known, context), key)
      default:
        throw Diagnostic(.noSuchUser, "\(expression.text) has no value here", at: span, label: "nobody is meant")
      }
    }
  }

  private func checked(_ number: Int, in known: Model) throws -> Int {
    let users = known.width(of: feature)
    guard (0..<users).contains(number) else {
      var help: [String] = []
      if case .number = written, let keyColumn {
        help = ["if it is a \(keyColumn), write it in quotes: \"\(number)\""]
      }
      throw Diagnostic(
        .noSuchUser,
        users == 0
          ? "there is no user \(number): the model knows none"
          : "there is no user \(number): the model knows \(Phrase.count(users, "user")), 0 to \(users - 1)", at: span,
        label: number < 0 ? "below 0" : "too large", help: help)
    }
    return number
  }

  private func number(of key: String, in known: Model, _ context: RunContext) throws -> Int {
    var known = known
    if let keyColumn, let table = model.type.trainedOn.flatMap({ context.inputs[$0]?.table }) {
      known.learnKeys([feature: keyColumn], from: table)
    }
    guard let keys = known.keys[feature] else { throw unknownKeys(key) }
    var lookalike = false
    for number in 0..<min(keys.count, known.width(of: feature)) {
      guard let text = keys[number].keyText, text == key else { continue }
      if ExactText(text) == ExactText(key) { return number }
      lookalike = true
    }
    if lookalike {
      throw Diagnostic(
        .noSuchUser, "\(keyColumn ?? feature) \"\(key)\" is written with other characters in the data", at: span,
        label: "it only looks the same",
        notes: ["an é, for one, is a character of its own, or an e and an accent: two keys (Unicode normalisation)"],
        help: ["copy the key from the data"])
    }
    let near = NearMiss.suggestions(
      for: key, among: (0..<min(keys.count, 10_000)).compactMap { keys[$0].keyText })
    throw Diagnostic(
      .noSuchUser, "\(keyColumn ?? feature) \"\(key)\" is none of the users that the model was trained on", at: span,
      label: "not known", help: near.first.map { ["did you mean \"\($0)\"?"] } ?? [])
  }

  private func unknownKeys(_ key: String) -> Diagnostic {
    Diagnostic(
      .wrongValue, "\"\(model.name)\" does not know what the numbers of \(feature) stand for", at: span,
      label: "no number can be found for \(key)",
      notes: ["a model knows the keys that index numbered when they are still in the table that it is trained on"],
      help: ["keep the column of keys in the table that is trained on, or give the number itself"])
  }
}

extension ParameterType where Value == UserChoice.Written {
  fileprivate static var user: Self {
    Self(.either(.integer(0...Int(Int32.max)), .either(.string(.anything), .scalar(nil)))) {
      switch $0 {
      case .integer(let number): .number(number)
      case .string(let key): .key(key)
      case .scalar(let value): .value(value)
      default: nil
      }
    }
  }
}
