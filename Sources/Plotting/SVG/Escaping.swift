extension String {
  /// The text as it may stand in XML content and in a quoted attribute.
  ///
  /// Control characters and noncharacters (XML 1.0 §2.2 forbids most of them) and the controls of text direction, which
  /// would reorder what stands around them, are left out; line breaks and tabs become spaces.
  var escapedForXML: String {
    var result = ""
    result.reserveCapacity(utf8.count + 8)
    for scalar in unicodeScalars {
      switch scalar {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\"": result += "&quot;"
      case "'": result += "&#39;"
      case "\t", "\n", "\r", "\u{2028}", "\u{2029}": result += " "
      default:
        if !scalar.isForbiddenInText { result.unicodeScalars.append(scalar) }
      }
    }
    return result
  }

  /// The text as an id or the beginning of one: ASCII letters, digits, hyphens and underscores, a letter first.
  var asIdentifier: String {
    var result = ""
    for scalar in unicodeScalars {
      let keep = scalar.isASCII && (scalar.properties.isAlphabetic || ("0"..."9").contains(scalar) || scalar == "_")
      result.unicodeScalars.append(keep ? scalar : "-")
    }
    if let first = result.unicodeScalars.first, first.properties.isAlphabetic { return result }
    return result.isEmpty ? "fig" : "fig-" + result
  }
}

extension Unicode.Scalar {
  fileprivate var isForbiddenInText: Bool {
    switch value {
    case 0..<0x20, 0x7F...0x9F: true
    case 0x200E...0x200F, 0x202A...0x202E, 0x2066...0x2069: true
    case 0xFDD0...0xFDEF: true
    default: value & 0xFFFE == 0xFFFE
    }
  }
}
