import Files
import Foundation

/// The signature that the clients of the managed service put on a request, so that they can reach a server that asks for a token:
/// AWS Signature Version 4, with the token as secret access key.
///
/// "Create a signed AWS API request", AWS Identity and Access Management User Guide: a hash of the request is signed with a key that
/// is derived from the secret, the day, the region and the service.
struct RequestSignature {
  static let algorithm = "AWS4-HMAC-SHA256"

  /// The signature that the request shows, 64 hexadecimal digits.
  let shown: String
  /// Day, region, service and "aws4_request".
  private let scope: [String]
  /// "20150830T123600Z"
  private let time: String
  private let canonicalRequest: String

  /// nil when it is none, or leaves out what has to be signed.
  init?(_ request: ServiceRequest) {
    guard let authorization = request.authorization, authorization.hasPrefix(Self.algorithm + " ") else { return nil }
    var parts: [String: String] = [:]
    for part in authorization.dropFirst(Self.algorithm.count + 1).split(separator: ",") {
      let pair = part.split(separator: "=", maxSplits: 1).map { $0.trimmingCharacters(in: .whitespaces) }
      if pair.count == 2 { parts[pair[0]] = pair[1] }
    }
    guard let credential = parts["Credential"], let names = parts["SignedHeaders"], let shown = parts["Signature"]
    else { return nil }
    scope = credential.split(separator: "/", omittingEmptySubsequences: false).suffix(4).map(String.init)
    let signed = names.split(separator: ";").map(String.init)
    func header(_ name: String) -> String {
      let values = request.signed.filter { $0.name.lowercased() == name }.map(\.value)
      return values.map { $0.split(separator: " ").joined(separator: " ") }.joined(separator: ",")
    }
    time = header("x-amz-date")
    guard shown.utf8.count == 64, scope.count == 4, scope[3] == "aws4_request", time.hasPrefix(scope[0] + "T"),
      signed.contains("host"), signed.contains("x-amz-date")
    else { return nil }
    self.shown = shown
    let query = request.target.split(separator: "?", maxSplits: 1).dropFirst().first ?? ""
    canonicalRequest = [
      request.method, Self.encoded(request.path), query.split(separator: "&").sorted().joined(separator: "&"),
      signed.map { "\($0):\(header($0))\n" }.joined(), names, StreamDigest.of(request.body, .sha256),
    ].joined(separator: "\n")
  }

  /// Whether it was made within a quarter of an hour, so that a request that was overheard is not taken for ever.
  var isFresh: Bool {
    // 20150830T123600Z
    let digits = time.utf8.filter { (0x30...0x39).contains($0) }.map { Int32($0) - 0x30 }
    guard digits.count == 14, time.utf8.count == 16 else { return false }
    func number(_ range: Range<Int>) -> Int32 { digits[range].reduce(0) { $0 * 10 + $1 } }
    var parts = tm()
    (parts.tm_year, parts.tm_mon, parts.tm_mday) = (number(0..<4) - 1900, number(4..<6) - 1, number(6..<8))
    (parts.tm_hour, parts.tm_min, parts.tm_sec) = (number(8..<10), number(10..<12), number(12..<14))
    return abs(timegm(&parts) - Foundation.time(nil)) <= 900
  }

  /// The signature of the request with a secret.
  func expected(_ secret: [UInt8]) -> String {
    var key = Array("AWS4".utf8) + secret
    for part in scope { key = KeyedDigest.sha256(Array(part.utf8), key: key) }
    let request = StreamDigest.of(canonicalRequest.utf8, .sha256)
    let text = [Self.algorithm, time, scope.joined(separator: "/"), request]
    return KeyedDigest.sha256(Array(text.joined(separator: "\n").utf8), key: key)
      .map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
  }

  /// A path with everything but letters, digits and -._~/ as percent signs, once more than it came.
  private static func encoded(_ path: Substring) -> String {
    path.utf8.map { byte in
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-")...UInt8(ascii: "/"), UInt8(ascii: "_"),
        UInt8(ascii: "~"):
        String(UnicodeScalar(byte))
      default: "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
      }
    }.joined()
  }
}
