import Diagnostics

extension ExpressionChecker {
  mutating func call(_ call: Expression.Call, _ whole: Expression) -> TypedExpression? {
    guard let function = ExpressionFunction.named(call.name) else {
      rejectFunction(call, whole)
      return nil
    }
    let count = call.arguments.count
    guard function.arity.contains(count) else {
      diagnostics.append(
        Diagnostic(
          .wrongArgumentCount, "\(call.name) cannot take \(count) argument\(count == 1 ? "" : "s")", at: whole.span,
          help: ["its usage: \(function.usage)"]))
      return nil
    }
    switch function.form {
    case .aggregate(let aggregate): return self.aggregate(aggregate, call, whole)
    case .either(let aggregate, _) where count == 1: return self.aggregate(aggregate, call, whole)
    case .row(let function), .either(_, let function):
      for option in call.options { rejectOption(option, of: call, takesBy: false) }
      var arguments: [TypedExpression] = []
      for argument in call.arguments {
        if let typed = typed(argument) { arguments.append(typed) }
      }
      guard arguments.count == count, call.options.isEmpty else { return nil }
      let checked = CheckedCall(function: function, arguments: arguments, syntax: call, span: whole.span)
      return function.check(&self, checked)
    case .choice:
      for option in call.options { rejectOption(option, of: call, takesBy: false) }
      return choice(call)
    }
  }

  private mutating func choice(_ call: Expression.Call) -> TypedExpression? {
    let test = condition(call.arguments[0])
    let (left, right) = (call.arguments[1], call.arguments[2])
    if left.isNullLiteral, right.isNullLiteral {
      rejectNull(left)
      return nil
    }
    let a = left.isNullLiteral ? nil : typed(left)
    let b = right.isNullLiteral ? nil : typed(right)
    guard let test, call.options.isEmpty else { return nil }
    switch (a, b) {
    case (let a?, let b?):
      // Two index columns number different things, so their common type is a plain integer.
      guard let type = Self.joint(a.type, b.type) else {
        rejectPair("stand in for", left, a, right, b)
        return nil
      }
      return TypedExpression(
        type, .condition(test, a.converted(to: type, at: left.span), b.converted(to: type, at: right.span)))
    case (let value?, nil):
      // Without a type the other side has been noted, unless it is null, which takes any.
      guard right.isNullLiteral else { return nil }
      let a = value.type == .index ? value.converted(to: .integer) : value
      return TypedExpression(a.type, .condition(test, a, TypedExpression(a.type, .constant(.null))))
    case (nil, let value?):
      guard left.isNullLiteral else { return nil }
      let b = value.type == .index ? value.converted(to: .integer) : value
      return TypedExpression(b.type, .condition(test, TypedExpression(b.type, .constant(.null)), b))
    case (nil, nil): return nil
    }
  }

  private mutating func aggregate(
    _ aggregate: Aggregate, _ call: Expression.Call, _ whole: Expression
  ) -> TypedExpression? {
    if let enclosing {
      diagnostics.append(
        Diagnostic(
          .nestedAggregate, "\(call.name) stands inside \(enclosing.name)", at: whole.span,
          label: "an aggregate in an aggregate", related: [SpanLabel(enclosing.nameSpan, "the outer one")],
          help: ["compute the inner one first: derive ... value: \(whole.span.text)"]))
      return nil
    }
    let keys = groupKeys(call)
    var argument: TypedExpression?
    if let syntax = call.arguments.first {
      enclosing = call
      argument = typed(syntax)
      enclosing = nil
      guard let argument else { return nil }
      guard let type = aggregate.resultType(of: argument.type) else {
        rejectArgument(syntax, argument, "a number", call)
        return nil
      }
      guard let keys else { return nil }
      if aggregate == .count, call.options.isEmpty, context == .rowWise {
        return TypedExpression(.integer, .sharedCount(argument))
      }
      // Seconds stay seconds in whatever is made of differences; a number of them is none.
      let isCount = aggregate == .count || aggregate == .unique
      return TypedExpression(
        type, .aggregate(aggregate, argument, by: keys), countsSeconds: !isCount && argument.countsSeconds,
        losing: aggregate == .sum && type == .integer ? whole.span : nil)
    }
    return keys.map { TypedExpression(.integer, .aggregate(aggregate, nil, by: $0)) }
  }

  /// The columns after `by:`; nil when something about the options is wrong.
  private mutating func groupKeys(_ call: Expression.Call) -> [String]? {
    var keys: [String] = []
    var isSound = true
    for option in call.options {
      guard option.name == "by" else {
        rejectOption(option, of: call, takesBy: true)
        isSound = false
        continue
      }
      if case .aggregated = context {
        diagnostics.append(
          Diagnostic(
            .groupedTwice, "the step itself says how rows are grouped", at: option.nameSpan, label: "a second grouping",
            help: ["remove by:, or compute this with derive before the step"]))
        isSound = false
        continue
      }
      for value in option.values {
        guard case .column(let name) = value.kind else {
          diagnostics.append(
            Diagnostic(
              .literalNeeded, "by: takes the names of columns", at: value.span,
              help: ["derive a column first and name it here"]))
          isSound = false
          continue
        }
        if schema.position(of: name) == nil {
          rejectColumn(name, value.span)
          isSound = false
        } else if !keys.contains(name) {
          keys.append(name)
        }
      }
    }
    return isSound ? keys : nil
  }

  mutating func rejectArgument(
    _ syntax: Expression, _ argument: TypedExpression, _ expected: String, _ call: Expression.Call
  ) {
    var help: [String] = []
    var replacements: [Replacement] = []
    let function = ExpressionFunction.named(call.name)
    if argument.type == .string, case .row(let function)? = function?.form, function.takesDay {
      help = ["write date(\(syntax.span.text)) to read the text as a date"]
      replacements = [Replacement(syntax.span, with: "date(\(syntax.span.text))")]
    } else if let function {
      help = ["its usage: \(function.usage)"]
    }
    diagnostics.append(
      Diagnostic(
        .wrongArgumentType, "\(call.name) takes \(expected), not \(argument.type.described)", at: syntax.span,
        label: argument.type.rawValue, help: help, replacements: replacements))
  }

  private mutating func rejectOption(_ option: Expression.Option, of call: Expression.Call, takesBy: Bool) {
    diagnostics.append(
      Diagnostic(
        .unknownFunctionOption, "\(call.name) has no option \"\(option.name)\"", at: option.nameSpan,
        help: [takesBy ? "the only option is by: column" : "only aggregates take an option, by: column"]))
  }

  /// What other tools write as a call and the language with operators; nil for other names and numbers of arguments.
  private static func rewritten(_ call: Expression.Call) -> String? {
    let parts = call.arguments.map(\.span.text)
    guard call.options.isEmpty else { return nil }
    func side(_ part: Int) -> String {
      let text = parts[part]
      return text.allSatisfy { $0.isLetter || $0.isNumber || $0 == "_" || $0 == "." } ? text : "(\(text))"
    }
    switch (call.name.lowercased(), parts.count) {
    case ("isnull", 1), ("is-null", 1), ("is_null", 1), ("isna", 1), ("is_na", 1), ("is.na", 1):
      return "\(parts[0]) is null"
    case ("notnull", 1), ("is_not_null", 1), ("notna", 1): return "\(parts[0]) is not null"
    case ("coalesce", 2), ("ifnull", 2), ("nvl", 2), ("fillna", 2), ("fill_null", 2):
      return "if(\(parts[0]) is null, \(parts[1]), \(parts[0]))"
    case ("not", 1): return "not \(parts[0])"
    case ("mod", 2), ("fmod", 2): return "\(side(0)) % \(side(1))"
    case ("pow", 2), ("power", 2):
      guard case .integer(2)? = call.arguments[1].literal else { return nil }
      return "\(side(0)) * \(side(0))"
    case ("square", 1): return "\(side(0)) * \(side(0))"
    default: return nil
    }
  }

  private mutating func rejectFunction(_ call: Expression.Call, _ whole: Expression) {
    if let text = Self.rewritten(call) {
      diagnostics.append(
        Diagnostic(
          .unknownFunction, "there is no function \"\(call.name)\"", at: call.nameSpan, help: ["write \(text)"],
          replacements: [Replacement(whole.span, with: text)]))
      for argument in call.arguments where !argument.isNullLiteral { _ = typed(argument) }
      return
    }
    if ["int", "integer", "float", "double", "str", "string", "cast", "number", "to_number"].contains(
      call.name.lowercased())
    {
      diagnostics.append(
        Diagnostic(
          .unknownFunction, "there is no function \"\(call.name)\"", at: call.nameSpan,
          help: ["a column gets its type where it is loaded, with types:, as in types: [stars: integer]"]))
      return
    }
    let names = ExpressionFunction.all.map(\.name)
    let known = ExpressionFunction.all.first { $0.synonyms.contains(call.name.lowercased()) }?.name
    let question = known.map { "did you mean \($0)?" } ?? NearMiss.question(for: call.name, among: names)
    let nearest = known ?? NearMiss.suggestions(for: call.name, among: names).first
    diagnostics.append(
      Diagnostic(
        .unknownFunction, "there is no function \"\(call.name)\"", at: call.nameSpan,
        help: [question ?? "the functions are \(names.joined(separator: ", "))"],
        replacements: nearest.map { [Replacement(call.nameSpan, with: $0)] } ?? []))
    for argument in call.arguments where !argument.isNullLiteral { _ = typed(argument) }
  }
}
