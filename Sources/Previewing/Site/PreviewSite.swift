import Foundation

/// What a preview answers to requests: pages by their names, the news of them, and what is filled in. It knows no files: nothing
/// that is asked for is ever a path.
public final class PreviewSite: Sendable {
  /// Bytes that a request may bring: a learner's answer, with room.
  public static let bodyLimit = 256 * 1024
  /// Bytes of an address.
  static let targetLimit = 2048

  public let session: PreviewSession
  private let access: AccessGuard

  /// - Parameter port: where it is asked; part of what the Host header must say.
  public init(_ session: PreviewSession, port: Int) {
    self.session = session
    access = AccessGuard(port: port)
  }

  /// The address to open, with its token.
  public func address(host: String, port: Int) -> String { "http://\(host):\(port)/?token=\(access.token)" }

  public func answer(_ request: PreviewRequest) -> PreviewResponse {
    guard request.target.utf8.count <= Self.targetLimit else { return PreviewResponse(414, "The address is too long.") }
    guard request.body.count <= Self.bodyLimit else {
      return PreviewResponse(413, "That is more than \(Self.bodyLimit / 1024) kB, which is too much.")
    }
    if let refusal = access.refusal(of: request) { return refusal }
    if access.isEntry(request) { return access.welcome() }
    guard let path = request.path, path.hasPrefix("/") else { return PreviewResponse(400, "This is no address.") }
    if path == "/_matinee/fill" {
      guard request.method == "POST" else { return wrongMethod("POST") }
      return fill(request)
    }
    guard request.method == "GET" || request.method == "HEAD" else { return wrongMethod("GET, HEAD") }
    switch path {
    case "/_matinee/events": return events(request)
    case "/_matinee/preview.js": return PreviewResponse(200, "text/javascript; charset=utf-8", PreviewPage.script)
    case "/_matinee/preview.css": return PreviewResponse(200, "text/css; charset=utf-8", PreviewPage.style)
    default: return page(path == "/" ? "index.html" : String(path.dropFirst()))
    }
  }

  private func page(_ name: String) -> PreviewResponse {
    guard let version = session.version else {
      return PreviewResponse(503, "There is nothing to show yet: the notebooks are being read.")
    }
    guard let html = version.page(name) else { return PreviewResponse(404, "There is no page of this name.") }
    let dressed = PreviewPage.dressed(html, version: version.number)
    return PreviewResponse(page: dressed.page, policy: dressed.policy)
  }

  private func events(_ request: PreviewRequest) -> PreviewResponse {
    // The connection of a HEAD request would never end.
    guard request.method == "GET" else { return wrongMethod("GET") }
    guard let stream = session.feed.subscribe() else {
      return PreviewResponse(503, "\(EventFeed.limit) pages are open already, which is too many.")
    }
    return PreviewResponse(events: stream)
  }

  private func fill(_ request: PreviewRequest) -> PreviewResponse {
    let type = request.headers["content-type"]?.split(separator: ";").first.map {
      $0.trimmingCharacters(in: .whitespaces)
    }
    guard type?.lowercased() == "application/json" else {
      return PreviewResponse(415, "What is filled in is sent as application/json.")
    }
    return session.fill(request.body)
  }

  private func wrongMethod(_ allowed: String) -> PreviewResponse {
    var response = PreviewResponse(405, "This cannot be done here.")
    response.headers.append(("Allow", allowed))
    return response
  }
}
