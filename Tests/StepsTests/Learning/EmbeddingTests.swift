import LabSupport
import MachineLearning
import RandomStreams
import Steps
import Tables
import Testing

/// Vectors of titles through the language.
@Suite struct EmbeddingTests {
  /// Two circles of customers: those of the first have cats and dogs, those of the second the moon and the stars.
  private static let seen: String = {
    let circles = [["Red Cats", "Blue Cats", "Old Dogs"], ["The Moon", "A Moon", "The Stars"]]
    let random = RandomStream(seed: 3)
    let rows = (0..<1200).map { row -> String in
      let titles = circles[row / 10 % 2]
      let title = titles[Int(random.uniform(at: UInt64(row)) * 3)]
      return "c\(row / 10),\(title),\(row % 10)"
    }
    return "customer,title,day\n" + rows.joined(separator: "\n") + "\n"
  }()

  private func run(_ cell: String, threads: Int = 2) throws -> LabRun {
    let embed =
      "load \"s.csv\" as seen\nembed seen sequence: title by: customer order-by: day dimensions: 12 epochs: 10 min-count: 1 "
      + "subsampling: 1 subwords: 3..5 as titles\n"
    return try Lab(cell: embed + cell, data: ["s.csv": Self.seen]).run(threads: threads)
  }

  @Test func titlesOfACircleAreNearestToEachOther() throws {
    let run = try run("similar titles to: \"Red Cats\" top: 2 as near")
    let near = try run.table("near")
    let found = (0..<near.rowCount).map { near["word"]?[$0] }
    #expect(Set(found) == [.string("blue-cats"), .string("old-dogs")])
    #expect(near.numbers("rank") == [1, 2])
  }

  /// Two of the first customer on one day, and a third on another; two equal ones of the second.
  @Test func titlesOfOnePlaceAreCounted() throws {
    func told(_ order: String) throws -> [String] {
      let data =
        "customer,title,day,row\nx,Cats,1,1\nx,Dogs,1,2\nx,Moon,2,3\ny,Cats,1,4\ny,Cats,1,5\ny,Moon,,6\ny,Dogs,,7\n"
      let run = try Lab(
        cell:
          "load \"t.csv\" as seen\nembed seen sequence: title by: customer \(order) dimensions: 4 epochs: 2 min-count: 1 "
          + "subsampling: 1 as titles", data: ["t.csv": data]
      ).run()
      #expect(run.codes == [])
      return run.sentences().filter { $0.contains("the table's order decided") }
    }
    #expect(
      try told("order-by: day") == [
        "4 titles are equal to another of their sequence in day: the table's order decided."
      ])
    #expect(try told("order-by: [day: descending, title]") == [])
    #expect(try told("order-by: row") == [])
    #expect(try told("") == [])
  }

  @Test func aNewTitleHasAVectorFromItsSubwords() throws {
    let run = try run("similar titles to: \"Green Cats\" among: [\"blue-cats\", \"the-stars\"] as compared")
    let correlations = try run.table("compared").numbers("correlation").compactMap { $0 }
    #expect(correlations.count == 2)
    #expect(correlations[0] > correlations[1])
  }

  @Test func vectorsAreATableAndTheSameForAnyNumberOfThreads() throws {
    let one = try run("select titles columns: [word, count, v1, v12] as vectors", threads: 1).table("vectors")
    let three = try run("select titles columns: [word, count, v1, v12] as vectors", threads: 3).table("vectors")
    #expect(one.rowCount == 6)
    #expect(one.numbers("v12") == three.numbers("v12"))
    #expect(one.numbers("count").compactMap { $0 }.reduce(0, +) == 1200)
  }
}
