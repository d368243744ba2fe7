import Testing

@testable import SampleData

@Suite("The customers of the sample have tastes")
struct SampleTasteTests {
  private static let shared = ReviewPlan(rows: 40_000, seed: 7, threads: 2)

  private var plan: ReviewPlan { Self.shared }

  /// The reviews of customers with eight or more, oldest first.
  private var histories: [[PlannedReview]] {
    Dictionary(grouping: plan.reviews.elements, by: \.customer).values.filter { $0.count >= 8 }
      .map { $0.sorted { $0.number < $1.number } }
  }

  @Test("A customer's commonest genre has well over its share of their reviews, and a star more than their others")
  func genres() {
    var inTaste = (count: 0, stars: 0)
    var others = (count: 0, stars: 0)
    for history in histories {
      let counts = history.reduce(into: [Int](repeating: 0, count: 12)) { $0[genre($1)] += 1 }
      guard let favourite = counts.indices.max(by: { counts[$0] < counts[$1] }) else { continue }
      for review in history {
        if genre(review) == favourite {
          inTaste = (inTaste.count + 1, inTaste.stars + Int(review.opinion))
        } else {
          others = (others.count + 1, others.stars + Int(review.opinion))
        }
      }
    }
    #expect(Double(inTaste.count) / Double(inTaste.count + others.count) > 0.35)
    let gap = Double(inTaste.stars) / Double(inTaste.count) - Double(others.stars) / Double(others.count)
    #expect(gap > 0.5)
  }

  @Test("The stars of a customer keep to their taste from first to last")
  func drift() {
    func meanGap(_ part: ([PlannedReview]) -> ArraySlice<PlannedReview>) -> Double {
      var liked = (0, 0)
      var disliked = (0, 0)
      for history in histories {
        let taste = CustomerTaste(Int(history[0].customer), SampleRandom(seed: 7, .taste))
        for review in part(history) {
          if taste.position.dot(plan.catalogue.positions[Int(review.product)]) > 0 {
            liked = (liked.0 + 1, liked.1 + Int(review.opinion))
          } else {
            disliked = (disliked.0 + 1, disliked.1 + Int(review.opinion))
          }
        }
      }
      return Double(liked.1) / Double(liked.0) - Double(disliked.1) / Double(disliked.0)
    }
    let early = meanGap { $0.prefix($0.count / 2) }
    let late = meanGap { $0.suffix($0.count / 2) }
    #expect(early > 0.6)
    #expect(late > 0.6)
    #expect(abs(early - late) < 0.2)
  }

  @Test("The seasons of a series are watched in order, most of the time")
  func seasons() {
    var inOrder = 0
    var outOfOrder = 0
    for history in histories {
      for later in history.indices {
        for earlier in 0..<later
        where plan.catalogue.first[Int(history[earlier].product)] == plan.catalogue.first[Int(history[later].product)] {
          if history[earlier].product < history[later].product { inOrder += 1 }
          if history[earlier].product > history[later].product { outOfOrder += 1 }
        }
      }
    }
    #expect(inOrder > 1_000)
    #expect(inOrder > 4 * outOfOrder)
  }

  @Test("The dates of a customer are in the order of their numbers, over more than a month")
  func dates() {
    var wide = 0
    for history in histories {
      let days = history.map(\.day).filter { $0 != ReviewCalendar.missing }
      #expect(days == days.sorted())
      if let first = days.first, let last = days.last, last - first > 31 { wide += 1 }
    }
    #expect(Double(wide) > 0.95 * Double(histories.count))
  }

  private func genre(_ review: PlannedReview) -> Int { plan.catalogue.genres[Int(review.product)].rawValue }
}
