import JSONText

/// Writes diagnostics as JSON for editors: one array, spans as lines and columns from 1 and as UTF-8 offsets.
public struct JSONWriter: Sendable {
  public init() {}

  public func write(_ diagnostics: [Diagnostic]) -> String {
    JSON.list(diagnostics.map(object)).encoded(levels: 1) + "\n"
  }

  private func object(_ diagnostic: Diagnostic) -> JSON {
    var members: [JSON.Member] = [
      ("severity", .text(diagnostic.severity.rawValue)), ("code", .text(diagnostic.code.name)),
      ("message", .text(diagnostic.message)),
    ]
    if let primary = diagnostic.primary { members.append(("primary", label(primary))) }
    members += [
      ("related", .list(diagnostic.related.map(label))), ("notes", .list(diagnostic.notes.map(JSON.text))),
      ("help", .list(diagnostic.help.map(JSON.text))),
      ("replacements", .list(diagnostic.replacements.map { place($0.span, ("text", .text($0.text))) })),
    ]
    return .object(members)
  }

  private func label(_ label: SpanLabel) -> JSON { place(label.span, ("label", .text(label.text))) }

  private func place(_ span: SourceSpan, _ what: JSON.Member) -> JSON {
    let (start, end) = (span.start, span.end)
    return .object([
      ("file", .text(span.file.path)), ("line", .integer(start.line)), ("column", .integer(start.column)),
      ("endLine", .integer(end.line)), ("endColumn", .integer(end.column)),
      ("start", .integer(span.range.lowerBound)), ("end", .integer(span.range.upperBound)), what,
    ])
  }
}
