import MachineLearning
import RandomStreams

/// Ratings with a known truth: star ratings of users with biases and a taste of rank 8, in long tails.
struct PlantedTaste {
  let training: LabeledRows
  /// The last rating of each user.
  let test: LabeledRows

  init(users: Int, items: Int, seed: UInt64, strength: Double = 0.7) throws {
    let normals = RandomStream(seed: seed, stream: 1)
    let choices = RandomStream(seed: seed, stream: 2)
    var counter: UInt64 = 0
    func uniform() -> Double {
      counter += 1
      return choices.uniform(at: counter)
    }
    func taste(_ entity: Int) -> [Double] {
      (0..<9).map { normals.normal(at: UInt64(entity * 9 + $0)) }
    }
    var columns: [(user: Int32, item: Int32, stars: Double)] = []
    var last: [(user: Int32, item: Int32, stars: Double)] = []
    for user in 0..<users {
      let own = taste(user)
      // At least 5 ratings, and a tail of about n⁻².
      let count = min(items / 4, Int(5 / (1 - uniform())))
      for number in 0..<count {
        let place = uniform()
        let item = Int(place * place * Double(items))
        let other = taste(users + item)
        let match = (0..<8).reduce(0) { $0 + own[$1] * other[$1] } / 8.0.squareRoot()
        let noise = normals.normal(at: UInt64(1_000_000_000) + UInt64(columns.count + last.count))
        let opinion = 3.9 + 0.4 * own[8] + 0.4 * other[8] + strength * match + 0.6 * noise
        let row = (Int32(user), Int32(item), min(5, max(1, opinion.rounded())))
        if number == count - 1 { last.append(row) } else { columns.append(row) }
      }
    }
    func labeled(_ rows: [(user: Int32, item: Int32, stars: Double)]) throws -> LabeledRows {
      try LabeledRows(
        FeatureRows([
          .oneHot(codes: rows.map(\.user), cardinality: users), .oneHot(codes: rows.map(\.item), cardinality: items),
        ]), targets: rows.map(\.stars))
    }
    training = try labeled(columns)
    test = try labeled(last)
  }
}

extension LabeledRows {
  /// The same rows with the target 1 where it was at least `least`, else 0.
  func liked(_ least: Double) throws -> LabeledRows {
    try LabeledRows(rows, targets: targets.map { $0 >= least ? 1 : 0 })
  }

  /// RMSE of a machine on these rows.
  func rmse(_ machine: FactorizationMachine) throws -> Double {
    try RegressionMetrics(predictions: machine.predict(rows), targets: targets).rmse ?? .infinity
  }
}
