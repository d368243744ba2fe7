import Foundation

/// A request as the site sees it, whatever server took it in.
public struct PreviewRequest: Sendable {
  public var method: String
  /// As sent, with its query: `/01-problem.html?x=1`.
  public var target: String
  /// By their names in small letters; of repeated ones the last.
  public var headers: [String: String]
  public var body: [UInt8]
  /// How many Host headers it has.
  public var hostCount = 1

  public init(method: String, target: String, headers: [String: String] = [:], body: [UInt8] = []) {
    self.method = method
    self.target = target
    self.headers = headers
    self.body = body
  }

  /// Without query and fragment, percent escapes resolved; nil when these are no UTF-8 text.
  var path: String? { String(target.prefix { $0 != "?" && $0 != "#" }).removingPercentEncoding }

  /// A value of the query, as sent.
  func query(_ name: String) -> String? {
    guard let mark = target.firstIndex(of: "?") else { return nil }
    for pair in target[target.index(after: mark)...].split(separator: "&") {
      if pair.hasPrefix(name + "=") { return String(pair.dropFirst(name.count + 1)) }
    }
    return nil
  }
}

/// What a site answers.
public struct PreviewResponse: Sendable {
  public enum Body: Sendable {
    case bytes([UInt8])
    /// Server-sent events, as long as the page is open.
    case events(AsyncStream<String>)
  }

  public var status: Int
  public var headers: [(name: String, value: String)]
  public var body: Body

  init(_ status: Int, _ type: String, _ text: String) {
    self.status = status
    headers = Self.guards(PagePolicy.nothing) + [("Content-Type", type)]
    body = .bytes(Array(text.utf8))
  }

  init(page: [UInt8], policy: String) {
    status = 200
    headers = Self.guards(policy) + [("Content-Type", "text/html; charset=utf-8")]
    body = .bytes(page)
  }

  /// A sentence for people.
  init(_ status: Int, _ sentence: String) {
    self.init(status, "text/plain; charset=utf-8", sentence + "\n")
  }

  init(events: AsyncStream<String>) {
    status = 200
    headers = Self.guards(PagePolicy.nothing) + [("Content-Type", "text/event-stream")]
    body = .events(events)
  }

  /// What every answer says: kept nowhere, framed nowhere, told to nobody.
  private static func guards(_ policy: String) -> [(name: String, value: String)] {
    [
      ("Content-Security-Policy", policy), ("X-Content-Type-Options", "nosniff"), ("X-Frame-Options", "DENY"),
      ("Referrer-Policy", "no-referrer"), ("Cache-Control", "no-store"),
      ("Cross-Origin-Resource-Policy", "same-origin"), ("Cross-Origin-Opener-Policy", "same-origin"),
    ]
  }
}
