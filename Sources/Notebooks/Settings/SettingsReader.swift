import Diagnostics

/// Reads typed values from YAML and says what is wrong at the value.
struct SettingsReader {
  let file: SourceFile
  var diagnostics: [Diagnostic] = []

  init(file: SourceFile) { self.file = file }

  mutating func expected(_ what: String, for key: Name, found node: YAMLNode, help: [String] = []) {
    diagnostics.append(
      Diagnostic(
        .wrongSettingType, "\"\(key.text)\" takes \(what)", at: node.span.range.isEmpty ? key.span : node.span,
        label: "found \(node.described)", help: help))
  }

  mutating func unknown(_ key: Name, among keys: [String], in place: String) {
    let question = NearMiss.question(for: key.text, among: keys)
    diagnostics.append(
      Diagnostic(
        .unknownSetting, "\(place) has no key \"\(key.text)\"", at: key.span, label: "not a key of \(place)",
        help: [question ?? "known keys are \(keys.joined(separator: ", "))"]))
  }

  mutating func boolean(_ node: YAMLNode, _ key: Name) -> Bool? {
    if case .boolean(let value) = node.parameterValue { return value }
    var help: [String] = []
    if case .scalar(let text, _) = node.kind {
      if ["yes", "on"].contains(text.lowercased()) { help = ["write true"] }
      if ["no", "off"].contains(text.lowercased()) { help = ["write false"] }
      if case .string(let word) = node.parameterValue, ["true", "false"].contains(word) {
        help = ["remove the quotes"]
      }
    }
    expected("true or false", for: key, found: node, help: help)
    return nil
  }

  mutating func integer(_ node: YAMLNode, _ key: Name, in range: ClosedRange<Int>) -> Int? {
    if case .integer(let value) = node.parameterValue, range.contains(value) { return value }
    var bounds = range == Int.min...Int.max ? "" : " from \(range.lowerBound) to \(range.upperBound)"
    if range.upperBound == Int.max, range.lowerBound != Int.min { bounds = " of at least \(range.lowerBound)" }
    expected("an integer\(bounds)", for: key, found: node)
    return nil
  }

  /// Any scalar as the text it was written as.
  mutating func text(_ node: YAMLNode, _ key: Name) -> String? {
    if case .scalar(let text, let isPlain) = node.kind, !(isPlain && text.isEmpty) { return text }
    expected("a text", for: key, found: node)
    return nil
  }

  /// A text, or a list of texts.
  mutating func texts(_ node: YAMLNode, _ key: Name) -> [String] {
    guard case .list(let items) = node.kind else { return text(node, key).map { [$0] } ?? [] }
    return items.compactMap { text($0, key) }
  }

  /// A text with emphasis, math and inline values.
  mutating func inlines(_ node: YAMLNode, _ key: Name) -> [Inline]? {
    guard let text = text(node, key) else { return nil }
    let reader = MarkdownReader(text: text, file: file, span: node.span)
    let found = reader.readInlines()
    diagnostics += reader.diagnostics
    return found
  }

  /// A text, or a list of texts, each with its emphasis, math and inline values.
  mutating func inlineList(_ node: YAMLNode, _ key: Name) -> [[Inline]] {
    guard case .list(let items) = node.kind else { return inlines(node, key).map { [$0] } ?? [] }
    return items.compactMap { inlines($0, key) }
  }

  /// A word of the language, or a list of words, with their places.
  mutating func words(_ node: YAMLNode, _ key: Name) -> [Name] {
    let items: [YAMLNode]
    if case .list(let list) = node.kind { items = list } else { items = [node] }
    return items.compactMap { item in
      guard let text = text(item, key) else { return nil }
      if Lexicon.isWord(text) { return Name(text, span: item.span) }
      expected("names of the language", for: key, found: item, help: ["as in \(key.text): [train, test]"])
      return nil
    }
  }

  mutating func label(_ node: YAMLNode, _ key: Name) -> Name? {
    guard let text = text(node, key) else { return nil }
    if !Labels.isKebabCase(text) {
      let better = Labels.kebabCase(text)
      diagnostics.append(
        Diagnostic(
          .malformedLabel, "\"\(text)\" is no label", at: node.span, label: "write \(better)",
          help: ["labels are small letters and digits joined by hyphens"],
          replacements: [Replacement(node.span, with: better)]))
    }
    return Name(text, span: node.span)
  }

  /// A label that starts with `exr-`, as cross-references need it.
  mutating func exerciseLabel(_ node: YAMLNode, _ key: Name) -> Name? {
    guard let name = label(node, key) else { return nil }
    if Labels.isKebabCase(name.text), !name.text.hasPrefix("exr-") {
      let better = "exr-" + name.text
      diagnostics.append(
        Diagnostic(
          .malformedLabel, "the label of an exercise starts with exr-", at: node.span, label: "write \(better)",
          help: ["so that it can be referred to: @\(better)"], replacements: [Replacement(node.span, with: better)]))
      return Name(better, span: node.span)
    }
    return name
  }

  mutating func blocks(_ node: YAMLNode, _ key: Name) -> [Block] {
    guard let text = text(node, key) else { return [] }
    let reader = MarkdownReader(text: text, file: file, span: node.span)
    let found = reader.readBlocks()
    diagnostics += reader.diagnostics
    return found
  }
}

extension DiagnosticCode {
  static let unknownSetting = DiagnosticCode(
    "unknown-setting",
    "A key of the front matter, of _matinee.yml or of a cell's options is not known. A mistyped key would otherwise be "
      + "ignored in silence.")
  static let wrongSettingType = DiagnosticCode(
    "wrong-setting-type", "The value of a key has another type than the key takes.")
}
