/// How much of a request is taken; what goes beyond is refused before memory is spent on it.
public struct RequestLimits: Sendable, Equatable {
  /// Bytes of a body: 6 MB, as the managed service long took.
  public var bytes = 6_000_000
  /// Rows of a request.
  public var rows = 20_000
  /// Objects and lists inside each other.
  public var depth = 32

  public init() {}

  func check(bytes count: Int) throws(RequestFault) {
    if count <= bytes { return }
    throw RequestFault(
      413, "the body has \(count) bytes, and \(bytes) are taken", advice: "send fewer rows at a time")
  }

  func check(rows count: Int) throws(RequestFault) {
    if count <= rows { return }
    throw RequestFault(413, "the request has more than \(rows) rows", advice: "send fewer rows at a time")
  }
}
