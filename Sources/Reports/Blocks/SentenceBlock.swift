/// A sentence of a step.
struct SentenceBlock: BlockContent {
  let runs: [Run]

  func html(_ writer: inout PageWriter, at place: BlockPlace) -> HTML { .line("p", class: "sentence", runs.html) }
  var slide: SlideShare { .sentence(runs) }
  var texts: [BlockText] { [.sentence(runs)] }
}

/// A stretch of a sentence in one style.
public enum Run: Sendable, Hashable, ExpressibleByStringLiteral, ExpressibleByStringInterpolation {
  case text(String)
  case strong(String)
  /// A name of the language or of a column.
  case code(String)

  public init(stringLiteral value: String) { self = .text(value) }
}

extension [Run] {
  /// The sentence without its styles.
  public var words: String {
    map { run in
      switch run {
      case .text(let text), .strong(let text), .code(let text): text
      }
    }.joined()
  }

  /// The sentence with its styles.
  var html: HTML {
    map { run -> HTML in
      switch run {
      case .text(let text): .text(text)
      case .strong(let text): .element("strong", .text(text))
      case .code(let text): .element("code", .text(text))
      }
    }.joined()
  }
}
