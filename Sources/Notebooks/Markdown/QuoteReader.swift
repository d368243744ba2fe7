import Diagnostics

extension MarkdownReader {
  /// A quote, or a callout when its first line is `[!NOTE]` with an optional title.
  func quote(_ node: MarkdownNode) -> Block.Kind {
    var content = blocks(of: node)
    guard case .paragraph(let text)? = content.first?.kind, case .text(let first)? = text.first, first.hasPrefix("[!"),
      let close = first.firstIndex(of: "]")
    else { return .quote(content) }
    let word = first[first.index(first.startIndex, offsetBy: 2)..<close].lowercased()
    guard !word.isEmpty, word.allSatisfy(\.isLetter) else { return .quote(content) }
    guard let callout = Callout(rawValue: word) else {
      let kinds = Callout.allCases.map(\.rawValue)
      diagnostics.append(
        Diagnostic(
          .unknownCallout, "there is no callout \"\(word)\"", at: content.first?.span,
          help: [NearMiss.question(for: word, among: kinds) ?? "callouts are \(kinds.joined(separator: ", "))"]))
      return .quote(content)
    }
    let lineEnd = text.firstIndex {
      if case .softBreak = $0 { true } else if case .lineBreak = $0 { true } else { false }
    }
    var title = Array(text[..<(lineEnd ?? text.count)])
    let rest = first[first.index(after: close)...].drop { $0 == " " }
    if rest.isEmpty { title.removeFirst() } else { title[0] = .text(String(rest)) }
    let body = lineEnd.map { Array(text[($0 + 1)...]) } ?? []
    if body.isEmpty { content.removeFirst() } else { content[0].kind = .paragraph(body) }
    return .callout(callout, title: title, content)
  }
}

extension DiagnosticCode {
  static let unknownCallout = DiagnosticCode(
    "unknown-callout",
    "A quote that starts with [!WORD] is a callout, and the word is none of note, tip, important, warning and caution.")
}
