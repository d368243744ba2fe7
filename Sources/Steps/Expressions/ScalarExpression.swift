import CivilCalendar
import Diagnostics
import Notebooks
import Tables

/// An expression over values such as `reduced.rows`, checked: an inline value, or what `expect` expects.
public struct ScalarExpression: Sendable {
  public let text: String
  public let type: ColumnType
  public let paths: [String: ValuePath]
  /// Whether its number names something, such as a year.
  public let role: NumberRole
  /// Which step gave its number, where it is a value of an index column.
  let numbering: Numbering?
  private let pathTypes: [Schema.Field]
  private let typed: TypedExpression?
  /// Set when the expression is a single value that may be null.
  private let constant: Value?

  /// Whether the number of one of its paths names something.
  func role(ofPath path: String) -> NumberRole { pathTypes.first { $0.name == path }?.role ?? .quantity }

  /// The value, from the values of its paths. Throws when one is missing.
  public func evaluate(_ values: [String: Value]) throws -> Value {
    if let constant { return constant }
    guard let typed else { return .null }
    // A table of one row, with a column for every path.
    let columns = pathTypes.map { path in
      (name: path.name, column: Column(repeating: values[path.name] ?? .null, of: path.type, count: 1))
    }
    return try typed.evaluate(Table(columns, rowCount: 1), threads: 1)[0]
  }

  init(
    text: String, type: ColumnType, role: NumberRole? = nil, numbering: Numbering? = nil,
    paths: [String: ValuePath] = [:],
    pathTypes: [Schema.Field] = [], typed: TypedExpression?, constant: Value? = nil
  ) {
    self.text = text
    self.type = type
    self.paths = paths
    self.role = role ?? .quantity
    self.numbering = numbering
    self.pathTypes = pathTypes
    self.typed = typed
    self.constant = constant
  }
}

/// Checks an expression that has no table.
public struct ScalarExpressionBuilder {
  private let context: CheckContext

  public init(context: CheckContext) { self.context = context }

  /// - Parameter type: what the value must be; nil for anything.
  /// - Throws: a `DiagnosticList`, or `AlreadyReported` when a fault that was reported before is the cause.
  public func build(_ syntax: ExpressionSyntax, type: ColumnType?) throws -> ScalarExpression {
    if case .path(let names) = syntax.filled.kind, let parameter = try ValuePathResolver(context).parameter(names) {
      if let text = parameter.value.listText {
        return ScalarExpression(
          text: syntax.filled.canonicalText, type: .string, typed: nil, constant: .string(text))
      }
    }
    var translator = ExpressionTranslator(context: context, schema: nil)
    let expression = translator.translate(syntax)
    if !translator.faults.isEmpty { throw DiagnosticList(translator.faults) }
    guard let expression, !translator.isWaiting else { throw AlreadyReported() }
    let schema = Schema(translator.pathTypes)
    let checked =
      type == .boolean
      ? ExpressionChecker.checkCondition(expression, schema: schema)
      : ExpressionChecker.check(expression, schema: schema)
    switch checked {
    case .failure(let faults): throw DiagnosticList(faults.diagnostics)
    case .success(let typed):
      return ScalarExpression(
        text: syntax.filled.canonicalText, type: typed.type,
        role: ExpressionTranslator.parameterRole(syntax, in: context) ?? typed.role(in: schema),
        numbering: typed.numbering(in: schema), paths: translator.paths,
        pathTypes: translator.pathTypes, typed: typed)
    }
  }
}

extension ParameterValue {
  /// A list or nothing as text, which an expression cannot hold.
  var listText: String? {
    switch self {
    case .list, .entry, .null: text
    default: nil
    }
  }

  /// As it would be written in a notebook; texts without quotes.
  public var text: String {
    switch self {
    case .integer(let value): String(value)
    case .decimal(let value): "\(value)"
    case .string(let value): value
    case .boolean(let value): value ? "true" : "false"
    case .date(let day): CivilDay(days: day).description
    case .list(let items): "[" + items.map(\.text).joined(separator: ", ") + "]"
    case .entry(let name, let value): "\(name): \(value.text)"
    case .null: "none"
    }
  }
}
