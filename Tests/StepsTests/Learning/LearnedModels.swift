import LabSupport
import MachineLearning
import Steps
import Tables

/// Runs on the small sample with `train`, `test`, a regressor `model` and a classifier `liked`.
enum LearnedModels {
  static let setting = """
    load "sample:reviews?rows=2000" as reviews
    dedupe reviews by: [customer_id, product_id]
    filter reviews where: count(customer_id) >= 3 and count(product_id) >= 3 as reduced
    index reduced user: customer_id item: product_id
    split reduced last-per: customer_id order-by: review_date as train, test

    """
  static let models = """
    train fm on: train target: star_rating features: [user, item] factors: 6 epochs: 5 as model
    train fm on: train target: star_rating >= 5 factors: 6 epochs: 5 as liked

    """

  static func run(_ cell: String, models: String = models, threads: Int = 2) throws -> LabRun {
    try Lab(cell: setting + models + cell).run(threads: threads)
  }

  /// The model of a file that `save` has written.
  static func saved(_ path: String) throws -> Model {
    guard case .model(let model) = try SavedFile(path).value() else { throw NoModel() }
    return model
  }

  private struct NoModel: Error {}
}

/// A factorization machine of users and items, written out: w0 + wᵤ + wᵢ + ⟨vᵤ, vᵢ⟩.
struct NaiveMachine {
  let machine: FactorizationMachine
  let user: Int
  let item: Int

  init(_ model: Model) {
    machine = model.machine
    user = model.type.features.firstIndex { $0.name == model.type.user } ?? 0
    item = model.type.features.firstIndex { $0.name == model.type.item } ?? 1
  }

  func vector(field: Int, _ code: Int) -> [Double] {
    machine.latentVector(of: machine.offsets[field] + code).map { Double($0) }
  }

  func weight(field: Int, _ code: Int) -> Double { Double(machine.linear[machine.offsets[field] + code]) }

  func score(_ u: Int, _ i: Int) -> Double {
    let product = zip(vector(field: user, u), vector(field: item, i)).reduce(0) { $0 + $1.0 * $1.1 }
    return machine.bias + weight(field: user, u) + weight(field: item, i) + product
  }

  func clamped(_ score: Double) -> Double {
    guard let range = machine.range else { return score }
    return Swift.min(Swift.max(score, range.lowerBound), range.upperBound)
  }
}
