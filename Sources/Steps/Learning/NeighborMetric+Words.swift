import MachineLearning

extension NeighborMetric {
  /// What metrics are called in notebooks.
  static let words = allCases.map(\.word)

  /// What metric: says, or the inner product where it says nothing.
  init(_ arguments: Arguments) {
    let word = arguments.word("metric")
    self = Self.allCases.first { $0.word == word } ?? .innerProduct
  }

  private var word: String {
    switch self {
    case .innerProduct: "inner-product"
    case .cosine: "cosine"
    case .euclidean: "euclidean"
    }
  }
}
