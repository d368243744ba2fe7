import ParallelPieces

/// The subwords of a vocabulary that several words have, those with the very same words (as often each) taken together.
///
/// Subwords that stand in the same words always take the same steps, so one vector can stand for all of them.
struct SubwordClasses {
  /// Subwords in each class.
  private(set) var sizes: [Int32] = []
  /// The words of all classes, one class after the other, ascending; a word is there as often as it has the subword.
  private(set) var members: [UInt32] = []
  /// Where each class starts in `members`, and last `members.count`.
  private(set) var starts = [0]
  /// For each word, over the subwords that it alone has, the sum of squares of how often it has them.
  private(set) var lonely: [Float]
  /// For each word, how many subwords it has.
  private(set) var totals: [Int32]

  private var known: [UInt64: Int32] = [:]

  /// Parts of the subwords, by their hash, that are sorted at a time: what keeps the memory small.
  private static let partBits = 4

  /// Finds the classes in O(s log s) for s subwords of all words.
  init(words: [String], subwords: Subwords, threads: Int) {
    lonely = [Float](repeating: 0, count: words.count)
    totals = [Int32](repeating: 0, count: words.count)
    let wordBits = UInt64.bitWidth - UInt64(words.count).leadingZeroBitCount
    let parts = Pieces.map(1 << Self.partBits, length: 1, threads: threads) { range in
      SubwordClasses(part: UInt64(range.lowerBound), words: words, wordBits: wordBits, subwords: subwords)
    }
    for part in parts {
      for index in part.sizes.indices {
        add(part.members[part.starts[index]..<part.starts[index + 1]], size: part.sizes[index])
      }
      for word in words.indices {
        lonely[word] += part.lonely[word]
        totals[word] += part.totals[word]
      }
    }
    known = [:]
  }

  /// The classes of the subwords whose hash starts with the bits `part`.
  private init(part: UInt64, words: [String], wordBits: Int, subwords: Subwords) {
    lonely = [Float](repeating: 0, count: words.count)
    totals = [Int32](repeating: 0, count: words.count)
    let mask = (UInt64(1) << UInt64(wordBits)) - 1
    var keys: [UInt64] = []
    for (number, word) in words.enumerated() {
      let before = keys.count
      subwords.forEach(of: word) { hash in
        if hash >> UInt64(64 - Self.partBits) == part { keys.append(hash & ~mask | UInt64(number)) }
      }
      totals[number] = Int32(keys.count - before)
    }
    keys.sort()
    var start = 0
    var run: [UInt32] = []
    while start < keys.count {
      run.removeAll(keepingCapacity: true)
      let subword = keys[start] & ~mask
      while start < keys.count, keys[start] & ~mask == subword {
        run.append(UInt32(keys[start] & mask))
        start += 1
      }
      if run.first == run.last {
        lonely[Int(run[0])] += Float(run.count * run.count)
      } else {
        add(run[...], size: 1)
      }
    }
    known = [:]
  }

  /// Adds `size` subwords that stand in `words`.
  private mutating func add(_ words: ArraySlice<UInt32>, size: Int32) {
    var hash: UInt64 = 0
    for word in words {
      hash = (hash ^ UInt64(word)) &* 0x9E37_79B9_7F4A_7C15
      hash ^= hash >> 31
    }
    // Another class may have the same hash: the words decide.
    while let index = known[hash] {
      if members[starts[Int(index)]..<starts[Int(index) + 1]] == words {
        sizes[Int(index)] += size
        return
      }
      hash &+= 1
    }
    known[hash] = Int32(sizes.count)
    sizes.append(size)
    members += words
    starts.append(members.count)
  }
}
