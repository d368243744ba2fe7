/// A value of JSON (RFC 8259) that is to be written: members stand in the order that they are given in.
///
/// Literals are values: `["path": .text(path), "rows": 3, "examples": [], "last": .null]`.
public enum JSON: Sendable {
  /// A member of an object.
  public typealias Member = (name: String, value: JSON)

  case null
  case boolean(Bool)
  case integer(Int)
  /// Written with the fewest digits that read back as the same double; null where it is not finite, which JSON has no word for.
  case decimal(Double)
  /// A number, or another value, as it is to be written.
  case written(String)
  case text(String)
  case list([JSON])
  case object([Member])

  /// Text, or null where there is none.
  public init(_ text: String?) { self = text.map(JSON.text) ?? .null }

  /// The text in one line: `{"a": 1, "b": [true, null]}`. With `levels`, lists and objects that lie in fewer others than that have each
  /// of their members in a line of its own, indented by two spaces a level.
  public func encoded(levels: Int = 0) -> String {
    var text = ""
    write(to: &text, levels: levels, lineEnd: "\n")
    return text
  }

  private func write(to text: inout String, levels: Int, lineEnd: String) {
    switch self {
    case .null: text += "null"
    case .boolean(let value): text += value ? "true" : "false"
    case .integer(let value): text += String(value)
    case .decimal(let value): text += Self.number(value)
    case .written(let value): text += value
    case .text(let value): text += Self.quote(value)
    case .list(let items):
      Self.write(items, in: ("[", "]"), to: &text, levels, lineEnd) {
        $0.write(to: &$1, levels: levels - 1, lineEnd: $2)
      }
    case .object(let members):
      Self.write(members, in: ("{", "}"), to: &text, levels, lineEnd) { member, text, lineEnd in
        text += Self.quote(member.name) + ": "
        member.value.write(to: &text, levels: levels - 1, lineEnd: lineEnd)
      }
    }
  }

  private static func write<Part>(
    _ parts: [Part], in brackets: (String, String), to text: inout String, _ levels: Int, _ lineEnd: String,
    _ write: (Part, inout String, _ lineEnd: String) -> Void
  ) {
    let isBroken = levels > 0 && !parts.isEmpty
    text += brackets.0
    for (place, part) in parts.enumerated() {
      if place > 0 { text += isBroken ? "," : ", " }
      if isBroken { text += lineEnd + "  " }
      write(part, &text, lineEnd + "  ")
    }
    if isBroken { text += lineEnd }
    text += brackets.1
  }

  /// The fewest digits that read back as the same double; null for what JSON has no word for.
  public static func number(_ value: Double) -> String { value.isFinite ? value.description : "null" }

  /// A JSON string literal.
  public static func quote(_ text: String) -> String {
    var out = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": out += "\\\""
      case "\\": out += "\\\\"
      case "\n": out += "\\n"
      case "\r": out += "\\r"
      case "\t": out += "\\t"
      default:
        if scalar.value < 0x20 || scalar.value == 0x2028 || scalar.value == 0x2029 {
          let digits = String(scalar.value, radix: 16)
          out += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
        } else {
          out.unicodeScalars.append(scalar)
        }
      }
    }
    return out + "\""
  }
}

extension JSON: ExpressibleByStringLiteral, ExpressibleByIntegerLiteral, ExpressibleByBooleanLiteral,
  ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral
{
  public init(stringLiteral text: String) { self = .text(text) }
  public init(integerLiteral number: Int) { self = .integer(number) }
  public init(booleanLiteral truth: Bool) { self = .boolean(truth) }
  public init(arrayLiteral items: JSON...) { self = .list(items) }
  public init(dictionaryLiteral members: (String, JSON)...) { self = .object(members.map { (name: $0, value: $1) }) }
}
