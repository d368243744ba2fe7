import CivilCalendar
import Diagnostics

extension ExpressionChecker {
  mutating func comparison(
    _ operation: ComparisonOperator, _ left: Expression, _ a: TypedExpression, _ right: Expression,
    _ b: TypedExpression
  ) -> TypedExpression? {
    guard let type = Self.joint(a.type, b.type) else {
      rejectPair("be compared with", left, a, right, b)
      return nil
    }
    if rejectNumbering(left, a, right, b) { return nil }
    // A long integer has no double of its own, so that numbers of two types are compared as they are.
    if type == .decimal { return TypedExpression(.boolean, .comparison(operation, a, b)) }
    return TypedExpression(
      .boolean,
      .comparison(operation, a.converted(to: type, at: left.span), b.converted(to: type, at: right.span)))
  }

  mutating func arithmetic(
    _ operation: ArithmeticOperator, _ left: Expression, _ a: TypedExpression, _ right: Expression,
    _ b: TypedExpression, _ whole: Expression
  ) -> TypedExpression? {
    if a.type.isNumeric, b.type.isNumeric {
      let isWhole = a.type != .decimal && b.type != .decimal && operation != .divide
      let type: ColumnType = isWhole ? .integer : .decimal
      let keepsUnit = operation == .add || operation == .subtract
      return TypedExpression(
        type, .arithmetic(operation, a.converted(to: type), b.converted(to: type)),
        countsSeconds: keepsUnit && a.countsSeconds && b.countsSeconds, losing: whole.span)
    }
    if a.type.isTemporal || b.type.isTemporal,
      let result = temporal(operation, left, a, right, b, whole)
    {
      return result
    }
    // A difference of a day and a moment has been noted with its own words.
    if operation == .subtract, a.type.isTemporal, b.type.isTemporal { return nil }
    let verb =
      switch operation {
      case .add: "be added to"
      case .subtract: "be subtracted from"
      case .multiply: "be multiplied with"
      case .divide: "be divided by"
      case .remainder: "be taken modulo"
      }
    var help: [String] = []
    var replacements: [Replacement] = []
    if operation == .add, a.type == .string, b.type == .string {
      let text = "concat(\(left.span.text), \(right.span.text))"
      help.append("write \(text) to join texts")
      replacements = [Replacement(left.span.union(right.span), with: text)]
    } else if operation == .add, a.type == .string || b.type == .string, left.literal == nil, right.literal == nil {
      help.append("concat joins texts, and + adds numbers: both sides must be of one type")
    } else if a.type == .boolean || b.type == .boolean {
      let side = a.type == .boolean ? left : right
      help.append("write if(\(side.span.text), 1, 0) to count with true and false")
      replacements = [Replacement(side.span, with: "if(\(side.span.text), 1, 0)")]
    } else if a.type == .date, b.type == .date {
      help.append("write \(left.span.text) - \(right.span.text) for the days between two dates")
      replacements = [Replacement(left.span.union(right.span), with: "\(left.span.text) - \(right.span.text)")]
    }
    rejectPair(
      verb, left, a, right, b, help: help, replacements: replacements, reversed: operation == .subtract)
    return nil
  }

  /// Differences of dates and times, and dates moved by days.
  private mutating func temporal(
    _ operation: ArithmeticOperator, _ left: Expression, _ a: TypedExpression, _ right: Expression,
    _ b: TypedExpression, _ whole: Expression
  ) -> TypedExpression? {
    let isSeconds = b.type == .integer || b.type == .decimal
    switch operation {
    case .multiply, .divide, .remainder: return nil
    case .add:
      if a.type == .date && b.type == .integer || a.type == .datetime && isSeconds {
        return TypedExpression(a.type, .temporal(.later, a, b), losing: whole.span)
      }
      if b.type == .date && a.type == .integer || b.type == .datetime && (a.type == .integer || a.type == .decimal) {
        return TypedExpression(b.type, .temporal(.later, b, a), losing: whole.span)
      }
      return nil
    case .subtract:
      if a.type == .date, b.type == .date { return TypedExpression(.integer, .temporal(.difference, a, b)) }
      if a.type == .datetime, b.type == .datetime {
        return TypedExpression(.decimal, .temporal(.difference, a, b), countsSeconds: true)
      }
      if a.type == .date && b.type == .integer || a.type == .datetime && isSeconds {
        return TypedExpression(a.type, .temporal(.earlier, a, b), losing: whole.span)
      }
      guard a.type.isTemporal, b.type.isTemporal else { return nil }
      let time = a.type == .datetime ? left : right
      diagnostics.append(
        Diagnostic(
          .typeMismatch, "a \(b.type.rawValue) cannot be subtracted from a \(a.type.rawValue)", at: left.span,
          label: a.type.rawValue, related: [SpanLabel(right.span, b.type.rawValue)],
          help: ["write date(\(time.span.text)) to count in days"],
          replacements: [Replacement(time.span, with: "date(\(time.span.text))")]))
      return nil
    }
  }

  /// Notes that an operator cannot stand between two types, with the types under both sides and what to write.
  mutating func rejectPair(
    _ verb: String, _ left: Expression, _ a: TypedExpression, _ right: Expression, _ b: TypedExpression,
    help given: [String] = [], replacements fixes: [Replacement] = [], reversed: Bool = false
  ) {
    if rejectQuotedDate(left, a, b) || rejectQuotedDate(right, b, a) { return }
    var help = given
    var replacements = fixes
    // "stars" > 3: the column is meant, and the number is none of a text.
    for side in [left, right] where help.isEmpty {
      if case .string(let text)? = side.literal, schema.type(of: text) != nil,
        text.utf8.allSatisfy({ $0 &- 0x30 <= 9 || $0 == 0x5F || $0 | 0x20 >= 0x61 && $0 | 0x20 <= 0x7A })
      {
        help = ["write \(text) without quotes, for the column"]
        replacements = [Replacement(side.span, with: text)]
      }
    }
    for (side, own, other) in [(left, a, b), (right, b, a)] where help.isEmpty {
      switch (side.literal, other.type) {
      case (.string(let text)?, let type) where type.isNumeric && Double(text) != nil:
        help = ["write \(text) without quotes, as a number"]
        replacements = [Replacement(side.span, with: text)]
      case (let value?, .string) where value.number != nil:
        help = ["write \"\(side.span.text)\" in quotes, as a string"]
        replacements = [Replacement(side.span, with: "\"\(side.span.text)\"")]
      default:
        if case .integer(let year)? = side.literal, other.type.isTemporal, (1000...9999).contains(year) {
          let beside = side.span == left.span ? right : left
          help = [
            "write a whole date, such as \(year)-01-01, or compare the year of the other side, year(\(beside.span.text))"
          ]
          replacements = [
            Replacement(side.span, with: "\(year)-01-01"), Replacement(beside.span, with: "year(\(beside.span.text))"),
          ]
        } else if own.type == .string, other.type.isTemporal {
          let function = other.type == .date ? "date" : "datetime"
          help = ["write \(function)(\(side.span.text)) to read the text as a \(other.type.rawValue)"]
          replacements = [Replacement(side.span, with: "\(function)(\(side.span.text))")]
        }
      }
    }
    let (first, second) = reversed ? (b, a) : (a, b)
    // The literal is the side that is easier to change, so the caret stands under it.
    let literalIsLeft = left.literal != nil && right.literal == nil
    let primary = literalIsLeft ? (left, a) : (right, b)
    let other = literalIsLeft ? (right, b) : (left, a)
    diagnostics.append(
      Diagnostic(
        .typeMismatch, "\(first.type.described) cannot \(verb) \(second.type.described)", at: primary.0.span,
        label: primary.1.type.rawValue, related: [SpanLabel(other.0.span, other.1.type.rawValue)],
        help: help.isEmpty ? ["change one side so that both have the same type"] : help,
        replacements: replacements))
  }

  /// Notes that two index columns are compared whose numbers mean different things; whether they do.
  mutating func rejectNumbering(
    _ left: Expression, _ a: TypedExpression, _ right: Expression, _ b: TypedExpression
  ) -> Bool {
    guard let mine = a.numbering(in: schema), let other = b.numbering(in: schema), mine != other else { return false }
    let advice =
      mine.column == other.column
      ? Numbering.advice(other, like: mine, eitherWay: true)
      : (["compare the columns that they number: \(mine.column) and \(other.column)"], [])
    diagnostics.append(
      Diagnostic(
        .numberedApart, "the numbers of \(left.span.text) and \(right.span.text) mean different things", at: right.span,
        label: "of another numbering than \(left.span.text)", related: Numbering.places(mine, other),
        notes: ["the first numbers \(mine.column) of \(mine.name), the second \(other.column) of \(other.name)"],
        help: advice.0, replacements: advice.1))
    return true
  }

  private mutating func rejectQuotedDate(_ side: Expression, _ own: TypedExpression, _ other: TypedExpression) -> Bool {
    guard case .string(let text)? = side.literal, other.type.isTemporal, CivilDay(iso: text.utf8) != nil else {
      return false
    }
    diagnostics.append(
      Diagnostic(
        .quotedDate, "\(other.type.described) cannot be compared with the string \"\(text)\"", at: side.span,
        label: "string", help: ["write the date without quotes: \(text)"],
        replacements: [Replacement(side.span, with: text)]))
    return true
  }

  /// Whether one of the sides is the literal null; it is then noted.
  ///
  /// - Parameter comparison: the operator between them, if it compares.
  mutating func rejectNulls(
    _ left: Expression, _ right: Expression, comparison: ComparisonOperator? = nil
  ) -> Bool {
    guard left.isNullLiteral || right.isNullLiteral else { return false }
    let (null, other) = left.isNullLiteral ? (left, right) : (right, left)
    var question: (text: String, whole: SourceSpan)?
    if comparison == .equal || comparison == .notEqual, !other.isNullLiteral {
      question = (
        "\(other.span.text) is \(comparison == .equal ? "" : "not ")null", left.span.union(right.span)
      )
    }
    rejectNull(null, question: question)
    return true
  }

  /// - Parameter question: what was probably asked, and where.
  mutating func rejectNull(_ null: Expression, question: (text: String, whole: SourceSpan)? = nil) {
    diagnostics.append(
      Diagnostic(
        .comparisonWithNull, "null has no value to compare or to compute with", at: null.span,
        help: [question.map { "write \($0.text)" } ?? "one can only ask whether a value is missing: x is null"],
        replacements: question.map { [Replacement($0.whole, with: $0.text)] } ?? []))
  }

  mutating func rejectCondition(_ expression: Expression, _ typed: TypedExpression) {
    let text = expression.span.text
    let (help, comparison) =
      switch typed.type {
      case .integer, .decimal, .index: ("compare it with a number", "\(text) > 0")
      case .string: ("compare it with a text", "\(text) == \"...\"")
      case .date: ("compare it with a day", "\(text) >= 2015-08-31")
      case .datetime: ("compare it with a day or a moment", "\(text) >= 2015-08-31")
      case .boolean: ("ask for one of the two", "\(text) == true")
      }
    diagnostics.append(
      Diagnostic(
        .conditionNeeded, "\(typed.type.described) is neither true nor false", at: expression.span,
        label: typed.type.rawValue, help: ["\(help): \(comparison)"],
        replacements: [Replacement(expression.span, with: comparison)]))
  }

  /// - Parameter mayBeText: whether a text could stand there, so that its quotes may be missing.
  mutating func rejectColumn(_ name: String, _ span: SourceSpan, mayBeText: Bool = false) {
    var help: [String] = []
    var notes: [String] = []
    var replacements: [Replacement] = []
    if let question = NearMiss.question(for: name, among: schema.names) {
      help.append(question)
      if let nearest = NearMiss.suggestions(for: name, among: schema.names).first {
        replacements.append(Replacement(span, with: nearest))
      }
    } else if schema.count <= 20, !mayBeText {
      notes.append("the columns are \(schema.names.joined(separator: ", "))")
    }
    if let word = Self.constants[name] {
      help = ["write \(word)"]
      replacements = [Replacement(span, with: word)]
    } else if ["null", "none", "na", "nan"].contains(name.lowercased()) {
      help = ["a missing value is asked for with is null"]
      replacements = []
    } else if mayBeText {
      help.append("a text stands in quotes: \"\(name)\"")
      if replacements.isEmpty { replacements = [Replacement(span, with: "\"\(name)\"")] }
    }
    diagnostics.append(
      Diagnostic(
        .unknownColumn, "there is no column \"\(name)\"", at: span, label: "not a column", notes: notes, help: help,
        replacements: replacements))
  }

  /// True and false as other languages write them.
  private static let constants = ["True": "true", "TRUE": "true", "False": "false", "FALSE": "false"]

  mutating func rejectBareColumn(_ name: String, _ span: SourceSpan, keys: [String]) {
    let keyed = keys.isEmpty ? "all rows are one group" : "rows are grouped by \(keys.joined(separator: ", "))"
    diagnostics.append(
      Diagnostic(
        .columnOutsideAggregate, "\"\(name)\" has many values in a group", at: span,
        label: "not a key and not in an aggregate", notes: [keyed],
        help: ["say which is meant: first(\(name)), max(\(name)) or another aggregate"],
        replacements: [Replacement(span, with: "first(\(name))")]))
  }
}
