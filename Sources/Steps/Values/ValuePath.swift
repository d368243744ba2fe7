import Diagnostics
import Notebooks
import Tables

/// A path to a value, resolved: what has to be there before it can be read.
public enum ValuePath: Sendable, Hashable {
  /// A value that a step published, such as `model.test.rmse`.
  case published(String)
  /// `reduced.rows`
  case rows(ValueID)
  /// `reduced.columns`
  case columns(ValueID, count: Int)
  /// `customers.count.max`
  case statistic(ValueID, column: String, ColumnStatistic)
}

/// Finds what a path means at some place of the folder.
public struct ValuePathResolver: Sendable {
  public var context: CheckContext

  public init(_ context: CheckContext) { self.context = context }

  /// The text of a path, its parts joined by dots.
  public static func text(_ names: [Name]) -> String { names.map(\.text).joined(separator: ".") }

  /// The parameter that `params.NAME` stands for, or nil when the path does not start with `params`.
  public func parameter(_ names: [Name]) throws -> ResolvedParameter? {
    guard let head = names.first, head.text == "params", names.count > 1, context.bindings["params"] == nil else {
      return nil
    }
    let name = Self.text(Array(names.dropFirst()))
    if let parameter = context.parameters[name] { return parameter }
    let span = names.dropFirst().reduce(names[1].span) { $0.union($1.span) }
    let known = context.parameters.keys.sorted()
    let near = NearMiss.suggestions(for: name, among: known)
    var help = [NearMiss.question(near)].compactMap { $0 }
    help.append("declare it under params: in the front matter or in _matinee.yml")
    throw Diagnostic(
      .unknownParameter, "there is no parameter \"\(name)\"", at: span, label: "not declared",
      notes: known.isEmpty ? [] : ["the parameters are " + known.joined(separator: ", ")], help: help,
      replacements: near.prefix(1).map { Replacement(span, with: $0) })
  }

  /// What a path of two or more names means, and the type of its value.
  public func resolve(_ names: [Name]) throws -> (path: ValuePath, type: ColumnType) {
    let text = Self.text(names)
    if let type = context.published[text] { return (.published(text), type) }
    let head = names[0]
    if context.poisoned.contains(head.text) || context.poisoned.contains(head.text + ".") { throw AlreadyReported() }
    guard let binding = context.bindings[head.text] else { throw unknownName(head) }
    let whole = names.reduce(head.span) { $0.union($1.span) }
    let publishedHere = context.published.keys.filter { $0.hasPrefix(head.text + ".") }
    guard let schema = binding.type.schema else {
      throw unknownValue(
        text, at: whole, candidates: publishedHere, binding: binding,
        note: publishedHere.isEmpty
          ? "\(head.text) is a model; evaluate it to give it values such as \(head.text).test.rmse" : nil)
    }
    if names.count == 2 {
      switch names[1].text {
      case "rows": return (.rows(binding.id), .integer)
      case "columns": return (.columns(binding.id, count: schema.count), .integer)
      default:
        let candidates = publishedHere + ["\(head.text).rows", "\(head.text).columns"]
        if schema.type(of: names[1].text) != nil {
          throw unknownValue(
            text, at: whole, candidates: [], binding: binding,
            note: "a column has many values: ask for \(text).mean, for instance, or "
              + ColumnStatistic.allCases.filter { $0 != .mean }.map { ".\($0.rawValue)" }.joined(separator: ", "))
        }
        throw unknownValue(text, at: whole, candidates: candidates, binding: binding, note: nil)
      }
    }
    if names.count == 3 {
      guard let type = schema.type(of: names[1].text) else {
        if !publishedHere.isEmpty, !publishedHere.filter({ $0.hasPrefix("\(head.text).\(names[1].text).") }).isEmpty {
          throw unknownValue(text, at: whole, candidates: publishedHere, binding: binding, note: nil)
        }
        throw CheckFaults.unknownColumn(
          names[1].text, at: names[1].span, table: head.text, schema: schema, bindingSpan: binding.span)
      }
      guard let statistic = ColumnStatistic(rawValue: names[2].text) else {
        // The path is right up to its last part, so that part alone is compared.
        let word = Self.synonyms[names[2].text] ?? names[2].text
        let statistics = ColumnStatistic.allCases.filter { $0.type(for: type) != nil }.map(\.rawValue)
        let near = statistics.contains(word) ? [word] : NearMiss.suggestions(for: word, among: statistics)
        throw unknownValue(
          text, at: whole, candidates: [], near: near.map { "\(head.text).\(names[1].text).\($0)" }, binding: binding,
          note: "of a column one can ask for " + ColumnStatistic.allCases.map(\.rawValue).joined(separator: ", "))
      }
      guard let answer = statistic.type(for: type) else {
        throw Diagnostic(
          .typeMismatch, "a column of type \(type.rawValue) has no \(statistic.rawValue)", at: names[2].span,
          label: "\(names[1].text) is \(type.rawValue)")
      }
      return (.statistic(binding.id, column: names[1].text, statistic), answer)
    }
    throw unknownValue(text, at: whole, candidates: publishedHere, binding: binding, note: nil)
  }

  /// What other tools call the statistics of a column.
  private static let synonyms = [
    "avg": "mean", "average": "mean", "minimum": "min", "maximum": "max", "total": "sum", "stddev": "std",
    "deviation": "std", "distinct": "unique", "nunique": "unique", "missing": "nulls", "null": "nulls", "na": "nulls",
  ]

  private func unknownName(_ name: Name) -> Diagnostic {
    CheckFaults.unknownName(name, wanted: .value, context: context)
  }

  private func unknownValue(
    _ text: String, at span: SourceSpan, candidates: some Sequence<String>, near: [String] = [], binding: Binding,
    note: String?
  ) -> Diagnostic {
    let candidates = candidates.sorted()
    let near = near.isEmpty ? NearMiss.suggestions(for: text, among: candidates) : Array(near.prefix(1))
    return Diagnostic(
      .unknownValue, "there is no value \"\(text)\"", at: span, label: "no step above gives it",
      related: [SpanLabel(binding.span, "\(binding.id.name) comes from here")],
      notes: note.map { [$0] } ?? (candidates.isEmpty ? [] : ["there are " + candidates.joined(separator: ", ")]),
      help: [NearMiss.question(near)].compactMap { $0 },
      replacements: near.prefix(1).map { Replacement(span, with: $0) })
  }
}

extension DiagnosticCode {
  public static let unknownValue = DiagnosticCode(
    "unknown-value",
    "A path such as model.test.rmse names a value that no step above gives. Values come from tables (rows, columns, and "
      + "statistics of a column) and from steps that publish them, such as evaluate; their help lists them.")
}
