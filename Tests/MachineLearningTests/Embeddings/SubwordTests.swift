import Testing

@testable import MachineLearning

@Suite("Subwords")
struct SubwordTests {
  /// All runs of `range` scalars of "<word>", but for single brackets.
  private func naive(_ word: String, _ range: ClosedRange<Int>) -> [String] {
    let scalars = Array("<\(word)>".unicodeScalars)
    var found: [String] = []
    for start in scalars.indices {
      for length in range where start + length <= scalars.count {
        if length == 1, start == 0 || start == scalars.count - 1 { continue }
        found.append(String(String.UnicodeScalarView(scalars[start..<start + length])))
      }
    }
    return found
  }

  private let words = ["a", "", "season", "banana-banana", "となりのトトロ", "pokémon-™", "e\u{301}té", "👩‍👩‍👧-x"]

  @Test("are the runs of characters, brackets among them", arguments: [1...3, 2...2, 3...6, 5...10])
  func enumeration(range: ClosedRange<Int>) {
    let subwords = Subwords(minimum: range.lowerBound, maximum: range.upperBound, buckets: nil)
    var names: [UInt64: String] = [:]
    for word in words {
      let expected = naive(word, range)
      let found = subwords.hashes(of: word)
      #expect(found.count == expected.count, "\(word)")
      for (hash, name) in zip(found, expected) {
        let known = names[hash, default: name]
        #expect(known.utf8.elementsEqual(name.utf8), "\(known) and \(name) share a hash")
        names[hash] = name
      }
    }
    let distinct = Set(words.flatMap { naive($0, range) }.map { Array($0.utf8) })
    #expect(names.count == distinct.count)
  }

  @Test("buckets bound the number of different hashes")
  func buckets() {
    let subwords = Subwords(minimum: 1, maximum: 4, buckets: 7)
    let found = Set(words.flatMap { subwords.hashes(of: $0) })
    #expect(found.count == 7)
  }

  @Test("no subwords when none are asked for")
  func none() {
    #expect(Subwords(minimum: 0, maximum: 0, buckets: nil).hashes(of: "season").isEmpty)
  }
}
