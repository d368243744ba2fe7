import ParallelPieces

/// Lists the links of every word from the classes of the subwords that it shares.
struct LinkBuilder {
  let classes: SubwordClasses
  /// The row of each class, or -1.
  let rows: [Int32]
  let wordCount: Int
  let rowCount: Int

  private static let piece = 512

  func build(threads: Int) -> (links: [SubwordSharing.Link], starts: [Int32]) {
    let (memberships, offsets) = classesOfWords()
    let parts = Pieces.map(wordCount, length: Self.piece, threads: threads) { range in
      var links: [SubwordSharing.Link] = []
      var lengths: [Int32] = []
      var weights = [Float](repeating: 0, count: rowCount)
      for word in range {
        let sorted = touch(word, memberships[offsets[word]..<offsets[word + 1]], &weights)
        var counts = [Int32](repeating: 0, count: SubwordSharing.stride)
        for row in sorted {
          links.append(SubwordSharing.Link(row: row, weight: weights[Int(row)]))
          weights[Int(row)] = 0
          counts[group(of: row)] += 1
        }
        lengths += counts
      }
      return (links, lengths)
    }
    var links: [SubwordSharing.Link] = []
    links.reserveCapacity(parts.reduce(0) { $0 + $1.0.count })
    var starts: [Int32] = []
    starts.reserveCapacity(wordCount * SubwordSharing.stride + 1)
    var start: Int32 = 0
    for part in parts {
      links += part.0
      for length in part.1 {
        starts.append(start)
        start += length
      }
    }
    starts.append(start)
    return (links, starts)
  }

  /// Sums up the weights of a word's rows, and returns those rows by group and number.
  private func touch(_ word: Int, _ classesOfWord: ArraySlice<UInt32>, _ weights: inout [Float]) -> [UInt32] {
    var touched = [UInt32(word)]
    // The word's own vector counts as a subword that no other word has.
    weights[word] = 1 + classes.lonely[word]
    func add(_ row: Int, _ weight: Float) {
      if weights[row] == 0 { touched.append(UInt32(row)) }
      weights[row] += weight
    }
    for index in classesOfWord {
      let index = Int(index)
      let size = Float(classes.sizes[index])
      if rows[index] >= 0 {
        add(Int(rows[index]), size.squareRoot())
      } else {
        for member in classes.members[classes.starts[index]..<classes.starts[index + 1]] { add(Int(member), size) }
      }
    }
    return touched.sorted { (group(of: $0), $0) < (group(of: $1), $1) }
  }

  private func group(of row: UInt32) -> Int {
    Int(row) < wordCount ? 0 : 1 + Int(row) % SubwordSharing.owners
  }

  /// The classes of each word, ascending, as often as it has their subwords.
  private func classesOfWords() -> (classes: [UInt32], offsets: [Int]) {
    var offsets = [Int](repeating: 0, count: wordCount + 1)
    for member in classes.members { offsets[Int(member) + 1] += 1 }
    for word in 0..<wordCount { offsets[word + 1] += offsets[word] }
    var places = offsets
    var found = [UInt32](repeating: 0, count: classes.members.count)
    for index in classes.sizes.indices {
      for member in classes.members[classes.starts[index]..<classes.starts[index + 1]] {
        found[places[Int(member)]] = UInt32(index)
        places[Int(member)] += 1
      }
    }
    return (found, offsets)
  }
}
