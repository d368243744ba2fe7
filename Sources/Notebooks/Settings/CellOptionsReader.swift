import Diagnostics

/// Reads the `#| key: value` lines of a cell.
struct CellOptionsReader {
  static let keys = [
    "label", "eval", "echo", "output", "error", "include", "code-fold", "fig-cap", "fig-alt", "fig-width", "fig-height",
    "tbl-cap", "layout-ncol", "tags", "present", "notes", "exercise", "hint", "check", "gives", "sealed",
  ]

  /// `lines` leave out the `#|`.
  static func read(file: SourceFile, lines: [Range<Int>]) -> (CellOptions, [Diagnostic]) {
    let checks = CheckLines(lines, in: file)
    var yaml = YAMLReader(file: file, lines: checks.rest)
    let root = yaml.read()
    var options = CellOptions()
    var settings = SettingsReader(file: file)
    settings.diagnostics = yaml.diagnostics
    let (statements, faults) = checks.read(in: file)
    options.checks = statements
    options.checkSpan = checks.span
    settings.diagnostics += faults
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
    case "label": options.label = settings.label(value, key)
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
    case "exercise": options.exercise = settings.exerciseLabel(value, key)
    case "hint": options.hints = settings.inlineList(value, key)
    case "gives": options.gives = settings.words(value, key)
    case "sealed":
      options.seal = settings.text(value, key)
      options.checks += sealedChecks(value, key, &settings)
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

  /// The checks of a student's version. Their text is not in the file; what they find is told at the cell.
  private static func sealedChecks(
    _ value: YAMLNode, _ key: Name, _ settings: inout SettingsReader
  ) -> [Statement] {
    guard let text = settings.text(value, key) else { return [] }
    if let texts = Seal.open(text), texts.first == "check" {
      let hidden = SourceFile(
        path: settings.file.path, text: texts.dropFirst().joined(separator: "\n"), isSealed: true)
      let (statements, faults) = LanguageParser.parse(file: hidden, range: 0..<hidden.bytes.count)
      if faults.isEmpty { return statements }
    }
    settings.diagnostics.append(
      Diagnostic(
        .brokenSeal, "the sealed checks of this cell are damaged", at: value.span,
        help: ["copy the line from the folder as you got it"]))
    return []
  }
}

extension DiagnosticCode {
  static let malformedLabel = DiagnosticCode(
    "malformed-label",
    "A label is small letters and digits joined by hyphens, with fig-, tbl-, sec-, eq- or exr- in front when it is "
      + "numbered: fig-stars. It becomes a file's name and an address.")
}
