import Endpoints
import NIOCore
import NIOHTTP1

/// A request that is being read or answered.
struct Exchange {
  var request: ServiceRequest
  let started = NIODeadline.now()
  /// Bytes of the body, where the head says them.
  let length: Int?
  let hasBody: Bool
  let isKeptAlive: Bool
  let isContinueAwaited: Bool
  /// What is wrong with it, where that is said when it has come to its end.
  var fault: RequestFault?
  /// Memory that is set aside for the body.
  private(set) var reserved = 0
  /// Requests that are being read or answered, with this one.
  private let running: Int

  /// Whether all that the sender has to show was in the head: a signature is of the body, too.
  var isVerified: Bool { !(request.authorization.map(AccessToken.isSignature) ?? false) }

  var isHead: Bool { request.method == "HEAD" }

  init(_ head: HTTPRequestHead, _ service: EndpointService) {
    func header(_ name: String) -> String? { head.headers.first(name: name) }
    request = ServiceRequest(
      method: head.method.rawValue, target: head.uri, contentType: header("content-type"),
      contentEncoding: header("content-encoding"), accept: header("accept"), authorization: header("authorization"),
      host: header("host"))
    if let shown = request.authorization, AccessToken.isSignature(shown) {
      request.signed = head.headers.map { ($0.name, $0.value) }
    }
    length = header("content-length").flatMap { Int($0) }
    hasBody = length.map { $0 > 0 } ?? (header("transfer-encoding") != nil)
    isKeptAlive = head.isKeepAlive
    isContinueAwaited = header("expect")?.lowercased() == "100-continue"
    running = service.metrics.began()
    request.hostCount = head.headers["host"].count
  }

  /// What could not be read as a request.
  init(_ service: EndpointService) {
    request = ServiceRequest(method: "", target: "")
    (length, hasBody, isKeptAlive, isContinueAwaited) = (nil, true, false, false)
    running = service.metrics.began()
  }

  /// Takes the request on, as far as its head tells.
  ///
  /// - Throws: `RequestFault` from 400 to 503.
  mutating func admit(_ duties: EndpointDuties) throws(RequestFault) {
    let most = duties.settings.queue
    if running > most, request.route != .ping, request.route != .metrics {
      throw RequestFault(503, "\(most) requests are being answered already", advice: "ask again in a moment")
    }
    try duties.service.admit(request, contentLength: length)
    if hasBody {
      let bytes = length ?? duties.service.limits.bytes
      try duties.reserve(bytes, isVerified: isVerified)
      reserved = bytes
      request.body.reserveCapacity(length ?? 0)
    }
  }

  /// Bytes that came, and should have.
  private var progress: String { "\(request.body.count)\(length.map { " of \($0)" } ?? "") bytes of the body" }

  var cut: RequestFault { RequestFault(400, "the connection was cut after \(progress)") }

  var left: RequestFault { RequestFault(400, "the connection was cut before the answer") }

  func late(_ seconds: Int) -> RequestFault {
    RequestFault(408, "after \(seconds) seconds \(progress) had come", advice: "send it faster")
  }

  func tooLong(_ limit: Int) -> RequestFault {
    RequestFault(413, "the body has more than \(limit) bytes", advice: "send fewer rows at a time")
  }
}
