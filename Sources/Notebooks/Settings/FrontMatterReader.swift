import Diagnostics

/// Reads front matter and `_matinee.yml`: Quarto's keys, and `seed`.
struct FrontMatterReader {
  static let keys = [
    "title", "subtitle", "author", "date", "license", "lang", "abstract", "params", "toc", "execute", "seed",
  ]
  static let folderKeys = keys + ["output-dir", "edition", "handed-out"]
  static let executeKeys = ["eval", "echo", "output", "error", "cache"]

  private var settings: SettingsReader
  private var frontMatter = FrontMatter()

  /// Reads the lines of a front matter, or of a folder's `_matinee.yml`. What is wrong is reported and left out.
  static func read(
    file: SourceFile, lines: [Range<Int>], isFolder: Bool
  ) -> (FrontMatter, [Diagnostic]) {
    var yaml = YAMLReader(file: file, lines: lines)
    let root = yaml.read()
    var reader = FrontMatterReader(settings: SettingsReader(file: file))
    reader.settings.diagnostics = yaml.diagnostics
    if let root { reader.read(root, isFolder: isFolder) }
    return (reader.frontMatter, reader.settings.diagnostics)
  }

  private init(settings: SettingsReader) { self.settings = settings }

  private mutating func read(_ root: YAMLNode, isFolder: Bool) {
    guard case .mapping(let pairs) = root.kind else {
      settings.diagnostics.append(
        Diagnostic(
          .wrongSettingType, "settings are lines of key: value", at: root.span, label: "found \(root.described)"))
      return
    }
    for pair in pairs { read(pair.key, pair.value, isFolder: isFolder) }
  }

  private mutating func read(_ key: Name, _ value: YAMLNode, isFolder: Bool) {
    switch key.text {
    case "title": frontMatter.title = headline(.title, value, key)
    case "subtitle": frontMatter.subtitle = headline(.subtitle, value, key)
    case "author": frontMatter.author = authors(value, key)
    case "date": frontMatter.date = settings.text(value, key)
    case "license": frontMatter.license = headline(.license, value, key)
    case "lang": frontMatter.lang = settings.text(value, key)
    case "abstract": frontMatter.abstract = settings.blocks(value, key)
    case "params": readParameters(value, key)
    case "toc": frontMatter.toc = settings.boolean(value, key)
    case "execute": readExecute(value, key)
    case "seed": frontMatter.seed = settings.integer(value, key, in: 0...Int.max)
    case "output-dir" where isFolder:
      frontMatter.outputDirectory = settings.text(value, key)
      frontMatter.outputDirectorySpan = value.span
    case "edition" where isFolder: frontMatter.edition = edition(value, key)
    case "handed-out" where isFolder: frontMatter.handedOut = handedOut(value, key)
    case "output-dir", "edition", "handed-out":
      settings.diagnostics.append(
        Diagnostic(
          .unknownSetting, "\"\(key.text)\" is a setting of the folder", at: key.span,
          help: ["write it in _matinee.yml"]))
    default:
      let keys = isFolder ? FrontMatterReader.folderKeys : FrontMatterReader.keys
      settings.unknown(key, among: keys, in: isFolder ? "_matinee.yml" : "the front matter")
    }
  }

  private mutating func headline(_ headline: FrontMatter.Headline, _ value: YAMLNode, _ key: Name) -> [Inline]? {
    frontMatter.headlineSpans[headline] = value.span
    return settings.inlines(value, key)
  }

  /// A text, a list of texts, or mappings with `name` as in Quarto.
  private mutating func authors(_ value: YAMLNode, _ key: Name) -> [String] {
    let items: [YAMLNode]
    if case .list(let list) = value.kind { items = list } else { items = [value] }
    return items.compactMap { item in
      if case .mapping(let pairs) = item.kind, let name = pairs.first(where: { $0.key.text == "name" }) {
        return settings.text(name.value, name.key)
      }
      return settings.text(item, key)
    }
  }

  private mutating func edition(_ value: YAMLNode, _ key: Name) -> FrontMatter.Edition? {
    guard let text = settings.text(value, key) else { return nil }
    if let edition = FrontMatter.Edition(rawValue: text) { return edition }
    let known = FrontMatter.Edition.allCases.map(\.rawValue)
    settings.expected(
      known.joined(separator: " or "), for: key, found: value,
      help: [NearMiss.question(for: text, among: known)].compactMap { $0 })
    return nil
  }

  private mutating func handedOut(_ value: YAMLNode, _ key: Name) -> [HandedOutExercise] {
    guard case .list(let items) = value.kind else {
      settings.expected("a list of exercises, as matinee student wrote it", for: key, found: value)
      return []
    }
    return items.compactMap { item in
      guard let text = settings.text(item, key) else { return nil }
      if let exercise = HandedOutExercise(text) { return exercise }
      settings.expected(
        "exercises as matinee student wrote them", for: key, found: item,
        help: ["copy the line from the folder as you got it"])
      return nil
    }
  }

  private mutating func readExecute(_ value: YAMLNode, _ key: Name) {
    guard case .mapping(let pairs) = value.kind else {
      settings.expected(
        "keys of its own: \(FrontMatterReader.executeKeys.joined(separator: ", "))", for: key, found: value)
      return
    }
    for pair in pairs {
      switch pair.key.text {
      case "eval": frontMatter.execute.eval = settings.boolean(pair.value, pair.key)
      case "echo": frontMatter.execute.echo = settings.boolean(pair.value, pair.key)
      case "output": frontMatter.execute.output = settings.boolean(pair.value, pair.key)
      case "error": frontMatter.execute.error = settings.boolean(pair.value, pair.key)
      case "cache": frontMatter.execute.cache = settings.boolean(pair.value, pair.key)
      default: settings.unknown(pair.key, among: FrontMatterReader.executeKeys, in: "execute")
      }
    }
  }

  private mutating func readParameters(_ value: YAMLNode, _ key: Name) {
    guard case .mapping(let pairs) = value.kind else {
      settings.expected("names with their defaults", for: key, found: value)
      return
    }
    for pair in pairs {
      if !Lexicon.isWord(pair.key.text) {
        settings.diagnostics.append(
          Diagnostic(
            .malformedParameterName, "\"\(pair.key.text)\" cannot be a parameter's name", at: pair.key.span,
            help: ["names are words such as min-reviews"]))
      }
      guard let parameter = pair.value.parameterValue else {
        settings.expected("a value or a list", for: pair.key, found: pair.value)
        continue
      }
      frontMatter.params.append(
        FrontMatter.Parameter(name: pair.key, value: parameter, valueSpan: pair.value.span))
    }
  }
}

extension DiagnosticCode {
  static let malformedParameterName = DiagnosticCode(
    "malformed-parameter-name",
    "A parameter is used as params.name in cells, so its name must be a word: letters, digits, underscores and hyphens "
      + "between letters.")
}
