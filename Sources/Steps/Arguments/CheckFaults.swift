import Diagnostics
import Notebooks
import Tables

/// The faults that many steps share, worded once.
public enum CheckFaults {
  public static func unknownColumn(
    _ name: String, at span: SourceSpan, table: String, schema: Schema, bindingSpan: SourceSpan?
  ) -> Diagnostic {
    var help: [String] = []
    var replacements: [Replacement] = []
    if let question = NearMiss.question(for: name, among: schema.names) {
      help.append(question)
      if let best = NearMiss.suggestions(for: name, among: schema.names).first {
        replacements.append(Replacement(span, with: best))
      }
    }
    let parts = name.split(separator: "-").map(String.init)
    if help.isEmpty, parts.count > 1, parts.allSatisfy({ schema.names.contains($0) }) {
      help.append("a difference is written with spaces: \(parts.joined(separator: " - "))")
    }
    let names = schema.names.prefix(20).joined(separator: ", ") + (schema.count > 20 ? ", …" : "")
    return Diagnostic(
      .unknownColumn, "\(table) has no column \"\(name)\"", at: span, label: "not a column of \(table)",
      related: bindingSpan.map { [SpanLabel($0, "its columns come from here")] } ?? [],
      notes: help.isEmpty && schema.count > 0 ? ["the columns of \(table) are \(names)"] : [], help: help,
      replacements: replacements)
  }

  /// A name that is not bound here; says so when it is bound further below.
  public static func unknownName(_ name: Name, wanted: String, context: CheckContext) -> Diagnostic {
    let known = context.bindings.keys.filter { !$0.isEmpty }.sorted()
    var help = [NearMiss.question(for: name.text, among: known)].compactMap { $0 }
    let parts = name.text.split(separator: "-").map(String.init)
    if help.isEmpty, parts.count > 1, parts.allSatisfy({ context.bindings[$0] != nil }) {
      help.append("a difference is written with spaces: \(parts.joined(separator: " - "))")
    }
    if help.isEmpty {
      help.append("names come from \"as\", as in: load \"sample:reviews\" as \(name.text)")
    }
    return Diagnostic(
      .unknownName, "there is no \(wanted) \"\(name.text)\" here", at: name.span, label: "not bound above this line",
      notes: known.isEmpty ? [] : ["bound above are " + known.joined(separator: ", ")], help: help)
  }

  public static func wrongKind(_ name: Name, binding: Binding, wanted: String) -> Diagnostic {
    Diagnostic(
      .wrongKind, "\"\(name.text)\" is a \(binding.type.noun), not a \(wanted)", at: name.span,
      label: "a \(wanted) is wanted here", related: [SpanLabel(binding.span, "it was bound here")])
  }

  public static func wrongColumnType(
    _ column: String, _ type: ColumnType, wanted: Set<ColumnType>, at span: SourceSpan, bindingSpan: SourceSpan?
  ) -> Diagnostic {
    let names = wanted.map(\.rawValue).sorted()
    let listed = names.count == 1 ? names[0] : names.dropLast().joined(separator: ", ") + " or " + (names.last ?? "")
    var help: [String] = []
    if type == .string, !wanted.isDisjoint(with: [.integer, .decimal, .date, .datetime]) {
      help.append("if its values are \(listed), say so where it is loaded: types: [\(column): \(names[0])]")
    }
    return Diagnostic(
      .typeMismatch, "the column \"\(column)\" is \(type.rawValue), and \(listed) is wanted", at: span,
      label: type.rawValue, related: bindingSpan.map { [SpanLabel($0, "its type comes from here")] } ?? [], help: help)
  }
}

extension DiagnosticCode {
  public static let unknownName = DiagnosticCode(
    "unknown-name",
    "A step uses a name that nothing above it binds. Steps see only what was bound in the notebooks before them and above "
      + "them in their own; names are bound with as.")
  public static let wrongKind = DiagnosticCode(
    "wrong-kind",
    "A name is bound, but to another kind of thing than the step takes: a model where a table is wanted, or the reverse."
  )
}
