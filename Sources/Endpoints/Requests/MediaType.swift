/// A media type as Content-Type and Accept name it, with its parameters: `application/jsonlines; verbose=true`.
struct MediaType: Equatable {
  /// In lower case.
  let name: String
  /// Names in lower case; values without quotes.
  let parameters: [String: String]

  init(_ text: some StringProtocol) {
    let parts = text.split(separator: ";", omittingEmptySubsequences: false).map { Self.trimmed($0) }
    name = (parts.first ?? "").lowercased()
    var parameters: [String: String] = [:]
    for part in parts.dropFirst() {
      guard let equals = part.firstIndex(of: "=") else { continue }
      var value = Self.trimmed(part[part.index(after: equals)...])
      if value.count >= 2, value.hasPrefix("\""), value.hasSuffix("\"") { value = String(value.dropFirst().dropLast()) }
      parameters[Self.trimmed(part[..<equals]).lowercased()] = value
    }
    self.parameters = parameters
  }

  /// q of an Accept entry: 1 unless it says less.
  var quality: Double { parameters["q"].map { Double($0) ?? 0 } ?? 1 }

  private static func trimmed(_ text: some StringProtocol) -> String {
    var text = Substring(text)
    while let first = text.first, first == " " || first == "\t" { text.removeFirst() }
    while let last = text.last, last == " " || last == "\t" { text.removeLast() }
    return String(text)
  }
}

/// The forms in which an endpoint reads rows and writes answers.
public enum PayloadFormat: String, Sendable, CaseIterable {
  case json = "application/json"
  case jsonlines = "application/jsonlines"
  case recordio = "application/x-recordio-protobuf"

  init?(_ type: MediaType) {
    switch type.name {
    case "application/x-jsonlines", "application/jsonl": self = .jsonlines
    default: self.init(rawValue: type.name)
    }
  }

  private static var names: String { allCases.map(\.rawValue).joined(separator: ", ") }

  /// The form of a request's body.
  ///
  /// - Throws: `RequestFault` 415 when it is said otherwise, or not at all.
  public static func ofBody(contentType: String?) throws(RequestFault) -> PayloadFormat {
    guard let contentType else {
      throw RequestFault(415, "the request does not say its Content-Type", advice: "say one of \(names)")
    }
    let type = MediaType(contentType)
    guard let format = PayloadFormat(type) else {
      throw RequestFault(
        415, "the Content-Type \"\(type.name.prefix(80))\" is not read here", advice: "send one of \(names)")
    }
    if let charset = type.parameters["charset"]?.lowercased(), charset != "utf-8", charset != "us-ascii" {
      throw RequestFault(415, "the charset \"\(charset.prefix(40))\" is not read here", advice: "send UTF-8")
    }
    return format
  }

  /// The form of the answer, and whether it is to tell all: the first of the best that Accept names; JSON when it is missing.
  ///
  /// - Throws: `RequestFault` 406 when it names none that is written here.
  public static func ofAnswer(accept: String?) throws(RequestFault) -> (format: PayloadFormat, isVerbose: Bool) {
    guard let accept, accept.contains(where: { $0 != " " && $0 != "," }) else { return (.json, false) }
    var best: (format: PayloadFormat, isVerbose: Bool)?
    var quality = 0.0
    for text in accept.split(separator: ",") {
      let type = MediaType(text)
      let isAny = ["*/*", "application/*", "*"].contains(type.name)
      guard let format = isAny ? .json : PayloadFormat(type), type.quality > quality else { continue }
      best = (format, type.parameters["verbose"]?.lowercased() == "true")
      quality = type.quality
    }
    if let best { return best }
    throw RequestFault(
      406, "Accept \"\(accept.prefix(80))\" names nothing that is written here", advice: "accept one of \(names)")
  }
}
