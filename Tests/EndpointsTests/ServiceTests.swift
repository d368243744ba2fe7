import MachineLearning
import Testing

@testable import Endpoints

/// Routes, access and answers of the service, without a network.
@Suite struct ServiceTests {
  private static let row = Array(#"{"instances": [{"data": {"features": {"keys": [1, 5], "values": [1, 1]}}}]}"#.utf8)

  private static func service(token: String? = nil, isReady: Bool = true) throws -> EndpointService {
    let service = EndpointService(token: token, version: "test")
    if !isReady { return service }
    let machine = try Machines.of(Machines.pair)
    let recommender = try #require(Recommender(machine, titles: ["A", "B", nil, "D"], seen: [[0, 1], [], []]))
    service.ready(
      ServedModels(
        endpoints: [try Machines.endpoint(), Endpoint("liked", try Machines.endpoint(.classification).model)],
        recommenders: [("model", recommender)]))
    return service
  }

  private static func post(_ target: String) -> ServiceRequest {
    ServiceRequest(method: "POST", target: target, contentType: "application/json", body: row)
  }

  private static func refusal(
    _ service: EndpointService, _ request: ServiceRequest, contentLength: Int? = nil
  ) -> Int? {
    do throws(RequestFault) {
      try service.admit(request, contentLength: contentLength)
      return nil
    } catch {
      return error.status
    }
  }

  @Test func invocationsAreWhatTheEndpointAnswers() throws {
    let service = try Self.service()
    let expected = try Machines.endpoint().ask(Self.row).text
    let first = service.answer(Self.post("/invocations"))
    #expect(first.status == 200 && first.rows == 1 && String(decoding: first.body, as: UTF8.self) == expected)
    #expect(service.answer(Self.post("/endpoints/model/invocations")).body == first.body)
    let liked = service.answer(Self.post("/endpoints/lik%65d/invocations"))
    #expect(String(decoding: liked.body, as: UTF8.self).contains("predicted_label"))
    #expect(service.answer(Self.post("/endpoints/nobody/invocations")).status == 404)
  }

  @Test func aServiceThatLoadsSaysSo() throws {
    let service = try Self.service(isReady: false)
    let ping = ServiceRequest(method: "GET", target: "/ping")
    #expect(service.answer(ping).status == 503)
    #expect(service.answer(ping).headers.contains { $0.name == "Retry-After" })
    service.failed("no data")
    #expect(service.answer(ping).status == 500)
  }

  @Test func whatIsRefusedBeforeTheBodyIsRead() throws {
    let service = try Self.service()
    #expect(Self.refusal(service, Self.post("/invocations")) == nil)
    #expect(Self.refusal(service, Self.post("/elsewhere")) == 404)
    #expect(Self.refusal(service, Self.post("/ping")) == 405)
    #expect(Self.refusal(service, Self.post("/invocations"), contentLength: 1_000_000_000) == 413)
    var packed = Self.post("/invocations")
    packed.contentEncoding = "gzip"
    #expect(Self.refusal(service, packed) == 415)
    var foreign = Self.post("/invocations")
    for (host, status) in [("localhost:8080", nil), ("[::1]:80", nil), ("127.0.0.1", nil), ("example.org", 403)] {
      foreign.host = host
      #expect(Self.refusal(service, foreign) == status, "\(host)")
    }
  }

  @Test func pingTellsNamesOnlyToThoseWhoKnowTheToken() throws {
    let service = try Self.service(token: "sixteen-letters-")
    var ping = ServiceRequest(method: "GET", target: "/ping")
    #expect(String(decoding: service.answer(ping).body, as: UTF8.self) == "{\"status\": \"ready\"}\n")
    ping.authorization = "Bearer sixteen-letters-"
    #expect(String(decoding: service.answer(ping).body, as: UTF8.self).contains("\"model\""))
    ping.authorization = "Bearer another-token-16"
    service.failed("/secret/place is gone")
    let answer = service.answer(ping)
    #expect(answer.status == 500 && !String(decoding: answer.body, as: UTF8.self).contains("secret"))
  }

  @Test func aRequestOfTwoHostsIsRefused() throws {
    var request = Self.post("/invocations")
    request.hostCount = 2
    #expect(Self.refusal(try Self.service(), request) == 400)
  }

  @Test func aTokenIsAskedForButByPing() throws {
    let service = try Self.service(token: "sixteen-letters-")
    #expect(Self.refusal(service, ServiceRequest(method: "GET", target: "/ping")) == nil)
    var request = Self.post("/invocations")
    for (shown, status) in [
      (nil, 401), ("sixteen-letters-", 401), ("Bearer sixteen-letters", 401), ("Bearer ", 401),
      ("Bearer sixteen-letters-sixteen-letters-", 401), ("bearer sixteen-letters-", nil),
    ] as [(String?, Int?)] {
      request.authorization = shown
      #expect(Self.refusal(service, request) == status, "\(shown ?? "nothing")")
    }
  }

  /// The example "get-vanilla" of the test suite for Signature Version 4.
  @Test func aSignatureIsThatOfTheStandard() throws {
    var request = ServiceRequest(
      method: "GET", target: "/",
      authorization: "AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20150830/us-east-1/service/aws4_request, "
        + "SignedHeaders=host;x-amz-date, Signature=5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31")
    request.signed = [("Host", "example.amazonaws.com"), ("X-Amz-Date", "20150830T123600Z")]
    let signature = try #require(RequestSignature(request))
    let secret = Array("wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY".utf8)
    #expect(signature.expected(secret) == signature.shown)
    #expect(signature.expected(Array("another".utf8)) != signature.shown)
    #expect(!signature.isFresh)
    request.body = [1]
    #expect(RequestSignature(request)?.expected(secret) != signature.shown)
    // What is not signed can be changed by whoever stands between.
    request.authorization = request.authorization?.replacing("host;", with: "")
    #expect(RequestSignature(request) == nil)
  }

  @Test func recommendationsLeaveOutWhatWasSeen() throws {
    let service = try Self.service()
    func ask(_ query: String) -> ServiceResponse {
      service.answer(ServiceRequest(method: "GET", target: "/recommend?" + query))
    }
    let unseen = String(decoding: ask("user=0").body, as: UTF8.self)
    #expect(!unseen.contains("\"item\": 0") && !unseen.contains("\"item\": 1") && unseen.contains("\"title\": null"))
    #expect(String(decoding: ask("user=0&seen=true").body, as: UTF8.self).contains("\"title\": \"B\""))
    #expect(ask("user=3").status == 404)
    #expect(ask("user=x").status == 400)
    #expect(ask("top=3").status == 400)
    #expect(ask("user=0&top=0").status == 400)
    #expect(ask("user=0&model=other").status == 404)
  }

  @Test func metricsCountByRouteAndStatus() throws {
    let metrics = ServiceMetrics()
    #expect(metrics.began() == 1)
    metrics.ended(.ping, status: 200, seconds: 0.0002, rows: 3, bytesIn: 5, bytesOut: 7)
    #expect(metrics.inFlight == 0)
    #expect(metrics.text.contains(#"matinee_requests_total{route="/ping",status="200"} 1"#))
    #expect(metrics.text.contains(#"matinee_request_duration_seconds_bucket{route="/ping",le="0.0001"} 0"#))
    #expect(metrics.text.contains(#"matinee_request_duration_seconds_bucket{route="/ping",le="0.00025"} 1"#))
    #expect(metrics.text.contains("matinee_rows_total 3\n"))
  }
}
