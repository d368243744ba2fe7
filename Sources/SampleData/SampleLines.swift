import Tables

/// Writes a sample as tab-separated lines.
struct SampleLines {
  private static let rowsPerPiece = 4_096
  /// A line's fields but body, title and headline fit in 256 bytes; these have bounds of their own.
  private static let lineCapacity = ReviewBodies.capacity + 1_024

  private let plan: ReviewPlan
  private let text: SampleText
  private let malformed: MalformedLines
  /// For each product the fields from product_id to product_category, with the tabs around them.
  private let products: PhraseList

  init(plan: ReviewPlan, seed: UInt64) {
    self.plan = plan
    let text = SampleText(plan: plan, seed: seed)
    self.text = text
    malformed = MalformedLines(rows: plan.reviews.count, seed: seed)
    products = PhraseList(
      plan.catalogue.titles.enumerated().map { product, title in
        "\t\(text.identifiers.product(product))\t\(text.identifiers.parent(product))\t\(title)\t\(SampleText.category)\t"
      })
  }

  func write(threads: Int, to sink: (UnsafeRawBufferPointer) throws -> Void) rethrows {
    let header = Array((SampleReviews.schema.names.joined(separator: "\t") + "\n").utf8)
    try header.withUnsafeBytes(sink)
    let rows = plan.reviews.count
    let pieces = RowPieces.count(rows, of: Self.rowsPerPiece)
    let lanes = max(1, min(threads, pieces)) * (threads > 1 ? 4 : 1)
    // Each lane has memory for the longest piece there could be; pages that no line reaches are never touched.
    let capacity = (Self.rowsPerPiece + malformed.rows.count) * Self.lineCapacity
    let memory = UnsafeMutablePointer<UInt8>.allocate(capacity: capacity * lanes)
    let lengths = UnsafeMutablePointer<Int>.allocate(capacity: lanes)
    defer {
      memory.deallocate()
      lengths.deallocate()
    }
    var piece = 0
    while piece < pieces {
      let batch = min(lanes, pieces - piece)
      RowPieces.perform(batch, threads: threads) { lane in
        var writer = ByteWriter(memory + lane * capacity)
        write(piece: piece + lane, to: &writer)
        lengths[lane] = writer.count
      }
      for lane in 0..<batch {
        try sink(UnsafeRawBufferPointer(start: memory + lane * capacity, count: lengths[lane]))
      }
      piece += batch
    }
  }

  private func write(piece: Int, to writer: inout ByteWriter) {
    let range = RowPieces.rows(of: piece, size: Self.rowsPerPiece, count: plan.reviews.count)
    var next = malformed.rows.firstIndex { $0 >= range.lowerBound } ?? malformed.rows.count
    for row in range {
      while next < malformed.rows.count, malformed.rows[next] == row {
        writeMalformed(next, to: &writer)
        next += 1
      }
      let review = plan.reviews[row]
      writeStart(review, to: &writer)
      writeBody(review, to: &writer)
      writer.append(0x09)
      writeDay(review, to: &writer)
      writer.append(0x0A)
    }
  }

  /// The fields from marketplace to review_headline, each with its tab.
  @inline(__always)
  private func writeStart(_ review: PlannedReview, to writer: inout ByteWriter) {
    writer.append(0x55)
    writer.append(0x53)
    writer.append(0x09)
    writer.append(number: Int(text.identifiers.customer(Int(review.customer))))
    writer.append(0x09)
    text.identifiers.writeReview(Int(review.number), to: &writer)
    writer.append(products[Int(review.product)])
    writeOpinion(review, to: &writer)
  }

  /// The fields from star_rating to review_headline, each with its tab.
  @inline(__always)
  private func writeOpinion(_ review: PlannedReview, to writer: inout ByteWriter) {
    let number = Int(review.number)
    let stars = Int(review.opinion)
    writer.append(number: stars)
    writer.append(0x09)
    let votes = text.votes.votes(number, stars: stars)
    writer.append(number: votes.helpful)
    writer.append(0x09)
    writer.append(number: votes.total)
    writer.append(0x09)
    writer.append(text.votes.isVine(number) ? 0x59 : 0x4E)
    writer.append(0x09)
    writer.append(text.votes.isVerified(number) ? 0x59 : 0x4E)
    writer.append(0x09)
    let genre = plan.catalogue.genres[Int(review.product)]
    if let headline = text.headlines.position(number, stars: stars, genre: genre) {
      writer.append(text.headlines.phrases[headline])
    }
    writer.append(0x09)
  }

  @inline(__always)
  private func writeBody(_ review: PlannedReview, to writer: inout ByteWriter) {
    let product = Int(review.product)
    text.bodies.write(
      Int(review.number), stars: Int(review.opinion), genre: plan.catalogue.genres[product],
      title: text.titles[product], to: &writer)
  }

  @inline(__always)
  private func writeDay(_ review: PlannedReview, to writer: inout ByteWriter) {
    guard review.day != ReviewCalendar.missing else { return }
    plan.calendar.text.withUnsafeBufferPointer { text in
      writer.append(UnsafeBufferPointer(rebasing: text[Int(review.day) * 10..<Int(review.day) * 10 + 10]))
    }
  }

  /// Two reviews in one line, the second from its stars on, as if the newline and what followed it had been lost: 22 fields.
  private func writeMalformed(_ line: Int, to writer: inout ByteWriter) {
    var review = plan.reviews[malformed.rows[line] % plan.reviews.count]
    // Numbers beyond the table's: such a review is nobody's.
    review.number = UInt32(plan.reviews.count + 2 * line)
    writeStart(review, to: &writer)
    writer.append(0x22)
    writeBody(review, to: &writer)
    writer.append(0x09)
    review.number += 1
    writeOpinion(review, to: &writer)
    writeBody(review, to: &writer)
    writer.append(0x09)
    writeDay(review, to: &writer)
    writer.append(0x0A)
  }
}
