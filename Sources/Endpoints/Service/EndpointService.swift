import MachineLearning
import Synchronization

/// Answers requests for predictions, whoever carries them: routes, access, and the answers themselves.
public final class EndpointService: Sendable {
  private enum State {
    case loading
    case ready(ServedModels)
    case failed(String)
  }

  public let limits: RequestLimits
  public let metrics = ServiceMetrics()
  private let state = Mutex(State.loading)
  /// What a client must show; nil when the server is open to whoever reaches it.
  private let token: [UInt8]?
  /// Whether only names of this machine are answered to, against pages that point a name of theirs here.
  private let isLoopback: Bool
  private let threads: Int
  private let version: String

  public init(
    limits: RequestLimits = .init(), token: String? = nil, isLoopback: Bool = true, threads: Int = 1, version: String
  ) {
    self.limits = limits
    self.token = token.map { Array($0.utf8) }
    self.isLoopback = isLoopback
    self.threads = threads
    self.version = version
  }

  public func ready(_ models: ServedModels) {
    state.withLock { $0 = .ready(models) }
    metrics.loaded()
  }

  /// The models cannot be had, for a reason that is said to whoever asks.
  public func failed(_ reason: String) { state.withLock { $0 = .failed(reason) } }

  /// The route of a request, for metrics.
  public func route(of target: String) -> ServiceRoute? { ServiceRoute.of(target.prefix { $0 != "?" })?.route }

  /// Whether a request may be answered, as far as its head tells: called before its body is read.
  ///
  /// - Throws: `RequestFault` 401, 403, 404, 405 or 413.
  public func admit(_ request: ServiceRequest, contentLength: Int?) throws(RequestFault) {
    guard let (route, _) = ServiceRoute.of(request.path) else {
      let known = ServiceRoute.allCases.map { "\($0.method) \($0.rawValue)" }.joined(separator: ", ")
      throw RequestFault(404, "there is nothing at \(request.path.prefix(100))", advice: "there is \(known)")
    }
    if isLoopback, let host = request.host, !Self.isLocal(host) {
      throw RequestFault(
        403, "the server is for this machine, not for \"\(host.prefix(100))\"", advice: "ask 127.0.0.1")
    }
    // Who watches over the server need not know its secret.
    if let token, route != .ping, !Self.shows(token, request.authorization) {
      throw RequestFault(
        401, "the request shows no token, or not the right one", advice: "send Authorization: Bearer and the token")
    }
    let isRead = request.method == route.method || (route.method == "GET" && request.method == "HEAD")
    if !isRead {
      throw RequestFault(405, "\(request.path.prefix(100)) takes \(route.method), not \(request.method.prefix(20))")
    }
    if let contentLength { try limits.check(bytes: contentLength) }
    if let encoding = request.contentEncoding?.lowercased(), encoding != "identity" {
      throw RequestFault(
        415, "the Content-Encoding \"\(encoding.prefix(40))\" is not read here", advice: "send the body as it is")
    }
  }

  /// Answers a request that was admitted. Never throws: what is wrong is the answer.
  public func respond(to request: ServiceRequest) -> ServiceResponse {
    do throws(RequestFault) {
      guard let (route, name) = ServiceRoute.of(request.path) else { throw RequestFault(404, "there is nothing here") }
      switch route {
      case .metrics:
        return ServiceResponse(contentType: "text/plain; version=0.0.4; charset=utf-8", body: Array(metrics.text.utf8))
      case .ping:
        let names = try models().endpoints.map { JSONText.quoted($0.name) }.joined(separator: ", ")
        return ServiceResponse(body: Array("{\"status\": \"ready\", \"endpoints\": [\(names)]}\n".utf8))
      case .openAPI:
        return ServiceResponse(body: Array(OpenAPIDocument.text(version: version, limits: limits).utf8))
      case .invocations, .namedInvocations: return try invoke(try models().endpoint(name), request)
      case .recommend: return try recommend(try models(), request.query)
      case .similar: return try similar(try models(), request.query)
      }
    } catch {
      return ServiceResponse(error)
    }
  }

  private func models() throws(RequestFault) -> ServedModels {
    switch state.withLock({ $0 }) {
    case .ready(let models): return models
    case .loading: throw RequestFault(503, "the models are being loaded", advice: "ask again in a moment")
    case .failed(let reason): throw RequestFault(500, "the models could not be loaded: \(reason)")
    }
  }

  private func invoke(_ endpoint: Endpoint, _ request: ServiceRequest) throws(RequestFault) -> ServiceResponse {
    let result = request.body.withUnsafeBytes { body -> Result<EndpointAnswer, RequestFault> in
      do throws(RequestFault) {
        return .success(
          try endpoint.answer(
            body, contentType: request.contentType, accept: request.accept, limits: limits, threads: threads))
      } catch {
        return .failure(error)
      }
    }
    let answer = try result.get()
    var response = ServiceResponse(contentType: answer.contentType, body: answer.bytes)
    response.rows = answer.rows
    return response
  }

  private func recommend(_ models: ServedModels, _ query: [String: String]) throws(RequestFault) -> ServiceResponse {
    let user = try Self.integer("user", query, 0...Int(Int32.max), otherwise: nil)
    let top = try Self.integer("top", query, 1...1000, otherwise: 10)
    let seen = ["true", "1"].contains(query["seen"] ?? "")
    let lines = try models.recommender(query["model"]).lines(user: user, top: top, includesSeen: seen)
    let items = lines.enumerated().map { rank, line in
      let title = line.title.map(JSONText.quoted) ?? "null"
      return
        "{\"rank\": \(rank + 1), \"item\": \(line.item), \"title\": \(title), \"score\": \(JSONText.number(line.score))}"
    }
    return ServiceResponse(
      body: Array("{\"user\": \(user), \"recommendations\": [\(items.joined(separator: ", "))]}\n".utf8))
  }

  private func similar(_ models: ServedModels, _ query: [String: String]) throws(RequestFault) -> ServiceResponse {
    guard let title = query["title"], !title.isEmpty else {
      throw RequestFault(400, "the query has no title", advice: "ask for instance /similar?title=sherlock-season-1")
    }
    let top = try Self.integer("top", query, 1...1000, otherwise: 10)
    guard let measure = SimilarityMeasure(rawValue: query["by"] ?? "correlation") else {
      throw RequestFault(400, "by is correlation, cosine or distance")
    }
    let (word, isKnown, found) = try models.titles(query["model"]).nearest(to: title, top: top, by: measure)
    let items = found.map { other in
      let values = [other.similarity?.correlation, other.similarity?.cosine, other.similarity?.squaredDistance]
        .map { $0.map(JSONText.number) ?? "null" }
      return "{\"rank\": \(other.rank.map(String.init) ?? "null"), \"word\": \(JSONText.quoted(other.word)), "
        + "\"correlation\": \(values[0]), \"cosine\": \(values[1]), \"squared_distance\": \(values[2])}"
    }
    return ServiceResponse(
      body: Array(
        "{\"word\": \(JSONText.quoted(word)), \"known\": \(isKnown), \"similar\": [\(items.joined(separator: ", "))]}\n"
          .utf8))
  }

  private static func integer(
    _ name: String, _ query: [String: String], _ range: ClosedRange<Int>, otherwise: Int?
  ) throws(RequestFault) -> Int {
    guard let text = query[name] else {
      if let otherwise { return otherwise }
      throw RequestFault(400, "the query has no \(name)", advice: "give a number, as in ?\(name)=\(range.lowerBound)")
    }
    guard let value = Int(text), range.contains(value) else {
      throw RequestFault(
        400, "\(name) is \"\(text.prefix(40))\"",
        advice: "give a number from \(range.lowerBound) to \(range.upperBound)")
    }
    return value
  }

  private static func isLocal(_ host: String) -> Bool {
    var name = Substring(host.lowercased())
    if name.hasPrefix("[") {
      name = name.prefix { $0 != "]" }.dropFirst()
    } else {
      name = name.prefix { $0 != ":" }
    }
    return ["localhost", "127.0.0.1", "::1"].contains(name)
  }

  /// Takes as long whatever is shown, so that a token cannot be guessed byte by byte.
  private static func shows(_ token: [UInt8], _ authorization: String?) -> Bool {
    let shown = Array((authorization ?? "").utf8)
    let prefix = Array("Bearer ".utf8)
    guard shown.count >= prefix.count, shown.prefix(prefix.count).map({ $0 | 0x20 }) == prefix.map({ $0 | 0x20 }) else {
      return false
    }
    let value = shown.dropFirst(prefix.count)
    var difference = UInt8(value.count == token.count ? 0 : 1)
    for (place, byte) in value.enumerated() { difference |= byte ^ token[place % token.count] }
    return difference == 0
  }
}
