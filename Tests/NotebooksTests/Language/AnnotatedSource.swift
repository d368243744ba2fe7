import Diagnostics
import Notebooks

/// Test sources with carets: a line of spaces, carets and a code under a line says what is found there.
///
///     filter reviews where: stars = 5
///                                 ^ single-equals
///
/// An empty range is one `|`; both are counted in bytes.
enum AnnotatedSource {
  /// nil when the errors found in `text` are those that its carets say; otherwise both texts.
  static func mismatch(_ text: String) -> String? {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    let source = lines.filter { !isAnnotation($0) }.joined(separator: "\n")
    let file = SourceFile(path: "test.md", text: source)
    let (_, diagnostics) = LanguageParser.parse(file: file, range: 0..<file.bytes.count)
    let actual = annotate(file, diagnostics)
    return actual == text ? nil : "expected:\n\(text)\nfound:\n\(actual)"
  }

  static func annotate(_ file: SourceFile, _ diagnostics: [Diagnostic]) -> String {
    var result: [String] = []
    for line in 1...file.lineStarts.count {
      result.append(file.text(ofLine: line))
      for diagnostic in diagnostics {
        guard let span = diagnostic.primary?.span, span.start.line == line else { continue }
        let column = span.range.lowerBound - file.lineStarts[line - 1]
        let carets = span.range.isEmpty ? "|" : String(repeating: "^", count: span.range.count)
        result.append(String(repeating: " ", count: column) + carets + " " + diagnostic.code.name)
      }
    }
    return result.joined(separator: "\n")
  }

  private static func isAnnotation(_ line: Substring) -> Bool {
    let rest = line.drop { $0 == " " }
    guard let first = rest.first, first == "^" || first == "|" else { return false }
    return rest.drop { $0 == first }.hasPrefix(" ")
  }
}
