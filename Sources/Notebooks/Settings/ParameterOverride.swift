import CivilCalendar
import Diagnostics

extension ParameterValue {
  /// Reads an override such as the value of `-P name:value` as the type of the declared default `like`.
  ///
  /// Lists are written `[a, b]`, entries `[name: value]`; where the default is null, the form of the text decides as in YAML.
  /// Throws what type was expected.
  public static func parse(
    _ text: String, like: ParameterValue, name: String = "the parameter"
  ) throws(Diagnostic) -> ParameterValue {
    if case .string = like { return .string(text) }
    let file = SourceFile(path: "-P", text: text)
    var reader = YAMLReader(file: file, lines: LanguageParser.lines(of: 0..<file.bytes.count, in: file))
    let node = reader.read() ?? YAMLNode(kind: .scalar(text, isPlain: true), span: file.span(0..<file.bytes.count))
    let value = reader.diagnostics.isEmpty ? node.parameterValue : nil
    if let converted = value.flatMap({ convert($0, written: text, like: like) }) { return converted }
    throw Diagnostic(
      .wrongParameterType, "\(name) takes \(like.typeName), found \"\(text)\"",
      help: [like.example.map { "for instance \($0)" } ?? "the type is that of its default"])
  }

  /// The value as the type of `like`; nil when it cannot be. Integers pass as decimals, one item as a list of it.
  static func convert(_ value: ParameterValue, written: String?, like: ParameterValue) -> ParameterValue? {
    switch (value, like) {
    case (_, .null), (.integer, .integer), (.decimal, .decimal), (.boolean, .boolean), (.date, .date),
      (.string, .string):
      return value
    case (.integer(let number), .decimal):
      // A decimal has not every long whole number.
      return WrittenNumber.isFaithful(Double(number), String(number)) ? .decimal(Double(number)) : nil
    case (_, .string): return written.map { .string($0) }
    case (.list(let items), .list(let defaults)):
      guard let first = defaults.first, defaults.allSatisfy({ $0.typeName == first.typeName }) else { return value }
      var converted: [ParameterValue] = []
      for item in items {
        guard let value = convert(item, written: item.plainText, like: first) else { return nil }
        converted.append(value)
      }
      return .list(converted)
    case (.null, .list): return nil
    case (_, .list): return convert(.list([value]), written: nil, like: like)
    case (.entry(let name, let inner), .entry(_, let expected)):
      return convert(inner, written: inner.plainText, like: expected).map { .entry(name, $0) }
    default: return nil
    }
  }

  private var plainText: String? {
    switch self {
    case .integer(let value): String(value)
    case .decimal(let value): value.description
    case .string(let text): text
    case .boolean(let value): value ? "true" : "false"
    case .date(let days): CivilDay(days: days).description
    case .list, .entry, .null: nil
    }
  }

  private var example: String? {
    switch self {
    case .integer: "5"
    case .decimal: "0.5"
    case .boolean: "true"
    case .date: "2015-08-31"
    case .list(let items):
      if case .entry = items.first { "[name: value]" } else { "[a, b]" }
    case .entry: "name: value"
    case .string, .null: nil
    }
  }
}

/// A value that overrides a declared parameter.
public struct ParameterOverride: Sendable {
  public var name: String
  public var value: ParameterValue
  /// Where it is written; nil for the command line.
  public var span: SourceSpan?

  public init(name: String, value: ParameterValue, span: SourceSpan? = nil) {
    self.name = name
    self.value = value
    self.span = span
  }

  /// Reads a YAML file of `name: value` lines for `--params`: every name must be declared, every value takes its type.
  public static func read(
    file: SourceFile, declared: [FrontMatter.Parameter]
  ) -> (overrides: [ParameterOverride], diagnostics: [Diagnostic]) {
    var yaml = YAMLReader(file: file, lines: LanguageParser.lines(of: 0..<file.bytes.count, in: file))
    guard let root = yaml.read() else { return ([], yaml.diagnostics) }
    var diagnostics = yaml.diagnostics
    var overrides: [ParameterOverride] = []
    guard case .mapping(let pairs) = root.kind else {
      let fault = Diagnostic(.wrongSettingType, "parameters are lines of name: value", at: root.span)
      return ([], diagnostics + [fault])
    }
    for pair in pairs {
      guard let parameter = declared.first(where: { $0.name.text == pair.key.text }) else {
        diagnostics.append(unknown(pair.key.text, declared: declared, at: pair.key.span))
        continue
      }
      var written: String?
      if case .scalar(let text, _) = pair.value.kind { written = text }
      if let value = pair.value.parameterValue.flatMap({
        ParameterValue.convert($0, written: written, like: parameter.value)
      }) {
        overrides.append(ParameterOverride(name: pair.key.text, value: value, span: pair.value.span))
      } else {
        diagnostics.append(
          Diagnostic(
            .wrongParameterType, "\(pair.key.text) takes \(parameter.value.typeName)", at: pair.value.span,
            label: "found \(pair.value.described)",
            related: [SpanLabel(parameter.valueSpan, "its type comes from this default")]))
      }
    }
    return (overrides, diagnostics)
  }

  /// A command-line argument `name:value`, read as the type of the declared default.
  public static func parse(
    argument: String, declared: [FrontMatter.Parameter]
  ) throws(Diagnostic) -> ParameterOverride {
    guard let colon = argument.firstIndex(of: ":"), colon > argument.startIndex else {
      throw Diagnostic(.wrongParameterType, "\"\(argument)\" is no name:value", help: ["write -P name:value"])
    }
    let name = String(argument[..<colon])
    guard let parameter = declared.first(where: { $0.name.text == name }) else {
      throw unknown(name, declared: declared, at: nil)
    }
    let text = argument[argument.index(after: colon)...].trimmed
    return ParameterOverride(name: name, value: try .parse(text, like: parameter.value, name: name))
  }

  private static func unknown(_ name: String, declared: [FrontMatter.Parameter], at span: SourceSpan?) -> Diagnostic {
    let names = declared.map(\.name.text)
    let known =
      names.isEmpty ? "the notebooks declare no parameters" : "parameters are \(names.joined(separator: ", "))"
    return Diagnostic(
      .unknownParameter, "there is no parameter \"\(name)\"", at: span,
      help: [NearMiss.question(for: name, among: names) ?? known])
  }
}

extension DiagnosticCode {
  static let wrongParameterType = DiagnosticCode(
    "wrong-parameter-type",
    "A parameter takes the type of its declared default, wherever its value comes from: front matter, a file or -P "
      + "name:value.")
  public static let unknownParameter = DiagnosticCode(
    "unknown-parameter",
    "A parameter is used or set that no front matter declares. Parameters are declared with a default under params:, in the "
      + "notebook or in _matinee.yml, so that every reader sees them; a misspelt one would otherwise be ignored in silence."
  )
}
