/// Translates the TeX that a lab's formulas are written in to presentation MathML, which browsers set themselves.
///
/// A subset of LaTeX's math mode: letters, numbers, operators, Greek, scripts, fractions, roots, accents, fences, large
/// operators with limits, functions, text, alphabets, `aligned`, `cases` and matrices. What lies outside it gives nil,
/// and the report shows the source instead. The same on every machine. O(length).
struct MathTranslator {
  struct Unsupported: Error {}

  /// What has been read: markup, and what scripts and signs after it need to know.
  struct Atom {
    var html: HTML
    var takesLimits = false
    /// Whether a plus or minus after it is a sign: `= -x`, `(-x`.
    var precedesSign = false
  }

  var tokens: [TeXToken]
  var at = 0
  var style = MathStyle.italic
  private var depth = 0

  private init(_ source: String) { tokens = TeXToken.tokens(of: source) }

  /// The `<math>` element, or nil for TeX beyond the subset.
  static func translate(_ source: String, isDisplay: Bool) -> HTML? {
    var translator = MathTranslator(source)
    guard let body = try? translator.row(until: { $0 == nil }), !body.isEmpty else { return nil }
    return .element("math", with: ["display": isDisplay ? "block" : nil], .element("mrow", body))
  }

  /// A formula on a line of its own, or the source of one beyond the subset.
  static func display(_ source: String) -> HTML {
    translate(source, isDisplay: true) ?? .element("pre", class: "tex", .element("code", .text(source)))
  }

  var next: TeXToken? { at < tokens.count ? tokens[at] : nil }

  mutating func skipSpaces() { while next == .space { at += 1 } }

  /// Atoms with their scripts up to a token that `isEnd` accepts, which is not consumed; nil stands for the end.
  mutating func row(until isEnd: (TeXToken?) -> Bool) throws -> HTML {
    try nested { try $0.atoms(until: isEnd) }
  }

  /// Counts the depth: deeper than any formula that people read, "{{{{…" and "\\sqrt\\sqrt…" would exhaust the stack.
  private mutating func nested(_ body: (inout Self) throws -> HTML) throws -> HTML {
    depth += 1
    defer { depth -= 1 }
    guard depth < 60 else { throw Unsupported() }
    return try body(&self)
  }

  private mutating func atoms(until isEnd: (TeXToken?) -> Bool) throws -> HTML {
    var html = HTML()
    var precedesSign = true
    while true {
      skipSpaces()
      if isEnd(next) { return html }
      guard next != nil else { throw Unsupported() }
      let atom = try scripted(precedesSign: precedesSign)
      html += atom.html
      precedesSign = atom.precedesSign
    }
  }

  /// One argument of a command: a group in braces or a single atom.
  mutating func argument() throws -> HTML {
    skipSpaces()
    if case .number(let text)? = next, text.count > 1, let first = text.first {
      // Without braces an argument is one character: x^12 is x¹2.
      tokens[at] = .number(String(text.dropFirst()))
      return .element("mn", "\(String(first))")
    }
    guard next == .open else { return try nested { try $0.atom(precedesSign: true).html } }
    at += 1
    let body = try row(until: { $0 == .close })
    at += 1
    return .element("mrow", body)
  }

  private mutating func scripted(precedesSign: Bool) throws -> Atom {
    let isScript = next == .superscript || next == .subscripted
    var base = isScript ? Atom(html: .element("mrow")) : try atom(precedesSign: precedesSign)
    var lower: HTML?
    var upper: HTML?
    while true {
      skipSpaces()
      switch next {
      case .subscripted where lower == nil:
        at += 1
        lower = try argument()
      case .superscript where upper == nil:
        at += 1
        upper = try argument()
      case .character("'") where upper == nil:
        var primes = ""
        while next == .character("'") {
          at += 1
          primes += "′"
        }
        upper = .mo(primes)
      case .superscript, .subscripted: throw Unsupported()
      case .command("limits"):
        at += 1
        base.takesLimits = true
      case .command("nolimits"):
        at += 1
        base.takesLimits = false
      default:
        base.html = Self.attach(lower, upper, to: base)
        return base
      }
    }
  }

  private static func attach(_ lower: HTML?, _ upper: HTML?, to base: Atom) -> HTML {
    switch (lower, upper) {
    case (nil, nil): base.html
    case (let lower?, nil): .element(base.takesLimits ? "munder" : "msub", base.html, lower)
    case (nil, let upper?): .element(base.takesLimits ? "mover" : "msup", base.html, upper)
    case (let lower?, let upper?): .element(base.takesLimits ? "munderover" : "msubsup", base.html, lower, upper)
    }
  }

  /// One atom without scripts; consumes at least one token.
  mutating func atom(precedesSign: Bool) throws -> Atom {
    skipSpaces()
    guard let token = next else { throw Unsupported() }
    at += 1
    switch token {
    case .number(let text): return Atom(html: .element("mn", .text(text)))
    case .character(let character): return try Self.atom(of: character, style, precedesSign: precedesSign)
    case .open:
      let body = try row(until: { $0 == .close })
      at += 1
      return Atom(html: .element("mrow", body))
    case .command(let name): return try atom(ofCommand: name)
    case .close, .superscript, .subscripted, .align, .space: throw Unsupported()
    }
  }

  private static func atom(of character: Character, _ style: MathStyle, precedesSign: Bool) throws -> Atom {
    let symbol = String(character)
    switch character {
    case "+", "-", "−", "±":
      let sign = character == "-" ? "−" : symbol
      return Atom(html: .mo(sign, with: ["form": precedesSign ? "prefix" : nil]), precedesSign: true)
    case "(", "[", "⟨": return Atom(html: .mo(symbol, with: ["stretchy": "false"]), precedesSign: true)
    case ")", "]", "|", "⟩", "‖": return Atom(html: .mo(symbol, with: ["stretchy": "false"]))
    case ",", ";": return Atom(html: .mo(symbol, with: ["separator": "true"]), precedesSign: true)
    case "*": return Atom(html: .mo("∗"), precedesSign: true)
    case "~": return Atom(html: .space("0.25em"))
    case ".": return Atom(html: .mo("."))
    case "!": return Atom(html: .mo("!", with: ["form": "postfix"]))
    case "∑", "∏": return Atom(html: .mo(symbol), takesLimits: true, precedesSign: true)
    case _ where character.isLetter: return Atom(html: style.identifier(character))
    case "…", "∞", "∅": return Atom(html: .mi(symbol, with: ["mathvariant": "normal"]))
    case "=", "<", ">", "/", ":", "?": return Atom(html: .mo(symbol), precedesSign: true)
    case _ where character.isMathSymbol: return Atom(html: .mo(symbol), precedesSign: true)
    default: throw Unsupported()
    }
  }
}

/// Elements of MathML, by their own names.
extension HTML {
  /// An operator, a fence or a separator.
  static func mo(_ symbol: String, with attributes: Attributes = [:]) -> HTML {
    .element("mo", with: attributes, .text(symbol))
  }

  /// An identifier.
  static func mi(_ name: String, with attributes: Attributes = [:]) -> HTML {
    .element("mi", with: attributes, .text(name))
  }

  static func space(_ width: String) -> HTML { .selfClosing("mspace", with: ["width": width]) }
}
