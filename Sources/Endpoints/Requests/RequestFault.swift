import JSONText

/// Why a request is not answered: the status of HTTP, one sentence that names the place, and what to do.
public struct RequestFault: Error, Equatable, Sendable {
  /// 4xx when the request is at fault, 5xx when the server is.
  public let status: Int
  /// A sentence without its full stop: "row 3: the key 97123 is not in 0..<97122".
  public let message: String
  /// What to do about it, in the same form; empty when there is nothing more to say.
  public let advice: String

  public init(_ status: Int, _ message: String, advice: String = "") {
    self.status = status
    self.message = message
    self.advice = advice
  }

  /// A body that does not say what it should: 400.
  static func malformed(_ message: String, advice: String = "") -> RequestFault {
    RequestFault(400, message, advice: advice)
  }

  /// Both sentences, as a reader sees them.
  public var sentence: String { advice.isEmpty ? "\(message)." : "\(message); \(advice)." }

  /// The body of the answer, as the clients of the managed service read errors: `code` and `message`.
  public var body: [UInt8] {
    let code =
      switch status {
      case 503, 429: "ServiceUnavailable"
      case 500...: "InternalFailure"
      default: "ValidationError"
      }
    return Array((["code": .text(code), "message": .text(sentence)] as JSON).encoded().utf8) + [0x0A]
  }
}
