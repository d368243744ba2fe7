import Testing

@testable import SampleData

@Suite("The parts that the sample is drawn with")
struct SampleMachineryTests {
  @Test("The shuffled order is a bijection", arguments: [1, 2, 3, 4, 5, 63, 64, 65, 1_000, 4_097])
  func order(count: Int) {
    let order = ShuffledOrder(count: count, seed: 7)
    #expect((0..<count).map { order[$0] }.sorted() == Array(0..<count))
    if count > 60 { #expect((0..<count).count { order[$0] == $0 } < 10) }
  }

  @Test("Activity follows the recurrence of its survival function")
  func activity() {
    let activity = ReviewActivity()
    // P(n > k) from the product, in the test's own words.
    var survival = 0.5
    for k in 2...40 {
      #expect(activity.count(at: survival * 1.000_001) == k - 1)
      #expect(activity.count(at: survival * 0.999_999) > k - 1)
      let rest = Double(k) - 0.6
      survival *= rest / (rest + 1.15) * (1 - 1.0 / 260)
    }
    #expect(activity.count(at: 0) == ReviewActivity.most)
    #expect(activity.count(at: 0.999_999) == 1)
  }

  @Test("The calendar names each of its days, first to last, and rises")
  func calendar() {
    let calendar = ReviewCalendar()
    #expect(calendar.text.count == ReviewCalendar.dayCount * 10)
    for day in stride(from: 0, to: ReviewCalendar.dayCount, by: 7) {
      let text = String(decoding: calendar.text[day * 10..<day * 10 + 10], as: UTF8.self)
      #expect(text == isoDate(ReviewCalendar.firstDay + day))
    }
    #expect(calendar.day(at: 0) == 0)
    #expect(Int(calendar.day(at: 1)) == ReviewCalendar.dayCount - 1)
    let days = (0...1_000).map { calendar.day(at: Double($0) / 1_000) }
    #expect(days == days.sorted())
  }

  @Test("A popularity table draws in proportion to the weights")
  func popularity() {
    let weights = [5.0, 0.5, 1, 3.5]
    let table = PopularityTable(products: [7, 8, 9, 10], weights: weights)
    let random = SampleRandom(seed: 1, .popularity)
    var counts = [Int](repeating: 0, count: 11)
    for draw in 0..<100_000 { counts[table.product(at: UInt32(truncatingIfNeeded: random.bits(draw)))] += 1 }
    for (product, weight) in zip(7...10, weights) { #expect(abs(counts[product] - Int(weight * 10_000)) < 700) }
    #expect(table.product(at: .max) == 10)
    #expect(table.product(at: 0) == 7)
  }

  @Test("Identifiers are distinct and look like the shop's")
  func identifiers() {
    let identifiers = SampleIdentifiers(seed: 7)
    let numbers = 0..<20_000
    #expect(Set(numbers.map(identifiers.customer)).count == 20_000)
    #expect(Set(numbers.map(identifiers.parent)).count == 20_000)
    let products = Set(numbers.map(identifiers.product))
    #expect(products.count == 20_000)
    #expect(products.allSatisfy { $0.utf8.count == 10 && $0.hasPrefix("B00") })
    #expect(numbers.allSatisfy { (10_000..<100_000_000).contains(identifiers.customer($0)) })
  }

  @Test("Bell-shaped numbers have mean 0 and variance 1")
  func bell() {
    let random = SampleRandom(seed: 3, .noise)
    let values = (0..<100_000).map { Double(random.bell($0)) }
    #expect(abs(values.reduce(0, +) / 100_000) < 0.02)
    #expect(abs(values.map { $0 * $0 }.reduce(0, +) / 100_000 - 1) < 0.02)
  }

  @Test("Genres share out the whole catalogue, and their positions have length 1")
  func genres() {
    #expect(Genre.allCases.map(\.share).reduce(0, +) == 100)
    for position in Genre.positions { #expect(abs(position.dot(position) - 1) < 1e-5) }
  }

  @Test("Every genre has titles of its own", arguments: Genre.allCases)
  func titles(genre: Genre) {
    let vocabulary = TitleVocabulary.of(genre)
    let random = SampleRandom(seed: 1, .titles)
    let titles = (0..<1_000).map { vocabulary.title(random.bits($0)) }
    #expect(Set(titles).count > 400)
    #expect(titles.allSatisfy { !$0.isEmpty && !$0.contains("{") && !$0.contains("  ") && $0.utf8.count < 120 })
  }
}
