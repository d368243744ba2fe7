import Diagnostics

/// Reads the `#| key: value` lines of a cell.
struct CellOptionsReader {
  static let keys = [
    "label", "eval", "echo", "output", "error", "include", "code-fold", "fig-cap", "fig-alt", "fig-width", "fig-height",
    "tbl-cap", "layout-ncol", "tags", "present", "notes",
  ]

  /// `lines` leave out the `#|`.
  static func read(file: SourceFile, lines: [Range<Int>]) -> (CellOptions, [Diagnostic]) {
    var yaml = YAMLReader(file: file, lines: lines)
    let root = yaml.read()
    var options = CellOptions()
    var settings = SettingsReader(file: file)
    settings.diagnostics = yaml.diagnostics
    if let root {
      if case .mapping(let pairs) = root.kind {
        for pair in pairs { read(pair.key, pair.value, into: &options, &settings) }
      } else {
        settings.diagnostics.append(
          Diagnostic(
            .wrongSettingType, "options of a cell are lines of key: value", at: root.span,
            help: ["write #| label: fig-stars"]))
      }
    }
    return (options, settings.diagnostics)
  }

  private static func read(
    _ key: Name, _ value: YAMLNode, into options: inout CellOptions, _ settings: inout SettingsReader
  ) {
    switch key.text {
    case "label": options.label = label(value, key, &settings)
    case "eval": options.eval = settings.boolean(value, key)
    case "echo": options.echo = settings.boolean(value, key)
    case "output": options.output = settings.boolean(value, key)
    case "error": options.error = settings.boolean(value, key)
    case "include": options.include = settings.boolean(value, key)
    case "code-fold": options.codeFold = settings.boolean(value, key)
    case "fig-cap": options.figureCaption = settings.inlines(value, key)
    case "fig-alt": options.figureAlternative = settings.inlines(value, key)
    case "fig-width": options.figureWidth = settings.integer(value, key, in: 50...10_000)
    case "fig-height": options.figureHeight = settings.integer(value, key, in: 50...10_000)
    case "tbl-cap": options.tableCaption = settings.inlines(value, key)
    case "layout-ncol": options.layoutColumns = settings.integer(value, key, in: 1...12)
    case "tags": options.tags = settings.texts(value, key)
    case "present": present(value, key, into: &options, &settings)
    case "notes": options.notes = settings.blocks(value, key)
    default: settings.unknown(key, among: keys, in: "a cell")
    }
  }

  /// `true` and `false`, or the headline of the slide.
  private static func present(
    _ value: YAMLNode, _ key: Name, into options: inout CellOptions, _ settings: inout SettingsReader
  ) {
    if case .boolean(let isPresented) = value.parameterValue {
      options.isPresented = isPresented
    } else if case .scalar(let text, _) = value.kind, !text.isEmpty {
      options.isPresented = true
      options.headline = settings.inlines(value, key)
    } else {
      settings.expected("true, false or the headline of the slide", for: key, found: value)
    }
  }

  private static func label(_ value: YAMLNode, _ key: Name, _ settings: inout SettingsReader) -> Name? {
    guard let text = settings.text(value, key) else { return nil }
    if !Labels.isKebabCase(text) {
      let better = Labels.kebabCase(text)
      settings.diagnostics.append(
        Diagnostic(
          .malformedLabel, "\"\(text)\" is no label", at: value.span, label: "write \(better)",
          help: ["labels are small letters and digits joined by hyphens"],
          replacements: [Replacement(value.span, with: better)]))
    }
    return Name(text, span: value.span)
  }
}

extension DiagnosticCode {
  static let malformedLabel = DiagnosticCode(
    "malformed-label",
    "A label is small letters and digits joined by hyphens, with fig-, tbl-, sec-, eq- or exr- in front when it is "
      + "numbered: fig-stars. It becomes a file's name and an address.")
}
