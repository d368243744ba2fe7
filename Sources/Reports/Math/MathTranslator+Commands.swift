extension MathTranslator {
  /// What a command gives, with its arguments consumed.
  mutating func atom(ofCommand name: String) throws -> Atom {
    if let letter = TeXSymbols.letters[name] { return Atom(html: styled(letter)) }
    if let letter = TeXSymbols.uprightLetters[name] {
      return Atom(html: .mi(letter, with: ["mathvariant": "normal"]))
    }
    if let symbol = TeXSymbols.operators[name] { return Atom(html: .mo(symbol), precedesSign: true) }
    if let symbol = TeXSymbols.largeOperators[name] {
      return Atom(html: .mo(symbol), takesLimits: true, precedesSign: true)
    }
    if let symbol = TeXSymbols.integrals[name] { return Atom(html: .mo(symbol), precedesSign: true) }
    if let symbol = TeXSymbols.fences[name] {
      let opens = name.hasPrefix("l") || name == "{"
      return Atom(html: .mo(symbol, with: ["stretchy": "false"]), precedesSign: opens)
    }
    if let width = TeXSymbols.spaces[name] { return Atom(html: .space("\(width)em")) }
    if TeXSymbols.functions.contains(name) { return function(name) }
    if let name = TeXSymbols.limitFunctions[name] { return limitFunction(name) }
    if let accent = TeXSymbols.accents[name] {
      let base = try argument()
      let mark: HTML = .mo(accent.mark, with: ["stretchy": accent.stretches ? nil : "false"])
      let html: HTML = .element("mover", with: ["accent": "true"], base, mark)
      return Atom(html: html, takesLimits: name == "overbrace")
    }
    if let style = MathStyle(command: name) { return try alphabet(style) }
    return try structure(name)
  }

  private func styled(_ letter: String) -> HTML {
    letter.first.map { style.identifier($0) } ?? HTML()
  }

  private mutating func structure(_ name: String) throws -> Atom {
    switch name {
    case "frac", "dfrac", "tfrac", "cfrac":
      let numerator = try argument()
      let denominator = try argument()
      let size = name == "dfrac" ? "true" : name == "tfrac" ? "false" : nil
      return Atom(html: .element("mfrac", with: ["displaystyle": size], numerator, denominator))
    case "binom":
      let (upper, lower) = (try argument(), try argument())
      let fraction: HTML = .element("mfrac", with: ["linethickness": 0], upper, lower)
      return Atom(html: .element("mrow", .mo("("), fraction, .mo(")")))
    case "sqrt": return try root()
    case "underline":
      return Atom(html: .element("munder", try argument(), .mo("_", with: ["stretchy": "true"])))
    case "underbrace":
      return Atom(html: .element("munder", try argument(), .mo("⏟", with: ["stretchy": "true"])), takesLimits: true)
    case "underset", "overset", "stackrel":
      let (mark, base) = (try argument(), try argument())
      return Atom(html: .element(name == "underset" ? "munder" : "mover", base, mark), precedesSign: true)
    case "text", "textrm", "mbox", "textit", "textbf": return Atom(html: .element("mtext", .text(try words())))
    case "operatorname":
      if next == .character("*") {
        at += 1
        return limitFunction(try words())
      }
      return function(try words())
    case "left": return try fenced()
    case "begin": return try environment()
    case "displaystyle", "textstyle", "limits", "nolimits", "nonumber", "bigl", "bigr", "big", "Big", "Bigl", "Bigr":
      // They change sizes only, which the browser chooses.
      return Atom(html: HTML(), precedesSign: true)
    default: throw Unsupported()
    }
  }

  /// `log`; a thin space parts it from a letter that follows, as TeX has it.
  private mutating func function(_ name: String) -> Atom {
    skipSpaces()
    var html: HTML = "\(HTML.mi(name))\(HTML.mo("\u{2061}"))"
    switch next {
    case .superscript, .subscripted:
      return Atom(html: .mi(name, with: ["mathvariant": name.count == 1 ? "normal" : nil]))
    case .character("("), .character("["), .command("left"), .close, .align, nil: break
    default: html += .space("0.167em")
    }
    return Atom(html: .element("mrow", html), precedesSign: true)
  }

  private func limitFunction(_ name: String) -> Atom {
    let html: HTML = .mo(
      name, with: ["movablelimits": "true", "form": "prefix", "lspace": "0.167em", "rspace": "0.167em"])
    return Atom(html: html, takesLimits: true, precedesSign: true)
  }

  private mutating func root() throws -> Atom {
    skipSpaces()
    guard next == .character("[") else { return Atom(html: .element("msqrt", try argument())) }
    at += 1
    let index = try row(until: { $0 == .character("]") })
    at += 1
    return Atom(html: .element("mroot", try argument(), .element("mrow", index)))
  }

  /// `\mathbf{x}`; letters of `\mathrm{MSE}` stay one word.
  private mutating func alphabet(_ style: MathStyle) throws -> Atom {
    if style == .upright, let word = plainWord(), word.count > 1 { return Atom(html: .mi(word)) }
    let outer = self.style
    defer { self.style = outer }
    self.style = style
    return Atom(html: try argument())
  }

  /// The letters in braces when there is nothing else in them; consumed only then.
  private mutating func plainWord() -> String? {
    let start = at
    skipSpaces()
    guard next == .open else { return nil }
    at += 1
    var word = ""
    while case .character(let letter)? = next, letter.isLetter || letter == "-" {
      word.append(letter)
      at += 1
    }
    guard next == .close, !word.isEmpty else {
      at = start
      return nil
    }
    at += 1
    return word
  }

  /// What braces hold, as text with its spaces.
  private mutating func words() throws -> String {
    skipSpaces()
    guard next == .open else { throw Unsupported() }
    at += 1
    var text = ""
    while let token = next {
      at += 1
      switch token {
      case .close: return text
      case .character(let character): text.append(character)
      case .number(let number): text += number
      case .space: text += "\u{00A0}"
      case .command(let name) where name.count == 1 && TeXSymbols.spaces[name] == nil: text += name
      case .command(let name) where TeXSymbols.spaces[name] != nil: text += "\u{00A0}"
      default: throw Unsupported()
      }
    }
    throw Unsupported()
  }
}
