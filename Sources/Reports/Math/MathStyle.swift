/// How letters are set after `\mathbf` and its kin.
enum MathStyle: String {
  case italic, upright, bold, sans, mono, doubleStruck, script

  init?(command: String) {
    switch command {
    case "mathbf", "boldsymbol", "bm", "bf": self = .bold
    case "mathrm", "rm": self = .upright
    case "mathsf": self = .sans
    case "mathtt": self = .mono
    case "mathbb": self = .doubleStruck
    case "mathcal", "mathscr": self = .script
    case "mathit", "mathnormal": self = .italic
    default: return nil
    }
  }

  /// An identifier of one letter.
  func identifier(_ letter: Character) -> HTML {
    let text = String(letter)
    switch self {
    case .italic: return .mi(text)
    case .upright: return .mi(text, with: ["mathvariant": "normal"])
    case .bold, .sans, .mono: return .mi(text, with: ["mathvariant": "normal", "class": rawValue])
    case .doubleStruck: return .mi(Self.alphabet(letter, 0x1D538, TeXSymbols.doubleStruckExceptions))
    case .script: return .mi(Self.alphabet(letter, 0x1D49C, TeXSymbols.scriptExceptions))
    }
  }

  /// The capital in the block of Mathematical Alphanumeric Symbols that begins with `first`.
  private static func alphabet(_ letter: Character, _ first: UInt32, _ exceptions: [Character: String]) -> String {
    if let exception = exceptions[letter] { return exception }
    guard let value = letter.asciiValue, (65...90).contains(value),
      let scalar = Unicode.Scalar(first + UInt32(value) - 65)
    else { return String(letter) }
    return String(Character(scalar))
  }
}
