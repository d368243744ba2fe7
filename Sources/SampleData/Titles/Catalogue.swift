/// The films and seasons of a sample: their titles, kinship, place in the space of tastes, quality and popularity.
///
/// Products are numbered from the best known work downwards; the products of a work stand together.
struct Catalogue: Sendable {
  /// Both tones of every genre: the groups that customers choose from.
  static let groupCount = Genre.allCases.count * 2

  private(set) var titles: [String] = []
  private(set) var genres: [Genre] = []
  /// In the space of `Genre.positions`.
  private(set) var positions: [SIMD8<Float>] = []
  /// How much better or worse than its kind, in the unit of the score.
  private(set) var biases: [Float] = []
  /// The product that one watches next (the following season or film), or -1.
  private(set) var following: [Int32] = []
  /// The first product of its work.
  private(set) var first: [UInt32] = []
  private(set) var everything = PopularityTable(products: [], weights: [])
  /// By genre · 2 + tone (0 gentle, 1 gritty).
  private(set) var groups: [PopularityTable] = []

  private var weights: [Double] = []
  private var tones: [Int] = []
  private var taken: Set<String> = []
  private let random: SampleRandom
  private let titleRandom: SampleRandom
  private let popularity: SampleRandom

  var count: Int { titles.count }

  /// The direction of gritty against gentle, with the axes of `Genre`.
  static let grit: SIMD8<Float> =
    (SIMD8<Float>(0.6, 0.0, 0.2, -0.4, -0.4, 0.0, -0.3, 0.2)).normalized

  /// How many products the reviews are about: 6,500 for 200,000 rows, growing with the 5/8th power. Empirical.
  static func count(forRows rows: Int) -> Int {
    let x = Double(rows) / 200_000
    return max(96, Int(6_500 * x.squareRoot() * x.squareRoot().squareRoot().squareRoot()))
  }

  init(rows: Int, seed: UInt64) {
    random = SampleRandom(seed: seed, .catalogue)
    titleRandom = SampleRandom(seed: seed, .titles)
    popularity = SampleRandom(seed: seed, .popularity)
    let wanted = Self.count(forRows: rows)
    let flagships = FlagshipWork.all
    for work in flagships { taken.formUnion(([work.title] + work.films)) }
    let order = flagships.indices.sorted { (random.bits($0, 9), $0) < (random.bits($1, 9), $1) }
    var work = 0
    for index in order {
      let flagship = flagships[index]
      let seasons = flagship.seasons == 0 ? [] : (1...flagship.seasons).map { "\(flagship.title) Season \($0)" }
      add(work, flagship.genre, seasons + flagship.films, quality: 0.25)
      work += 1
    }
    while count < wanted {
      let genre = Genre.byPercent[random.below(100, work, 0)]
      add(work, genre, names(of: work, genre), quality: 0)
      work += 1
    }
    // The last work may go beyond the number wanted: nothing depends on the exact number.
    let all = (0..<UInt32(count)).map { $0 }
    everything = PopularityTable(products: all, weights: weights)
    for group in 0..<Self.groupCount {
      let members = all.filter { genres[Int($0)].rawValue * 2 + tones[Int($0)] == group }
      groups.append(PopularityTable(products: members, weights: members.map { weights[Int($0)] }))
    }
    taken = []
  }

  /// The titles of a work's products in the order of watching.
  private mutating func names(of work: Int, _ genre: Genre) -> [String] {
    let vocabulary = TitleVocabulary.of(genre)
    let title = freshTitle(work, vocabulary)
    let form = random.below(100, work, 1)
    let forms = genre.forms
    // The smaller of two draws: most series are short.
    let length = min(random.below(8, work, 2), random.below(8, work, 3))
    if form < forms.series {
      let word = genre == .kids && random.below(2, work, 4) == 0 ? "Vol." : "Season"
      return (1...length + 1).map { "\(title) \(word) \($0)" }
    }
    if form < forms.series + forms.franchises {
      return [title] + vocabulary.sequels.prefix(1 + length / 2).map { title + $0 }
    }
    return [title]
  }

  private mutating func freshTitle(_ work: Int, _ vocabulary: TitleVocabulary) -> String {
    var title = ""
    for draw in 0..<3 {
      title = vocabulary.title(titleRandom.bits(work, draw))
      if taken.insert(title).inserted { return title }
    }
    // As shops do: the year tells works of one name apart.
    var year = 1936 + titleRandom.below(79, work, 3)
    while !taken.insert("\(title) (\(year))").inserted { year += 1 }
    return "\(title) (\(year))"
  }

  private mutating func add(_ work: Int, _ genre: Genre, _ names: [String], quality: Float) {
    let tone = random.below(2, work, 5)
    var position = Genre.positions[genre.rawValue] + Self.grit * (tone == 1 ? 0.35 : -0.35)
    for axis in 0..<8 { position[axis] += 0.10 * random.bell(work, 10 + axis) }
    let bias = quality + 0.57 * random.bell(work, 6)
    // Zipf and Mandelbrot: rank + 14 to the power of 9/8, from square roots alone.
    let rank = Double(work + 14)
    var weight = 1 / (rank * rank.squareRoot().squareRoot().squareRoot())
    let start = count
    for (place, name) in names.enumerated() {
      let product = count
      titles.append(name)
      genres.append(genre)
      tones.append(tone)
      positions.append(position)
      // Later seasons lose a little of what made the first.
      biases.append(bias - 0.05 * Float(min(place, 5)) + 0.15 * popularity.bell(product))
      following.append(place + 1 < names.count ? Int32(product + 1) : -1)
      first.append(UInt32(start))
      weights.append(weight)
      weight *= 0.7
    }
  }
}
