import Files

/// The secret that a client has to show: as it is, or by a signature made with it.
public struct AccessToken: Sendable {
  private let secret: [UInt8]

  public init(_ text: String) { secret = Array(text.utf8) }

  /// Whether an Authorization header is a signature, and no token.
  public static func isSignature(_ authorization: String) -> Bool {
    authorization.hasPrefix(RequestSignature.algorithm)
  }

  /// What can be told of a request before its body is read.
  ///
  /// - Throws: `RequestFault` 401.
  func admit(_ request: ServiceRequest) throws(RequestFault) {
    let shown = request.authorization ?? ""
    if Self.isSignature(shown) {
      if RequestSignature(request) == nil { throw Self.refusal("the signature of the request cannot be read") }
    } else if !shows(shown) {
      throw Self.refusal("the request shows no token, or not the right one")
    }
  }

  /// Whether a whole request was signed with the secret, if it is signed.
  ///
  /// - Throws: `RequestFault` 401.
  func verify(_ request: ServiceRequest) throws(RequestFault) {
    guard Self.isSignature(request.authorization ?? "") else { return }
    guard let signature = RequestSignature(request) else { throw Self.refusal("the signature cannot be read") }
    if !signature.isFresh { throw Self.refusal("the request was signed more than a quarter of an hour ago, or ahead") }
    if !KeyedDigest.isSame(Array(signature.expected(secret).utf8), Array(signature.shown.utf8)) {
      throw Self.refusal("the request was signed with another secret, or changed on its way")
    }
  }

  private static func refusal(_ reason: String) -> RequestFault {
    RequestFault(
      401, reason, advice: "send Authorization: Bearer and the token, or sign with the token as secret access key")
  }

  private func shows(_ authorization: String) -> Bool {
    let shown = Array(authorization.utf8)
    let prefix = Array("Bearer ".utf8)
    guard shown.count >= prefix.count, shown.prefix(prefix.count).map({ $0 | 0x20 }) == prefix.map({ $0 | 0x20 }) else {
      return false
    }
    return KeyedDigest.isSame(secret, Array(shown.dropFirst(prefix.count)))
  }
}
