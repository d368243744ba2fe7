import Diagnostics
import Notebooks
import Tables

/// The faults of a statement's shape: what is missing, surplus or unknown.
extension ArgumentBinder {
  /// What is said of the first operand that the step does not take; `rest` are those behind it.
  func surplus(_ operand: ExpressionSyntax, rest: [ExpressionSyntax]) -> Diagnostic {
    if case .name(let name) = operand.kind, !name.isQuoted, signature.options.contains(where: { $0.name == name.text })
    {
      let gap = name.span.file.span(name.span.range.upperBound..<name.span.range.upperBound)
      let value = rest.first?.span.text ?? "…"
      return Diagnostic(
        .missingColon, "the option \"\(name.text)\" has no colon", at: name.span, label: "write \(name.text):",
        help: ["write \(name.text): \(value)"], replacements: [Replacement(gap, with: ":")])
    }
    if signature.newColumns != nil, case .call(let function, let arguments, _) = operand.kind {
      var name = function.text.replacing("-", with: "_")
      if case .name(let column)? = arguments.first?.kind, Lexicon.isWord(column.text) { name += "_" + column.text }
      let place = operand.span.file.span(operand.span.range.lowerBound..<operand.span.range.lowerBound)
      return Diagnostic(
        .surplusOperand, "a new column has its name before it", at: operand.span, label: "no name",
        help: ["write \(name): \(operand.span.text)"], replacements: [Replacement(place, with: "\(name): ")])
    }
    if let option = meant(by: operand) {
      let place = operand.span.file.span(operand.span.range.lowerBound..<operand.span.range.lowerBound)
      return Diagnostic(
        .surplusOperand, "\(signature.name) does not take \"\(operand.span.text)\" without an option's name",
        at: operand.span, label: "write \(option.name): \(operand.span.text)",
        notes: ["\(option.name): \(option.summary)"], replacements: [Replacement(place, with: "\(option.name): ")])
    }
    return Diagnostic(
      .surplusOperand, "\(signature.name) does not take \"\(operand.span.text)\" here", at: operand.span,
      label: "one operand too many", help: [signature.hint])
  }

  /// The option that a value without its name is likely meant for: the first one not given that takes such a value.
  func meant(by operand: ExpressionSyntax) -> Parameter? {
    let open = signature.options.filter { option in !statement.options.contains { $0.key.text == option.name } }
    func takes(_ kind: ParameterKind) -> Bool {
      switch (operand.filled.kind, kind) {
      case (.literal(.integer), .integer), (.literal(.integer), .decimal), (.literal(.decimal), .decimal): return true
      case (.name(let name), .table), (.name(let name), .tables): return context.bindings[name.text] != nil
      case (.name(let name), .word(let words)): return words.contains(name.text)
      case (.name(let name), .column), (.name(let name), .columns), (.name(let name), .sortKeys):
        return context.bindings[name.text] == nil
      case (.list, .columns), (.list, .sortKeys), (.binary, .condition), (.literal(.string), .path): return true
      case (_, .either(let one, let other)): return takes(one) || takes(other)
      default: return false
      }
    }
    return open.first { $0.isRequired && takes($0.kind) } ?? open.first { takes($0.kind) }
  }

  func missingOperand(_ parameter: Parameter) -> Diagnostic {
    missing(parameter, as: parameter.name, .missingOperand, "\(Self.article(parameter.kind.noun)) after it")
  }

  func missingOption(_ parameter: Parameter) -> Diagnostic {
    missing(parameter, as: parameter.name + ":", .missingOption, "the option \"\(parameter.name):\"")
  }

  private func missing(
    _ parameter: Parameter, as written: String, _ code: DiagnosticCode, _ what: String
  ) -> Diagnostic {
    Diagnostic(
      code, "\(signature.name) needs \(what)", at: statement.verb.span, label: "no \(written) is given",
      notes: ["\(parameter.name): \(parameter.summary)"], help: [signature.hint])
  }

  func unknownOption(_ key: Name) -> Diagnostic {
    let known = signature.options.map(\.name)
    // One that is given already would only be given twice.
    let open = known.filter { name in !statement.options.contains { $0.key.text == name } }
    var help: [String] = []
    var replacements: [Replacement] = []
    let synonym = Self.synonyms[key.text.lowercased()].flatMap { words in words.first { open.contains($0) } }
    let near = NearMiss.suggestions(for: key.text, among: open)
    if let best = near.first ?? synonym ?? (known.count == 1 ? open.first : nil) {
      help.append(NearMiss.question(near) ?? "did you mean \(best)?")
      replacements.append(Replacement(key.span, with: best))
    }
    let listed = known.map { $0 + ":" }.joined(separator: ", ")
    return Diagnostic(
      .unknownOption, "\(signature.name) has no option \"\(key.text)\"", at: key.span,
      label: "not an option of \(signature.name)",
      notes: [known.isEmpty ? "\(signature.name) has no options" : "its options are \(listed)"], help: help,
      replacements: replacements)
  }

  /// What other tools call options, each with the names that it can have here.
  private static let synonyms: [String: [String]] = [
    "by": ["on"], "on": ["by", "order-by"], "key": ["on", "by"], "keys": ["on", "by"], "using": ["on"],
    "n": ["rows", "top", "limit"], "limit": ["rows", "top"], "top": ["limit", "rows"], "k": ["top", "rows"],
    "rows": ["limit", "top"], "kind": ["how"], "type": ["how", "types"], "dtypes": ["types"], "dtype": ["types"],
    "sep": ["separator"], "delimiter": ["separator"], "colour": ["color"], "hue": ["color"], "cols": ["columns"],
    "column": ["columns"], "subset": ["columns", "by"], "order": ["sort", "by"], "order-by": ["sort", "by"],
    "orderby": ["sort", "by"], "filter": ["where"], "condition": ["where"], "if": ["where"], "frac": ["fraction"],
    "share": ["fraction"], "path": ["to"], "file": ["to"], "na_values": ["nulls"], "usecols": ["columns"],
  ]

  /// Whether the names after `as` are as many as the step gives.
  mutating func checkBindings() {
    let names = statement.bindings
    switch signature.result {
    case .nothing:
      guard let first = names.first, let last = names.last else { return }
      faults.append(
        Diagnostic(
          .surplusName, "\(signature.name) gives nothing that could be bound", at: first.span.union(last.span),
          label: "leave out \"as\" and what follows"))
    case .optional, .changedRows, .changedColumns:
      if names.count > 1 { faults.append(tooManyNames(names, wanted: 1)) }
    case .required(let words):
      let example = words.joined(separator: ", ")
      if names.isEmpty {
        let end = SourceSpan(
          file: statement.span.file, range: statement.span.range.upperBound..<statement.span.range.upperBound)
        faults.append(
          Diagnostic(
            .missingName,
            "the result of \(signature.name) needs \(words.count == 1 ? "a name" : "\(words.count) names")",
            at: statement.verb.span, label: "without a name no other step can use it",
            help: ["add \"as \(example)\" at the end of the step"],
            replacements: [Replacement(end, with: " as \(example)")]
          ))
      } else if names.count < words.count {
        // The names that are given stay, those that are missing are put behind them.
        let taken = Set(names.map(\.text))
        let all = names.map(\.span.text) + words[names.count...].map { taken.contains($0) ? "other-\($0)" : $0 }
        let written = names[0].span.union(names[names.count - 1].span)
        faults.append(
          Diagnostic(
            .missingName, "\(signature.name) gives \(words.count) things and has \(names.count) name",
            at: names[0].span,
            label: "name them all", help: ["write as \(all.joined(separator: ", "))"],
            replacements: [Replacement(written, with: all.joined(separator: ", "))]))
      } else if names.count > words.count {
        faults.append(tooManyNames(names, wanted: words.count))
      }
    }
    for (position, name) in names.enumerated() {
      if names[..<position].contains(where: { $0.text == name.text }) {
        faults.append(
          Diagnostic(.surplusName, "\"\(name.text)\" is bound twice by one step", at: name.span, label: "a second time")
        )
      }
      if name.text == "params" {
        faults.append(
          Diagnostic(
            .surplusName, "\"params\" cannot be bound: it stands for the parameters", at: name.span,
            label: "choose another name"))
      }
    }
  }

  private func tooManyNames(_ names: [Name], wanted: Int) -> Diagnostic {
    Diagnostic(
      .surplusName,
      "\(signature.name) gives \(wanted == 1 ? "one thing" : "\(wanted) things") and has \(names.count) names",
      at: names[wanted].span, label: "nothing is left for this name")
  }

  static func article(_ noun: String) -> String {
    if noun == "true or false" || noun.hasPrefix("one of") || noun.hasPrefix("the ") { return noun }
    return (["a", "e", "i", "o", "u"].contains(noun.prefix(1)) ? "an " : "a ") + noun
  }
}

extension DiagnosticCode {
  public static let unknownVerb = DiagnosticCode(
    "unknown-verb", "A statement starts with a word that is no step. `matinee steps` lists them all.")
  public static let unknownOption = DiagnosticCode(
    "unknown-option",
    "A step is given an option that it does not have. `matinee help STEP` lists the options of a step.")
  public static let missingOption = DiagnosticCode(
    "missing-option", "A step lacks an option that it cannot do without.")
  public static let missingOperand = DiagnosticCode(
    "missing-operand", "A step lacks what it is to work on: a table, a model, a file or a word directly after the verb."
  )
  public static let surplusOperand = DiagnosticCode(
    "surplus-operand",
    "A step is given more words after its verb than it takes. Everything but the operands is an option, written key: value."
  )
  public static let missingName = DiagnosticCode(
    "missing-as",
    "A step gives something that is of no use without a name. Bind it with as NAME at the end of the step.")
  public static let surplusName = DiagnosticCode(
    "surplus-name", "A step binds more names than it gives things, or a name that cannot be bound.")
}
