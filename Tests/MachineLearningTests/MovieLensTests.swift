import Foundation
import MachineLearning
import RandomStreams
import TestSupport
import Testing

@Suite("MovieLens, latest small")
struct MovieLensTests {
  private static let shared = Result { try ratings() }

  /// All ratings with users and movies numbered by first appearance.
  private static func ratings() throws -> LabeledRows {
    let folder = try #require(SharedData.movieLens)
    let text = String(decoding: try Data(contentsOf: folder.appendingPathComponent("ratings.csv")), as: UTF8.self)
    var (users, movies): ([Substring: Int32], [Substring: Int32]) = ([:], [:])
    var (userCodes, movieCodes, stars): ([Int32], [Int32], [Double]) = ([], [], [])
    for line in text.split(whereSeparator: \.isNewline).dropFirst() {
      let fields = line.split(separator: ",")
      let (newUser, newMovie) = (Int32(users.count), Int32(movies.count))
      userCodes.append(users[fields[0]] ?? newUser)
      movieCodes.append(movies[fields[1]] ?? newMovie)
      users[fields[0], default: newUser] += 0
      movies[fields[1], default: newMovie] += 0
      stars.append(try #require(Double(fields[2])))
    }
    return try LabeledRows(
      FeatureRows([
        .oneHot(codes: userCodes, cardinality: users.count), .oneHot(codes: movieCodes, cardinality: movies.count),
      ]), targets: stars)
  }

  @Test(
    "a random tenth is predicted better by the machine than by biases, and by them than by the mean",
    .enabled(if: SharedData.movieLens != nil, Comment(rawValue: SharedData.hint)), arguments: [8, 64])
  func randomSplit(factors: Int) throws {
    let all = try Self.shared.get()
    #expect(all.targets.count == 100_836)
    let order = RandomStream(seed: 1).permutation(of: all.targets.count)
    let test = all.at(order[..<10_083].sorted())
    let training = all.at(order[10_083...].sorted())
    let naive = try test.rmse(FactorizationMachine.mean(.regression, of: training))
    let bias = try test.rmse(FactorizationMachine.bias(.regression, of: training))
    var options = StochasticGradientOptions()
    options.factors = factors
    options.threads = 2
    let machine = try test.rmse(FactorizationMachine.train(.regression, on: training, options: options).machine)
    print("ml-latest-small, k = \(factors): naive \(naive), bias \(bias), machine \(machine)")
    #expect(naive > 1.0 && naive < 1.1)
    #expect(bias < 0.885)
    #expect(machine < 0.870)
  }
}
