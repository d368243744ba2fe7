/// What a label looks like: words of small letters and digits joined by hyphens, with or without a type in front.
enum Labels {
  static func isKebabCase(_ text: String) -> Bool {
    guard let first = text.utf8.first, first.isLowercase, text.utf8.last != UInt8(ascii: "-") else { return false }
    var previous = first
    for byte in text.utf8 {
      guard byte.isLowercase || byte.isDigit || (byte == UInt8(ascii: "-") && previous != byte) else { return false }
      previous = byte
    }
    return true
  }

  /// The nearest text that is one.
  static func kebabCase(_ text: String) -> String {
    var result = ""
    for byte in text.lowercased().utf8 {
      if byte.isLowercase || byte.isDigit {
        result.unicodeScalars.append(Unicode.Scalar(byte))
      } else if !result.isEmpty, !result.hasSuffix("-") {
        result += "-"
      }
    }
    while result.hasSuffix("-") { result.removeLast() }
    return result.utf8.first?.isLowercase == true ? result : "x-" + result
  }

  /// The anchor of a heading, as GitHub makes it: small letters, spaces as hyphens, no punctuation.
  static func anchor(of text: String) -> String {
    var result = ""
    for scalar in text.lowercased().unicodeScalars {
      if scalar == " " || scalar == "-" {
        result += "-"
      } else if scalar.isLetterOfWord || scalar == "_" {
        result.unicodeScalars.append(scalar)
      }
    }
    while result.hasSuffix("-") { result.removeLast() }
    return result.isEmpty ? "section" : result
  }
}

extension UInt8 {
  fileprivate var isLowercase: Bool { self >= UInt8(ascii: "a") && self <= UInt8(ascii: "z") }
}
