import Foundation

/// A request as the service sees it, whoever carried it.
public struct ServiceRequest: Sendable {
  public var method: String
  /// Path and query as they came.
  public let target: String
  /// Where it leads; nil when there is nothing.
  public let route: ServiceRoute?
  /// The name in the address of an endpoint.
  let endpointName: String?
  public var contentType: String?
  public var contentEncoding: String?
  public var accept: String?
  public var authorization: String?
  /// All headers in their order, where the authorization is a signature of some.
  public var signed: [(name: String, value: String)] = []
  /// The name that the client knows the server by.
  public var host: String?
  /// How many Host headers it has; what stands between may have believed another than this server does (RFC 9112, 3.2).
  public var hostCount = 1
  public var body: [UInt8]

  public init(
    method: String, target: String, contentType: String? = nil, contentEncoding: String? = nil, accept: String? = nil,
    authorization: String? = nil, host: String? = nil, body: [UInt8] = []
  ) {
    self.method = method
    self.target = target
    let found = ServiceRoute.of(target.prefix { $0 != "?" })
    (route, endpointName) = (found?.route, found?.name)
    self.contentType = contentType
    self.contentEncoding = contentEncoding
    self.accept = accept
    self.authorization = authorization
    self.host = host
    self.body = body
  }

  /// What stands before the question mark.
  var path: Substring { target.prefix { $0 != "?" } }

  /// The values of the query by name; the last of a name counts.
  var query: [String: String] {
    guard let mark = target.firstIndex(of: "?") else { return [:] }
    var values: [String: String] = [:]
    for pair in target[target.index(after: mark)...].split(separator: "&") {
      let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      values[Self.decoded(parts[0])] = parts.count > 1 ? Self.decoded(parts[1]) : ""
    }
    return values
  }

  /// Whether a name, with a port or without, is one of this machine's own.
  static func isLocal(_ host: String) -> Bool {
    var name = Substring(host.lowercased())
    if name.hasPrefix("[") {
      name = name.prefix { $0 != "]" }.dropFirst()
    } else {
      name = name.prefix { $0 != ":" }
    }
    return ["localhost", "127.0.0.1", "::1"].contains(name)
  }

  /// Text of a query without percent signs and plus signs that stand for other characters; as it is when they stand for none.
  private static func decoded(_ text: Substring) -> String {
    text.replacing("+", with: " ").removingPercentEncoding ?? String(text)
  }
}

/// What the service answers.
public struct ServiceResponse: Sendable {
  public var status: Int
  public var contentType: String
  /// Further headers, such as Allow.
  public var headers: [(name: String, value: String)]
  public var body: [UInt8]
  /// Rows that were asked about, for logs and metrics.
  public var rows = 0

  init(
    _ status: Int = 200, contentType: String = "application/json", headers: [(name: String, value: String)] = [],
    body: [UInt8]
  ) {
    self.status = status
    self.contentType = contentType
    self.headers = headers
    self.body = body
  }

  /// A refusal, in the form in which the clients of the managed service read errors.
  public init(_ fault: RequestFault) {
    var headers: [(name: String, value: String)] = []
    switch fault.status {
    case 401: headers.append(("WWW-Authenticate", "Bearer"))
    case 429, 503: headers.append(("Retry-After", "1"))
    default: break
    }
    self.init(fault.status, headers: headers, body: fault.body)
  }
}
