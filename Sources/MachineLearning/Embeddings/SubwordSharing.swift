/// Which vectors make up each word's vector, and which take its gradient: a compact form of the sum over subwords.
///
/// Skip-gram with subwords has a vector z for every subword, h = (u + Σ z) / n for a word with its own vector u, and adds a
/// word's gradient g to each of its z (Bojanowski et al. 2017). What a subword has learned is thus the sum of the gradients of
/// the words that have it, and with Gᵥ for all gradients that word v has got so far
///
///     n h = start + Σᵥ K(w, v) Gᵥ,   K(w, v) = Σ over subwords s of (times s stands in w) (times s stands in v)
///
/// No subword needs a vector of its own. Where many words share subwords the sum over v is long; there a row
/// e = √m Σᵥ k Gᵥ is kept for the m subwords that stand in the very same words, k times in v. Both forms give the same h up to
/// rounding. Seldom shared subwords take the first, frequent ones the second: a fraction of the vectors and of the steps.
struct SubwordSharing {
  /// A row, and its weight in the word's vector; rows from `wordCount` on take the gradient with the same weight.
  struct Link {
    var row: UInt32
    var weight: Float
  }

  let wordCount: Int
  /// Rows: one for the gradients of each word, then the shared ones.
  let rowCount: Int
  /// The links of all words; each word's by owner, the rows of words first.
  let links: [Link]
  /// For each word, where its links to words start, then those to shared rows of each owner; and last `links.count`.
  let starts: [Int32]
  /// 1 / n for each word; n counts the subwords and the word itself.
  let scales: [Float]

  /// Subwords of at most this many words have no row (empirical: of 4 to 12, little time and memory).
  static let greatestPairing = 8
  /// Rows belong to owners by their number modulo this.
  static let owners = 8
  /// Entries of a word in `starts`.
  static let stride = owners + 1

  init(words: [String], subwords: Subwords, threads: Int) {
    let classes = SubwordClasses(words: words, subwords: subwords, threads: threads)
    wordCount = words.count
    scales = classes.totals.map { 1 / Float($0 + 1) }
    var rows = [Int32](repeating: -1, count: classes.sizes.count)
    var rowCount = words.count
    for index in rows.indices where Self.distinct(classes, index) > Self.greatestPairing {
      rows[index] = Int32(rowCount)
      rowCount += 1
    }
    self.rowCount = rowCount
    let builder = LinkBuilder(classes: classes, rows: rows, wordCount: words.count, rowCount: rowCount)
    (links, starts) = builder.build(threads: threads)
  }

  /// How many different words a class has, counted up to one beyond the limit.
  private static func distinct(_ classes: SubwordClasses, _ index: Int) -> Int {
    var count = 0
    var last: UInt32?
    for member in classes.members[classes.starts[index]..<classes.starts[index + 1]] where member != last {
      count += 1
      last = member
      if count > greatestPairing { break }
    }
    return count
  }
}
