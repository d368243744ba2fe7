import LabSupport
import Plotting
import Reports
import Tables

/// A text that a reader of a report sees, and that the program wrote.
struct SpokenText {
  enum Kind {
    case sentence
    /// A title, a footnote, a name.
    case words
    /// What a chart shows, where long names are parted and cut.
    case drawn
  }

  var kind: Kind
  /// Names of the language and of columns, which are set as code, are a circle here.
  var text: String

  /// All of some blocks; what a table or a chart took from data is left out where it stands alone.
  static func all(in blocks: [ReportBlock], data: KnownNames) -> [SpokenText] {
    blocks.flatMap(\.texts).flatMap { text -> [SpokenText] in
      switch text {
      case .sentence(let runs): [SpokenText(kind: .sentence, text: Self.text(runs))]
      case .words(let words): [SpokenText(kind: .words, text: words)]
      case .entry(let words): data.holds(words) ? [] : [SpokenText(kind: .words, text: words)]
      case .chart(let chart): of(chart)
      }
    }
  }

  static func of(_ facts: [Fact]) -> [SpokenText] {
    facts.flatMap { [$0.name, $0.value, $0.note] }.map { SpokenText(kind: .words, text: $0) }
  }

  private static func text(_ runs: [Run]) -> String {
    runs.map { run in
      switch run {
      case .text(let text), .strong(let text): text
      case .code: "◯"
      }
    }.joined()
  }

  private static func of(_ chart: Chart) -> [SpokenText] {
    let entities = [("&quot;", "\""), ("&#39;", "'"), ("&lt;", "<"), ("&gt;", ">"), ("&amp;", "&")]
    let drawn = chart.svg(.standalone).matches(of: />([^<>\n]+)</).map { match in
      entities.reduce(String(match.1)) { $0.replacing($1.0, with: $1.1) }
    }
    return ([chart.title] + chart.dataTable.columns.map(\.name)).map { SpokenText(kind: .words, text: $0) }
      + drawn.map { SpokenText(kind: .drawn, text: $0.replacing(/\S*…/, with: "")) }
      + ([chart.summary] + chart.notes).map { SpokenText(kind: .sentence, text: $0) }
  }

  /// Without the names of options, which are written with their colon.
  private var words: String { text.replacing(/[a-z][a-z-]*:/, with: "◯") }

  /// Latin words of three and more letters that are no names.
  func foreignWords(_ names: KnownNames) -> [String] {
    words.matches(of: KnownNames.word).map { String($0.0) }.filter { word in
      if word.count < 3 || names.words.contains(word) { return false }
      return kind != .drawn || !names.words.contains { $0.contains(word) }
    }
  }

  /// Punctuation of Latin text beside Japanese, and a per cent sign apart from its number.
  var foreignPunctuation: [String] {
    words.matches(of: /[ぁ-んァ-ヶー一-龠）」][,;.:!?]|[,;:!?] ?[ぁ-んァ-ヶ一-龠]|[0-9][ \u{A0}]%/).map { String($0.0) }
  }
}

/// The names that a run knows: they stand as they are in every language.
struct KnownNames {
  /// Latin letters and what may stand among them.
  static var word: Regex<Substring> { /[A-Za-z][A-Za-z0-9_'-]*[A-Za-z0-9]/ }

  private(set) var words: Set<String> = [
    "ROC", "NDCG", "MAP", "JSON", "NaN", "Infinity", "Python", "Excel", "null", "true", "false",
  ]
  private var texts: Set<String> = []

  /// - Parameter code: the cell; the texts in it are names as well.
  init(_ run: LabRun, code: String) {
    for type in ColumnType.allCases { words.insert(type.rawValue) }
    for (id, value) in run.recorded {
      learn(id.name)
      for (name, column) in value.table?.named ?? [] where column.type == .string {
        let values = Set(column.listing)
        texts.formUnion(values)
        // Titles are names; whole reviews would make every English word one.
        for text in values where text.count < 60 && !Self.prose.contains(name) { learn(text) }
      }
    }
    for step in run.program.steps {
      for type in step.step.effect.outputs { for name in type.schema?.names ?? [] { learn(name) } }
    }
    for text in code.matches(of: /"([^"]+)"/) {
      learn(String(text.1))
      // As embed makes a word of a title.
      learn(text.1.lowercased().replacing(" ", with: "-"))
    }
  }

  private static let prose: Set<String> = ["review_body", "review_headline"]

  private mutating func learn(_ name: String) {
    words.insert(name)
    for word in name.matches(of: Self.word) { words.insert(String(word.0)) }
    // Axes have the names of columns with blanks.
    for word in name.split(separator: "_") { words.insert(String(word)) }
  }

  /// Whether a table's entry comes from data, whole, cut, or with its frequency.
  func holds(_ entry: String) -> Bool {
    let text = entry.replacing(#/ \([0-9,]+\)$/#, with: "")
    if texts.contains(text) { return true }
    guard text.hasSuffix("…") else { return false }
    return texts.contains { $0.hasPrefix(text.dropLast()) }
  }
}
