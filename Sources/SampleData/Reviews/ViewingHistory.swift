import RandomStreams

/// Writes what customers watch, in order, and how they like it.
///
/// A customer mostly watches what they like, goes on with a series they enjoyed, and now and then follows the crowd. The score of
/// a review is w · ⟨p_u, q_i⟩ + b_u + b_i + noise, as in Koren, Bell and Volinsky, "Matrix factorization techniques for
/// recommender systems" (2009).
struct ViewingHistory: Sendable {
  // Weights of the score's parts, empirical: chosen so that biases explain a fair part of the stars and taste more than they do.
  private static let tasteWeight: Float = 1.4
  private static let customerWeight: Float = 0.45
  private static let noiseWeight: Float = 0.55

  let catalogue: Catalogue
  let calendar: ReviewCalendar
  private let taste: SampleRandom
  private let days: SampleRandom
  private let choices: SampleRandom
  private let noise: SampleRandom

  init(catalogue: Catalogue, calendar: ReviewCalendar, seed: UInt64) {
    self.catalogue = catalogue
    self.calendar = calendar
    taste = SampleRandom(seed: seed, .taste)
    days = SampleRandom(seed: seed, .days)
    choices = SampleRandom(seed: seed, .choices)
    noise = SampleRandom(seed: seed, .noise)
  }

  /// Fills `reviews`, all of one customer, oldest first; `start` is the number of the first.
  func write(customer: Int, start: Int, into reviews: UnsafeMutableBufferPointer<PlannedReview>) {
    let taste = CustomerTaste(customer, taste)
    for place in 0..<reviews.count {
      reviews[place] = PlannedReview(
        customer: UInt32(customer), product: 0, number: UInt32(start + place), day: 0, opinion: 0)
    }
    writeDays(customer, start, reviews)
    var pending = -1
    for place in 0..<reviews.count {
      let draw = choices.bits(start + place)
      // One review in 50 is of something reviewed before.
      if place > 0, draw & 0xFFFF < 1_310 {
        let earlier = RandomStream.index(of: SplitMix64.mix(draw), below: place)
        reviews[place].product = reviews[earlier].product
        // One in seven of them thinks otherwise now.
        let changed = (draw >> 16) % 7 == 0
        reviews[place].opinion =
          changed ? opinion(taste, Int(reviews[earlier].product), start + place) : reviews[earlier].opinion
        continue
      }
      var product = -1
      if pending >= 0, draw >> 16 & 0xFF < 150, !Self.holds(reviews, place, pending) { product = pending }
      if product < 0 { product = choose(taste, draw, reviews, place) }
      let opinion = opinion(taste, product, start + place)
      reviews[place].product = UInt32(truncatingIfNeeded: product)
      reviews[place].opinion = opinion
      // Nobody goes on with what they did not enjoy.
      let next = Int(catalogue.following[product])
      if next >= 0, opinion > 0 { pending = next } else if pending == product { pending = -1 }
    }
  }

  /// Days around a time of the customer's own, reflected at both ends so that all customers together keep to the calendar.
  private func writeDays(_ customer: Int, _ start: Int, _ reviews: UnsafeMutableBufferPointer<PlannedReview>) {
    let center = days.unit(customer, 1)
    let width = 0.25 + 0.5 * days.unit(customer, 2)
    for place in 0..<reviews.count {
      var unit = center + width * (days.unit(start + place) - 0.5)
      if unit < 0 { unit = -unit }
      if unit >= 1 { unit = 2 - unit }
      let day = calendar.day(at: unit)
      // Kept sorted as they come: most customers have few, and the days of those who have many are written once.
      var position = place
      if place < 64 {
        while position > 0, reviews[position - 1].day > day {
          reviews[position].day = reviews[position - 1].day
          position -= 1
        }
      }
      reviews[position].day = day
    }
    guard reviews.count > 64 else { return }
    var sorted = reviews.map(\.day)
    sorted.sort()
    for place in 0..<reviews.count { reviews[place].day = sorted[place] }
  }

  /// Something that the customer has not reviewed yet, if eight attempts find it.
  private func choose(
    _ taste: CustomerTaste, _ bits: UInt64, _ reviews: UnsafeMutableBufferPointer<PlannedReview>, _ place: Int
  ) -> Int {
    var draw = bits
    var product = 0
    for _ in 0..<8 {
      draw = SplitMix64.mix(draw &+ SplitMix64.increment)
      let byPopularity = UInt32(truncatingIfNeeded: draw >> 32)
      if draw & 0xFF < taste.devotion {
        let tone = draw >> 8 & 3 == 0 ? 1 - taste.tone : taste.tone
        let group = catalogue.groups[taste.genre(draw >> 10) * 2 + tone]
        product = (group.isEmpty ? catalogue.everything : group).product(at: byPopularity)
      } else {
        product = catalogue.everything.product(at: byPopularity)
      }
      // Most people start a series at its start.
      if draw >> 13 & 3 != 0 {
        let first = Int(catalogue.first[product])
        if !Self.holds(reviews, place, first) { product = first }
      }
      if !Self.holds(reviews, place, product) { break }
    }
    return product
  }

  private func opinion(_ taste: CustomerTaste, _ product: Int, _ number: Int) -> Int16 {
    let liking = taste.position.dot(catalogue.positions[product])
    let score =
      Self.tasteWeight * liking + Self.customerWeight * taste.bias + catalogue.biases[product]
      + Self.noiseWeight * noise.bell(number)
    return Int16(max(-32_000, min(32_000, score * PlannedReview.scale)))
  }

  private static func holds(
    _ reviews: UnsafeMutableBufferPointer<PlannedReview>, _ count: Int, _ product: Int
  ) -> Bool {
    let wanted = UInt32(truncatingIfNeeded: product)
    for place in 0..<count where reviews[place].product == wanted { return true }
    return false
  }
}
