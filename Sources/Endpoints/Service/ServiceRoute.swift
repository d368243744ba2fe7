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
    let isInPath: Bool
    let isRequired: Bool
    /// A type of JSON Schema.
    let type: String
    let summary: String
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
    switch self {
    case .namedInvocations:
      [Parameter(name: "name", isInPath: true, isRequired: true, type: "string", summary: "The endpoint's name.")]
    case .recommend:
      [
        Parameter(
          name: "user", isInPath: false, isRequired: true, type: "integer", summary: "The user's number, from 0."),
        Parameter(
          name: "top", isInPath: false, isRequired: false, type: "integer",
          summary: "How many, 1 to 1000; 10 unless said."),
        Parameter(
          name: "seen", isInPath: false, isRequired: false, type: "boolean",
          summary: "Whether to list what the user has rated, too."),
        Parameter(
          name: "model", isInPath: false, isRequired: false, type: "string",
          summary: "The model, the first unless said."),
      ]
    case .similar:
      [
        Parameter(name: "title", isInPath: false, isRequired: true, type: "string", summary: "A title, known or not."),
        Parameter(
          name: "top", isInPath: false, isRequired: false, type: "integer",
          summary: "How many, 1 to 1000; 10 unless said."),
        Parameter(
          name: "by", isInPath: false, isRequired: false, type: "string", summary: "correlation, cosine or distance."),
        Parameter(
          name: "model", isInPath: false, isRequired: false, type: "string",
          summary: "The embedding, the first unless said."),
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
