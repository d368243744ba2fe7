/// What an operator does with its sides; each kind has a node of its own among typed expressions.
enum OperatorKind {
  case arithmetic(ArithmeticOperator)
  case comparison(ComparisonOperator)
  case logical(LogicalOperator)
}

enum ArithmeticOperator: Sendable {
  case add, subtract, multiply, divide, remainder
}

enum ComparisonOperator: Sendable {
  case equal, notEqual, less, lessOrEqual, greater, greaterOrEqual
}

enum LogicalOperator: Sendable {
  case and, or
}

extension Expression.BinaryOperator {
  var kind: OperatorKind {
    switch self {
    case .add: .arithmetic(.add)
    case .subtract: .arithmetic(.subtract)
    case .multiply: .arithmetic(.multiply)
    case .divide: .arithmetic(.divide)
    case .remainder: .arithmetic(.remainder)
    case .equal: .comparison(.equal)
    case .notEqual: .comparison(.notEqual)
    case .less: .comparison(.less)
    case .lessOrEqual: .comparison(.lessOrEqual)
    case .greater: .comparison(.greater)
    case .greaterOrEqual: .comparison(.greaterOrEqual)
    case .and: .logical(.and)
    case .or: .logical(.or)
    }
  }
}
