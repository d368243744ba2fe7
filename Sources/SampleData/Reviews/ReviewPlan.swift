import Tables

/// What a review is about, before its columns are written.
struct PlannedReview: BitwiseCopyable {
  var customer: UInt32
  var product: UInt32
  /// Of the review itself, in the order in which the customers are drawn.
  var number: UInt32
  /// Days since `ReviewCalendar.firstDay`, or `ReviewCalendar.missing`.
  var day: UInt16
  /// The score times `scale` while stars are not given yet; then the stars.
  var opinion: Int16

  static let scale: Float = 2_000
}

/// All reviews of a sample in the order of the file: who reviews what, when, with how many stars.
///
/// Complexity: O(rows) time and 32 bytes a row while it is made, 16 afterwards.
struct ReviewPlan: Sendable {
  /// Shares of one to four stars in thousandths; the rest are fives.
  private static let shares = [82, 52, 82, 182]
  /// Customers in one piece of work.
  private static let customersPerPiece = 2_048
  private static let rowsPerPiece = 1 << 16

  let catalogue: Catalogue
  let calendar: ReviewCalendar
  let reviews: Buffer<PlannedReview>

  init(rows: Int, seed: UInt64, threads: Int) {
    let catalogue = Catalogue(rows: rows, seed: seed)
    let calendar = ReviewCalendar()
    let history = ViewingHistory(catalogue: catalogue, calendar: calendar, seed: seed)
    let starts = Self.starts(rows: rows, seed: seed)
    let customers = starts.count - 1
    let drawn = Buffer<PlannedReview>(count: rows) { memory in
      let pieces = RowPieces.count(customers, of: Self.customersPerPiece)
      RowPieces.perform(pieces, threads: threads) { piece in
        for customer in RowPieces.rows(of: piece, size: Self.customersPerPiece, count: customers) {
          let range = Int(starts[customer])..<Int(starts[customer + 1])
          history.write(
            customer: customer, start: range.lowerBound, into: UnsafeMutableBufferPointer(rebasing: memory[range]))
        }
      }
    }
    let cuts = Self.cuts(drawn.elements)
    let order = ShuffledOrder(count: rows, seed: seed)
    let quirks = SampleRandom(seed: seed, .quirks)
    reviews = Buffer(count: rows) { memory in
      RowPieces.perform(RowPieces.count(rows, of: Self.rowsPerPiece), threads: threads) { piece in
        for row in RowPieces.rows(of: piece, size: Self.rowsPerPiece, count: rows) {
          var review = drawn.base[order[row]]
          let score = review.opinion
          var stars: Int16 = 1
          for cut in 0..<4 where score > cuts[cut] { stars += 1 }
          review.opinion = stars
          // About one date in 8,192 is missing, as in the real file.
          if quirks.bits(Int(review.number)) >> 51 == 0 { review.day = ReviewCalendar.missing }
          memory[row] = review
        }
      }
    }
    self.catalogue = catalogue
    self.calendar = calendar
  }

  /// starts[c]..<starts[c + 1] are the numbers of customer c's reviews.
  private static func starts(rows: Int, seed: UInt64) -> [UInt32] {
    let activity = ReviewActivity()
    let random = SampleRandom(seed: seed, .activity)
    var starts: [UInt32] = [0]
    var total = 0
    while total < rows {
      total = min(rows, total + activity.count(at: random.unit(starts.count)))
      starts.append(UInt32(total))
    }
    return starts
  }

  /// The scores up to which a review has 1, 2, 3 and 4 stars, so that the shares of stars hold for any size and seed.
  private static func cuts(_ reviews: UnsafeBufferPointer<PlannedReview>) -> SIMD4<Int16> {
    var histogram = [Int](repeating: 0, count: 1 << 16)
    histogram.withUnsafeMutableBufferPointer { histogram in
      for review in reviews { histogram[Int(review.opinion) + 32_768] += 1 }
    }
    var cuts = SIMD4<Int16>()
    var below = 0
    var value = 0
    var share = 0
    for cut in 0..<4 {
      share += shares[cut]
      while value < 65_535, below + histogram[value] <= reviews.count * share / 1_000 {
        below += histogram[value]
        value += 1
      }
      cuts[cut] = Int16(value - 1 - 32_768 < -32_768 ? -32_768 : value - 1 - 32_768)
    }
    return cuts
  }
}
