import Diagnostics

/// What a slide had no room for: it shows the first `shown` of `count`.
public struct SlideCut: Sendable, Hashable {
  public enum Kind: Sendable, Hashable {
    case rows, columns, items, lines, paragraphs

    /// One of them.
    public var noun: String {
      switch self {
      case .rows: "row"
      case .columns: "column"
      case .items: "item"
      case .lines: "line"
      case .paragraphs: "paragraph"
      }
    }
  }

  public var kind: Kind
  public var shown: Int
  public var count: Int
  /// What the slide is made of.
  public var anchor: SourceSpan?

  init(_ kind: Kind, shown: Int, of count: Int) {
    self.kind = kind
    self.shown = shown
    self.count = count
  }
}

extension PageWriter {
  /// A line that says how much of something a slide shows, and keeps it for who makes the deck; nothing when it shows all.
  mutating func cut(_ kind: SlideCut.Kind, _ shown: Int, of count: Int) -> HTML {
    guard shown < count else { return HTML() }
    let cut = SlideCut(kind, shown: shown, of: count)
    cuts.append(cut)
    return .line("p", class: "more", .text(wording.first(cut)))
  }
}
