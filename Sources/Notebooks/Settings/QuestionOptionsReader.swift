import Diagnostics

/// The fences that are questions, and the one that answers.
enum QuestionKind: String, CaseIterable {
  case answer, choice, number, solution

  /// As it is written behind the backticks.
  var info: String { "{\(rawValue)}" }

  init?(info: String) {
    guard info.hasPrefix("{"), info.hasSuffix("}") else { return nil }
    self.init(rawValue: String(info.dropFirst().dropLast()))
  }

  /// What an info string that is not quite one was meant to be: `{Solution}`, `{ answer }`, `{.solution}`, `{solution #a}`, and
  /// `solution`, which is the name of no language.
  init?(resembling info: String) {
    if info.lowercased() == Self.solution.rawValue {
      self = .solution
      return
    }
    guard info.hasPrefix("{"), info.hasSuffix("}") else { return nil }
    let words = info.lowercased().split { !$0.isLetter }
    guard let kind = Self.allCases.first(where: { words.contains(Substring($0.rawValue)) }) else { return nil }
    self = kind
  }

  /// The keys of its `#|` lines.
  var keys: [String] {
    switch self {
    case .answer: ["exercise", "question", "hint", "present"]
    case .choice: ["exercise", "question", "hint", "sealed"]
    case .number: ["exercise", "question", "hint", "tolerance", "wrong", "sealed"]
    case .solution: []
    }
  }
}

/// The `#| key: value` lines of a question.
struct QuestionOptions {
  var label: Name?
  var question: [Inline] = []
  var hints: [[Inline]] = []
  var isPresented = false
  var tolerance = NumberQuestion.Tolerance.automatic
  var wrong: [Inline] = []
  /// What the seal holds, and where it stands.
  var sealed: [String]?
  /// The seal itself, as it is written.
  var seal: String?
  var sealSpan: SourceSpan?

  /// `lines` leave out the `#|`.
  static func read(
    file: SourceFile, lines: [Range<Int>], kind: QuestionKind
  ) -> (QuestionOptions, [Diagnostic]) {
    var yaml = YAMLReader(file: file, lines: lines)
    let root = yaml.read()
    var options = QuestionOptions()
    var settings = SettingsReader(file: file)
    settings.diagnostics = yaml.diagnostics
    if case .mapping(let pairs)? = root?.kind {
      for pair in pairs { options.read(pair.key, pair.value, kind, &settings) }
    } else if let root {
      settings.diagnostics.append(
        Diagnostic(
          .wrongSettingType, "options of a question are lines of key: value", at: root.span,
          help: ["write #| question: Why is that so?"]))
    }
    return (options, settings.diagnostics)
  }

  private mutating func read(
    _ key: Name, _ value: YAMLNode, _ kind: QuestionKind, _ settings: inout SettingsReader
  ) {
    guard kind.keys.contains(key.text) else {
      settings.unknown(key, among: kind.keys, in: "a question \(kind.info)")
      return
    }
    switch key.text {
    case "exercise": label = settings.exerciseLabel(value, key)
    case "question": question = settings.inlines(value, key) ?? []
    case "hint": hints = settings.inlineList(value, key)
    case "present": isPresented = settings.boolean(value, key) ?? false
    case "tolerance": readTolerance(value, key, &settings)
    case "wrong": wrong = settings.inlines(value, key) ?? []
    default: readSeal(value, key, &settings)
    }
  }

  /// `0.5`, or `1%` of the right answer.
  private mutating func readTolerance(_ value: YAMLNode, _ key: Name, _ settings: inout SettingsReader) {
    let number: Double? =
      switch value.parameterValue {
      case .integer(let whole): Double(whole)
      case .decimal(let decimal): decimal
      default: nil
      }
    if let number, number >= 0 {
      tolerance = .absolute(number)
    } else if case .string(let text)? = value.parameterValue, text.hasSuffix("%"),
      let share = Double(text.dropLast().filter { $0 != " " }), share >= 0, share.isFinite
    {
      tolerance = .relative(share / 100)
    } else {
      settings.expected("a number such as 0.5, or a share such as 1%", for: key, found: value)
    }
  }

  private mutating func readSeal(_ value: YAMLNode, _ key: Name, _ settings: inout SettingsReader) {
    sealSpan = value.span
    seal = settings.text(value, key)
    sealed = seal.flatMap { Seal.open($0) }
    if sealed == nil {
      settings.diagnostics.append(
        Diagnostic(
          .brokenSeal, "the sealed answer of this question is damaged", at: value.span,
          help: ["copy the line from the folder as you got it"]))
    }
  }
}

extension DiagnosticCode {
  public static let brokenSeal = DiagnosticCode(
    "broken-seal",
    "In a student's version, sealed: holds what is right without showing it. This line was changed or cut off, so that answers "
      + "cannot be checked.")
}
