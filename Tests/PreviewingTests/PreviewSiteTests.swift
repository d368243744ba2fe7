import Foundation
import LabSupport
import Testing

@testable import Previewing

/// Who is let in, and to what.
@Suite struct PreviewSiteTests {
  private static let port = 4711
  private static let host = "127.0.0.1:4711"

  /// A site, and the cookie that its address gives.
  private struct Visit: ~Copyable {
    let lab: Lab
    let session: PreviewSession
    let site: PreviewSite
    let cookie: String

    init() throws {
      lab = try PreviewSessionTests.lab()
      session = PreviewSessionTests.session(lab)
      site = PreviewSite(session, port: PreviewSiteTests.port)
      let target = site.address(host: "h", port: 1).split(separator: "/", maxSplits: 2)[2]
      let answer = site.answer(
        PreviewRequest(
          method: "GET", target: "/" + (target.split(separator: "/").last ?? ""),
          headers: ["host": PreviewSiteTests.host]))
      cookie =
        answer.headers.first { $0.name == "Set-Cookie" }?.value.split(separator: ";").first.map(String.init) ?? ""
    }

    func close() { session.stop() }

    func get(_ target: String, _ headers: [String: String] = [:], method: String = "GET", body: [UInt8] = [])
      -> PreviewResponse
    {
      let own = ["host": PreviewSiteTests.host, "cookie": cookie]
      return site.answer(
        PreviewRequest(method: method, target: target, headers: own.merging(headers) { $1 }, body: body))
    }
  }

  private static func text(_ response: PreviewResponse) -> String {
    if case .bytes(let bytes) = response.body { return String(decoding: bytes, as: UTF8.self) }
    return ""
  }

  @Test func theAddressLetsInOnceAndTheCookieFromThenOn() throws {
    let visit = try Visit()
    defer { visit.close() }
    #expect(visit.cookie.hasPrefix("matinee-4711="))
    #expect(visit.get("/").status == 200)
    #expect(visit.get("/01-prices.html").status == 200)
    #expect(visit.get("/", ["cookie": "other=1; " + visit.cookie]).status == 200)
    #expect(visit.get("/", ["cookie": ""]).status == 403)
    #expect(visit.get("/", ["cookie": visit.cookie + "0"]).status == 403)
    #expect(visit.get("/?token=0", ["cookie": ""]).status == 403)
    #expect(visit.get("/?token=", ["cookie": ""]).status == 403)
  }

  @Test func anotherNameOrAnotherSiteIsRefused() throws {
    let visit = try Visit()
    defer { visit.close() }
    #expect(visit.get("/", ["host": "localhost:4711"]).status == 200)
    #expect(visit.get("/", ["host": "[::1]:4711"]).status == 200)
    for host in ["evil.example", "evil.example:4711", "127.0.0.1", "127.0.0.1:80", "127.0.0.1:4711.evil.example", ""] {
      #expect(visit.get("/", ["host": host]).status == 403, "\(host)")
    }
    let own = "http://" + Self.host
    #expect(visit.get("/", ["origin": own]).status == 200)
    for origin in ["http://evil.example", "null", "https://127.0.0.1:4711", "http://127.0.0.1:4712"] {
      #expect(visit.get("/", ["origin": origin]).status == 403, "\(origin)")
    }
    let json = ["content-type": "application/json"]
    #expect(visit.get("/_matinee/fill", json, method: "POST", body: Array("{}".utf8)).status == 403)
    #expect(
      visit.get(
        "/_matinee/fill", json.merging(["origin": own, "sec-fetch-site": "cross-site"]) { $1 }, method: "POST"
      ).status == 403)
    #expect(visit.get("/_matinee/fill", ["origin": own], method: "POST").status == 415)
  }

  @Test func nothingButPagesIsServed() throws {
    let visit = try Visit()
    defer { visit.close() }
    try visit.lab.put("secret.html", "secret")
    let paths = [
      "/prices.csv", "/secret.html", "/../01-prices.md", "/01-prices.md", "/%2e%2e/secret.html", "//etc/passwd",
      "/_matinee/",
      "/_matinee/preview.css/..", "/01-prices.html/", "/./01-prices.html", "/%00", "/index.html%00.html",
      "/figures/a.svg",
    ]
    for path in paths {
      let answer = visit.get(path)
      #expect(answer.status == 404, "\(path): \(answer.status)")
      #expect(!Self.text(answer).contains("secret"))
    }
    #expect(visit.get("/%ff").status == 400)
    #expect(visit.get("/" + String(repeating: "a", count: 5000)).status == 414)
    #expect(visit.get("/", method: "DELETE", body: []).status == 403)
    #expect(visit.get("/", ["origin": "http://" + Self.host], method: "DELETE").status == 405)
    #expect(visit.get("/_matinee/fill").status == 405)
    let large = [UInt8](repeating: 0x20, count: PreviewSite.bodyLimit + 1)
    #expect(visit.get("/_matinee/fill", ["origin": "http://" + Self.host], method: "POST", body: large).status == 413)
  }

  @Test func aPageHasAPolicyThatAllowsItsOwnScriptsAlone() throws {
    let visit = try Visit()
    defer { visit.close() }
    let answer = visit.get("/01-prices.html")
    let page = Self.text(answer)
    #expect(page.contains("<script src=\"/_matinee/preview.js\"></script>"))
    #expect(page.contains("<meta name=\"matinee-version\""))
    let policy = answer.headers.first { $0.name == "Content-Security-Policy" }?.value ?? ""
    #expect(policy.contains("default-src 'none'"))
    #expect(policy.contains("script-src 'self' 'sha256-"))
    #expect(!policy.contains("unsafe-eval") && !policy.contains("script-src 'unsafe-inline'"))
    // What is published has nothing of it.
    #expect(visit.session.version?.page("01-prices.html")?.contains("_matinee/") == false)
    #expect(visit.get("/_matinee/preview.js").status == 200)
    #expect(visit.get("/_matinee/preview.css").status == 200)
  }

  @Test func theDigestOfAScriptIsThatOfThePolicy() {
    let html = "<html><head></head><body><main>x</main><script data-a=\"1\">alert(1)</script></body></html>"
    let dressed = PreviewPage.dressed(html, version: 7)
    // printf 'alert(1)' | openssl dgst -sha256 -binary | base64
    #expect(dressed.policy.contains("'sha256-bhHHL3z2vDgxUt0W3dWQOrprscmda2Y5pLsLg4GF+pI='"))
    #expect(String(decoding: dressed.page, as: UTF8.self).contains("content=\"7\">\n<link rel=\"stylesheet\""))
  }

  @Test func everySubscriberHearsTheLatestAndTheNews() async throws {
    let feed = EventFeed()
    feed.send("state", "1")
    feed.send("state", "2")
    let stream = try #require(feed.subscribe())
    feed.send("progress", "null")
    var heard: [String] = []
    for await text in stream {
      heard.append(text)
      if heard.count == 2 { break }
    }
    #expect(heard == ["event: state\ndata: 2\n\n", "event: progress\ndata: null\n\n"])
    var streams: [AsyncStream<String>] = []
    while let more = feed.subscribe() { streams.append(more) }
    #expect(feed.count <= EventFeed.limit && streams.count >= EventFeed.limit - 1)
  }
}
