import Notebooks

/// The parameters that a statement names.
enum ParameterUses {
  /// Names after `params.`, sorted, each once. A value that happens to be called `params` is counted too, which does no harm.
  static func names(in statement: Statement) -> [String] {
    let found = statement.expressions.walk.compactMap { part -> String? in
      guard case .path(let names) = part.kind, names.count > 1, names[0].text == "params" else { return nil }
      return names.dropFirst().map(\.text).joined(separator: ".")
    }
    return Set(found).sorted()
  }
}

extension ParameterValue {
  /// As the language writes it: values of different types or contents never have the same text.
  var canonicalText: String {
    switch self {
    case .integer(let value): Literal.integer(value).canonicalText
    case .decimal(let value): Literal.decimal(value).canonicalText
    case .string(let text): Literal.string(text).canonicalText
    case .boolean(let truth): Literal.boolean(truth).canonicalText
    case .date(let days): Literal.date(days).canonicalText
    case .null: "null"
    case .list(let items): "[" + items.map(\.canonicalText).joined(separator: ", ") + "]"
    case .entry(let name, let value): "\(name.quotedForSource): \(value.canonicalText)"
    }
  }
}
