/// Texts and numbers as JSON writes them.
public enum JSONText {
  /// A text in quotes, with what JSON does not take as it is escaped.
  public static func quoted(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": result += "\\\""
      case "\\": result += "\\\\"
      case "\n": result += "\\n"
      case "\r": result += "\\r"
      case "\t": result += "\\t"
      default:
        if scalar.value < 0x20 || scalar.value == 0x7F {
          let digits = String(scalar.value, radix: 16)
          result += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
        } else {
          result.unicodeScalars.append(scalar)
        }
      }
    }
    return result + "\""
  }

  /// The fewest digits that read back as the same double; null for what JSON has no word for.
  public static func number(_ value: Double) -> String { value.isFinite ? value.description : "null" }

  /// Appends a number as `number` writes it.
  static func append(_ value: Double, to bytes: inout [UInt8]) {
    var text = number(value)
    text.withUTF8 { bytes.append(contentsOf: $0) }
  }
}

extension [UInt8] {
  /// Appends a text of the program.
  mutating func append(_ text: StaticString) {
    append(contentsOf: UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
  }
}
