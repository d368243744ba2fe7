/// What an attribute may be set to: a text or a number, and for those that say all by being there (`open`, `hidden`) whether they are.
package protocol AttributeValue {
  /// The attribute as it stands in a tag, with a space before it; nothing when it is left out.
  func attribute(_ name: StaticString) -> String
}

extension String: AttributeValue {
  package func attribute(_ name: StaticString) -> String { " \(name)=\"\(HTML.escape(self))\"" }

  /// nil for the empty text: an attribute or an element that is left out.
  var nonEmpty: String? { isEmpty ? nil : self }
}

extension Int: AttributeValue {
  package func attribute(_ name: StaticString) -> String { " \(name)=\"\(self)\"" }
}

extension Bool: AttributeValue {
  package func attribute(_ name: StaticString) -> String { self ? " \(name)" : "" }
}

extension HTML {
  /// The attributes of an element in the order in which they are written: `["href": link, "title": words]`. Those that are nil are left
  /// out. Names are constants of the program, values are escaped.
  package struct Attributes: ExpressibleByDictionaryLiteral, Sendable {
    /// As they stand in a tag.
    let source: String

    package init(dictionaryLiteral pairs: (StaticString, (any AttributeValue)?)...) {
      source = pairs.reduce(into: "") { tag, pair in
        if let value = pair.1 { tag += value.attribute(pair.0) }
      }
    }
  }

  /// An element within a line: `<em>…</em>`.
  ///
  /// - Parameters:
  ///   - style: its class, which stands before the other attributes.
  ///   - content: what it holds; nil is nothing.
  package static func element(
    _ name: StaticString, class style: String? = nil, with attributes: Attributes = [:], _ content: HTML?...
  ) -> HTML {
    HTML(name, style, attributes, content, opening: ">", closing: ">")
  }

  /// An element that ends its line.
  package static func line(
    _ name: StaticString, class style: String? = nil, with attributes: Attributes = [:], _ content: HTML?...
  ) -> HTML {
    HTML(name, style, attributes, content, opening: ">", closing: ">\n")
  }

  /// An element whose tags stand on lines of their own; what it holds ends with a line's end.
  package static func block(
    _ name: StaticString, class style: String? = nil, with attributes: Attributes = [:], _ content: HTML?...
  ) -> HTML {
    HTML(name, style, attributes, content, opening: ">\n", closing: ">\n")
  }

  /// An element that holds nothing and has no end: `<br>`.
  package static func void(
    _ name: StaticString, class style: String? = nil, with attributes: Attributes = [:]
  ) -> HTML {
    HTML(markup: tag(name, style, attributes) + ">")
  }

  /// An element of SVG or MathML that holds nothing: `<path …/>`.
  static func selfClosing(
    _ name: StaticString, class style: String? = nil, with attributes: Attributes = [:]
  ) -> HTML {
    HTML(markup: tag(name, style, attributes) + "/>")
  }

  private init(
    _ name: StaticString, _ style: String?, _ attributes: Attributes, _ content: [HTML?], opening: String,
    closing: String
  ) {
    var markup = Self.tag(name, style, attributes) + opening
    for case let piece? in content { markup += piece.source }
    self.init(markup: markup + "</\(name)" + closing)
  }

  private static func tag(_ name: StaticString, _ style: String?, _ attributes: Attributes) -> String {
    "<\(name)" + (style?.attribute("class") ?? "") + attributes.source
  }
}

extension Sequence<HTML> {
  func joined(_ separator: HTML = "") -> HTML { HTML(markup: map(\.source).joined(separator: separator.source)) }
}
