/// Names and values, side by side.
struct FactsBlock: BlockContent {
  let facts: [Fact]

  func html(_ writer: inout PageWriter, at place: BlockPlace) -> HTML { facts.html }
  var slide: SlideShare { .facts(facts) }
  var texts: [BlockText] { facts.flatMap { [$0.name, $0.value, $0.note] }.map { .words($0) } }
}

/// A named value, with words that explain it.
public struct Fact: Sendable {
  public var name: String
  public var value: String
  public var note: String
  /// Where it was found, for facts that stand elsewhere; empty otherwise.
  public var link = ""

  public init(_ name: String, _ value: String, note: String = "") {
    self.name = name
    self.value = value
    self.note = note
  }
}

extension Sequence<Fact> {
  /// The values as a list.
  var html: HTML { .block("dl", class: "facts", map(\.html).joined()) }
}

extension Fact {
  /// An entry of a list of values, under its name or a link.
  var html: HTML {
    .line(
      "div", .element("dt", link.isEmpty ? .text(name) : .element("a", with: ["href": link], .text(name))),
      .element("dd", class: "number", .text(value)),
      note.isEmpty ? nil : .element("dd", class: "note", .text(note)))
  }
}
