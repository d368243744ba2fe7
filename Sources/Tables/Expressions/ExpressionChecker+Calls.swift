import Diagnostics

extension ExpressionChecker {
  mutating func call(_ call: Expression.Call, _ whole: Expression) -> TypedExpression? {
    guard let function = ExpressionFunction(rawValue: call.name) else {
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
    switch function.form(arguments: count) {
    case .aggregate(let aggregate): return self.aggregate(aggregate, call, whole)
    case .choice:
      for option in call.options { rejectOption(option, of: call, takesBy: false) }
      return choice(call)
    case .row(let function):
      for option in call.options { rejectOption(option, of: call, takesBy: false) }
      var arguments: [TypedExpression] = []
      for argument in call.arguments {
        if let typed = typed(argument) { arguments.append(typed) }
      }
      guard arguments.count == count, call.options.isEmpty else { return nil }
      return apply(function, arguments, call, whole)
    }
  }

  private mutating func apply(
    _ function: RowFunction, _ arguments: [TypedExpression], _ call: Expression.Call, _ whole: Expression
  ) -> TypedExpression? {
    func made(_ type: ColumnType, losing: Bool = false) -> TypedExpression {
      TypedExpression(type, .function(function, arguments), losing: losing ? whole.span : nil)
    }
    switch function {
    case .lower, .upper, .trim, .replace, .concat:
      return require(.string, "a string", arguments, call) ? made(.string) : nil
    case .length: return require(.string, "a string", arguments, call) ? made(.integer) : nil
    case .contains, .startsWith, .endsWith:
      return require(.string, "a string", arguments, call) ? made(.boolean) : nil
    case .matches:
      guard require(.string, "a string", arguments, call), isPattern(call.arguments[1]) else { return nil }
      return made(.boolean)
    case .abs, .sqrt, .log, .rounded:
      return requireNumbers(arguments, call) ? number(function, arguments, call, whole) : nil
    case .least, .greatest:
      guard let type = Self.joint(arguments[0].type, arguments[1].type) else {
        rejectPair("be compared with", call.arguments[0], arguments[0], call.arguments[1], arguments[1])
        return nil
      }
      let sides = zip(call.arguments, arguments).map { $1.converted(to: type, at: $0.span) }
      return TypedExpression(type, .function(function, sides))
    case .calendar(let part):
      let isDay = part == .startOfMonth
      return requireDate(arguments, call) ? made(isDay ? .date : .integer, losing: isDay) : nil
    case .days:
      let type = arguments[0].type
      if type == .integer || type.isTemporal || type == .decimal && arguments[0].countsSeconds {
        return made(.integer, losing: type == .decimal)
      }
      rejectArgument(call.arguments[0], arguments[0], "a date or a difference of dates", call)
      return nil
    case .date, .datetime: return moment(function, arguments[0], call, whole)
    }
  }

  /// A text, a time or seconds as a day or a moment.
  private mutating func moment(
    _ function: RowFunction, _ argument: TypedExpression, _ call: Expression.Call, _ whole: Expression
  ) -> TypedExpression? {
    let target: ColumnType = function == .date ? .date : .datetime
    switch argument.type {
    case .date, .datetime, .integer: break
    case .decimal where function == .datetime: break
    case .string:
      guard case .string(let text)? = call.arguments[0].literal else { break }
      let isOne = function == .date ? CivilDay(iso: text.utf8) != nil : TimeText.microseconds(text) != nil
      if isOne { break }
      diagnostics.append(
        Diagnostic(
          .wrongArgumentType, "\"\(text)\" is no \(target.rawValue)", at: call.arguments[0].span,
          label: "not a \(target.rawValue)",
          help: [
            function == .date
              ? "a date is written 2015-08-31, as in date(\"2015-08-31\")"
              : "a datetime is written as in datetime(\"2015-08-31T12:00:00.25Z\")"
          ]))
      return nil
    case .decimal, .boolean, .index:
      let wanted = function == .date ? "a string, a time or whole seconds" : "a string, a date or seconds"
      rejectArgument(call.arguments[0], argument, wanted, call)
      return nil
    }
    return TypedExpression(target, .function(function, [argument]), losing: whole.span)
  }

  private mutating func requireNumbers(_ arguments: [TypedExpression], _ call: Expression.Call) -> Bool {
    var isSound = true
    for (syntax, argument) in zip(call.arguments, arguments) where !argument.type.isNumeric {
      rejectArgument(syntax, argument, "a number", call)
      isSound = false
    }
    return isSound
  }

  /// A function of numbers, whose arguments are some.
  private mutating func number(
    _ function: RowFunction, _ arguments: [TypedExpression], _ call: Expression.Call, _ whole: Expression
  ) -> TypedExpression? {
    let isDecimal = arguments[0].type == .decimal
    if arguments.count == 2 {
      guard case .integer(let digits)? = call.arguments[1].literal, (0...15).contains(digits) else {
        diagnostics.append(
          Diagnostic(
            .literalNeeded, "the number of digits must be written out, from 0 to 15", at: call.arguments[1].span,
            help: ["write round(\(call.arguments[0].span.text), 2)"],
            replacements: [Replacement(call.arguments[1].span, with: "2")]))
        return nil
      }
      return TypedExpression(.decimal, .function(function, [arguments[0].converted(to: .decimal), arguments[1]]))
    }
    if case .rounded = function {
      return isDecimal
        ? TypedExpression(.integer, .function(function, arguments), losing: whole.span)
        : arguments[0].converted(to: .integer)
    }
    let type: ColumnType = function == .abs && !isDecimal ? .integer : .decimal
    return TypedExpression(type, .function(function, [arguments[0].converted(to: type)]), losing: whole.span)
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

  private mutating func isPattern(_ expression: Expression) -> Bool {
    guard case .string(let pattern)? = expression.literal else {
      diagnostics.append(
        Diagnostic(
          .literalNeeded, "the pattern must be written out, in quotes", at: expression.span,
          help: ["use contains(text, part) to look for the text of a column"]))
      return false
    }
    do {
      try PatternProgram.admit(pattern)
      _ = try Regex<AnyRegexOutput>(pattern)
      _ = try PatternProgram(pattern)
      return true
    } catch let fault as PatternFault {
      diagnostics.append(fault.diagnostic(of: pattern, at: expression.span))
      return false
    } catch {
      diagnostics.append(
        Diagnostic(
          .invalidPattern, "\"\(pattern)\" is not a regular expression", at: expression.span, notes: ["\(error)"],
          help: ["put a backslash before characters that are meant as they are, or use contains"]))
      return false
    }
  }

  private mutating func require(
    _ type: ColumnType, _ expected: String, _ arguments: [TypedExpression], _ call: Expression.Call
  ) -> Bool {
    var isSound = true
    for (syntax, argument) in zip(call.arguments, arguments) where argument.type != type {
      rejectArgument(syntax, argument, expected, call)
      isSound = false
    }
    return isSound
  }

  private mutating func requireDate(_ arguments: [TypedExpression], _ call: Expression.Call) -> Bool {
    guard !arguments[0].type.isTemporal else { return true }
    rejectArgument(call.arguments[0], arguments[0], "a date", call)
    return false
  }

  private mutating func rejectArgument(
    _ syntax: Expression, _ argument: TypedExpression, _ expected: String, _ call: Expression.Call
  ) {
    var help: [String] = []
    var replacements: [Replacement] = []
    // Of calls, these can do nothing with a text but with the day that it names.
    let takesDate = ExpressionFunction(rawValue: call.name).map(Self.takesDate) ?? false
    if argument.type == .string, takesDate {
      help = ["write date(\(syntax.span.text)) to read the text as a date"]
      replacements = [Replacement(syntax.span, with: "date(\(syntax.span.text))")]
    } else if let function = ExpressionFunction(rawValue: call.name) {
      help = ["its usage: \(function.usage)"]
    }
    diagnostics.append(
      Diagnostic(
        .wrongArgumentType, "\(call.name) takes \(expected), not \(argument.type.described)", at: syntax.span,
        label: argument.type.rawValue, help: help, replacements: replacements))
  }

  private static func takesDate(_ function: ExpressionFunction) -> Bool {
    guard case .row(let function) = function.form(arguments: 1) else { return false }
    switch function {
    case .calendar, .days: return true
    case .lower, .upper, .trim, .replace, .contains, .matches, .length, .concat, .startsWith, .endsWith, .abs, .sqrt,
      .log,
      .rounded, .least, .greatest, .date, .datetime:
      return false
    }
  }

  private mutating func rejectOption(_ option: Expression.Option, of call: Expression.Call, takesBy: Bool) {
    diagnostics.append(
      Diagnostic(
        .unknownFunctionOption, "\(call.name) has no option \"\(option.name)\"", at: option.nameSpan,
        help: [takesBy ? "the only option is by: column" : "only aggregates take an option, by: column"]))
  }

  /// What other tools call the functions.
  private static let synonyms = [
    "avg": "mean", "average": "mean", "len": "length", "tolower": "lower", "toupper": "upper", "substitute": "replace",
    "stddev": "std", "distinct": "nunique", "ifelse": "if", "iif": "if", "strip": "trim", "ceiling": "ceil",
    "startswith": "starts-with", "endswith": "ends-with", "size": "count", "dayofweek": "weekday", "ln": "log",
    "regexp_matches": "matches", "to_date": "date", "substitute_all": "replace",
  ]

  /// What other tools write as a call and the language with operators; nil for other names and numbers of arguments.
  private static func rewritten(_ call: Expression.Call) -> String? {
    let parts = call.arguments.map(\.span.text)
    guard call.options.isEmpty else { return nil }
    switch (call.name.lowercased(), parts.count) {
    case ("isnull", 1), ("is-null", 1), ("is_null", 1), ("isna", 1), ("is_na", 1), ("is.na", 1):
      return "\(parts[0]) is null"
    case ("notnull", 1), ("is_not_null", 1), ("notna", 1): return "\(parts[0]) is not null"
    case ("coalesce", 2), ("ifnull", 2), ("nvl", 2), ("fillna", 2), ("fill_null", 2):
      return "if(\(parts[0]) is null, \(parts[1]), \(parts[0]))"
    case ("not", 1): return "not \(parts[0])"
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
    let names = ExpressionFunction.allCases.map(\.rawValue)
    let known = Self.synonyms[call.name.lowercased()]
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
