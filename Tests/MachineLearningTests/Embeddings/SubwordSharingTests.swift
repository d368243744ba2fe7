import Testing

@testable import MachineLearning

@Suite("Shared subwords")
struct SubwordSharingTests {
  /// Series with seasons, a word many share, repeats within a word, and one that shares nothing.
  static let words: [String] =
    (1...14).map { "sherlock-season-\($0)" } + (1...5).map { "mabel-season-\($0)" }
    + ["banana-banana-banana", "となりのトトロ", "となりの山田くん", "xyz", "q", "season"]

  private let subwords = Subwords(minimum: 3, maximum: 5, buckets: nil)

  /// How often each subword stands in each word.
  private func counts(_ word: String) -> [UInt64: Double] {
    var found: [UInt64: Double] = [:]
    for hash in subwords.hashes(of: word) { found[hash, default: 0] += 1 }
    return found
  }

  @Test("links give every pair of words the number of pairs of equal subwords")
  func kernel() {
    let sharing = SubwordSharing(words: Self.words, subwords: subwords, threads: 1)
    #expect(sharing.rowCount > Self.words.count)  // both forms are in use
    func links(_ word: Int) -> ArraySlice<SubwordSharing.Link> {
      sharing.links[
        Int(sharing.starts[word * SubwordSharing.stride])..<Int(sharing.starts[(word + 1) * SubwordSharing.stride])]
    }
    for (v, other) in Self.words.enumerated() {
      // A step of 1 for word v, by itself.
      var rows = [Double](repeating: 0, count: sharing.rowCount)
      rows[v] = 1
      for link in links(v) where link.row >= sharing.wordCount { rows[Int(link.row)] += Double(link.weight) }
      let theirs = counts(other)
      for (w, word) in Self.words.enumerated() {
        let found = links(w).reduce(0) { $0 + Double($1.weight) * rows[Int($1.row)] }
        let expected = counts(word).reduce(v == w ? 1.0 : 0) { $0 + $1.value * (theirs[$1.key] ?? 0) }
        #expect(abs(found - expected) < 1e-4 * max(1, expected), "\(word), \(other)")
      }
      #expect(abs(1 / Double(sharing.scales[v]) - Double(subwords.hashes(of: other).count + 1)) < 1e-4)
    }
  }

  @Test("links to shared rows stand with their owner")
  func owners() {
    let sharing = SubwordSharing(words: Self.words, subwords: subwords, threads: 2)
    #expect(Int(sharing.starts.last ?? 0) == sharing.links.count)
    for word in Self.words.indices {
      let start = word * SubwordSharing.stride
      for link in sharing.links[Int(sharing.starts[start])..<Int(sharing.starts[start + 1])] {
        #expect(link.row < sharing.wordCount)
      }
      for owner in 0..<SubwordSharing.owners {
        let group = Int(sharing.starts[start + 1 + owner])..<Int(sharing.starts[start + 2 + owner])
        for link in sharing.links[group] {
          #expect(Int(link.row) >= sharing.wordCount)
          #expect(Int(link.row) % SubwordSharing.owners == owner)
        }
      }
    }
  }
}
