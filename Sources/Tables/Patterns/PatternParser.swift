/// Reads a regular expression that Swift's own parser takes for one.
///
/// What a character class means is left to Swift: this only finds out where it ends.
struct PatternParser {
  private let text: [Character]
  private var position = 0
  private var options = Options()
  private(set) var characters: [PatternCharacter] = []
  private var numbers: [PatternCharacter: Int] = [:]

  /// What `(?i)` and its like say.
  private struct Options {
    var ignoresCase = false
    var dotMatchesNewlines = false
    var anchorsAtLines = false

    var prefix: String {
      let letters = (ignoresCase ? "i" : "") + (dotMatchesNewlines ? "s" : "")
      return letters.isEmpty ? "" : "(?\(letters))"
    }
  }

  private init(_ pattern: String) { text = Array(pattern) }

  /// The tree, and the kinds of characters in it.
  static func parse(_ pattern: String) throws(PatternFault) -> (PatternSyntax, [PatternCharacter]) {
    var parser = PatternParser(pattern)
    let tree = try parser.choice()
    guard parser.next == nil else { throw .malformed }
    return (tree, parser.characters)
  }

  private var next: Character? { position < text.count ? text[position] : nil }

  /// Also behind the end, where a pattern that breaks off within an escape leads.
  private func isAt(_ word: String) -> Bool { text.dropFirst(position).starts(with: word) }

  private mutating func take(_ word: String) -> Bool {
    guard isAt(word) else { return false }
    position += word.count
    return true
  }

  private mutating func choice() throws(PatternFault) -> PatternSyntax {
    var branches = [try sequence()]
    while take("|") { branches.append(try sequence()) }
    return branches.count == 1 ? branches[0] : .choice(branches)
  }

  private mutating func sequence() throws(PatternFault) -> PatternSyntax {
    var parts: [PatternSyntax] = []
    while let character = next, character != "|", character != ")" {
      if take("\\Q") {
        while position < text.count, !isAt("\\E") { parts.append(self.character(String(text[position]), advance: 1)) }
        _ = take("\\E")
        continue
      }
      if try skipComment() { continue }
      if try readOptions() { continue }
      let part = try atom()
      parts.append(try repeated(part))
    }
    return parts.count == 1 ? parts[0] : parts.isEmpty ? .empty : .sequence(parts)
  }

  private mutating func skipComment() throws(PatternFault) -> Bool {
    guard take("(?#") else { return false }
    while let character = next, character != ")" { position += character == "\\" ? 2 : 1 }
    guard take(")") else { throw .malformed }
    return true
  }

  /// Options up to the end of the group: `(?i)`.
  private mutating func readOptions() throws(PatternFault) -> Bool {
    let start = position
    guard take("(?"), let read = try optionLetters(), take(")") else {
      position = start
      return false
    }
    options = read
    return true
  }

  private mutating func optionLetters() throws(PatternFault) -> Options? {
    guard let first = next, first.isLetter || first == "-" || first == "^", first != "P" else { return nil }
    var read = first == "^" ? Options() : options
    if first == "^" { position += 1 }
    var isOn = true
    while let letter = next, letter != ")", letter != ":" {
      switch letter {
      case "-": isOn = false
      case "i": read.ignoresCase = isOn
      case "s": read.dotMatchesNewlines = isOn
      case "m": read.anchorsAtLines = isOn
      case "n", "U", "J": break
      case "R", "&": throw .unbounded("a pattern within itself")
      default: throw .unbounded("the option (?\(letter))")
      }
      position += 1
    }
    return read
  }

  private mutating func atom() throws(PatternFault) -> PatternSyntax {
    switch next {
    case "(": return try group()
    case "[": return try characterClass()
    case "\\": return try escape()
    case "^":
      position += 1
      return .place(options.anchorsAtLines ? .lineStart : .textStart)
    case "$":
      position += 1
      return .place(options.anchorsAtLines ? .lineEnd : .textEnd)
    case ".": return character(".", advance: 1, isClass: true)
    case let literal?: return character(String(literal), advance: 1)
    case nil: throw .malformed
    }
  }

  private mutating func group() throws(PatternFault) -> PatternSyntax {
    position += 1
    let outer = options
    if take("?") {
      for (mark, name) in Self.unbounded where isAt(mark) { throw .unbounded(name) }
      if take("P<") || take("<") || take("'") {
        while let character = next, character != ">", character != "'" {
          if character == "-" { throw .unbounded("a balanced group") }
          position += 1
        }
        position += 1
      } else if !take(":") {
        guard let read = try optionLetters(), take(":") else { throw .unbounded("this kind of group") }
        options = read
      }
    } else if isAt("*") {
      throw .unbounded("a directive")
    }
    let inner = try choice()
    guard take(")") else { throw .malformed }
    options = outer
    return inner
  }

  private static let unbounded = [
    ("=", "a look-ahead"), ("!", "a look-ahead"), ("<=", "a look-behind"), ("<!", "a look-behind"),
    ("*", "a look-around"),
    (">", "an atomic group"), ("|", "a branch reset"), ("(", "a condition"), ("C", "a callout"), ("R", "a recursion"),
    ("&", "a recursion"), ("+", "a recursion"), ("P>", "a recursion"), ("P=", "a reference to a group"),
  ]

  /// `[…]`, which may have others inside, and classes like `[:alpha:]`.
  private mutating func characterClass() throws(PatternFault) -> PatternSyntax {
    let start = position
    var depth = 0
    var mayClose = true
    while let character = next {
      position += 1
      switch character {
      case "\\":
        if next == "Q" {
          while position < text.count, !isAt("\\E") { position += 1 }
        }
        position += 1
      case "[":
        if next == ":", let end = posixEnd() {
          position = end
          break
        }
        depth += 1
        if next == "^" { position += 1 }
        // A bracket that comes first is one of the characters.
        if next == "]" {
          position += 1
          mayClose = false
        }
      case "]" where mayClose || depth > 0:
        depth -= 1
        if depth == 0 {
          let source = String(text[start..<position])
          return self.character(source, advance: 0, isClass: true)
        }
      default: break
      }
    }
    throw .malformed
  }

  private func posixEnd() -> Int? {
    var place = position + 1
    while place + 1 < text.count, text[place].isLetter || text[place] == "^" { place += 1 }
    return place + 1 < text.count && text[place] == ":" && text[place + 1] == "]" ? place + 2 : nil
  }

  private mutating func escape() throws(PatternFault) -> PatternSyntax {
    let start = position
    position += 1
    guard let letter = next else { throw .malformed }
    position += 1
    switch letter {
    case "A": return .place(.textStart)
    case "z": return .place(.textEnd)
    case "Z": return .place(.textEndOrLastLineEnd)
    case "b": return .place(.wordBoundary)
    case "B": return .place(.noWordBoundary)
    case "y", "Y", "G", "K", "O": throw .unbounded("\\\(letter)")
    case "k", "g": throw .unbounded("a reference to a group")
    case "1"..."9": throw .unbounded("a reference to a group")
    case "p", "P", "N", "x", "u", "U", "o": skipArgument(of: letter)
    case "c": position += 1
    case "0": while let digit = next, ("0"..."7").contains(digit), position - start < 4 { position += 1 }
    default:
      // A character that has no meaning of its own is itself.
      if !letter.isLetter && !letter.isNumber { return character(String(letter), advance: 0) }
    }
    return character(String(text[start..<min(position, text.count)]), advance: 0, isClass: true)
  }

  /// Passes over what follows `\p`, `\x` and their like: something in braces, or so many digits.
  private mutating func skipArgument(of letter: Character) {
    if next == "{" {
      while let character = next, character != "}" { position += 1 }
      position += 1
      return
    }
    switch letter {
    case "p", "P": position += 1
    case "x": skipDigits(2)
    case "u": skipDigits(4)
    case "U": skipDigits(8)
    default: break
    }
  }

  private mutating func skipDigits(_ most: Int) {
    var count = 0
    while let digit = next, digit.isHexDigit, count < most {
      position += 1
      count += 1
    }
  }

  /// A kind of characters, after which the reader stands `advance` characters further on.
  private mutating func character(_ source: String, advance: Int, isClass: Bool = false) -> PatternSyntax {
    position += advance
    let isItself = !isClass && !options.ignoresCase
    let piece = isClass ? source : Self.quoted(source)
    let kind = PatternCharacter(source: options.prefix + piece, only: isItself ? source.first : nil)
    if let known = numbers[kind] { return .character(known) }
    numbers[kind] = characters.count
    characters.append(kind)
    return .character(characters.count - 1)
  }

  private static func quoted(_ literal: String) -> String {
    literal.count == 1 && "\\^$.|?*+()[]{}".contains(literal) ? "\\" + literal : literal
  }

  // MARK: Repetitions

  private mutating func repeated(_ part: PatternSyntax) throws(PatternFault) -> PatternSyntax {
    var part = part
    while let (least, most) = try quantifier() {
      if take("+") { throw .unbounded("a repetition that gives nothing back") }
      _ = take("?")
      part = .repetition(part, least: least, most: most)
    }
    return part
  }

  private mutating func quantifier() throws(PatternFault) -> (Int, Int?)? {
    if take("*") { return (0, nil) }
    if take("+") { return (1, nil) }
    if take("?") { return (0, 1) }
    let start = position
    guard take("{") else { return nil }
    let least = number()
    let most = take(",") ? number() : least
    guard take("}"), least != nil || most != nil else {
      // A brace that begins no repetition is itself.
      position = start
      return nil
    }
    let low = least ?? 0
    if let most, most < low { throw .malformed }
    return (low, most)
  }

  private mutating func number() -> Int? {
    var value: Int?
    while let digit = next, digit.isASCII, let worth = digit.wholeNumberValue {
      value = min(1_000_000, (value ?? 0) * 10 + worth)
      position += 1
    }
    return value
  }
}
