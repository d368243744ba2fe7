/// Writes diagnostics as JSON for editors: one array, spans as lines and columns from 1 and as UTF-8 offsets.
public struct JSONWriter: Sendable {
  public init() {}

  public func write(_ diagnostics: [Diagnostic]) -> String {
    if diagnostics.isEmpty { return "[]\n" }
    return "[\n" + diagnostics.map { "  " + object($0) }.joined(separator: ",\n") + "\n]\n"
  }

  private func object(_ diagnostic: Diagnostic) -> String {
    var fields = [
      "\"severity\": \(Self.quote(diagnostic.severity.rawValue))", "\"code\": \(Self.quote(diagnostic.code.name))",
      "\"message\": \(Self.quote(diagnostic.message))",
    ]
    if let primary = diagnostic.primary { fields.append("\"primary\": \(label(primary))") }
    fields.append("\"related\": [\(diagnostic.related.map(label).joined(separator: ", "))]")
    fields.append("\"notes\": [\(diagnostic.notes.map(Self.quote).joined(separator: ", "))]")
    fields.append("\"help\": [\(diagnostic.help.map(Self.quote).joined(separator: ", "))]")
    let replacements = diagnostic.replacements.map { "{\(place($0.span)), \"text\": \(Self.quote($0.text))}" }
    fields.append("\"replacements\": [\(replacements.joined(separator: ", "))]")
    return "{" + fields.joined(separator: ", ") + "}"
  }

  private func label(_ label: SpanLabel) -> String { "{\(place(label.span)), \"label\": \(Self.quote(label.text))}" }

  private func place(_ span: SourceSpan) -> String {
    let start = span.start
    let end = span.end
    return "\"file\": \(Self.quote(span.file.path)), \"line\": \(start.line), \"column\": \(start.column), "
      + "\"endLine\": \(end.line), \"endColumn\": \(end.column), "
      + "\"start\": \(span.range.lowerBound), \"end\": \(span.range.upperBound)"
  }

  /// A JSON string literal (RFC 8259).
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
