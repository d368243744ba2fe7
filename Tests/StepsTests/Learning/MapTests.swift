import LabSupport
import MachineLearning
import RandomStreams
import Steps
import Tables
import Testing

/// Maps of vectors, of tables and of models.
@Suite struct MapTests {
  /// Sixty points in three groups that lie far apart, with a name each.
  private static let points: String = {
    let random = RandomStream(seed: 5)
    let rows = (0..<60).map { row -> String in
      let numbers = (0..<4).map { axis in
        random.normal(at: UInt64(4 * row + axis)) + (axis == row % 3 ? 30.0 : 0)
      }
      return "p\(row),\(row % 3)," + numbers.map { "\($0)" }.joined(separator: ",")
    }
    return "name,group,a,b,c,d\n" + rows.joined(separator: "\n") + "\n"
  }()

  private func run(_ cell: String, threads: Int = 2) throws -> LabRun {
    try Lab(cell: "load \"p.csv\" as p\n" + cell, data: ["p.csv": Self.points]).run(threads: threads)
  }

  @Test func rowsOfATableKeepTheirOtherColumnsAndTheirGroups() throws {
    let run = try run("tsne p perplexity: 10 as map")
    let map = try run.table("map")
    #expect(map.schema.names == ["name", "group", "x", "y"])
    #expect(map.rowCount == 60)
    let (xs, ys) = (map.numbers("x").compactMap { $0 }, map.numbers("y").compactMap { $0 })
    let groups = map.numbers("group")
    for point in 0..<60 {
      func distance(_ other: Int) -> Double {
        (xs[point] - xs[other]) * (xs[point] - xs[other]) + (ys[point] - ys[other]) * (ys[point] - ys[other])
      }
      let nearest = (0..<60).filter { $0 != point }.min { distance($0) < distance($1) }
      #expect(nearest.map { groups[$0] } == groups[point])
    }
    #expect(abs(try run.number("map.perplexity") - 10) < 1e-6)
    #expect(try run.number("map.divergence") > 0)
  }

  @Test func itemsOfAModelComeWithTheirTitles() throws {
    let run = try LearnedModels.run("tsne liked top: 40 perplexity: 8 iterations: 50 as map")
    let map = try run.table("map")
    #expect(map.schema.names == ["item", "product_title", "x", "y"])
    #expect(map.numbers("item").map { $0.map { Int($0) } } == Array(0..<40))
  }

  @Test func threadsDoNotChangeAMap() throws {
    let one = try run("tsne p perplexity: 10 iterations: 30 as map", threads: 1).table("map")
    let two = try run("tsne p perplexity: 10 iterations: 30 as map", threads: 2).table("map")
    #expect(one.numbers("x") == two.numbers("x") && one.numbers("y") == two.numbers("y"))
  }

  @Test func tooGreatAPerplexitySaysTheGreatest() throws {
    let run = try run("tsne p top: 20 as map")
    #expect(run.codes == ["out-of-range"])
    #expect(run.faults.first?.message.contains("1 to 18 for 20 vectors") == true)
  }

  @Test(arguments: [
    ("tsne p columns: [name, a] as map", "type-mismatch"), ("tsne p columns: [a, e] as map", "unknown-column"),
    ("tsne p of: item as map", "conflicting-options"),
    ("filter p where: a > 1e9 as none\ntsne none as map", "nothing-to-learn"),
    ("derive p a: 1.0 b: 1.0 c: 1.0 d: 1.0 as same\ntsne same as map", "nothing-to-learn"),
  ])
  func faultsAreTold(cell: String, code: String) throws {
    #expect(try run(cell).codes == [code])
  }
}
