import Diagnostics

/// What stands in braces behind a heading or a formula: `{#sec-tail}`, `{#sec-tail .present}`, `{.present}`.
struct BlockAttributes {
  /// Words behind a dot that mean something.
  static let words = ["present"]

  private(set) var identifier: String?
  private(set) var isPresented = false
  /// Words behind a dot that mean nothing.
  private(set) var unknown: [String] = []

  /// nil for anything else in braces, which is text.
  init?(_ text: String) {
    guard text.hasPrefix("{"), text.hasSuffix("}"), text.utf8.count > 2 else { return nil }
    let parts = text.dropFirst().dropLast().split(separator: " ")
    guard !parts.isEmpty else { return nil }
    for part in parts {
      let name = String(part.dropFirst())
      guard Labels.isKebabCase(name) else { return nil }
      if part.hasPrefix("#"), identifier == nil {
        identifier = name
      } else if part.hasPrefix(".") {
        if name == "present" { isPresented = true } else { unknown.append(name) }
      } else {
        return nil
      }
    }
  }

  /// A word that means nothing would be lost in silence.
  func faults(at span: SourceSpan) -> [Diagnostic] {
    unknown.map { word in
      let question = NearMiss.question(for: word, among: Self.words)
      return Diagnostic(
        .unknownAttribute, "\".\(word)\" means nothing here", at: span, label: "in the braces at its end",
        help: [question ?? "what may stand there is a label such as #sec-tail, and .present"])
    }
  }
}

extension DiagnosticCode {
  static let unknownAttribute = DiagnosticCode(
    "unknown-attribute",
    "In the braces behind a heading or a formula stand a label and words behind dots, as in {#sec-tail .present}; one of these "
      + "words is not known. `.present` makes it a slide of the presentation.")
}
