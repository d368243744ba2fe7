import Diagnostics
import Notebooks
import Tables

/// The checked arguments of one statement, by the names of its signature's parameters.
///
/// The binder has made sure that every required parameter is there and of its kind, so that reading one throws only when a step
/// asks for what its signature does not declare.
public struct Arguments: Sendable {
  public let statement: Statement
  public internal(set) var values: [String: ArgumentValue]
  /// Where each argument stands.
  public internal(set) var spans: [String: SourceSpan]
  /// Keys that are names of new columns, in order, with their expressions or column names.
  public internal(set) var newColumns: [(name: Name, value: ArgumentValue)]

  /// What a parameter was given, or what it is without. Throws only when the step's signature does not list it.
  public subscript<Value>(_ option: TypedParameter<Value>) -> Value {
    get throws {
      guard let value = option.read(values[option.name]) else { throw undeclared(option.name) }
      return value
    }
  }

  public func isGiven(_ option: any DeclaredParameter) -> Bool { values[option.parameter.name] != nil }

  public func span(_ option: any DeclaredParameter) -> SourceSpan { spans[option.parameter.name] ?? statement.span }

  /// Where an item of a list stands: a name, or what a name: value names. The whole argument when it came with a parameter.
  public func span(_ option: any DeclaredParameter, item: String) -> SourceSpan {
    let written = statement.options.first { $0.key.text == option.parameter.name }?.value.filled
    guard case .list(let items)? = written?.kind else { return span(option) }
    for written in items.map(\.filled) {
      if case .entry(let key, _) = written.kind, key.text == item { return key.span }
      if written.asColumnName == item { return written.span }
    }
    return span(option)
  }

  /// The files that it names, where they are.
  public var files: [String] {
    values.values.compactMap { value in
      if case .path(let path) = value { return path.resolved }
      return nil
    }
  }

  /// The new columns that the statement makes, in their order: no two of one name.
  ///
  /// - Parameter check: what is looked at first, with those before it.
  func newColumns<Value>(
    _ parameter: TypedParameter<Value>,
    check: (_ name: Name, Value, _ before: [(name: String, value: Value)]) throws -> Void = { _, _, _ in }
  ) throws -> [(name: String, value: Value)] {
    var found: [(name: String, value: Value)] = []
    for (name, given) in newColumns {
      guard let value = parameter.read(given) else { throw undeclared(parameter.name) }
      try check(name, value, found)
      if found.contains(where: { $0.name == name.text }) {
        throw TableFaults.nameClash([name.text], "would be there twice", at: name.span, help: ["choose another name"])
      }
      found.append((name.text, value))
    }
    return found
  }

  private func undeclared(_ name: String) -> Diagnostic {
    Diagnostic(
      .internalFault, "the step \(statement.verb.text) asked for an argument \"\(name)\" that it does not have",
      at: statement.span, help: ["this is a fault of Matinee: please report the statement"])
  }
}

extension DiagnosticCode {
  public static let internalFault = DiagnosticCode(
    "internal-fault",
    "Matinee came to a place that its own rules exclude. Nothing you wrote is at fault; please report the notebook.")
}

extension Arguments {
  /// The values that the statement takes, in a fixed order, each once.
  public var inputs: [ValueID] {
    var found: [ValueID] = []
    func add(_ id: ValueID) { if !found.contains(id) { found.append(id) } }
    for name in values.keys.sorted() {
      switch values[name] {
      case .table(let argument)?: add(argument.id)
      case .tables(let arguments)?: for argument in arguments { add(argument.id) }
      case .model(let argument)?: add(argument.id)
      case .models(let arguments)?: for argument in arguments { add(argument.id) }
      case .embedding(let argument)?: add(argument.id)
      default: break
      }
    }
    return found
  }

  /// The table whose rows or columns the step changes, which is its first operand; nil for a step that changes none.
  public func changedTable(by signature: Signature) -> TableArgument? {
    guard signature.result.isChangedTable, let operand = signature.operands.first,
      case .table(let table)? = values[operand.name]
    else { return nil }
    return table
  }

  /// The values that its expressions quote.
  public var paths: [String: ValuePath] {
    var found: [String: ValuePath] = [:]
    for value in Array(values.values) + newColumns.map(\.value) {
      switch value {
      case .expression(let expression): found.merge(expression.paths) { first, _ in first }
      case .scalar(let expression): found.merge(expression.paths) { first, _ in first }
      default: break
      }
    }
    return found
  }
}
