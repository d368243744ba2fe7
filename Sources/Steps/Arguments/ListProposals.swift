import Diagnostics
import Notebooks

extension StepCatalog {
  /// A fault of the syntax as the step sees it. The parser proposes brackets around values between commas, and knows no steps: where
  /// an option takes one value, a list would be the next fault.
  public static func settled(_ fault: Diagnostic, in statement: Statement) -> Diagnostic {
    guard fault.code == .unbracketedList, let place = fault.primary?.span,
      let proposal = fault.replacements.first, proposal.text.hasPrefix("["),
      let signature = (try? type(for: statement))?.signature,
      // Right behind the key, or behind the brace of a blank.
      let option = statement.options.first(where: {
        (0...1).contains(place.range.lowerBound - $0.value.span.range.lowerBound)
      }),
      let parameter = signature.options.first(where: { $0.name == option.key.text }) ?? signature.newColumns
    else { return fault }
    if case .entries = parameter.kind {
      var plain = fault
      plain.replacements = []
      plain.help = ["\(option.key.text): is written \(parameter.kind.placeholder)"]
      return plain
    }
    if parameter.kind.takesList { return fault }
    return Diagnostic(
      .wrongValue, "\(option.key.text) of \(signature.name) takes one value, not a list", at: place,
      label: "\(ArgumentBinder.article(parameter.kind.noun)) is wanted",
      notes: ["\(option.key.text): \(parameter.summary)"])
  }
}

extension ParameterKind {
  /// Whether a list of values in brackets can be meant.
  var takesList: Bool {
    switch self {
    case .tables, .models, .columns, .sortKeys, .strings, .integers, .decimals, .entries, .newNames: true
    case .either(let a, let b): a.takesList || b.takesList
    case .table, .model, .embedding, .column, .integer, .decimal, .boolean, .word, .string, .path, .range, .newName,
      .condition, .expression, .aggregate, .scalar:
      false
    }
  }
}
