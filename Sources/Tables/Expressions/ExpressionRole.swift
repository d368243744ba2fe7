extension TypedExpression {
  /// Whether its numbers name something, as the year of a date does and the least of some ids; nil where a column's own name
  /// has to say it, as for a constant.
  public func role(in schema: Schema) -> NumberRole? {
    switch node {
    case .constant: nil
    case .column(let name): schema.field(name)?.role
    case .converted(let inner): inner.role(in: schema)
    case .arithmetic(let operation, let a, let b):
      // The year after is a year; the difference of two is a number of years.
      switch (operation, a.role(in: schema), b.role(in: schema)) {
      case (.add, .name?, nil), (.add, nil, .name?), (.subtract, .name?, nil): .name
      default: .quantity
      }
    case .temporal, .negated, .comparison, .logical, .not, .membership, .isNull, .sharedCount: .quantity
    case .condition(_, let a, let b): Self.common([a, b], in: schema)
    case .function(let function, let parts):
      switch function.role {
      case .quantity: .quantity
      case .name: .name
      case .ofFirst: parts.first?.role(in: schema)
      case .ofAll: Self.common(parts, in: schema)
      }
    case .aggregate(let aggregate, let argument, _):
      aggregate.keepsRole ? argument?.role(in: schema) : .quantity
    }
  }

  /// That of all parts that have one.
  private static func common(_ parts: [TypedExpression], in schema: Schema) -> NumberRole? {
    let roles = parts.compactMap { $0.role(in: schema) }
    guard let first = roles.first else { return nil }
    return roles.allSatisfy { $0 == first } ? first : .quantity
  }
}

extension Aggregate {
  /// Whether what it gives of names is written as they are: what lies on their scale, as a mean of years does, and how far they
  /// lie apart on it. A spread of ids means nothing, so that separators would make a quantity of it; one of years is a small number
  /// either way. Sums and counts are quantities of their own.
  public var keepsRole: Bool {
    switch self {
    case .min, .max, .first, .last, .mean, .median, .std: true
    case .count, .sum, .unique: false
    }
  }
}
