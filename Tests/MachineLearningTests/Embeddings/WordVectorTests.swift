import MachineLearning
import Testing

@Suite("Word vectors")
struct WordVectorTests {
  @Test("text reads back as the same vectors")
  func roundTrip() throws {
    let elements: [Float] = [1, -0.1, 1e-30, .leastNonzeroMagnitude, 3.4e9, -0, 1.0 / 3, 16_777_215]
    let vectors = try WordVectors(
      words: ["sherlock-season-1", "となりのトトロ"], vectors: Vectors(count: 2, dimensions: 4, elements: elements))
    var lines: [String] = []
    try vectors.forEachTextLine { lines.append($0) }
    #expect(lines.count == 3)
    #expect(lines[0] == "2 4")
    #expect(lines[1].hasPrefix("sherlock-season-1 1.0 -0.1 1e-30 "))
    #expect(try WordVectors(textLines: lines) == vectors)
    // As fastText and word2vec write it: a space at the end of lines, a line break at the end of the file.
    #expect(try WordVectors(textLines: [lines[0]] + lines.dropFirst().map { $0 + " " } + [""]) == vectors)
  }

  @Test("text at fault, with its line")
  func badText() {
    func line(_ lines: [String]) -> Int? {
      do {
        _ = try WordVectors(textLines: lines)
      } catch LearningError.malformedVectors(let line, _) {
        return line
      } catch {
        Issue.record("\(error)")
      }
      return nil
    }
    #expect(line([]) == 1)
    #expect(line(["2"]) == 1)
    #expect(line(["1 0", "a"]) == 1)
    #expect(line(["1 2", "a 1"]) == 2)
    #expect(line(["1 2", "a 1 x"]) == 2)
    #expect(line(["1 2", "a 1 nan"]) == 2)
    #expect(line(["2 1", "a 1", "a 2"]) == 3)
    #expect(line(["2 1", "a 1"]) == 3)
    #expect(line(["1 1", "a 1", "b 1"]) == 3)
  }

  @Test("words that the format cannot hold are an error")
  func whiteSpace() throws {
    let vectors = try WordVectors(words: ["a b"], vectors: Vectors(count: 1, dimensions: 1, elements: [1]))
    #expect(throws: LearningError.self) { try vectors.forEachTextLine { _ in } }
    #expect(throws: LearningError.mismatchedLengths(what: "different words", expected: 2, found: 1)) {
      try WordVectors(words: ["a", "a"], vectors: Vectors(count: 2, dimensions: 1, elements: [1, 2]))
    }
  }

  @Test("correlation, cosine and distance by hand")
  func similarity() throws {
    let found = VectorSimilarity([1, 2, 3] as [Float], [2, 4, 5] as [Float])
    #expect(abs((found.correlation ?? 0) - 3 / (2 * 14.0 / 3).squareRoot()) < 1e-12)
    #expect(abs((found.cosine ?? 0) - 25 / (14.0 * 45).squareRoot()) < 1e-12)
    #expect(found.squaredDistance == 9)
    let flat = VectorSimilarity([1, 1] as [Float], [0, 0] as [Float])
    #expect(flat.correlation == nil)
    #expect(flat.cosine == nil)
    #expect(flat.squaredDistance == 2)
    #expect(VectorSimilarity([3, 1] as [Float], [3, 1] as [Float]).cosine == 1)
  }
}
