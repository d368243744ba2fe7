import LabSupport
import MachineLearning
import Reports
import Steps
import Tables
import Testing

/// Features of which a row has several values, and the parameters that are learned for them.
@Suite struct BagTests {
  private static let films = """
    stars,genres,user
    5,comedy|drama,ann
    4,comedy ,bob
    2,horror:2|drama:-0.5,ann
    1,horror,bob
    5,,cid
    3,drama|horror|drama,cid

    """

  private func run(_ cell: String) throws -> LabRun {
    try Lab(cell: "load \"f.csv\" as films\n" + cell, data: ["f.csv": Self.films]).run()
  }

  /// A column of the first table that is shown.
  private static func texts(_ blocks: [ReportBlock], column: Int) -> [String] {
    for case .table(let table) in blocks {
      return table.rows.map { row in
        if case .text(let text) = row[column] { return text }
        return ""
      }
    }
    return []
  }

  /// One of eight rows has no user: fifteen entries, and not sixteen.
  @Test func aMissingValueIsNoEntry() throws {
    let said = try Ratings.run("features d features: [user, item]").sentences().last ?? ""
    #expect(said.contains("with 1.9 entries in a row on average: 31.250"), "\(said)")
    #expect(try Ratings.run("features d features: item").sentences().last?.contains("1 entry in each row") == true)
  }

  @Test func valuesShareARowUnlessTheyHaveWeights() throws {
    let run = try run("features films features: [user, genres] bags: genres target: stars rows: 6")
    #expect(run.faults.isEmpty, "\(run.faults.map(\.message))")
    // Three users, three genres; users 0…2, comedy 3, drama 4, horror 5.
    #expect(try run.number("films.width") == 6)
    #expect(abs((try run.number("films.ones")) - (6 + 8.0) / 6) < 1e-12)
    let rows = Self.texts(run.blocks(), column: 1)
    #expect(rows[0] == "column 0 = 1, column 3 = 0.5, column 4 = 0.5")
    #expect(rows[1] == "column 1 = 1, column 3 = 1")
    #expect(rows[2] == "column 0 = 1, column 4 = -0.5, column 5 = 2" || rows[2].contains("−0.5"))
    #expect(rows[4] == "column 2 = 1")
    #expect(rows[5].hasPrefix("column 2 = 1, column 4 = 0.66"))
  }

  @Test func aModelOfBagsPredictsRowsWithValuesItDoesNotKnow() throws {
    let known = try run(
      """
      train bias on: films target: stars features: [user, genres] bags: genres as worth
      derive films genres: if(stars > 4, "comedy|western", genres) as others
      predict worth on: others as scored
      parameters worth of: genres as genres
      parameters worth of: user as users
      """)
    #expect(known.faults.isEmpty, "\(known.faults.map(\.message))")
    let (genres, users) = (try known.table("genres"), try known.table("users"))
    #expect(genres.texts("genres") == ["comedy", "drama", "horror"])
    let (w, u) = (genres.numbers("w").compactMap { $0 }, users.numbers("w").compactMap { $0 })
    #expect(w[0] > w[1] && w[1] > w[2])
    let expected = try known.number("worth.w0") + u[0] + 0.5 * w[0]
    let found = try #require(try known.table("scored").numbers("prediction")[0])
    #expect(abs(found - expected) < 1e-5)
  }

  @Test func parametersAreThoseOfTheModel() throws {
    let run = try LearnedModels.run(
      """
      parameters model of: item as items
      derive train days: days(review_date - min(review_date))
      train fm on: train target: star_rating features: [user, item, days] factors: 2 epochs: 2 as timed
      parameters timed of: days as trend
      """)
    #expect(run.faults.isEmpty, "\(run.faults.map(\.message))")
    let naive = NaiveMachine(try run.model("model"))
    let items = try run.table("items")
    #expect(items.schema.names == ["item", "product_title", "w", "v1", "v2", "v3", "v4", "v5", "v6"])
    for item in [0, 7] {
      #expect(items.numbers("w")[item] == naive.weight(field: 1, item))
      #expect(items.numbers("v6")[item] == naive.vector(field: 1, item)[5])
    }
    #expect(try run.number("model.w0") == naive.machine.bias)
    let trend = try run.table("trend")
    guard case .numeric(_, let scale) = try run.model("timed").machine.fields[2] else {
      Issue.record("days is no number")
      return
    }
    #expect(trend.numbers("days") == [scale])
  }

  @Test(arguments: [
    ("train fm on: films target: stars features: [user] bags: genres as m", "wrong-value"),
    ("train fm on: films target: stars features: [user] separator: \",\" as m", "wrong-value"),
    ("train fm on: films target: stars features: [genres] bags: genres separator: \"\" as m", "wrong-value"),
    ("train fm on: films target: user == \"ann\" features: [stars] bags: stars as m", "type-mismatch"),
    ("train bias on: films target: stars features: [genres] as m\nparameters m of: genre", "wrong-value"),
    (
      """
      train bias on: films target: stars features: [genres] as a
      train bias on: films target: stars features: [genres] bags: genres as b
      ensemble models: [a, b] as both
      """, "models-do-not-fit"
    ),
    (
      """
      train fm on: films target: stars features: [genres] epochs: 1 as a
      train fm on: films target: stars features: [genres] bags: genres from: a as b
      """, "cannot-start-from"
    ),
    (
      """
      train bias on: films target: stars features: [user] as a
      train bias on: films target: stars features: [genres] as b
      ensemble models: [a, b] as both
      parameters both of: user
      """, "wrong-value"
    ),
  ])
  func faults(cell: String, code: String) throws {
    let run = try run(cell)
    #expect(run.codes == [code], "\(run.faults.map(\.message))")
  }
}
