import JSONText
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
  private let token: AccessToken?
  /// Whether only names of this machine are answered to, against pages that point a name of theirs here.
  private let isLoopback: Bool
  private let version: String
  private let queue: WorkQueue

  /// - Parameters:
  ///   - threads: for what takes longer than HTTP itself.
  ///   - patience: seconds that a request may wait for one of them.
  public init(
    limits: RequestLimits = .init(), token: String? = nil, isLoopback: Bool = true, threads: Int = 1,
    patience: Int = ServiceSettings().patience, version: String
  ) {
    self.limits = limits
    queue = WorkQueue(threads: threads, limits: limits, patience: .seconds(patience), metrics: metrics)
    self.token = token.map(AccessToken.init)
    self.isLoopback = isLoopback
    self.version = version
  }

  public func ready(_ models: ServedModels) {
    state.withLock { $0 = .ready(models) }
    metrics.loaded()
  }

  /// The models cannot be had, for a reason that is said to whoever asks.
  public func failed(_ reason: String) { state.withLock { $0 = .failed(reason) } }

  /// Whether a request may be answered, as far as its head tells: called before its body is read.
  ///
  /// - Throws: `RequestFault` 400, 401, 403, 404, 405 or 413.
  public func admit(_ request: ServiceRequest, contentLength: Int?) throws(RequestFault) {
    guard let route = request.route else {
      let known = ServiceRoute.allCases.map { "\($0.method) \($0.rawValue)" }.joined(separator: ", ")
      throw RequestFault(404, "there is nothing at \(request.path.prefix(100))", advice: "there is \(known)")
    }
    if request.hostCount > 1 {
      throw RequestFault(400, "the request names \(request.hostCount) hosts", advice: "send one Host header")
    }
    if isLoopback, let host = request.host, !ServiceRequest.isLocal(host) {
      throw RequestFault(
        403, "the server is for this machine, not for \"\(host.prefix(100))\"", advice: "ask 127.0.0.1")
    }
    // Who watches over the server need not know its secret.
    if route != .ping { try token?.admit(request) }
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

  /// Bytes of a body that are read and scored where they came in; more would hold up other connections (a hundred sparse rows, 9 kB,
  /// take some 0.1 ms: Tests/Benchmarks/README.md).
  private static let quickBytes = 64 << 10

  /// Answers a request that was admitted; what is wrong is the answer.
  ///
  /// - Parameters:
  ///   - isWanted: whether somebody still waits for the answer.
  ///   - later: told the answer, on another thread, when nil is returned: for searches, and requests of many rows.
  public func respond(
    to request: ServiceRequest, isWanted: @escaping @Sendable () -> Bool = { true },
    later: @escaping @Sendable (ServiceResponse) -> Void
  ) -> ServiceResponse? {
    do throws(RequestFault) {
      guard let route = request.route else { throw RequestFault(404, "there is nothing here") }
      // A signature is of the body, too.
      if route != .ping { try token?.verify(request) }
      switch route {
      case .metrics:
        return ServiceResponse(contentType: "text/plain; version=0.0.4; charset=utf-8", body: Array(metrics.text.utf8))
      case .ping:
        // That the server is well is for everybody; what it serves, and why not, for those who know its secret.
        let isTrusted = isTrusted(request)
        let endpoints = try models(saysWhyNot: isTrusted).endpoints
        var told: [JSON.Member] = [("status", "ready")]
        if isTrusted { told.append(("endpoints", .list(endpoints.map { .text($0.name) }))) }
        return ServiceResponse(body: Array((JSON.object(told).encoded() + "\n").utf8))
      case .openAPI:
        return ServiceResponse(body: Array(OpenAPIDocument.text(version: version, limits: limits).utf8))
      case .invocations, .namedInvocations:
        let endpoint = try models().endpoint(request.endpointName)
        let isShared = endpoint.gainsFromBatches
        if !isShared, request.body.count <= Self.quickBytes {
          return endpoint.responses(to: [request], limits: limits)[0]
        }
        let work: WorkQueue.Work =
          isShared
          ? .shared(endpoint, request)
          : .alone { [limits] in endpoint.responses(to: [request], limits: limits)[0] }
        queue.add(.init(work: work, isWanted: isWanted, done: later))
      case .recommend, .similar:
        let models = try models()
        let work: WorkQueue.Work = .alone { models.answer(route, request.query) }
        queue.add(.init(work: work, isWanted: isWanted, done: later))
      }
      return nil
    } catch {
      return ServiceResponse(error)
    }
  }

  /// Whether a request may be told what only those may know who show the token, if one is asked for.
  private func isTrusted(_ request: ServiceRequest) -> Bool {
    guard let token else { return true }
    do {
      try token.admit(request)
      try token.verify(request)
      return true
    } catch {
      return false
    }
  }

  /// - Parameter saysWhyNot: whether who asks may know why there are none.
  private func models(saysWhyNot: Bool = true) throws(RequestFault) -> ServedModels {
    switch state.withLock({ $0 }) {
    case .ready(let models): return models
    case .loading: throw RequestFault(503, "the models are being loaded", advice: "ask again in a moment")
    case .failed(let reason):
      throw RequestFault(500, "the models could not be loaded" + (saysWhyNot ? ": \(reason)" : ""))
    }
  }
}
