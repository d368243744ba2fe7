import Foundation
import Tables
import TestSupport
import Testing

/// Expected numbers: `pd.read_csv("ratings.csv")`, then `len`, `nunique`, `sum`; `pd.read_csv("movies.csv")` (pandas 3.0).
@Suite(.enabled(if: SharedData.movieLens != nil, Comment(rawValue: SharedData.hint))) struct MovieLensReadingTests {
  @Test func ratings() throws {
    let folder = try #require(SharedData.movieLens)
    let (table, report) = try TableReader.read(
      folder.appendingPathComponent("ratings.csv").path, options: ReadingOptions(types: ["timestamp": .seconds]),
      threads: 2)
    #expect(table.rowCount == 100_836)
    #expect(report.skippedCount == 0)
    #expect(table.schema.fields.map(\.type) == [.integer, .integer, .decimal, .datetime])
    guard case .integers(let users)? = table["userId"]?.storage, case .decimals(let stars)? = table["rating"]?.storage,
      case .integers(let films)? = table["movieId"]?.storage, case .datetimes(let times)? = table["timestamp"]?.storage
    else {
      Issue.record("other types")
      return
    }
    #expect(Set(users.elements).count == 610)
    #expect(Set(films.elements).count == 9724)
    #expect(stars.elements.reduce(0, +) == 353_083)
    #expect(NumberText.datetime(Int(times.elements.min() ?? 0)) == "1996-03-29T18:36:55Z")
    #expect(NumberText.datetime(Int(times.elements.max() ?? 0)) == "2018-09-24T14:27:30Z")
  }

  @Test func movies() throws {
    let folder = try #require(SharedData.movieLens)
    let table = try TableReader.read(folder.appendingPathComponent("movies.csv").path, threads: 2).table
    #expect(table.rowCount == 9742)
    guard case .strings(_, let pool)? = table["title"]?.storage else {
      Issue.record("not a column of strings")
      return
    }
    #expect(pool.count == 9737)
    #expect(table["title"]?[10] == .string("American President, The (1995)"))
    #expect(table.columns.map(\.nullCount) == [0, 0, 0])
  }
}
