import Endpoints
import HTTPTypes
import Hummingbird
import NIOCore
import Synchronization

/// What is known of a request beside itself: the connection that it came by.
struct EndpointContext: RequestContext {
  var coreContext: CoreRequestContextStorage
  let channel: any Channel

  init(source: ApplicationRequestContextSource) {
    coreContext = .init(source: source)
    channel = source.channel
  }
}

/// Hands requests to an endpoint service, within limits of time, number and memory, and its answers back.
///
/// A request is answered by the thread that read it. To put several into one batch would have them wait for each other to save less
/// than a tenth of what a request costs: scoring a row takes some hundred nanoseconds, HTTP some ten microseconds (measured in
/// Tests/Benchmarks).
final class EndpointResponder: HTTPResponder {
  typealias Context = EndpointContext

  private let service: EndpointService
  private let settings: ServiceSettings
  private let log: ServiceLog
  /// Bytes of bodies that are promised memory.
  private let promised = Atomic<Int>(0)

  init(_ service: EndpointService, _ settings: ServiceSettings, _ log: ServiceLog) {
    self.service = service
    self.settings = settings
    self.log = log
  }

  func respond(to request: Request, context: Context) async throws -> Response {
    let started = ContinuousClock.now
    let running = service.metrics.began()
    var asked = ServiceRequest(
      method: request.method.rawValue, target: request.head.path ?? "/", contentType: request.headers[.contentType],
      contentEncoding: request.headers[.contentEncoding], accept: request.headers[.accept],
      authorization: request.headers[.authorization], host: request.head.authority)
    let route = service.route(of: asked.target)
    var response: ServiceResponse
    var isWhole = true
    do throws(RequestFault) {
      try admit(asked, request, running: running, route: route)
      if request.method == .post { asked.body = try await body(of: request, context.channel) }
      response = service.respond(to: asked)
    } catch {
      response = ServiceResponse(error)
      isWhole = request.method != .post
    }
    if !isWhole {
      // What is left of the body is read and thrown away, so that the client hears the answer; but not for ever.
      response.headers.append(("Connection", "close"))
      let channel = context.channel
      channel.eventLoop.scheduleTask(in: .seconds(Int64(settings.patience))) { channel.close(promise: nil) }
    }
    let elapsed = ContinuousClock.now - started
    let seconds = Double(elapsed.components.seconds) + Double(elapsed.components.attoseconds) / 1e18
    service.metrics.ended(
      route, status: response.status, seconds: seconds, rows: response.rows, bytesIn: asked.body.count,
      bytesOut: response.body.count)
    log.request(asked, response, seconds: seconds, received: asked.body.count)
    return Self.http(response, isHead: request.method == .head)
  }

  private func admit(
    _ asked: ServiceRequest, _ request: Request, running: Int, route: ServiceRoute?
  ) throws(RequestFault) {
    if running > settings.queue, route != .ping, route != .metrics {
      throw RequestFault(503, "\(settings.queue) requests are being answered already", advice: "ask again in a moment")
    }
    try service.admit(asked, contentLength: request.headers[.contentLength].flatMap { Int($0) })
  }

  /// The body, when it comes in time and is no larger than is taken.
  private func body(of request: Request, _ channel: any Channel) async throws(RequestFault) -> [UInt8] {
    let limit = service.limits.bytes
    let length = request.headers[.contentLength].flatMap { Int($0) }
    let reserved = length ?? limit
    let total = promised.add(reserved, ordering: .relaxed).newValue
    defer { promised.subtract(reserved, ordering: .relaxed) }
    if total > settings.bodyBytes {
      throw RequestFault(503, "the bodies of other requests fill the memory set aside", advice: "ask again in a moment")
    }
    var body: [UInt8] = []
    var timer: Scheduled<Void>?
    defer { timer?.cancel() }
    let late = LateBody()
    do {
      for try await part in request.body {
        body.append(contentsOf: part.readableBytesView)
        if body.count > limit { break }
        if timer == nil, body.count != length {
          timer = channel.eventLoop.scheduleTask(in: .seconds(Int64(settings.patience))) {
            late.mark()
            // The reader sees the end of what comes, and can still answer.
            channel.close(mode: .input, promise: nil)
          }
        }
      }
    } catch {
      throw Self.cut(late, settings.patience, body.count, length)
    }
    if late.isMarked { throw Self.cut(late, settings.patience, body.count, length) }
    if body.count > limit {
      throw RequestFault(413, "the body has more than \(limit) bytes", advice: "send fewer rows at a time")
    }
    return body
  }

  private static func cut(_ late: LateBody, _ patience: Int, _ count: Int, _ length: Int?) -> RequestFault {
    let whole = length.map { " of \($0)" } ?? ""
    if late.isMarked {
      return RequestFault(
        408, "after \(patience) seconds \(count)\(whole) bytes of the body had come", advice: "send it faster")
    }
    return RequestFault(400, "the connection was cut after \(count)\(whole) bytes of the body")
  }

  private static func http(_ response: ServiceResponse, isHead: Bool) -> Response {
    var fields = HTTPFields()
    fields[.contentType] = response.contentType
    for (name, value) in response.headers {
      if let name = HTTPField.Name(name) { fields[name] = value }
    }
    let status = HTTPResponse.Status(code: response.status)
    if isHead {
      fields[.contentLength] = String(response.body.count)
      return Response(status: status, headers: fields)
    }
    return Response(status: status, headers: fields, body: ResponseBody(byteBuffer: ByteBuffer(bytes: response.body)))
  }
}

/// Whether a body took too long, told from the connection's thread to the request's.
private final class LateBody: Sendable {
  private let flag = Atomic<Bool>(false)
  var isMarked: Bool { flag.load(ordering: .relaxed) }
  func mark() { flag.store(true, ordering: .relaxed) }
}
