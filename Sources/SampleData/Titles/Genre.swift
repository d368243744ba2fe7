/// The groups of taste: what a film is, and what a customer likes.
enum Genre: Int, CaseIterable, Sendable {
  case crime, thriller, horror, scienceFiction, fantasy, action, periodDrama, romance, comedy, kids, documentary, world

  /// Its share of the catalogue in percent; how many of a hundred works are series and how many franchises of films; and where it lies on
  /// eight axes: dark, imagined, fast, tender, funny, learned, childlike, unusual. Empirical, written by hand.
  private var traits: (share: Int, forms: (series: Int, franchises: Int), outline: SIMD8<Float>) {
    switch self {
    case .crime: (12, (65, 8), [1.0, -0.3, 0.2, 0.0, -0.3, 0.0, -0.6, 0.1])
    case .thriller: (9, (20, 20), [0.8, 0.0, 0.8, -0.3, -0.4, -0.1, -0.6, 0.0])
    case .horror: (8, (12, 40), [1.0, 0.6, 0.3, -0.6, -0.2, -0.4, -0.8, 0.1])
    case .scienceFiction: (9, (40, 25), [0.1, 1.0, 0.6, -0.4, -0.1, 0.3, -0.1, -0.1])
    case .fantasy: (8, (40, 25), [0.0, 1.0, 0.4, 0.3, 0.0, -0.3, 0.3, -0.1])
    case .action: (9, (12, 45), [0.2, 0.1, 1.0, -0.3, 0.1, -0.4, -0.2, -0.6])
    case .periodDrama: (9, (60, 2), [-0.1, -0.6, -0.6, 0.9, -0.2, 0.3, -0.3, 0.4])
    case .romance: (8, (8, 8), [-0.5, -0.4, -0.4, 1.0, 0.4, -0.5, -0.2, -0.1])
    case .comedy: (9, (50, 12), [-0.5, -0.3, -0.1, 0.2, 1.0, -0.4, 0.1, -0.3])
    case .kids: (7, (65, 15), [-0.8, 0.3, 0.0, 0.1, 0.5, 0.2, 1.0, -0.5])
    case .documentary: (6, (40, 2), [-0.1, -0.5, -0.4, -0.3, -0.3, 1.0, 0.1, 0.3])
    case .world: (6, (20, 4), [0.1, -0.1, -0.5, 0.2, -0.2, 0.1, -0.2, 1.0])
    }
  }

  var share: Int { traits.share }

  /// Of a hundred works, how many are series and how many franchises of films; the others are single films.
  var forms: (series: Int, franchises: Int) { traits.forms }

  /// The outlines, less their mean over the catalogue and brought to length 1: liking one genre means disliking its opposite.
  static let positions: [SIMD8<Float>] = {
    var mean = SIMD8<Float>()
    for genre in allCases { mean += genre.traits.outline * (Float(genre.share) / 100) }
    return allCases.map { ($0.traits.outline - mean).normalized }
  }()

  /// The genre at each percent of the catalogue.
  static let byPercent = allCases.flatMap { Array(repeating: $0, count: $0.share) }
}

extension SIMD8<Float> {
  /// The sum of the products, added in one stated order so that every CPU rounds alike.
  @inline(__always)
  func dot(_ other: Self) -> Float {
    let products = self * other
    let four = products.lowHalf + products.highHalf
    let two = four.lowHalf + four.highHalf
    return two.x + two.y
  }

  var normalized: Self {
    let length = dot(self).squareRoot()
    return length > 0 ? self / length : self
  }
}
