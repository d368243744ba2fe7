import Tables

/// What a step is called, what it takes and what it gives: all that the checker, `matinee help` and the reference need.
public struct Signature: Sendable {
  /// The chapter of the reference that a step stands in.
  public enum Group: String, Sendable, CaseIterable {
    case reading = "reading and writing"
    case looking, rows, columns, statistics, learning, charts, checks
  }

  /// What `as` binds.
  public enum Result: Sendable, Equatable {
    /// Nothing: `as` is an error.
    case nothing
    /// Something that may be given a name; the words say what.
    case optional(String)
    /// Something that is of no use without a name: one word for each name after `as`.
    case required([String])
    /// A table with other rows, or with other columns: under the name after `as`, or under the table's own.
    case changedRows, changedColumns

    public var isChangedTable: Bool { self == .changedRows || self == .changedColumns }
  }

  /// The verb, or the verb and its first operand: `dedupe`, `plot bar`.
  public let name: String
  public let group: Group
  /// One sentence, with its full stop.
  public let summary: String
  /// Paragraphs of the help page: rules, choices and their reasons.
  public let details: [String]
  /// In the order they are written.
  public let operands: [Parameter]
  public let options: [Parameter]
  /// Set when keys are the names of new columns; says what their values are.
  public let newColumns: Parameter?
  public let result: Result
  /// Whether it publishes values under the name of its first operand, as `evaluate` does under the model's: when it fails, these
  /// are unknown.
  public let publishesUnderOperand: Bool
  public let examples: [Example]
  /// Raised by the author of a step whenever the same statement on the same inputs gives something else than before, so that
  /// results in caches are not taken for its own.
  public let revision: Int

  public init(
    _ name: String, group: Group, summary: String, details: [String] = [], operands: [any DeclaredParameter] = [],
    options: [any DeclaredParameter] = [], newColumns: (any DeclaredParameter)? = nil, result: Result = .nothing,
    publishesUnderOperand: Bool = false, examples: [Example],
    revision: Int = 1
  ) {
    self.name = name
    self.group = group
    self.summary = summary
    self.details = details
    self.operands = operands.map(\.parameter)
    self.options = options.map(\.parameter)
    self.newColumns = newColumns?.parameter
    self.result = result
    self.publishesUnderOperand = publishesUnderOperand
    self.examples = examples
    self.revision = revision
  }

  /// The first word of the name.
  public var verb: String { String(name.prefix { $0 != " " }) }
  /// The second word of the name, which is the statement's first operand.
  public var kind: String? { name.firstIndex(of: " ").map { String(name[name.index(after: $0)...]) } }

  /// As `usage`, or without what need not be given where that would be long: `train fm on: TABLE target: EXPRESSION … as MODEL`
  var hint: String {
    guard usage.count > 90 else { return usage }
    var words = [name] + operands.filter(\.isRequired).map(\.kind.placeholder)
    words += options.filter(\.isRequired).map { "\($0.name): \($0.kind.placeholder)" } + ["…"]
    if case .required(let names) = result {
      words.append("as " + names.map { $0.uppercased() }.joined(separator: ", "))
    }
    return words.joined(separator: " ") + "; all options: matinee help \(name)"
  }

  /// `dedupe TABLE [by: COLUMNS] [as NAME]`
  public var usage: String {
    var words = [name]
    words += operands.map { $0.isRequired ? $0.kind.placeholder : "[\($0.kind.placeholder)]" }
    words += options.map { option in
      let text = "\(option.name): \(option.kind.placeholder)"
      return option.isRequired ? text : "[\(text)]"
    }
    if let newColumns { words.append("NEW: \(newColumns.kind.placeholder) …") }
    switch result {
    case .nothing: break
    case .optional, .changedRows, .changedColumns: words.append("[as NAME]")
    case .required(let names): words.append("as " + names.map { $0.uppercased() }.joined(separator: ", "))
    }
    return words.joined(separator: " ")
  }
}

/// A runnable piece of a notebook: documentation and test at once.
public struct Example: Sendable {
  /// What stands before the example when it runs, so that it need not be written in every one.
  public enum Setting: String, Sendable {
    case nothing
    /// `reviews`: a small sample.
    case reviews
    /// `train` and `test`: cleaned, indexed and split.
    case split
    /// `model` (regression) and `liked` (classification), trained on `train`.
    case models
  }

  public let title: String
  public let setting: Setting
  public let code: String

  public init(_ title: String, after setting: Setting = .reviews, _ code: String) {
    self.title = title
    self.setting = setting
    self.code = code
  }
}
