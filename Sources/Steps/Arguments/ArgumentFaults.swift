import Diagnostics
import Notebooks
import Tables

/// The faults of a statement's shape: what is missing, surplus or unknown.
extension ArgumentBinder {
  func surplus(_ operand: ExpressionSyntax) -> Diagnostic {
    var help: [String] = []
    if case .name(let name) = operand.kind, signature.options.contains(where: { $0.name == name.text }) {
      help.append("an option is written with a colon: \(name.text): …")
    } else if let previous = signature.operands.last {
      help.append(
        "\(signature.name) takes \(signature.operands.count == 1 ? "one operand" : "\(signature.operands.count) operands"), the last being the \(previous.name)"
      )
    }
    help.append(signature.usage)
    return Diagnostic(
      .surplusOperand, "\(signature.name) does not take \"\(operand.span.text)\" here", at: operand.span,
      label: "one operand too many", help: help)
  }

  func missingOperand(_ parameter: Parameter) -> Diagnostic {
    Diagnostic(
      .missingOperand, "\(signature.name) needs \(article(parameter.kind.noun)) after it", at: statement.verb.span,
      label: parameter.summary.hasSuffix(".") ? String(parameter.summary.dropLast()) : parameter.summary,
      help: [signature.usage])
  }

  func missingOption(_ parameter: Parameter) -> Diagnostic {
    Diagnostic(
      .missingOption, "\(signature.name) needs the option \"\(parameter.name):\"", at: statement.verb.span,
      label: "no \(parameter.name): is given", notes: ["\(parameter.name): \(parameter.summary)"],
      help: [signature.usage])
  }

  func unknownOption(_ key: Name) -> Diagnostic {
    let known = signature.options.map(\.name)
    var help: [String] = []
    var replacements: [Replacement] = []
    if let best = NearMiss.suggestions(for: key.text, among: known).first {
      help.append(NearMiss.question(for: key.text, among: known) ?? "")
      replacements.append(Replacement(key.span, with: best))
    }
    let listed = known.map { $0 + ":" }.joined(separator: ", ")
    return Diagnostic(
      .unknownOption, "\(signature.name) has no option \"\(key.text)\"", at: key.span,
      label: "not an option of \(signature.name)",
      notes: [known.isEmpty ? "\(signature.name) has no options" : "its options are \(listed)"], help: help,
      replacements: replacements)
  }

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
    case .optional, .changedTable:
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
        faults.append(
          Diagnostic(
            .missingName, "\(signature.name) gives \(words.count) things and has \(names.count) name",
            at: names[0].span,
            label: "name them all", help: ["as \(example)"]))
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

  private func article(_ noun: String) -> String {
    (["a", "e", "i", "o", "u"].contains(noun.prefix(1)) ? "an " : "a ") + noun
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
