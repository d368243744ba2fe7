import ParallelPieces

/// What a factorization machine knows of one of its feature columns.
public enum FeatureField: Equatable, Sendable {
  /// One parameter for each of `cardinality` codes.
  case oneHot(cardinality: Int)
  /// One parameter; the feature is x = (value − center) / scale.
  case numeric(center: Double, scale: Double)
  /// One parameter for each of `cardinality` codes, of which a row may have several, each with a weight.
  case bag(cardinality: Int)

  /// Number of parameters w, and of rows of V, that the field has.
  public var width: Int {
    switch self {
    case .oneHot(let cardinality), .bag(let cardinality): cardinality
    case .numeric: 1
    }
  }

  /// Whether a row has at most one of the field's features, so that no two of them meet.
  var isExclusive: Bool {
    if case .oneHot = self { return true }
    return false
  }

  /// The fields of `rows`, numeric ones centred and scaled to unit variance over these rows if `standardizes`.
  ///
  /// A gradient step changes a parameter in proportion to its feature's size, so that unscaled days (0 to 5,000) would outshout
  /// everything else; a constant column keeps the scale 1.
  static func fields(of rows: FeatureRows, standardizes: Bool) -> [FeatureField] {
    rows.columns.map { column in
      switch column {
      case .oneHot(_, let cardinality):
        return .oneHot(cardinality: cardinality)
      case .bag(let bags):
        return .bag(cardinality: bags.cardinality)
      case .numeric(let values):
        guard standardizes, !values.isEmpty else { return .numeric(center: 0, scale: 1) }
        let moments = Moments(values)
        return .numeric(center: moments.mean, scale: moments.deviation > 0 ? moments.deviation : 1)
      }
    }
  }

  /// Whether a column of this kind may be fed to the field.
  func accepts(_ column: FeatureColumn) -> Bool {
    switch (self, column) {
    case (.oneHot(let cardinality), .oneHot(_, let other)): cardinality == other
    case (.numeric, .numeric): true
    case (.bag(let cardinality), .bag(let bags)): cardinality == bags.cardinality
    default: false
    }
  }

  /// x of a value as the rows have it.
  @inline(__always)
  func scaled(_ value: Double) -> Double {
    if case .numeric(let center, let scale) = self { return (value - center) / scale }
    return value
  }
}

/// Mean and standard deviation of a column.
struct Moments {
  let mean: Double
  /// The population's standard deviation; exactly 0 when all values are equal.
  let deviation: Double

  init(_ values: [Double]) {
    guard let first = values.first else {
      mean = 0
      deviation = 0
      return
    }
    // Shifted by the first value: equal values then give exactly 0, however large they are.
    let shift = BlockedSum.of(count: values.count) { values[$0] - first } / Double(values.count)
    let squares = BlockedSum.of(count: values.count) {
      let d = (values[$0] - first) - shift
      return d * d
    }
    mean = first + shift
    deviation = (squares / Double(values.count)).squareRoot()
  }
}
