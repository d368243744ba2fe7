import Diagnostics
import Notebooks
import Tables

/// The checked arguments of one statement, by the names of its signature's parameters.
///
/// The binder has made sure that every required parameter is there and of its kind, so an accessor without a question mark
/// throws only when a step asks for what its signature does not declare.
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

  public func span(_ option: any DeclaredParameter) -> SourceSpan { span(option.parameter.name) }

  public func isGiven(_ option: any DeclaredParameter) -> Bool { values[option.parameter.name] != nil }

  public func span(_ name: String) -> SourceSpan { spans[name] ?? statement.span }

  /// Where an item of a list stands: a name, or what a name: value names. The whole argument when it came with a parameter.
  public func span(_ name: String, item: String) -> SourceSpan {
    guard let option = statement.options.first(where: { $0.key.text == name }) else { return span(name) }
    guard case .list(let items) = option.value.filled.kind else { return span(name) }
    for written in items.map(\.filled) {
      if case .entry(let key, _) = written.kind, key.text == item { return key.span }
      if written.asColumnName == item { return written.span }
    }
    return span(name)
  }

  public func span(_ option: any DeclaredParameter, item: String) -> SourceSpan {
    span(option.parameter.name, item: item)
  }

  /// The files that it names, where they are.
  public var files: [String] {
    values.values.compactMap { value in
      if case .path(let path) = value { return path.resolved }
      return nil
    }
  }

  public func table(_ name: String = "table") throws -> TableArgument {
    guard case .table(let value)? = values[name] else { throw undeclared(name) }
    return value
  }

  public func tables(_ name: String) throws -> [TableArgument] {
    guard case .tables(let value)? = values[name] else { throw undeclared(name) }
    return value
  }

  public func model(_ name: String = "model") throws -> ModelArgument {
    guard case .model(let value)? = values[name] else { throw undeclared(name) }
    return value
  }

  public func models(_ name: String) throws -> [ModelArgument] {
    guard case .models(let value)? = values[name] else { throw undeclared(name) }
    return value
  }

  public func embedding(_ name: String = "embedding") throws -> EmbeddingArgument {
    guard case .embedding(let value)? = values[name] else { throw undeclared(name) }
    return value
  }

  public func optionalTable(_ name: String) -> TableArgument? {
    if case .table(let value)? = values[name] { return value }
    return nil
  }

  public func column(_ name: String) throws -> String {
    guard let value = optionalColumn(name) else { throw undeclared(name) }
    return value
  }

  public func optionalColumn(_ name: String) -> String? {
    if case .column(let value)? = values[name] { return value }
    return nil
  }

  public func columns(_ name: String) throws -> [String] {
    guard let value = optionalColumns(name) else { throw undeclared(name) }
    return value
  }

  public func optionalColumns(_ name: String) -> [String]? {
    switch values[name] {
    case .columns(let value)?: value
    case .column(let value)?: [value]
    default: nil
    }
  }

  public func sortKeys(_ name: String) throws -> [SortKey] {
    guard let value = optionalSortKeys(name) else { throw undeclared(name) }
    return value
  }

  public func optionalSortKeys(_ name: String) -> [SortKey]? {
    if case .sortKeys(let value)? = values[name] { return value }
    return nil
  }

  public func integer(_ name: String) -> Int? {
    if case .integer(let value)? = values[name] { return value }
    return nil
  }

  /// A whole number counts as a decimal, too.
  public func decimal(_ name: String) -> Double? {
    switch values[name] {
    case .decimal(let value)?: value
    case .integer(let value)?: Double(value)
    default: nil
    }
  }

  public func boolean(_ name: String) -> Bool? {
    if case .boolean(let value)? = values[name] { return value }
    return nil
  }

  public func word(_ name: String) -> String? {
    if case .word(let value)? = values[name] { return value }
    return nil
  }

  public func string(_ name: String) -> String? {
    if case .string(let value)? = values[name] { return value }
    return nil
  }

  public func strings(_ name: String) -> [String]? {
    if case .strings(let value)? = values[name] { return value }
    return nil
  }

  public func path(_ name: String) throws -> PathArgument {
    guard case .path(let value)? = values[name] else { throw undeclared(name) }
    return value
  }

  public func optionalPath(_ name: String) -> PathArgument? {
    if case .path(let value)? = values[name] { return value }
    return nil
  }

  public func range(_ name: String) -> ClosedRange<Int>? {
    if case .range(let value)? = values[name] { return value }
    return nil
  }

  public func integers(_ name: String) -> [Int]? {
    if case .integers(let value)? = values[name] { return value }
    return nil
  }

  public func decimals(_ name: String) -> [Double]? {
    if case .decimals(let value)? = values[name] { return value }
    return nil
  }

  public func entries(_ name: String) -> [(name: String, word: String)]? {
    if case .entries(let value)? = values[name] { return value }
    return nil
  }

  public func expression(_ name: String) throws -> RowExpression {
    guard let value = optionalExpression(name) else { throw undeclared(name) }
    return value
  }

  public func optionalExpression(_ name: String) -> RowExpression? {
    if case .expression(let value)? = values[name] { return value }
    return nil
  }

  public func scalar(_ name: String) throws -> ScalarExpression {
    guard case .scalar(let value)? = values[name] else { throw undeclared(name) }
    return value
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
