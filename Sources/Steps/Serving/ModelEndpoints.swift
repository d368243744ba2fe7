import Endpoints
import Files
import MachineLearning
import Tables

extension Model {
  /// The model as an endpoint answers with it: rows of features in, scores out.
  public func endpoint(_ name: String, threshold: Double = 0.5) -> Endpoint {
    Endpoint(name, .scores(scoring(threshold: threshold)))
  }

  public func scoring(threshold: Double = 0.5) -> ScoringModel {
    ScoringModel(machine, features: type.features.map(\.name), threshold: threshold)
  }

  /// Whether it can say which items are near a user: it has latent vectors of users and items, and no other features.
  public var hasNeighbors: Bool {
    type.hasFactors && type.features.count == 2 && type.user != nil && type.item != nil
  }

  /// The nearest items of a vector, as `knn` finds them.
  ///
  /// - Throws: `LearningError`.
  public func neighbors(count: Int, metric: NeighborMetric = .innerProduct) throws(LearningError) -> NeighborModel {
    try NeighborModel(machine, itemField: field(of: type.item) ?? 0, count: count, metric: metric)
  }

  /// Everything that its predictions depend on.
  func update(_ digest: inout StreamDigest) {
    digest.update(
      "\(machine.task) \(machine.link) \(machine.fields) \(machine.factors) \(String(describing: machine.range))")
    digest.update("\(type.features.map(\.name)) \(type.bags.names.sorted()) \(type.bags.separator)")
    for name in categories.keys.sorted() {
      digest.update(name)
      for (text, code) in (categories[name] ?? [:]).sorted(by: { $0.value < $1.value }) {
        digest.update("\(code) \(text.text)")
      }
    }
    let own = ParameterDraw(bias: machine.bias, linear: machine.linear, latent: machine.latent)
    for draw in [own] + machine.draws {
      digest.update("\(draw.bias.bitPattern)")
      draw.linear.withUnsafeBytes { digest.update($0) }
      draw.latent.withUnsafeBytes { digest.update($0) }
    }
  }
}

extension Tables.Column {
  /// Everything that its values are made of.
  func update(_ digest: inout StreamDigest) {
    digest.update("\(type) \(count)")
    if let validity { digest.update(UnsafeRawBufferPointer(validity.words.elements)) }
    switch storage {
    case .integers(let values), .datetimes(let values): digest.update(UnsafeRawBufferPointer(values.elements))
    case .decimals(let values): digest.update(UnsafeRawBufferPointer(values.elements))
    case .dates(let values): digest.update(UnsafeRawBufferPointer(values.elements))
    case .booleans(let values): digest.update(UnsafeRawBufferPointer(values.elements))
    case .indices(let values, let cardinality):
      digest.update("\(cardinality)")
      digest.update(UnsafeRawBufferPointer(values.elements))
    case .strings(let codes, let pool):
      digest.update(UnsafeRawBufferPointer(codes.elements))
      digest.update(UnsafeRawBufferPointer(pool.offsets.elements))
      digest.update(UnsafeRawBufferPointer(pool.bytes.elements))
    }
  }
}
