import Diagnostics
import Notebooks
import Tables
import WrittenTexts

/// Turning a written value into an argument of a kind.
extension ArgumentBinder {
  func value(of written: ExpressionSyntax, as kind: ParameterKind, for parameter: Parameter) throws -> ArgumentValue {
    if case .either(let first, let second) = kind {
      // What looks like a range is meant as one, and has faults of its own.
      if case .range = first, case .range = written.filled.kind {
        return try value(of: written, as: first, for: parameter)
      }
      // So is a number.
      if case .integer = first, written.filled.number != nil {
        return try value(of: written, as: first, for: parameter)
      }
      // And a name that is bound to nothing is a text without its quotes.
      if case .string = first, case .name(let name) = written.filled.kind, context.bindings[name.text] == nil,
        !context.poisoned.contains(name.text)
      {
        return try value(of: written, as: first, for: parameter)
      }
      if let value = try? value(of: written, as: first, for: parameter) { return value }
      do {
        return try value(of: written, as: second, for: parameter)
      } catch let fault as Diagnostic {
        // That a name is not there says more than that it is neither of two kinds.
        if fault.code == .unknownName { throw fault }
        throw wrongValue(written, parameter)
      }
    }
    switch kind {
    case .condition(let table): return .expression(try rowExpression(written, of: table, types: [.boolean]))
    case .expression(let table, let types): return .expression(try rowExpression(written, of: table, types: types))
    case .aggregate(let table, let keys):
      let builder = RowExpressionBuilder(context: context, table: try tableArgument(table))
      let columns = if case .columns(let names)? = bound.values[keys] { names } else { [String]() }
      return .expression(try builder.aggregate(written, keys: columns))
    case .scalar(let type): return .scalar(try ScalarExpressionBuilder(context: context).build(written, type: type))
    default: break
    }
    let filled = written.filled
    let (value, parameterValue) = try substituted(filled, asText: kind.isText)
    switch kind {
    case .table: return .table(try table(value))
    case .tables(let repeats):
      guard case .list(let items) = value.kind else { return .tables([try table(value)]) }
      return .tables(try distinct(items.map(\.filled), repeats, parameter, by: \.name) { try table($0) })
    case .model: return .model(try model(value))
    case .models(let repeats):
      guard case .list(let items) = value.kind else { return .models([try model(value)]) }
      return .models(try distinct(items.map(\.filled), repeats, parameter, by: \.name) { try model($0) })
    case .embedding: return .embedding(try embedding(value))
    case .column(let of, let types):
      return .column(try column(value, of: try tableArgument(of), types: types, parameter))
    case .columns(let of, let types, let repeats):
      let argument = try tableArgument(of)
      return .columns(
        try distinct(try items(of: value), repeats, parameter, by: \.self) {
          try column($0, of: argument, types: types, parameter)
        })
    case .sortKeys(let of, let repeats):
      let argument = try tableArgument(of)
      return .sortKeys(
        try distinct(try items(of: value), repeats, parameter, by: \.column) {
          try sortKey($0, of: argument, parameter)
        })
    case .integer(let range): return .integer(try integer(value, range, parameter))
    case .decimal(let range): return .decimal(try decimal(value, range, parameter))
    case .boolean:
      guard case .literal(.boolean(let truth)) = value.kind else { throw wrongValue(value, parameter) }
      return .boolean(truth)
    case .word(let words): return .word(try word(value, words, parameter))
    case .string: return .string(try string(value, parameter))
    case .strings(let repeats):
      return .strings(
        try distinct(try items(of: value, asText: true), repeats, parameter, by: \.self) { try string($0, parameter) })
    case .path(let use):
      let text = try string(value, parameter)
      return .path(try path(text, for: use, at: value.span, isOverridden: parameterValue?.isOverridden ?? false))
    case .range(let range): return .range(try wholeRange(value, range, parameter))
    case .integers(let range, let repeats):
      return .integers(
        try distinct(try items(of: value), repeats, parameter, by: \.self) { try integer($0, range, parameter) })
    case .decimals(let range, let repeats):
      return .decimals(
        try distinct(try items(of: value), repeats, parameter, by: \.self) { try decimal($0, range, parameter) })
    case .entries(let words, let repeats):
      return .entries(
        try distinct(try items(of: value), repeats, parameter, by: \.0) { try entry($0, words, parameter) })
    case .newName: return .string(try newName(value, parameter))
    case .newNames(let repeats):
      return .strings(
        try distinct(try items(of: value), repeats, parameter, by: \.self) { try newName($0, parameter) })
    case .condition, .expression, .aggregate, .scalar, .either: throw wrongValue(written, parameter)
    }
  }

  /// A parameter's value in the place of `params.NAME`; anything else as it is.
  private func substituted(_ value: ExpressionSyntax, asText: Bool) throws -> (ExpressionSyntax, ResolvedParameter?) {
    if case .unsolved = value.kind { throw CheckFaults.unsolved(value.span) }
    guard case .path(let names) = value.kind,
      let parameter = try ValuePathResolver(context).parameter(names)
    else { return (value, nil) }
    return (parameter.value.syntax(at: value.span, asText: asText), parameter)
  }

  /// The elements of a list; a single value counts as a list of one. Parameters inside are put in.
  private func items(of value: ExpressionSyntax, asText: Bool = false) throws -> [ExpressionSyntax] {
    guard case .list(let items) = value.kind else { return [value] }
    return try items.flatMap { item -> [ExpressionSyntax] in
      let (value, _) = try substituted(item.filled, asText: asText)
      if case .list(let inner) = value.kind { return inner }
      return [value]
    }
  }

  /// The table that the parameter `name` was given.
  private func tableArgument(_ name: String) throws -> TableArgument {
    switch bound.values[name] {
    case .table(let argument)?: return argument
    case .model(let argument)?:
      throw Diagnostic(
        .wrongKind, "\"\(argument.name)\" is a model, which has no columns to choose from", at: argument.span,
        label: "a table is wanted for that")
    default: throw AlreadyReported()
    }
  }

  private func table(_ value: ExpressionSyntax) throws -> TableArgument {
    let (name, binding, schema) = try named(value, .table, \.schema)
    var argument = TableArgument(
      name: name.text, id: binding.id, schema: schema, span: name.span, bindingSpan: binding.span)
    if case .embedding = binding.type { argument.isEmbedding = true }
    return argument
  }

  private func model(_ value: ExpressionSyntax) throws -> ModelArgument {
    let (name, binding, type) = try named(value, .model) { if case .model(let type) = $0 { type } else { nil } }
    return ModelArgument(name: name.text, id: binding.id, type: type, span: name.span)
  }

  private func embedding(_ value: ExpressionSyntax) throws -> EmbeddingArgument {
    let (name, binding, type) = try named(value, .embedding) { if case .embedding(let type) = $0 { type } else { nil } }
    return EmbeddingArgument(name: name.text, id: binding.id, type: type, span: name.span)
  }

  /// What a name is bound to, as the kind that is wanted.
  private func named<Kind>(
    _ value: ExpressionSyntax, _ wanted: CheckFaults.Wanted, _ kind: (ValueType) -> Kind?
  ) throws -> (Name, Binding, Kind) {
    guard case .name(let name) = value.kind else { throw notAName(value, wanted.rawValue) }
    if context.poisoned.contains(name.text) { throw AlreadyReported() }
    guard let binding = context.bindings[name.text] else {
      throw CheckFaults.unknownName(name, wanted: wanted, context: context)
    }
    guard let found = kind(binding.type) else { throw CheckFaults.wrongKind(name, binding: binding, wanted: wanted) }
    return (name, binding, found)
  }

  private func notAName(_ value: ExpressionSyntax, _ wanted: String) -> Diagnostic {
    var help: [String] = []
    var replacements: [Replacement] = []
    if case .literal(.string(let text)) = value.kind, context.bindings[text] != nil {
      help = ["write \(text) without quotes"]
      replacements = [Replacement(value.span, with: text)]
    }
    return Diagnostic(
      .wrongValue, "the name of \(Self.article(wanted)) is wanted here", at: value.span, label: "not a name",
      help: help,
      replacements: replacements)
  }

  /// `5..10`: both ends within `allowed`, the first not above the second.
  private func wholeRange(
    _ value: ExpressionSyntax, _ allowed: ClosedRange<Int>, _ parameter: Parameter
  ) throws -> ClosedRange<Int> {
    guard case .range(let first, let last) = value.kind else { throw wrongValue(value, parameter) }
    let low = try integer(try substituted(first.filled, asText: false).0, allowed, parameter)
    let high = try integer(try substituted(last.filled, asText: false).0, allowed, parameter)
    if low > high {
      throw Diagnostic(
        .wrongValue, "\(parameter.name) of \(signature.name) runs from the smaller number to the greater",
        at: value.span,
        label: "\(low) is above \(high)", help: ["write \(high)..\(low)"],
        replacements: [Replacement(value.span, with: "\(high)..\(low)")])
    }
    return low...high
  }

  private func column(
    _ value: ExpressionSyntax, of table: TableArgument, types: Set<ColumnType>?, _ parameter: Parameter
  ) throws -> String {
    guard let name = value.asColumnName else { throw wrongValue(value, parameter) }
    try table.require(name, of: types, near: types, at: value.span)
    return name
  }

  private func sortKey(_ value: ExpressionSyntax, of table: TableArgument, _ parameter: Parameter) throws -> SortKey {
    if case .entry(let name, let direction) = value.kind {
      let column = try column(
        ExpressionSyntax(.name(name), span: name.span), of: table, types: nil, parameter)
      let word = try word(direction.filled, ["ascending", "descending"], parameter)
      return SortKey(column, descending: word == "descending")
    }
    if case .unary(.minus, let inner) = value.kind, case .name(let name) = inner.filled.kind,
      table.schema.type(of: name.text) != nil
    {
      // Other tools turn an order round with a minus.
      let text = "\(name.span.text): descending"
      let isInList = statement.options.contains { option in
        if case .list = option.value.filled.kind {
          return option.value.span.range.contains(value.span.range.lowerBound)
        }
        return false
      }
      let written = isInList ? text : "[\(text)]"
      throw Diagnostic(
        .wrongValue, "a direction is written with a word", at: value.span, label: "write \(written)",
        replacements: [Replacement(value.span, with: written)])
    }
    return SortKey(try column(value, of: table, types: nil, parameter))
  }

  /// - Parameter isOverridden: whether the person who runs the notebooks has typed it, which is their word for wherever it leads.
  private func path(
    _ text: String, for use: Reach.Use, at span: SourceSpan, isOverridden: Bool
  ) throws -> PathArgument {
    if use != .read, text.contains("://") || text.hasPrefix("sample:") {
      throw Diagnostic(.wrongValue, "\(signature.name) writes files only", at: span, label: "not a file")
    }
    if text.hasPrefix("sample:") { return PathArgument(text: text, resolved: text) }
    if text.contains("://"), !text.hasPrefix("file://") {
      if Credentials.split(text) != nil {
        throw Diagnostic(
          .credentialsInAddress, "an address in a notebook holds a name and a password", at: span,
          label: "everybody who has the notebook can read them",
          help: ["declare a parameter for the address, and set it with -P when you run it"])
      }
      // Anything else would be looked for as a file, wherever "x://../.." leads.
      guard text.hasPrefix("https://") || text.hasPrefix("http://") else {
        throw Diagnostic(
          .wrongValue, "\"\(text)\" is no address that can be fetched", at: span,
          label: "begins with neither https:// nor http://", help: ["fetch the file yourself and load it"])
      }
      if let reach = context.reach, !(isOverridden && reach.permissions.network != .unasked),
        let refusal = reach.refusal(ofAddress: text, at: span)
      {
        throw refusal
      }
      return PathArgument(text: text, resolved: text)
    }
    let isFile = text.hasPrefix("file://")
    let bare = isFile ? String(text.dropFirst("file://".count)) : text
    // What stands behind file:// is a path even if it looks like an address, and must not be taken for one when it is opened.
    let here = isFile ? "./" : ""
    let start =
      switch use {
      case .read: isOverridden || context.folder == "." ? here : context.folder + "/"
      case .write, .outputs: context.outputFolder + "/"
      }
    let resolved = bare.isAbsolutePath ? bare : start + bare
    if !isOverridden, let reach = context.reach, !(use == .read ? reach.mayRead(resolved) : reach.mayWrite(resolved)) {
      throw reach.refusal(of: text, leadingTo: resolved, for: use, at: span)
    }
    return PathArgument(text: text, resolved: resolved)
  }

  private func rowExpression(_ written: ExpressionSyntax, of table: String, types: Set<ColumnType>?) throws
    -> RowExpression
  {
    let argument = try tableArgument(table)
    return try RowExpressionBuilder(context: context, table: argument).row(written, types: types)
  }
}
