import Languages

/// What an input is known by: a digest of its contents, or what a generator made it of.
public enum InputIdentity: Sendable, Hashable {
  case xxh128(String)
  case sha256(String)
  /// The built-in reviews.
  case sample(rows: Int, seed: UInt64)

  /// As results.json has it, which is English, and as pages have it in their language.
  public func text(in say: Language = .english) -> String {
    switch self {
    case .xxh128(let digest): "xxh128 \(digest)"
    case .sha256(let digest): "sha256 \(digest)"
    case .sample(let rows, let seed):
      say(
        en: "built in, \(Phrase.count(rows, "row")), seed \(seed)", ja: "内蔵、\(Phrase.integer(rows))行、シード\(seed)")
    }
  }
}

/// An input by the name that the notebook gave it.
public struct ReportInput: Sendable, Hashable {
  public var name: String
  /// nil where it has not been read.
  public var identity: InputIdentity?

  public init(_ name: String, _ identity: InputIdentity?) {
    self.name = name
    self.identity = identity
  }
}
