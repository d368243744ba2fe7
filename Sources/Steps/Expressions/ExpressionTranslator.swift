import Diagnostics
import Notebooks
import Tables

/// Turns the syntax of an expression into an expression over columns: parameters are put in, and values that it quotes become
/// columns named by their paths.
struct ExpressionTranslator {
  let context: CheckContext
  /// Names that are columns; nil when the expression has no table and every name is a fault.
  let schema: Schema?
  private(set) var paths: [String: ValuePath] = [:]
  private(set) var pathTypes: [Schema.Field] = []
  private(set) var faults: [Diagnostic] = []
  private(set) var isWaiting = false

  init(context: CheckContext, schema: Schema?) {
    self.context = context
    self.schema = schema
  }

  /// The expression, or nil when a part of it is at fault; `faults` then says why.
  mutating func translate(_ syntax: ExpressionSyntax) -> Tables.Expression? {
    switch syntax.kind {
    case .literal(let literal): return expression(.literal(literal.value), syntax)
    case .name(let name):
      if schema == nil, context.bindings[name.text] != nil || !name.isQuoted { return bareName(name) }
      return expression(.column(name.text), syntax)
    case .path(let names): return path(names, syntax)
    case .unary(let operation, let operand):
      return translate(operand).flatMap { expression(.unary(operation == .not ? .not : .minus, $0), syntax) }
    case .binary(let operation, let left, let right): return binary(operation, left, right, syntax)
    case .call(let name, let arguments, let options):
      let translated = arguments.map { translate($0) }
      var parts: [Tables.Expression.Option] = []
      var isWhole = true
      for option in options {
        let items: [ExpressionSyntax]
        if case .list(let list) = option.value.filled.kind { items = list } else { items = [option.value] }
        let values = items.map { translateName($0) }
        if values.contains(where: { $0 == nil }) { isWhole = false }
        parts.append(.init(option.key.text, nameSpan: option.key.span, values: values.compactMap { $0 }))
      }
      guard isWhole, !translated.contains(where: { $0 == nil }) else { return nil }
      return expression(
        .call(.init(name.text, nameSpan: name.span, arguments: translated.compactMap { $0 }, options: parts)), syntax)
    case .isNull(let operand, let negated):
      return translate(operand).flatMap { expression(.isNull($0, negated: negated), syntax) }
    case .blank(let inner): return translate(inner)
    case .unsolved:
      faults.append(CheckFaults.unsolved(syntax.span))
      return nil
    case .list, .range, .entry:
      faults.append(
        Diagnostic(
          .wrongValue, "a list or a range has no value in an expression", at: syntax.span,
          label: "not a value", help: ["lists stand after \"in\", as in: star_rating in [4, 5]"]))
      return nil
    }
  }

  /// A column's name, written or in a parameter.
  private mutating func translateName(_ syntax: ExpressionSyntax) -> Tables.Expression? {
    if case .path(let names) = syntax.filled.kind, let parameter = try? ValuePathResolver(context).parameter(names),
      case .string(let column) = parameter.value
    {
      return expression(.column(column), syntax)
    }
    return translate(syntax)
  }

  private mutating func binary(
    _ operation: BinaryOperator, _ left: ExpressionSyntax, _ right: ExpressionSyntax, _ syntax: ExpressionSyntax
  ) -> Tables.Expression? {
    if operation == .contained || operation == .notContained {
      let a = translate(left)
      guard let items = members(right, of: left, negated: operation == .notContained) else { return nil }
      let translated = items.map { translate($0) }
      guard let a, !translated.contains(where: { $0 == nil }) else { return nil }
      return expression(
        .membership(a, in: translated.compactMap { $0 }, negated: operation == .notContained), syntax)
    }
    let (a, b) = (translate(left), translate(right))
    guard let a, let b, let operation = Tables.Expression.BinaryOperator(rawValue: operation.rawValue) else {
      return nil
    }
    return expression(.binary(operation, a, b), syntax)
  }

  /// The items on the right of `in`: a list, or a parameter that is one.
  private mutating func members(
    _ syntax: ExpressionSyntax, of member: ExpressionSyntax, negated: Bool
  ) -> [ExpressionSyntax]? {
    var help = ["as in: star_rating in [4, 5]"]
    var replacements: [Replacement] = []
    func mend(_ text: String, _ span: SourceSpan) {
      help = ["write \(text)"]
      replacements = [Replacement(span, with: text)]
    }
    switch syntax.filled.kind {
    case .range(let low, let high):
      let (text, low, high) = (member.span.text, low.span.text, high.span.text)
      mend(
        negated ? "(\(text) < \(low) or \(text) > \(high))" : "(\(text) >= \(low) and \(text) <= \(high))",
        member.span.union(syntax.span))
    case .literal, .name:
      let text = syntax.span.text
      let inner = text.hasPrefix("(") && text.hasSuffix(")") ? String(text.dropFirst().dropLast()) : text
      mend("[\(inner)]", syntax.span)
    case .list(let items): return items
    case .path(let names):
      if let parameter = try? ValuePathResolver(context).parameter(names), case .list(let values) = parameter.value {
        return values.map { $0.syntax(at: syntax.span, asText: true) }
      }
    default: break
    }
    faults.append(
      Diagnostic(
        .wrongValue, "after \"in\" stands a list", at: syntax.span, label: "not a list", help: help,
        replacements: replacements))
    return nil
  }

  private mutating func path(_ names: [Name], _ syntax: ExpressionSyntax) -> Tables.Expression? {
    do {
      let resolver = ValuePathResolver(context)
      if let parameter = try resolver.parameter(names) {
        let written = parameter.value.syntax(at: syntax.span, asText: true)
        guard case .literal(let literal) = written.kind else { return translate(written) }
        return expression(.literal(literal.value), syntax)
      }
      if names.count == 2, let schema, context.published[ValuePathResolver.text(names)] == nil,
        let column = names.last, schema.type(of: column.text) != nil, !["rows", "columns"].contains(column.text),
        context.bindings[names[0].text]?.type.schema?.type(of: column.text) != nil
      {
        // SQL and pandas name the table of a column.
        throw Diagnostic(
          .unknownValue, "a column stands without its table", at: syntax.span, label: "write \(column.span.text)",
          replacements: [Replacement(syntax.span, with: column.span.text)])
      }
      let (path, type) = try resolver.resolve(names)
      let text = ValuePathResolver.text(names)
      if paths.updateValue(path, forKey: text) == nil { pathTypes.append(field(text, type, path)) }
      return expression(.column(text), syntax)
    } catch let fault as Diagnostic {
      faults.append(fault)
    } catch {
      isWaiting = true
    }
    return nil
  }

  /// A path as a column: its role is that of the column it is about, not what the path's last word says, and so is what its
  /// numbers mean where it is one value of an index column.
  private func field(_ text: String, _ type: ColumnType, _ path: ValuePath) -> Schema.Field {
    var field = Schema.Field(text, type)
    field.role = .quantity
    if case .statistic(let id, let column, let statistic) = path, statistic.keepsRole,
      let asked = context.bindings[id.name]?.type.schema?.field(column)
    {
      field.role = asked.role
      if asked.type == .index { field.numbering = asked.numbering }
    }
    return field
  }

  /// What the number of a parameter is by its name, and that of one before or after it: the year after `params.year` is a year. nil
  /// for all else.
  static func parameterRole(_ syntax: ExpressionSyntax, in context: CheckContext) -> NumberRole? {
    let syntax = syntax.filled
    switch syntax.kind {
    case .path(let names):
      guard names.count > 1, names[0].text == "params", context.bindings["params"] == nil else { return nil }
      return names.last.map { .of($0.text, .integer) }
    case .binary(.add, let part, let literal), .binary(.subtract, let part, let literal):
      guard case .literal = literal.filled.kind else { return nil }
      return parameterRole(part, in: context)
    default: return nil
    }
  }

  /// A single name where only values can stand.
  private mutating func bareName(_ name: Name) -> Tables.Expression? {
    if context.poisoned.contains(name.text) {
      isWaiting = true
    } else if let binding = context.bindings[name.text] {
      faults.append(
        Diagnostic(
          .wrongKind, "\"\(name.text)\" is a whole \(binding.type.noun), not a value", at: name.span,
          label: "ask for one of its values", related: [SpanLabel(binding.span, "it was bound here")],
          help: ["as in \(name.text).rows"]))
    } else {
      faults.append(CheckFaults.unknownName(name, wanted: .value, context: context))
    }
    return nil
  }

  private func expression(_ kind: Tables.Expression.Kind, _ syntax: ExpressionSyntax) -> Tables.Expression {
    Tables.Expression(kind, span: syntax.span)
  }
}

extension Literal {
  var value: Value {
    switch self {
    case .integer(let value): .integer(value)
    case .decimal(let value): .decimal(value)
    case .string(let value): .string(value)
    case .boolean(let value): .boolean(value)
    case .date(let day): .date(day)
    case .null: .null
    }
  }
}
