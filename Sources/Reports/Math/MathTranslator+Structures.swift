extension MathTranslator {
  /// `\left( … \right)`; the backslash and `left` are consumed.
  mutating func fenced() throws -> Atom {
    let opening = try delimiter()
    let body = try row(until: { $0 == .command("right") })
    at += 1
    let closing = try delimiter()
    return Atom(html: .element("mrow", Self.fence(opening, "prefix"), body, Self.fence(closing, "postfix")))
  }

  /// A fence that grows with what it holds; nil for none.
  private static func fence(_ symbol: String, _ form: String) -> HTML? {
    symbol.isEmpty ? nil : .mo(symbol, with: ["form": form, "fence": "true", "stretchy": "true"])
  }

  /// The symbol after `\left` or `\right`; a full stop stands for none.
  private mutating func delimiter() throws -> String {
    skipSpaces()
    guard let token = next else { throw Unsupported() }
    at += 1
    switch token {
    case .character("."): return ""
    case .character(let character) where "()[]|/⟨⟩‖".contains(character): return String(character)
    case .character("<"): return "⟨"
    case .character(">"): return "⟩"
    case .command(let name):
      guard let fence = TeXSymbols.fences[name] else { throw Unsupported() }
      return fence
    default: throw Unsupported()
    }
  }

  /// `\begin{aligned} … \end{aligned}`; the backslash and `begin` are consumed.
  mutating func environment() throws -> Atom {
    let name = try environmentName()
    let kind = name.hasSuffix("*") ? String(name.dropLast()) : name
    let fences: (String, String)
    switch kind {
    case "aligned", "align", "alignedat", "split", "gathered", "gather", "matrix", "smallmatrix", "array":
      fences = ("", "")
    case "cases": fences = ("{", "")
    case "pmatrix": fences = ("(", ")")
    case "bmatrix": fences = ("[", "]")
    case "vmatrix": fences = ("|", "|")
    default: throw Unsupported()
    }
    guard kind != "alignedat", kind != "array" else { throw Unsupported() }
    let isAligned = kind == "aligned" || kind == "align" || kind == "split"
    let rows = try tableRows(end: name).map { cells in
      cells.enumerated().map { column, cell -> HTML in
        let side = isAligned ? (column % 2 == 0 ? "end" : "start") : nil
        return .element("mtd", class: side, .element("mrow", cell))
      }.joined()
    }
    let table: HTML = .element(
      "mtable", class: kind, with: ["displaystyle": isAligned ? "true" : nil],
      rows.map { .element("mtr", $0) }.joined())
    return Atom(html: .element("mrow", Self.fence(fences.0, "prefix"), table, Self.fence(fences.1, "postfix")))
  }

  private mutating func tableRows(end name: String) throws -> [[HTML]] {
    var rows: [[HTML]] = [[]]
    while true {
      let cell = try row(until: { $0 == .align || $0 == .command("\\") || $0 == .command("end") })
      rows[rows.count - 1].append(cell)
      let separator = next
      at += 1
      switch separator {
      case .align: continue
      case .command("\\"): rows.append([])
      default:
        guard try environmentName() == name else { throw Unsupported() }
        // A row that only ends the one before it is none.
        if let last = rows.last, rows.count > 1, last.allSatisfy(\.isEmpty) { rows.removeLast() }
        return rows
      }
    }
  }

  private mutating func environmentName() throws -> String {
    skipSpaces()
    guard next == .open else { throw Unsupported() }
    at += 1
    var name = ""
    while case .character(let character)? = next {
      name.append(character)
      at += 1
    }
    guard next == .close else { throw Unsupported() }
    at += 1
    return name
  }
}
