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
  }

  var kind: Kind
  /// Names of the language and of columns, which are set as code, are a circle here.
  var text: String

  /// All of some blocks; what a table or a chart took from data is left out where it stands alone.
  static func all(in blocks: [ReportBlock], data: KnownNames) -> [SpokenText] {
    blocks.flatMap { block -> [SpokenText] in
      switch block {
      case .sentence(let runs), .remark(let runs): [SpokenText(kind: .sentence, text: text(runs))]
      case .facts(let facts): of(facts)
      case .table(let table): of(table, data)
      case .figure(let figure): figure.charts.flatMap { of($0) }
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

  private static func of(_ table: TableBlock, _ data: KnownNames) -> [SpokenText] {
    let entries = table.rows.flatMap { $0 }.compactMap { entry -> String? in
      switch entry {
      case .text(let text), .strong(let text): data.holds(text) ? nil : text
      case .null: nil
      }
    }
    return (table.columns.map(\.title) + [table.footnote] + entries).map { SpokenText(kind: .words, text: $0) }
  }

  private static func of(_ chart: Chart) -> [SpokenText] {
    // Names that were cut to fit are data.
    let drawn = chart.svg(.standalone).matches(of: />([^<>\n]+)</).map { String($0.1) }
    let words = [chart.title] + chart.dataTable.columns.map(\.name) + drawn.map { $0.replacing(/\S*…/, with: "") }
    return words.map { SpokenText(kind: .words, text: $0) }
      + ([chart.summary] + chart.notes).map { SpokenText(kind: .sentence, text: $0) }
  }

  /// Latin words of three and more letters that are no names.
  func foreignWords(_ names: KnownNames) -> [String] {
    // An option is written with its colon.
    text.replacing(/[a-z][a-z-]*:/, with: "").matches(of: /[A-Za-z][A-Za-z0-9_'-]*[A-Za-z0-9]/).map { String($0.0) }
      .filter { $0.count >= 3 && !names.words.contains($0) }
  }

  /// Punctuation of Latin text beside Japanese, and a per cent sign apart from its number.
  var foreignPunctuation: [String] {
    text.matches(of: /[ぁ-んァ-ヶー一-龠）」][,;.:!?]|[,;:!?] ?[ぁ-んァ-ヶ一-龠]|[0-9][ \u{A0}]%/).map { String($0.0) }
  }
}

/// The names that a run knows: they stand as they are in every language.
struct KnownNames {
  private(set) var words: Set<String> = ["ROC", "NDCG", "MAP", "null", "true", "false"]
  private var texts: Set<String> = []

  init(_ run: LabRun) {
    for (id, value) in run.recorded {
      learn(id.name)
      guard let table = value.table else { continue }
      for (name, column) in table.named {
        learn(name)
        if column.type != .string { continue }
        let values = Set(column.listing)
        texts.formUnion(values)
        // Titles are names; whole reviews would make every English word one.
        for text in values where text.count < 60 && !Self.prose.contains(name) { learn(text) }
      }
    }
    for (id, type) in run.program.types {
      learn(id.name)
      for name in type.schema?.names ?? [] { learn(name) }
    }
  }

  private static let prose: Set<String> = ["review_body", "review_headline"]

  private mutating func learn(_ name: String) {
    words.insert(name)
    for word in name.matches(of: /[A-Za-z][A-Za-z0-9_'-]*[A-Za-z0-9]/) { words.insert(String(word.0)) }
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
