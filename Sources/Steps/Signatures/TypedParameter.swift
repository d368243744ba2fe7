/// What a signature lists: an operand or an option of a step.
public protocol DeclaredParameter: Sendable {
  var parameter: Parameter { get }
}

/// An operand or an option of a step, declared once with the type that the step reads it as:
///
///     static let rows = TypedParameter("rows", .integer(1...1000), default: 5, "How many rows.")
///
/// The signature lists it, the binder checks by it, help and reference tell of it, and `arguments[Self.rows]` is an `Int`.
public struct TypedParameter<Value: Sendable>: DeclaredParameter {
  public let parameter: Parameter
  let read: @Sendable (ArgumentValue?) -> Value?

  public var name: String { parameter.name }

  /// One that must be given.
  public init(_ name: String, _ type: ParameterType<Value>, _ summary: String) {
    parameter = Parameter(name: name, kind: type.kind, summary: summary, isRequired: true, fallback: "")
    read = { $0.flatMap(type.read) }
  }

  /// One that has a value of its own when it is left out.
  ///
  /// - Parameter words: how help tells the value, where it is not written as a notebook would.
  public init(
    _ name: String, _ type: ParameterType<Value>, default value: Value, words: String? = nil, _ summary: String
  ) {
    parameter = Parameter(
      name: name, kind: type.kind, summary: summary, isRequired: false, fallback: words ?? type.text(value))
    read = { $0.map(type.read) ?? value }
  }

  /// One that may be left out; `fallback` says what happens then.
  public init<Given>(_ name: String, _ type: ParameterType<Given>, otherwise fallback: String, _ summary: String)
  where Value == Given? {
    parameter = Parameter(name: name, kind: type.kind, summary: summary, isRequired: false, fallback: fallback)
    read = { .some($0.flatMap(type.read)) }
  }
}

extension Parameter: DeclaredParameter {
  public var parameter: Parameter { self }
}
