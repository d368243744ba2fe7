import Foundation
import JSONText
import Tables

/// What a service tells of itself: a line of JSON for each event, on standard error.
public struct ServiceLog: Sendable {
  /// Whether requests that were answered well are told, too, and not only those that were refused.
  public let tellsAll: Bool

  public init(tellsAll: Bool) { self.tellsAll = tellsAll }

  /// Writes `{"time": "…", "event": "request", "status": 200, …}`, as one write, so that lines of many threads do not mix.
  public func write(_ event: String, _ fields: [JSON.Member] = []) {
    var now = timespec()
    clock_gettime(CLOCK_REALTIME, &now)
    let head: [JSON.Member] = [("time", .text(NumberText.datetime(now.tv_sec * 1_000_000))), ("event", .text(event))]
    var line = JSON.object(head + fields).encoded() + "\n"
    line.withUTF8 { _ = Foundation.write(STDERR_FILENO, $0.baseAddress, $0.count) }
  }

  /// Writes of a request, when such requests are told.
  public func request(
    _ request: ServiceRequest, _ response: ServiceResponse, seconds: Double, received: Int
  ) {
    if response.status < 400, !tellsAll { return }
    var fields: [JSON.Member] = [
      ("method", .text(String(request.method.prefix(20)))), ("path", .text(String(request.path.prefix(200)))),
      ("status", .integer(response.status)), ("ms", .decimal((seconds * 1e6).rounded() / 1e3)),
      ("rows", .integer(response.rows)), ("received", .integer(received)), ("sent", .integer(response.body.count)),
    ]
    if response.status >= 400 {
      fields.append(("answer", .text(String(decoding: response.body.prefix(400), as: UTF8.self))))
    }
    write("request", fields)
  }
}
