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
    let attributes: HTML = isDisplay ? " display=\"block\"" : ""
    return "<math\(attributes)><mrow>\(body)</mrow></math>"
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
      return "<mn>\(String(first))</mn>"
    }
    guard next == .open else { return try nested { try $0.atom(precedesSign: true).html } }
    at += 1
    let body = try row(until: { $0 == .close })
    at += 1
    return "<mrow>\(body)</mrow>"
  }

  private mutating func scripted(precedesSign: Bool) throws -> Atom {
    let isScript = next == .superscript || next == .subscripted
    var base = isScript ? Atom(html: "<mrow></mrow>") : try atom(precedesSign: precedesSign)
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
        upper = "<mo>\(primes)</mo>"
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
    case (let lower?, nil):
      base.takesLimits ? "<munder>\(base.html)\(lower)</munder>" : "<msub>\(base.html)\(lower)</msub>"
    case (nil, let upper?):
      base.takesLimits ? "<mover>\(base.html)\(upper)</mover>" : "<msup>\(base.html)\(upper)</msup>"
    case (let lower?, let upper?):
      base.takesLimits
        ? "<munderover>\(base.html)\(lower)\(upper)</munderover>"
        : "<msubsup>\(base.html)\(lower)\(upper)</msubsup>"
    }
  }

  /// One atom without scripts; consumes at least one token.
  mutating func atom(precedesSign: Bool) throws -> Atom {
    skipSpaces()
    guard let token = next else { throw Unsupported() }
    at += 1
    switch token {
    case .number(let text): return Atom(html: "<mn>\(text)</mn>")
    case .character(let character): return try Self.atom(of: character, style, precedesSign: precedesSign)
    case .open:
      let body = try row(until: { $0 == .close })
      at += 1
      return Atom(html: "<mrow>\(body)</mrow>")
    case .command(let name): return try atom(ofCommand: name)
    case .close, .superscript, .subscripted, .align, .space: throw Unsupported()
    }
  }

  private static func atom(of character: Character, _ style: MathStyle, precedesSign: Bool) throws -> Atom {
    switch character {
    case "+", "-", "−", "±":
      let sign = character == "-" ? "−" : String(character)
      let form: HTML = precedesSign ? " form=\"prefix\"" : ""
      return Atom(html: "<mo\(form)>\(sign)</mo>", precedesSign: true)
    case "(", "[", "⟨": return Atom(html: "<mo stretchy=\"false\">\(String(character))</mo>", precedesSign: true)
    case ")", "]", "|", "⟩", "‖": return Atom(html: "<mo stretchy=\"false\">\(String(character))</mo>")
    case ",", ";": return Atom(html: "<mo separator=\"true\">\(String(character))</mo>", precedesSign: true)
    case "*": return Atom(html: "<mo>∗</mo>", precedesSign: true)
    case "~": return Atom(html: "<mspace width=\"0.25em\"/>")
    case ".": return Atom(html: "<mo>.</mo>")
    case "!": return Atom(html: "<mo form=\"postfix\">!</mo>")
    case "∑", "∏": return Atom(html: "<mo>\(String(character))</mo>", takesLimits: true, precedesSign: true)
    case _ where character.isLetter: return Atom(html: style.identifier(character))
    case "…", "∞", "∅": return Atom(html: "<mi mathvariant=\"normal\">\(String(character))</mi>")
    case "=", "<", ">", "/", ":", "?": return Atom(html: "<mo>\(String(character))</mo>", precedesSign: true)
    case _ where character.isMathSymbol: return Atom(html: "<mo>\(String(character))</mo>", precedesSign: true)
    default: throw Unsupported()
    }
  }
}
