import WrittenTexts

extension WordVectors {
  /// Writes the vectors in word2vec's text format: a line "count dimensions", then each word and its numbers, parted by spaces.
  ///
  /// Numbers have the fewest digits that read back as the same single-precision number. Lines come without their end.
  ///
  /// - Throws: `LearningError.malformedVectors` for a word that is empty or contains white space, before anything is written;
  ///   and what `body` throws.
  public func forEachTextLine(_ body: (String) throws -> Void) throws {
    for (row, word) in words.enumerated() where word.isEmpty || word.contains(where: \.isWhitespace) {
      throw LearningError.malformedVectors(line: row + 2, reason: "\"\(word)\" is empty or contains white space")
    }
    try body("\(vectors.count) \(vectors.dimensions)")
    for (row, word) in words.enumerated() {
      var line = word
      for element in vectors[row] { line += " \(element)" }
      try body(line)
    }
  }

  /// Reads vectors in word2vec's text format.
  ///
  /// - Parameter lines: The lines, with or without spaces at their ends, as some tools write them.
  /// - Throws: `LearningError.malformedVectors` with the line, or `.elementOutOfRange`.
  public init(textLines lines: some Sequence<some StringProtocol>) throws(LearningError) {
    var iterator = lines.makeIterator()
    let header = (iterator.next().map { $0.split(separator: " ") } ?? []).map { Int($0) }
    guard header.count == 2, let count = header[0], let dimensions = header[1], count >= 0, dimensions >= 1 else {
      throw .malformedVectors(line: 1, reason: "the first line must be two numbers, of vectors and of dimensions")
    }
    var words: [String] = []
    var seen: Set<ExactText> = []
    var elements: [Float] = []
    var number = 1
    while let line = iterator.next() {
      number += 1
      let fields = line.split(separator: " ")
      if fields.isEmpty, words.count == count { continue }
      if words.count == count { throw .malformedVectors(line: number, reason: "more than \(count) vectors") }
      guard fields.count == dimensions + 1, let word = fields.first.map({ String($0) }) else {
        throw .malformedVectors(
          line: number, reason: "a word and \(dimensions) numbers expected, \(fields.count) fields found")
      }
      if !seen.insert(ExactText(word)).inserted {
        throw .malformedVectors(line: number, reason: "\(word) comes a second time")
      }
      for field in fields.dropFirst() {
        guard let element = Float(String(field)), element.isFinite else {
          throw .malformedVectors(line: number, reason: "\(field) is not a finite number")
        }
        elements.append(element)
      }
      words.append(word)
    }
    if words.count != count {
      throw .malformedVectors(line: number + 1, reason: "\(count) vectors expected, \(words.count) found")
    }
    try self.init(
      words: words, vectors: try Vectors(count: count, dimensions: dimensions, elements: elements))
  }
}
