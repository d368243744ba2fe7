import Notebooks
import Reports
import Tables

/// What a parameter's value must be, with the Swift type that the step reads it as.
public struct ParameterType<Value: Sendable>: Sendable {
  let kind: ParameterKind
  /// nil for an argument of another kind, which the binder lets through for none.
  let read: @Sendable (ArgumentValue) -> Value?
  /// A value as a notebook would write it: how the help tells what a default is.
  let text: @Sendable (Value) -> String

  init(
    _ kind: ParameterKind, text: @escaping @Sendable (Value) -> String = { "\($0)" },
    _ read: @escaping @Sendable (ArgumentValue) -> Value?
  ) {
    self.kind = kind
    self.read = read
    self.text = text
  }
}

extension ParameterType where Value == Int {
  public static func integer(_ range: ClosedRange<Int>) -> Self {
    Self(.integer(range)) { if case .integer(let value) = $0 { value } else { nil } }
  }
}

extension ParameterType where Value == Double {
  /// A whole number counts as a decimal, too.
  public static func decimal(_ range: ClosedRange<Double>) -> Self {
    Self(.decimal(range), text: written) {
      switch $0 {
      case .decimal(let value): value
      case .integer(let value): Double(value)
      default: nil
      }
    }
  }

  /// With the fewest digits: 0.00001, but 1e-8 where zeros would have to be counted.
  private static func written(_ value: Double) -> String {
    let parts = "\(value)".split(separator: "e-")
    guard parts.count == 2, value > 0, let power = Int(parts[1]) else { return ValueText.shortest(value) }
    if power > 6 { return "\(parts[0])e-\(power)" }
    return "0." + String(repeating: "0", count: power - 1) + parts[0].filter { $0 != "." }
  }
}

extension ParameterType where Value == Bool {
  public static var boolean: Self { Self(.boolean) { if case .boolean(let value) = $0 { value } else { nil } } }
}

extension ParameterType where Value: RawRepresentable<String> & CaseIterable {
  /// One of the words that the cases of a type are.
  public static var word: Self {
    Self(.word(Value.allCases.map(\.rawValue)), text: \.rawValue) {
      if case .word(let value) = $0 { Value(rawValue: value) } else { nil }
    }
  }
}

extension ParameterType where Value == String {
  public static var string: Self { quoted(.anything) }

  /// What stands between fields or values.
  public static var separator: Self { quoted(.separator) }

  private static func quoted(_ content: ParameterKind.TextContent) -> Self {
    Self(.string(content), text: { "\"\($0)\"" }) { if case .string(let value) = $0 { value } else { nil } }
  }

  /// A name for a new column.
  public static var newName: Self { Self(.newName) { if case .string(let value) = $0 { value } else { nil } } }

  /// A column of a table; `types` nil allows every type.
  public static func column(of table: TypedParameter<TableArgument>, types: Set<ColumnType>? = nil) -> Self {
    Self(.column(of: table.name, types: types)) { if case .column(let value) = $0 { value } else { nil } }
  }
}

extension ParameterType where Value == [String] {
  public static func strings(repeats: Repeats) -> Self {
    Self(.strings(repeats: repeats)) { if case .strings(let value) = $0 { value } else { nil } }
  }

  /// Names for new columns.
  public static func newNames(repeats: Repeats) -> Self {
    Self(.newNames(repeats: repeats)) { if case .strings(let value) = $0 { value } else { nil } }
  }

  /// Columns of a table, one of them or a list; `types` nil allows every type.
  public static func columns(
    of table: TypedParameter<TableArgument>, types: Set<ColumnType>? = nil, repeats: Repeats
  ) -> Self {
    Self(.columns(of: table.name, types: types, repeats: repeats)) {
      if case .columns(let value) = $0 { value } else { nil }
    }
  }
}

extension ParameterType {
  /// A list of names, each with one of the words that the cases of a type are: `[stars: integer, day: date]`.
  /// They are read by name, so repeats must be refused.
  public static func entries<Word: RawRepresentable<String> & CaseIterable & Sendable>(repeats: Repeats) -> Self
  where Value == [String: Word] {
    Self(.entries(Word.allCases.map(\.rawValue), repeats: repeats)) {
      guard case .entries(let entries) = $0 else { return nil }
      var words: [String: Word] = [:]
      for (name, word) in entries { words[name] = Word(rawValue: word) }
      return words
    }
  }
}

extension ParameterType where Value == [Int] {
  public static func integers(_ range: ClosedRange<Int>, repeats: Repeats) -> Self {
    Self(.integers(range, repeats: repeats)) { if case .integers(let value) = $0 { value } else { nil } }
  }
}

extension ParameterType where Value == [Double] {
  public static func decimals(_ range: ClosedRange<Double>, repeats: Repeats) -> Self {
    Self(
      .decimals(range, repeats: repeats), text: { "[\($0.map(ValueText.shortest).joined(separator: ", "))]" }
    ) { if case .decimals(let value) = $0 { value } else { nil } }
  }
}

extension ParameterType where Value == ClosedRange<Int> {
  /// A range of whole numbers, `5..10`, both ends within these.
  public static func range(_ range: ClosedRange<Int>) -> Self {
    Self(.range(range), text: { "\($0.lowerBound)..\($0.upperBound)" }) {
      if case .range(let value) = $0 { value } else { nil }
    }
  }
}

extension ParameterType where Value == [SortKey] {
  /// Columns, each with an optional direction: `[stars: descending, date]`.
  public static func sortKeys(of table: TypedParameter<TableArgument>, repeats: Repeats) -> Self {
    Self(.sortKeys(of: table.name, repeats: repeats)) { if case .sortKeys(let value) = $0 { value } else { nil } }
  }
}

extension ParameterType where Value == TableArgument {
  public static var table: Self { Self(.table, text: \.name) { if case .table(let value) = $0 { value } else { nil } } }
}

extension ParameterType where Value == [TableArgument] {
  public static func tables(repeats: Repeats) -> Self {
    Self(.tables(repeats: repeats)) { if case .tables(let value) = $0 { value } else { nil } }
  }
}

extension ParameterType where Value == ModelArgument {
  public static var model: Self { Self(.model, text: \.name) { if case .model(let value) = $0 { value } else { nil } } }
}

extension ParameterType where Value == [ModelArgument] {
  public static func models(repeats: Repeats) -> Self {
    Self(.models(repeats: repeats)) { if case .models(let value) = $0 { value } else { nil } }
  }
}

extension ParameterType where Value == EmbeddingArgument {
  public static var embedding: Self {
    Self(.embedding, text: \.name) { if case .embedding(let value) = $0 { value } else { nil } }
  }
}

extension ParameterType where Value == PathArgument {
  /// A file or a source of data, and what is done with it.
  public static func path(_ use: Reach.Use) -> Self {
    Self(.path(use), text: \.text) { if case .path(let value) = $0 { value } else { nil } }
  }
}

extension ParameterType where Value == RowExpression {
  /// A true-or-false expression over the rows of a table.
  public static func condition(of table: TypedParameter<TableArgument>) -> Self { rows(.condition(of: table.name)) }

  /// An expression over the rows of a table, of one of these types.
  public static func expression(of table: TypedParameter<TableArgument>, types: Set<ColumnType>? = nil) -> Self {
    rows(.expression(of: table.name, types: types))
  }

  /// An expression over groups of rows of a table, which the columns of `keys` make.
  public static func aggregate(of table: TypedParameter<TableArgument>, by keys: TypedParameter<[String]>) -> Self {
    rows(.aggregate(of: table.name, by: keys.name))
  }

  private static func rows(_ kind: ParameterKind) -> Self {
    Self(kind, text: \.text) { if case .expression(let value) = $0 { value } else { nil } }
  }
}

extension ParameterType where Value == ScalarExpression {
  /// An expression over values such as `reduced.rows`.
  public static func scalar(_ type: ColumnType?) -> Self {
    Self(.scalar(type)) { if case .scalar(let value) = $0 { value } else { nil } }
  }
}

/// What a step takes that works on a model as well as on a table.
public enum ModelOrTable: Sendable {
  case model(ModelArgument)
  case table(TableArgument)
}

extension ParameterType where Value == ModelOrTable {
  public static var modelOrTable: Self {
    Self(.either(.model, .table)) {
      switch $0 {
      case .model(let value): .model(value)
      case .table(let value): .table(value)
      default: nil
      }
    }
  }
}

extension ParameterType where Value == [String] {
  /// Columns of what must then be a table, one of them or a list; `types` nil allows every type.
  public static func columns(
    of table: TypedParameter<ModelOrTable>, types: Set<ColumnType>? = nil, repeats: Repeats
  ) -> Self {
    Self(.columns(of: table.name, types: types, repeats: repeats)) {
      if case .columns(let value) = $0 { value } else { nil }
    }
  }
}
