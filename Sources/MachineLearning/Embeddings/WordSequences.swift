import WrittenTexts

/// Sequences of words: the sentences of a text, or the titles that each customer watched, in order.
///
/// A word is any string, and another one where a byte differs; words are numbered, and a sequence is a range of those numbers.
public struct WordSequences: Sendable {
  /// The distinct words.
  public let words: [String]
  /// The words of all sequences, one sequence after the other, each in `0 ..< words.count`.
  public let tokens: [Int32]
  /// Where each sequence starts in `tokens`, and last `tokens.count`.
  public let starts: [Int]

  /// Number of sequences.
  public var count: Int { starts.count - 1 }

  /// Numbers the words in the order in which they come first, in O(tokens).
  public init(_ sequences: [[String]]) {
    var numbers: [ExactText: Int32] = [:]
    var words: [String] = []
    var tokens: [Int32] = []
    var starts = [0]
    for sequence in sequences {
      for word in sequence {
        let next = Int32(words.count)
        let key = ExactText(word)
        let number = numbers[key, default: next]
        if number == next {
          numbers[key] = next
          words.append(word)
        }
        tokens.append(number)
      }
      starts.append(tokens.count)
    }
    self.words = words
    self.tokens = tokens
    self.starts = starts
  }

  /// Takes sequences whose words are numbered already.
  ///
  /// - Parameters:
  ///   - words: The words, all different.
  ///   - tokens: The words of all sequences, one sequence after the other.
  ///   - starts: Where each sequence starts, from 0, never falling, and last `tokens.count`.
  /// - Throws: `LearningError.codeOutOfRange` (with field 0, the token as row), or `.mismatchedLengths` for bad starts.
  public init(words: [String], tokens: [Int32], starts: [Int]) throws(LearningError) {
    if starts.first != 0 || starts.last != tokens.count {
      throw .mismatchedLengths(what: "starts", expected: tokens.count, found: starts.last ?? 0)
    }
    for (before, after) in zip(starts, starts.dropFirst()) where after < before {
      throw .mismatchedLengths(what: "starts", expected: before, found: after)
    }
    for (row, token) in tokens.enumerated() where !words.indices.contains(Int(token)) {
      throw .codeOutOfRange(field: 0, row: row, code: Int(token), cardinality: words.count)
    }
    self.words = words
    self.tokens = tokens
    self.starts = starts
  }
}
