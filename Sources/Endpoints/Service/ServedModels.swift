/// Everything that a service answers with.
public struct ServedModels: Sendable {
  /// The first answers at /invocations.
  public var endpoints: [Endpoint]
  public var recommenders: [(name: String, recommender: Recommender)]
  public var titles: [(name: String, titles: SimilarTitles)]

  public init(
    endpoints: [Endpoint], recommenders: [(name: String, recommender: Recommender)] = [],
    titles: [(name: String, titles: SimilarTitles)] = []
  ) {
    self.endpoints = endpoints
    self.recommenders = recommenders
    self.titles = titles
  }

  func endpoint(_ name: String?) throws(RequestFault) -> Endpoint {
    try Self.named(name, endpoints.map { ($0.name, $0) }, "endpoint")
  }

  func recommender(_ name: String?) throws(RequestFault) -> Recommender {
    try Self.named(name, recommenders.map { ($0.name, $0.recommender) }, "model of users and items")
  }

  func titles(_ name: String?) throws(RequestFault) -> SimilarTitles {
    try Self.named(name, titles.map { ($0.name, $0.titles) }, "embedding")
  }

  /// The one of that name, or the first.
  private static func named<Served>(
    _ name: String?, _ all: [(name: String, served: Served)], _ what: String
  ) throws(RequestFault) -> Served {
    if let found = name == nil ? all.first : all.first(where: { $0.name == name }) { return found.served }
    guard let name, !all.isEmpty else {
      throw RequestFault(404, "no \(what) is served here", advice: "name one with --model when the server is started")
    }
    throw RequestFault(
      404, "there is no \(what) \"\(name.prefix(100))\"", advice: "there is \(all.map(\.name).joined(separator: ", "))")
  }
}
