import Foundation

/// The addresses that the service knows: what it dispatches by, and what its description is made from.
public enum ServiceRoute: String, Sendable, CaseIterable {
  case ping = "/ping"
  case invocations = "/invocations"
  case namedInvocations = "/endpoints/{name}/invocations"
  case recommend = "/recommend"
  case similar = "/similar"
  case openAPI = "/openapi.json"
  case metrics = "/metrics"

  struct Parameter: Sendable {
    let name: String
    /// A type of JSON Schema.
    let type: String
    let summary: String
    var isRequired = false
    var isInPath = false
  }

  var method: String {
    switch self {
    case .invocations, .namedInvocations: "POST"
    default: "GET"
    }
  }

  var summary: String {
    switch self {
    case .ping: "Whether the models are loaded: 200 when they are, 503 while they are not yet."
    case .invocations: "Asks the first endpoint."
    case .namedInvocations: "Asks an endpoint, at the address that the managed service's clients use."
    case .recommend: "The items that a model predicts highest for a user, with titles."
    case .similar: "The titles nearest to a title by their vectors."
    case .openAPI: "This description."
    case .metrics: "Counters and durations as Prometheus reads them."
    }
  }

  var parameters: [Parameter] {
    let top = Parameter(name: "top", type: "integer", summary: "How many, 1 to 1000; 10 unless said.")
    return switch self {
    case .namedInvocations:
      [Parameter(name: "name", type: "string", summary: "The endpoint's name.", isRequired: true, isInPath: true)]
    case .recommend:
      [
        Parameter(name: "user", type: "integer", summary: "The user's number, from 0.", isRequired: true), top,
        Parameter(name: "seen", type: "boolean", summary: "Whether to list what the user has rated, too."),
        Parameter(name: "model", type: "string", summary: "The model, the first unless said."),
      ]
    case .similar:
      [
        Parameter(name: "title", type: "string", summary: "A title, known or not.", isRequired: true), top,
        Parameter(name: "by", type: "string", summary: "correlation, cosine or distance."),
        Parameter(name: "model", type: "string", summary: "The embedding, the first unless said."),
      ]
    default: []
    }
  }

  /// The route of a path, with the endpoint's name where it has one.
  static func of(_ path: Substring) -> (route: ServiceRoute, name: String?)? {
    if let route = ServiceRoute(rawValue: String(path)), route != .namedInvocations { return (route, nil) }
    let parts = path.split(separator: "/", omittingEmptySubsequences: false)
    guard parts.count == 4, parts[0].isEmpty, parts[1] == "endpoints", parts[3] == "invocations", !parts[2].isEmpty
    else {
      return nil
    }
    return (.namedInvocations, String(parts[2]).removingPercentEncoding ?? String(parts[2]))
  }
}
