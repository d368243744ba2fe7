import Tables

/// Makes the columns of a sample's table, each by itself.
struct SampleColumns {
  private static let rowsPerPiece = 1 << 16

  private let plan: ReviewPlan
  private let text: SampleText
  private let threads: Int
  private var rows: Int { plan.reviews.count }

  init(plan: ReviewPlan, seed: UInt64, threads: Int) {
    self.plan = plan
    text = SampleText(plan: plan, seed: seed)
    self.threads = threads
  }

  /// nil when there is no column of that name.
  func column(_ name: String) -> Column? {
    switch name {
    case "marketplace": constant(SampleText.marketplace)
    case "customer_id": integers { text.identifiers.customer(Int($0.customer)) }
    case "review_id": reviewIdentifiers()
    case "product_id": byProduct(productIdentifiers())
    case "product_parent": integers { text.identifiers.parent(Int($0.product)) }
    case "product_title": byProduct(plan.catalogue.titles)
    case "product_category": constant(SampleText.category)
    case "star_rating": integers { Int64($0.opinion) }
    case "helpful_votes": integers { Int64(text.votes.votes(Int($0.number), stars: Int($0.opinion)).helpful) }
    case "total_votes": integers { Int64(text.votes.votes(Int($0.number), stars: Int($0.opinion)).total) }
    case "vine": yesOrNo { text.votes.isVine(Int($0.number)) }
    case "verified_purchase": yesOrNo { text.votes.isVerified(Int($0.number)) }
    case "review_headline": headlines()
    case "review_body": SampleBodyColumn(plan: plan, text: text, threads: threads).column()
    case "review_date": dates()
    default: nil
    }
  }

  private func filled<Element: BitwiseCopyable>(_ value: (PlannedReview) -> Element) -> Buffer<Element> {
    Buffer(count: rows) { memory in
      RowPieces.perform(RowPieces.count(rows, of: Self.rowsPerPiece), threads: threads) { piece in
        for row in RowPieces.rows(of: piece, size: Self.rowsPerPiece, count: rows) {
          memory[row] = value(plan.reviews.base[row])
        }
      }
    }
  }

  private func integers(_ value: (PlannedReview) -> Int64) -> Column { Column(.integers(filled(value))) }

  private func constant(_ text: String) -> Column {
    Column(.strings(codes: Buffer(repeating: 0, count: rows), pool: StringPool([text])))
  }

  private func yesOrNo(_ isYes: (PlannedReview) -> Bool) -> Column {
    inOrderOfAppearance(filled { isYes($0) ? 1 : 0 }, texts: PhraseList(["N", "Y"]))
  }

  private func byProduct(_ texts: [String]) -> Column {
    inOrderOfAppearance(filled { $0.product }, texts: PhraseList(texts))
  }

  private func headlines() -> Column {
    let codes = filled { review in
      let position = text.headlines.position(
        Int(review.number), stars: Int(review.opinion), genre: plan.catalogue.genres[Int(review.product)])
      return position.map(UInt32.init) ?? .max
    }
    return inOrderOfAppearance(codes, texts: text.headlines.phrases)
  }

  private func dates() -> Column {
    let days = filled { Int32(ReviewCalendar.firstDay) + Int32($0.day) }
    return Column(.dates(days), validity: Bitmap(count: rows) { plan.reviews.base[$0].day != ReviewCalendar.missing })
  }

  private func reviewIdentifiers() -> Column {
    let length = SampleIdentifiers.reviewLength
    let bytes = Buffer<UInt8>(count: rows * length) { memory in
      guard let base = memory.baseAddress else { return }
      RowPieces.perform(RowPieces.count(rows, of: Self.rowsPerPiece), threads: threads) { piece in
        for row in RowPieces.rows(of: piece, size: Self.rowsPerPiece, count: rows) {
          var writer = ByteWriter(base + row * length)
          text.identifiers.writeReview(Int(plan.reviews.base[row].number), to: &writer)
        }
      }
    }
    let offsets = Buffer((0...rows).lazy.map { $0 * length })
    return Column(
      .strings(codes: Buffer((0..<UInt32(rows)).lazy.map { $0 }), pool: StringPool(bytes: bytes, offsets: offsets)))
  }

  private func productIdentifiers() -> [String] {
    (0..<plan.catalogue.count).map { text.identifiers.product($0) }
  }

  /// A column of strings whose pool holds the texts that occur, numbered as they first do; `.max` is null.
  private func inOrderOfAppearance(_ positions: Buffer<UInt32>, texts: PhraseList) -> Column {
    var codeOf = [UInt32](repeating: .max, count: texts.count)
    var appeared: [Int] = []
    var nulls = 0
    let codes = Buffer<UInt32>(count: rows) { memory in
      for row in 0..<rows {
        let position = positions.base[row]
        if position == .max {
          nulls += 1
          memory[row] = 0
          continue
        }
        var code = codeOf[Int(position)]
        if code == .max {
          code = UInt32(appeared.count)
          codeOf[Int(position)] = code
          appeared.append(Int(position))
        }
        memory[row] = code
      }
    }
    let pool = StringPool(appeared.map { String(decoding: texts[$0], as: UTF8.self) })
    let validity = nulls == 0 ? nil : Bitmap(count: rows) { positions.base[$0] != .max }
    return Column(.strings(codes: codes, pool: pool), validity: validity)
  }
}
