/// The groups of taste: what a film is, and what a customer likes.
enum Genre: Int, CaseIterable, Sendable {
  case crime, thriller, horror, scienceFiction, fantasy, action, periodDrama, romance, comedy, kids, documentary, world

  /// Share of the catalogue in percent. Empirical.
  var share: Int {
    switch self {
    case .crime: 12
    case .thriller: 9
    case .horror: 8
    case .scienceFiction: 9
    case .fantasy: 8
    case .action: 9
    case .periodDrama: 9
    case .romance: 8
    case .comedy: 9
    case .kids: 7
    case .documentary: 6
    case .world: 6
    }
  }

  /// Of a hundred works, how many are series and how many franchises of films; the others are single films.
  var forms: (series: Int, franchises: Int) {
    switch self {
    case .crime: (65, 8)
    case .thriller: (20, 20)
    case .horror: (12, 40)
    case .scienceFiction: (40, 25)
    case .fantasy: (40, 25)
    case .action: (12, 45)
    case .periodDrama: (60, 2)
    case .romance: (8, 8)
    case .comedy: (50, 12)
    case .kids: (65, 15)
    case .documentary: (40, 2)
    case .world: (20, 4)
    }
  }

  /// Where the genre lies on eight axes: dark, imagined, fast, tender, funny, learned, childlike, unusual. Written by hand.
  private var outline: SIMD8<Float> {
    switch self {
    case .crime: [1.0, -0.3, 0.2, 0.0, -0.3, 0.0, -0.6, 0.1]
    case .thriller: [0.8, 0.0, 0.8, -0.3, -0.4, -0.1, -0.6, 0.0]
    case .horror: [1.0, 0.6, 0.3, -0.6, -0.2, -0.4, -0.8, 0.1]
    case .scienceFiction: [0.1, 1.0, 0.6, -0.4, -0.1, 0.3, -0.1, -0.1]
    case .fantasy: [0.0, 1.0, 0.4, 0.3, 0.0, -0.3, 0.3, -0.1]
    case .action: [0.2, 0.1, 1.0, -0.3, 0.1, -0.4, -0.2, -0.6]
    case .periodDrama: [-0.1, -0.6, -0.6, 0.9, -0.2, 0.3, -0.3, 0.4]
    case .romance: [-0.5, -0.4, -0.4, 1.0, 0.4, -0.5, -0.2, -0.1]
    case .comedy: [-0.5, -0.3, -0.1, 0.2, 1.0, -0.4, 0.1, -0.3]
    case .kids: [-0.8, 0.3, 0.0, 0.1, 0.5, 0.2, 1.0, -0.5]
    case .documentary: [-0.1, -0.5, -0.4, -0.3, -0.3, 1.0, 0.1, 0.3]
    case .world: [0.1, -0.1, -0.5, 0.2, -0.2, 0.1, -0.2, 1.0]
    }
  }

  /// The outlines, less their mean over the catalogue and brought to length 1: liking one genre means disliking its opposite.
  static let positions: [SIMD8<Float>] = {
    var mean = SIMD8<Float>()
    for genre in allCases { mean += genre.outline * (Float(genre.share) / 100) }
    return allCases.map { ($0.outline - mean).normalized }
  }()

  /// The genre at `percent` (0..<100) of the catalogue.
  static func at(percent: Int) -> Genre {
    var rest = percent
    for genre in allCases {
      if rest < genre.share { return genre }
      rest -= genre.share
    }
    return .world
  }
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
