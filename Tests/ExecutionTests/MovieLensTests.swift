import LabSupport
import Tables
import TestSupport
import Testing

@testable import Steps

/// The MovieLens ratings (ml-latest-small) through notebook text, beside what pandas says of the same file:
///
///     r = pd.read_csv("ratings.csv")
///
/// and the lines in the comments below, run once with pandas 3.
@Suite(.enabled(if: SharedData.movieLens != nil, Comment(rawValue: SharedData.hint)))
struct MovieLensTests {
  private func run(_ cell: String) throws -> LabRun {
    let ratings = try #require(SharedData.movieLens).appendingPathComponent("ratings.csv").path
    let run = try Lab(cell: "load \"\(ratings)\" types: [timestamp: seconds] as r\n" + cell).run()
    #expect(run.codes == [])
    return run
  }

  @Test func rowsUsersItemsAndQuantilesArePandas() throws {
    let run = try run(
      """
      count r by: userId as users
      count r by: movieId as movies
      quantile users of: count at: [0, 0.25, 0.5, 0.75, 0.9, 0.99, 1] as uq
      quantile movies of: count at: [0, 0.25, 0.5, 0.75, 0.9, 0.99, 1] as mq
      group r mean: mean(rating) std: std(rating) first: min(timestamp) last: max(timestamp) as all
      dedupe r by: [userId, movieId] as distinct
      """)
    // len(r), r.userId.nunique(), r.movieId.nunique(), r.duplicated(["userId", "movieId"]).sum() == 0
    #expect(try run.table("r").rowCount == 100_836)
    #expect(try run.table("users").rowCount == 610)
    #expect(try run.table("movies").rowCount == 9_724)
    #expect(try run.table("distinct").rowCount == 100_836)
    // r.userId.value_counts().quantile(at), r.movieId.value_counts().quantile(at): equal to the last bit
    #expect(
      try run.table("uq").numbers("count") == [20, 35, 70.5, 168, 400.30000000000007, 1256.2199999999987, 2698])
    #expect(try run.table("mq").numbers("count") == [1, 1, 3, 9, 27, 114.54000000000087, 329])
    // r.rating.mean(), r.rating.std(); pd.to_datetime(r.timestamp, unit="s").agg(["min", "max"])
    let all = try run.table("all")
    #expect(close(all.numbers("mean") + all.numbers("std"), [3.501556983616962, 1.042529239060635]))
    #expect(all["first"]?[0] == .datetime(828_124_615_000_000))
    #expect(all["last"]?[0] == .datetime(1_537_799_250_000_000))
  }

  private func close(_ a: [Double?], _ b: [Double]) -> Bool {
    zip(a, b).allSatisfy { abs(($0 ?? .nan) - $1) < 1e-12 }
  }

  @Test func filterIndexAndSplitHaveTheSizesOfPandas() throws {
    let run = try run(
      """
      filter r where: count(userId) >= 5 and count(movieId) >= 10 as k
      index k user: userId item: movieId
      split k last-per: user order-by: timestamp as train, test
      group test items: sum(movieId) stars: sum(rating) as sums
      """)
    // k = r[(r.groupby("userId").userId.transform("size") >= 5) & (r.groupby("movieId").movieId.transform("size") >= 10)]
    // len(k), k.userId.nunique(), k.movieId.nunique()
    let k = try run.table("k")
    #expect(k.rowCount == 81_116)
    #expect(Set(k.texts("user")).count == 610)
    #expect(Set(k.texts("item")).count == 2_269)
    // k.groupby("userId", sort=False).size().sort_values(ascending=False, kind="stable").head(5).index, and of movieId
    func named(_ index: String, _ name: String) -> [String] {
      let pairs = Dictionary(zip(k.texts(index), k.texts(name)), uniquingKeysWith: { first, _ in first })
      return (0..<5).map { pairs["\($0)"] ?? "" }
    }
    #expect(named("user", "userId") == ["414", "599", "68", "474", "448"])
    #expect(named("item", "movieId") == ["356", "318", "296", "593", "2571"])
    // t = k.sort_values(["timestamp"], kind="stable").groupby("userId").tail(1)
    // len(k) - len(t), len(t), t.movieId.sum(), t.rating.sum()
    #expect(try run.table("train").rowCount == 80_506)
    #expect(try run.table("test").rowCount == 610)
    #expect(try run.table("sums").numbers("items") == [12_637_292])
    #expect(try run.table("sums").numbers("stars") == [2_249.5])
  }

  @Test func barsAreAsHighAsPandasCounts() throws {
    let run = try run("derive r year: year(timestamp)\nplot bar r x: rating\nplot bar r x: year")
    let bars = run.result.outcomes.keys.sorted().compactMap { run.result.outcomes[$0]?.details as? PlotBar.Details }
    // r.rating.value_counts().sort_index()
    #expect(bars[0].x.numbers == [0.5, 1, 1.5, 2, 2.5, 3, 3.5, 4, 4.5, 5])
    #expect(
      bars[0].heights.numbers == [1370, 2811, 1791, 7551, 5550, 20047, 13136, 26818, 8551, 13211])
    // pd.to_datetime(r.timestamp, unit="s").dt.year.value_counts().sort_index()
    #expect(bars[1].x.numbers == (1996...2018).map { Double($0) })
    #expect(
      bars[1].heights.numbers == [
        6040, 1916, 507, 2439, 10061, 3922, 3478, 4014, 3279, 5813, 4059, 7114, 4351, 4158, 2301, 1690, 4656, 1664,
        1439,
        6616, 6703, 8198, 6418,
      ])
  }

  @Test func titlesAreLookedUp() throws {
    let folder = try #require(SharedData.movieLens)
    let run = try Lab(
      cell: "load \"\(folder.appendingPathComponent("ratings.csv").path)\" "
        + "lookup: \"\(folder.appendingPathComponent("movies.csv").path)\" as r\nhead r rows: 1 as h\n"
        + "group r missing: count() - count(title) as m"
    ).run()
    // r.merge(pd.read_csv("movies.csv"), on="movieId", how="left").title.isna().sum() == 0
    #expect(try run.table("h").texts("title") == ["Toy Story (1995)"])
    #expect(try run.table("m").numbers("missing") == [0])
  }

  /// Random 90/10: cornac's biased matrix factorization reaches 0.863 to 0.876, a damped bias model 0.879 to 0.887.
  @Test func modelsReachTheErrorsThatAreKnownOfThisData() throws {
    let run = try run(
      """
      index r user: userId item: movieId
      split r fraction: 0.1 as train, test
      train mean on: train target: rating as naive
      train bias on: train target: rating as bias
      train fm on: train target: rating OPTIONS as fm
      evaluate naive on: test
      evaluate bias on: test
      evaluate fm on: test
      """.replacing("OPTIONS", with: Self.options))
    let naive = try run.number("naive.test.rmse")
    let bias = try run.number("bias.test.rmse")
    let fm = try run.number("fm.test.rmse")
    print("MovieLens, random 90/10, RMSE on test: naive \(naive), bias \(bias), fm \(fm)")
    #expect(try run.table("test").rowCount == 10_084)
    #expect(fm < 0.870)
    #expect(bias < 0.885)
    #expect(naive > 1.02 && naive < 1.08)
  }

  private static let options = "factors: 8"
}
