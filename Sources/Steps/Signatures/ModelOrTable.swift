import Tables

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
