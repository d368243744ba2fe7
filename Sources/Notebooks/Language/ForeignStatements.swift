import Diagnostics

/// Forms of statements and calls of other languages.
extension LanguageParser {
  /// `x.lower()` and `x.str.lower()`: a function takes its column in parentheses.
  mutating func parseMethodCall(_ names: [Name], _ start: Int) -> ExpressionSyntax {
    let known = diagnostics.count
    let method = names[names.count - 1]
    guard case .call(_, let arguments, let options) = parseCall(method).kind else { return placeholder() }
    let whole = span(from: start)
    // pandas has accessors between the two.
    let owners = Array(names[..<(names.count - 1)])
    let accessors = owners.count > 1 ? owners.filter { !["str", "dt"].contains($0.text) } : owners
    let receiver = accessors.map(\.span.text).joined(separator: ".")
    let given = arguments.map(\.span.text) + options.map(\.span.text)
    var text: String?
    switch method.text.lowercased().replacing("_", with: "") {
    case "isnull", "isna": text = given.isEmpty ? "\(receiver) is null" : nil
    case "notnull", "notna": text = given.isEmpty ? "\(receiver) is not null" : nil
    case "isin": text = given.count == 1 ? "\(receiver) in \(given[0])" : nil
    case let word:
      if accessors.count > 1 {
        text = given.isEmpty ? "\(receiver).\(method.text)" : nil
      } else if let function = Self.methods[word] {
        text = "\(function)(\(([receiver] + given).joined(separator: ", ")))"
      }
    }
    if diagnostics.count > known { text = nil }
    report(
      .foreignOperator, "functions are not called with a dot", at: method.span, label: "no function of a column",
      help: [text.map { "write \($0)" } ?? "a function takes its column in parentheses: lower(title)"],
      replacements: text.map { [Replacement(whole, with: $0)] } ?? [])
    return ExpressionSyntax(.unsolved, span: whole)
  }

  /// Methods of pandas, polars and Spark, with the functions that do the same.
  private static let methods = [
    "contains": "contains", "startswith": "starts-with", "endswith": "ends-with", "lower": "lower", "upper": "upper",
    "tolower": "lower", "toupper": "upper", "strip": "trim", "trim": "trim", "len": "length", "length": "length",
    "replace": "replace", "mean": "mean", "avg": "mean", "sum": "sum", "min": "min", "max": "max", "count": "count",
    "median": "median", "std": "std", "nunique": "nunique", "first": "first", "last": "last", "year": "year",
    "month": "month", "day": "day", "weekday": "weekday", "quarter": "quarter", "round": "round", "abs": "abs",
    "sqrt": "sqrt", "log": "log",
  ]

  /// `reviews.head()` in the place of a statement: the verb comes first.
  mutating func parseVerbCall(_ table: Name) -> Name? {
    guard current.is(.dot), current.range.lowerBound == endOfPrevious, peek(1).word != nil,
      peek(2).is(.openParenthesis)
    else { return nil }
    let start = table.span.range.lowerBound
    advance()
    guard let verb = parseName(), case .call(_, let arguments, let options) = parseCall(verb).kind else { return nil }
    let parts = [verb.text, table.span.text] + arguments.map(\.span.text) + options.map(\.span.text)
    let text = parts.joined(separator: " ")
    report(
      .missingVerb, "a statement starts with its verb", at: table.span, label: "not a verb",
      help: ["write \(text)"], replacements: [Replacement(span(from: start), with: text)])
    return verb
  }

  /// What `direction` is meant by a word behind a column.
  static func direction(_ word: String?) -> String? {
    switch word?.lowercased() {
    case "desc", "descending": "descending"
    case "asc", "ascending": "ascending"
    default: nil
    }
  }

  /// `by: stars desc`: the direction stands behind a colon, in a list. False when that is not what stands there.
  mutating func parseDirection(in statement: inout Statement) -> Bool {
    guard let direction = Self.direction(current.word), !peek(1).is(.colon), statement.bindings.isEmpty,
      let last = statement.options.last, case .name(let column) = last.value.kind
    else { return false }
    let place = file.span(current.range)
    advance()
    let whole = file.span(column.span.range.lowerBound..<place.range.upperBound)
    let text = "[\(column.span.text): \(direction)]"
    report(
      .missingColon, "the direction of \"\(column.text)\" follows a colon, in a list", at: place,
      label: "write \(text)",
      replacements: [Replacement(whole, with: text)])
    return true
  }

  /// The same inside of a list.
  mutating func parseDirection(after item: Int) {
    guard let direction = Self.direction(current.word), !peek(1).is(.colon), index == item + 1,
      tokens[item].isName
    else { return }
    let place = file.span(current.range)
    let gap = file.span(tokens[item].range.upperBound..<place.range.upperBound)
    advance()
    report(
      .missingColon, "a direction follows its column with a colon", at: place, label: "write : \(direction)",
      replacements: [Replacement(gap, with: ": \(direction)")])
  }

  /// `drop: movie user`: a name right behind an option that is a name, too. False for all else.
  mutating func reportUnseparated(_ operand: ExpressionSyntax, in statement: Statement) -> Bool {
    guard let last = statement.options.last, case .name = last.value.kind, case .name = operand.kind,
      statement.bindings.isEmpty
    else { return false }
    let whole = last.value.span.union(operand.span)
    let text = "[\(last.value.span.text), \(operand.span.text)]"
    report(
      .unbracketedList, "a list of values stands in brackets", at: whole, help: ["write \(text)"],
      replacements: [Replacement(whole, with: text)])
    return true
  }

  /// `{stars desc}` and `{user item}`: a direction, or a list, in a blank. What is read in place of the first value.
  mutating func parseListInBlank(_ first: ExpressionSyntax) -> ExpressionSyntax {
    guard case .name(let name) = first.kind else { return first }
    let text: String
    if let direction = Self.direction(current.word), peek(1).is(.closeBrace) {
      advance()
      text = "[\(name.span.text): \(direction)]"
    } else {
      var ahead = 0
      while peek(ahead).isName { ahead += 1 }
      guard ahead > 0, peek(ahead).is(.closeBrace) else { return first }
      var names = [first.span.text]
      for _ in 0..<ahead {
        names.append(file.span(current.range).text)
        advance()
      }
      text = "[\(names.joined(separator: ", "))]"
    }
    let whole = span(from: first.span.range.lowerBound)
    report(
      .unbracketedList, "a list of values stands in brackets", at: whole, help: ["write \(text)"],
      replacements: [Replacement(whole, with: text)])
    return ExpressionSyntax(.list([first]), span: whole)
  }

  /// `sum(stars)` where a new column with its name stands. False when the operand is no call.
  mutating func reportNameless(_ operand: ExpressionSyntax) -> Bool {
    guard case .call(let function, let arguments, _) = operand.kind else { return false }
    var name = function.text.replacing("-", with: "_")
    if case .name(let column)? = arguments.first?.kind {
      name += "_" + column.text.filter { $0.isLetter || $0.isNumber || $0 == "_" }
    }
    if arguments.isEmpty { name += "s" }
    let place = file.span(operand.span.range.lowerBound..<operand.span.range.lowerBound)
    report(
      .misplacedOperand, "a new column has its name before it", at: operand.span, label: "no name",
      help: ["write \(name): \(operand.span.text)"], replacements: [Replacement(place, with: "\(name): ")])
    return true
  }
}
