/// How a review sounds: bad (1 or 2 stars), so-so (3) or good (4 or 5).
enum Sentiment: Int, CaseIterable {
  case bad, fair, good

  init(stars: Int) { self = stars < 3 ? .bad : stars == 3 ? .fair : .good }
}
