import Files
import Reports

/// Lets in whoever knows the token that the terminal showed, from a page of this very server, and nobody else.
///
/// Any page of the web can send requests to a server on this machine. Three things keep them out: a random token, which becomes a
/// cookie that other sites' pages do not send (SameSite=Strict) and scripts cannot read (HttpOnly); the Host header, which is
/// another one's when a name of theirs has been pointed here (DNS rebinding); and the Origin header of everything that changes
/// something.
struct AccessGuard: Sendable {
  /// 128 random bits as 32 hexadecimal digits.
  let token: String
  private let port: Int
  /// Cookies are shared by all ports of a machine, so that each preview needs a name of its own.
  private let cookieName: String
  private let cookieValue: String

  init(port: Int) {
    self.port = port
    token = Self.random()
    cookieName = "matinee-\(port)"
    // The cookie is another secret: an address in a browser's history opens nothing by itself once the preview has ended.
    cookieValue = Self.random()
  }

  private static func random() -> String {
    var generator = SystemRandomNumberGenerator()
    return (0..<2).map { _ in
      let digits = String(generator.next() as UInt64, radix: 16)
      return String(repeating: "0", count: 16 - digits.count) + digits
    }.joined()
  }

  /// The answer to somebody who is not let in; nil for everybody else.
  func refusal(of request: PreviewRequest) -> PreviewResponse? {
    guard request.hostCount == 1 else { return PreviewResponse(400, "A request names one host.") }
    guard let host = request.headers["host"], hosts.contains(host.lowercased()) else {
      return PreviewResponse(403, "This preview answers only under its own address.")
    }
    if let origin = request.headers["origin"], origin.lowercased() != "http://" + host.lowercased() {
      return PreviewResponse(403, "A page of another site may not ask here.")
    }
    if request.method != "GET", request.method != "HEAD" {
      guard request.headers["origin"] != nil, request.headers["sec-fetch-site"] ?? "same-origin" == "same-origin" else {
        return PreviewResponse(403, "Only a page of this preview may send something.")
      }
    }
    if isKnown(request) || isEntry(request) { return nil }
    return PreviewResponse(403, "Open the address that matinee preview printed: it holds a token that is needed here.")
  }

  /// Whether a request brings the token in its address.
  func isEntry(_ request: PreviewRequest) -> Bool {
    guard request.method == "GET", request.path == "/", let given = request.query("token") else { return false }
    return KeyedDigest.isSame(Array(given.utf8), Array(token.utf8))
  }

  /// A page that sets the cookie and goes on to the preview. A redirect would not do: a browser that comes from another site or
  /// program does not send a strict cookie along with it.
  func welcome() -> PreviewResponse {
    let page = HTML.document(
      lang: "en", title: "Matinee", about: [.void("meta", with: ["http-equiv": "refresh", "content": "0;url=/"])],
      .line("p", .element("a", with: ["href": "/"], "Open the preview")))
    var response = PreviewResponse(200, "text/html; charset=utf-8", page.source)
    response.headers.append(("Set-Cookie", "\(cookieName)=\(cookieValue); Path=/; HttpOnly; SameSite=Strict"))
    return response
  }

  private func isKnown(_ request: PreviewRequest) -> Bool {
    for pair in (request.headers["cookie"] ?? "").split(separator: ";") {
      let parts = pair.split(separator: "=", maxSplits: 1)
      guard parts.count == 2, parts[0].drop(while: { $0 == " " }) == cookieName else { continue }
      if KeyedDigest.isSame(Array(parts[1].utf8), Array(cookieValue.utf8)) { return true }
    }
    return false
  }

  private var hosts: [String] { ["127.0.0.1", "localhost", "[::1]"].map { "\($0):\(port)" } }
}
