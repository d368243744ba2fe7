import Diagnostics
import Notebooks

extension ExpressionSyntax {
  /// The expression with the values of parameters in the place of their names.
  func puttingIn(_ context: CheckContext) -> ExpressionSyntax {
    func put(_ part: ExpressionSyntax) -> ExpressionSyntax { part.puttingIn(context) }
    let kind: Kind
    switch self.kind {
    case .path: return parameter(context, asText: true) ?? self
    case .literal, .name, .unsolved: return self
    case .unary(let operation, let operand): kind = .unary(operation, put(operand))
    case .binary(let operation, let left, let right): kind = .binary(operation, put(left), put(right))
    case .call(let name, let arguments, let options):
      // Columns stand behind the options of a call: there a text is the name of one.
      let named = options.map { option in
        OptionSyntax(key: option.key, value: option.value.puttingInNames(context), blank: option.blank)
      }
      kind = .call(name, arguments: arguments.map(put), options: named)
    case .list(let items): kind = .list(items.map(put))
    case .range(let lower, let upper): kind = .range(put(lower), put(upper))
    case .entry(let name, let value): kind = .entry(name, put(value))
    case .isNull(let operand, let negated): kind = .isNull(put(operand), negated: negated)
    case .blank(let inner): return put(inner)
    }
    return ExpressionSyntax(kind, span: span)
  }

  private func puttingInNames(_ context: CheckContext) -> ExpressionSyntax {
    if case .list(let items) = filled.kind {
      return ExpressionSyntax(.list(items.map { $0.puttingInNames(context) }), span: span)
    }
    return parameter(context, asText: false) ?? puttingIn(context)
  }

  private func parameter(_ context: CheckContext, asText: Bool) -> ExpressionSyntax? {
    guard case .path(let names) = filled.kind, let parameter = try? ValuePathResolver(context).parameter(names)
    else { return nil }
    return parameter.value.syntax(at: span, asText: asText)
  }
}

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
