/// What the lines of a file and the columns of a table are both made of.
struct SampleText: Sendable {
  static let marketplace = "US"
  static let category = "Digital_Video_Download"

  let identifiers: SampleIdentifiers
  let votes: ReviewVotes
  let headlines: ReviewHeadlines
  let bodies: ReviewBodies
  let titles: PhraseList

  init(plan: ReviewPlan, seed: UInt64) {
    identifiers = SampleIdentifiers(seed: seed)
    votes = ReviewVotes(seed: seed)
    headlines = ReviewHeadlines(seed: seed)
    bodies = ReviewBodies(seed: seed)
    titles = PhraseList(plan.catalogue.titles)
  }
}
