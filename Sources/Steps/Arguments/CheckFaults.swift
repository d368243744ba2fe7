import Diagnostics
import Notebooks
import Reports
import Tables

/// The faults that many steps share, worded once.
public enum CheckFaults {
  public static func unknownColumn(
    _ name: String, at span: SourceSpan, table: String, schema: Schema, bindingSpan: SourceSpan?,
    types: Set<ColumnType>? = nil, isExpression: Bool = false
  ) -> Diagnostic {
    var help: [String] = []
    var replacements: [Replacement] = []
    let parts = name.split(separator: "-").map(String.init)
    let partTypes = parts.compactMap { schema.type(of: $0) }
    let fitting = types.map { types in schema.fields.filter { types.contains($0.type) }.map(\.name) } ?? schema.names
    if isExpression, parts.count > 1, partTypes.count == parts.count,
      partTypes.allSatisfy(\.isNumeric) || partTypes == [.date, .date] || partTypes == [.datetime, .datetime]
    {
      let difference = parts.joined(separator: " - ")
      help.append("a difference is written with spaces: \(difference)")
      replacements.append(Replacement(span, with: difference))
    } else if isExpression, let function = ExpressionFunction.named(name) {
      help.append("\(name) is a function: \(function.usage)")
    } else {
      let near = NearMiss.suggestions(for: name, among: fitting)
      help += [NearMiss.question(near)].compactMap { $0 }
      replacements += near.prefix(1).map { Replacement(span, with: Lexicon.isWord($0) ? $0 : "`\($0)`") }
    }
    let names = schema.names.prefix(20).joined(separator: ", ") + (schema.count > 20 ? ", …" : "")
    return Diagnostic(
      .unknownColumn, "\(table) has no column \"\(name)\"", at: span, label: "not a column of \(table)",
      related: bindingSpan.map { [SpanLabel($0, "its columns come from here")] } ?? [],
      notes: help.isEmpty && schema.count > 0 ? ["the columns of \(table) are \(names)"] : [], help: help,
      replacements: replacements)
  }

  /// What a name is to stand for, as a sentence calls it.
  public enum Wanted: String, Sendable { case table, model, embedding, value }

  /// A name that is not bound here; says so when it is bound further below.
  public static func unknownName(_ name: Name, wanted: Wanted, context: CheckContext) -> Diagnostic {
    let known = context.bindings.keys.filter { !$0.isEmpty }.sorted()
    let fitting = known.filter { context.bindings[$0].map { $0.type.isA(wanted) } ?? false }
    let near = NearMiss.suggestions(for: name.text, among: fitting)
    var help = [NearMiss.question(near)].compactMap { $0 }
    let parts = name.text.split(separator: "-").map(String.init)
    if help.isEmpty, parts.count > 1, parts.allSatisfy({ context.bindings[$0] != nil }) {
      help.append("a difference is written with spaces: \(parts.joined(separator: " - "))")
    }
    if let below = context.everyBinding[name.text]?.first {
      return Diagnostic(
        .unknownName, "\"\(name.text)\" is used before it is bound", at: name.span, label: "not bound above this line",
        related: [SpanLabel(below, "bound here")],
        help: ["steps see only what stands above them: move this one below that one"])
    }
    if wanted == .value, let table = known.first(where: { context.bindings[$0]?.has(column: name.text) ?? false }) {
      help = ["of a column, ask for one number: \(table).\(name.text).mean, for instance, or .min, .max, .nulls"]
    } else if wanted == .value, ["rows", "columns"].contains(name.text), let table = known.first {
      help = ["say of which table, as in \(table).\(name.text)"]
    }
    if help.isEmpty {
      help.append("names come from \"as\" at the end of a step: … as \(name.text)")
    }
    return Diagnostic(
      .unknownName, "there is no \(wanted.rawValue) \"\(name.text)\" here", at: name.span,
      label: "not bound above this line",
      notes: known.isEmpty ? [] : ["bound above are " + known.joined(separator: ", ")], help: help,
      replacements: wanted == .value ? [] : near.prefix(1).map { Replacement(name.span, with: $0) })
  }

  /// "an integer, a decimal or a boolean".
  static func listed(_ types: Set<ColumnType>) -> String {
    var names = Set(types.map(\.described))
    // Several kinds of numbers or of times are one to a learner.
    if types.isSuperset(of: [.integer, .decimal]) {
      names.subtract([ColumnType.integer, .decimal, .index].map(\.described))
      names.insert("a number")
    }
    if types.isSuperset(of: [.date, .datetime]) { names.remove(ColumnType.datetime.described) }
    if names.remove(ColumnType.boolean.described) != nil { names.insert("true or false") }
    return Phrase.list(names.sorted(), conjunction: "or")
  }

  /// Every table that a step gives has each name once: the names that people choose may be those that the step gives itself.
  public static func requireDistinctColumns(
    _ effect: Effect, of statement: Statement, _ signature: Signature
  ) throws(Diagnostic) {
    for schema in effect.outputs.compactMap(\.schema) {
      guard let name = schema.repeated.first else { continue }
      throw TableFaults.nameClash(
        [name], "would be there twice in what \(signature.name) gives", at: statement.verb.span,
        help: ["give the column another name first, with rename"])
    }
  }

  public static func wrongKind(_ name: Name, binding: Binding, wanted: Wanted) -> Diagnostic {
    let kind = ArgumentBinder.article(wanted.rawValue)
    return Diagnostic(
      .wrongKind, "\"\(name.text)\" is \(ArgumentBinder.article(binding.type.noun)), not \(kind)", at: name.span,
      label: "\(kind) is wanted here",
      related: [SpanLabel(binding.span, "it was bound here")])
  }

  public static func wrongColumnType(
    _ column: String, _ type: ColumnType, wanted: Set<ColumnType>, at span: SourceSpan, bindingSpan: SourceSpan?
  ) -> Diagnostic {
    var help: [String] = []
    if type == .string, let likely = [ColumnType.decimal, .integer, .date].first(where: wanted.contains) {
      let what = likely == .date ? "dates" : "numbers"
      help.append("if its values are \(what), say so where it is loaded: types: [\(column): \(likely.rawValue)]")
    }
    if type == .date || type == .datetime, wanted.contains(.integer) || wanted.contains(.decimal) {
      help.append(
        "derive a number of it first: days(\(column)), which counts from 1970, or a part of it such as year(\(column))")
    }
    return Diagnostic(
      .typeMismatch, "\(listed(wanted)) is wanted, and the column \"\(column)\" is \(type.described)", at: span,
      label: type.rawValue, related: bindingSpan.map { [SpanLabel($0, "its type comes from here")] } ?? [], help: help)
  }
}

extension TableArgument {
  /// The type of a column, which is one of `wanted`; otherwise a fault at `span`.
  ///
  /// - Parameter near: the types of columns that may be meant by a name that the table does not have; nil for all.
  @discardableResult
  func require(
    _ column: String, of wanted: Set<ColumnType>?, near: Set<ColumnType>? = nil, at span: SourceSpan
  ) throws -> ColumnType {
    guard let type = schema.type(of: column) else {
      throw CheckFaults.unknownColumn(
        column, at: span, table: name, schema: schema, bindingSpan: bindingSpan, types: near)
    }
    if let wanted, !wanted.contains(type) {
      throw CheckFaults.wrongColumnType(column, type, wanted: wanted, at: span, bindingSpan: bindingSpan)
    }
    return type
  }
}

extension ValueType {
  /// Whether a name of it can stand where this is wanted; anything may give a value.
  fileprivate func isA(_ wanted: CheckFaults.Wanted) -> Bool {
    switch (wanted, self) {
    case (.table, _): schema != nil
    case (.model, .model), (.embedding, .embedding), (.value, _): true
    case (.model, _), (.embedding, _): false
    }
  }
}

extension Binding {
  func has(column: String) -> Bool {
    type.schema?.type(of: column) != nil
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
