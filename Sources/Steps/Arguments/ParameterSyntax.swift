import Diagnostics
import Notebooks

extension ParameterValue {
  /// The parameter as it would have been written in the place of `params.NAME`.
  ///
  /// - Parameter asText: whether texts stay texts; otherwise a text is the name of a column, a table or a choice.
  func syntax(at span: SourceSpan, asText: Bool) -> ExpressionSyntax {
    switch self {
    case .integer(let value): ExpressionSyntax(.literal(.integer(value)), span: span)
    case .decimal(let value): ExpressionSyntax(.literal(.decimal(value)), span: span)
    case .boolean(let value): ExpressionSyntax(.literal(.boolean(value)), span: span)
    case .date(let day): ExpressionSyntax(.literal(.date(day)), span: span)
    case .null: ExpressionSyntax(.literal(.null), span: span)
    case .string(let text):
      asText
        ? ExpressionSyntax(.literal(.string(text)), span: span)
        : ExpressionSyntax(.name(Name(text, span: span, isQuoted: true)), span: span)
    case .list(let items): ExpressionSyntax(.list(items.map { $0.syntax(at: span, asText: asText) }), span: span)
    case .entry(let name, let value):
      ExpressionSyntax(.entry(Name(name, span: span), value.syntax(at: span, asText: asText)), span: span)
    }
  }
}
