import CivilCalendar
import Languages
import Notebooks

/// What a page says around the author's words and those of its steps, in one language.
public struct Wording: Sendable {
  /// The language of the page: that in which its steps speak as well.
  let say: Language

  /// The words for a BCP 47 tag by its first subtag; English for languages that have none yet.
  public init(lang: String) { say = Language(tag: lang) }

  subscript(_ key: Key) -> String { say(key.words) }

  func name(of callout: Callout) -> String { say(callout.words) }

  /// "Figure 3", "図3"; the two do not part at a line's end.
  func reference(_ kind: LabelIndex.Kind, _ number: String) -> String {
    let word = self[kind.word]
    return say(en: word + ValueText.space + number, ja: word + number + (kind == .section ? "節" : ""))
  }

  /// "first 5 of 12,345 rows": what steps write under a table that shows only its beginning.
  public func firstRows(_ shown: Int, of total: Int) -> String {
    let some = Phrase.integer(shown)
    return say(
      en: "first \(some) of \(Phrase.count(total, "row"))", ja: "\(Phrase.integer(total))行中、最初の\(some)行")
  }

  var percentSign: String { say(en: ValueText.space + "%", ja: "%") }

  func year(_ year: Int) -> String { say(en: "\(year)", ja: "\(year)年") }

  func month(_ date: CivilDay) -> String {
    say(en: "\(Self.months[date.month - 1]) \(date.year)", ja: "\(date.year)年\(date.month)月")
  }

  func day(_ date: CivilDay) -> String {
    say(
      en: "\(date.day) \(Self.months[date.month - 1]) \(date.year)",
      ja: "\(date.year)年\(date.month)月\(date.day)日")
  }

  private static let months = [
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
  ]

  /// Of exercises that were handed out and deleted.
  func missing(_ labels: [String]) -> String {
    let listed = listed(labels)
    let count = labels.count == 1 ? "1 exercise that was" : "\(labels.count) exercises that were"
    return say(
      en: """
        \(count) handed out \(labels.count == 1 ? "is" : "are") missing: \(listed). Copy what is missing from the folder as \
        you got it.
        """,
      ja: "配布された演習のうち\(labels.count)問がありません：\(listed)。配布されたフォルダから写してください。")
  }

  /// "2 of 3 solved", of a notebook's exercises.
  func solved(_ number: Int, of count: Int) -> String {
    say(en: "\(number) of \(count) solved", ja: "\(count)問中\(number)問解答済み")
  }

  /// "Hint 1 of 3"; "Hint" when it is the only one.
  func hint(_ number: Int, of count: Int) -> String {
    count == 1
      ? say(en: "Hint", ja: "ヒント") : say(en: "Hint \(number) of \(count)", ja: "ヒント\(number)（全\(count)件）")
  }

  /// A caption's beginning: "Figure 3: ".
  func caption(_ reference: String) -> String { reference + colon + gap }

  /// What stands after a word that introduces what follows, and then between the two: a full-width colon has room of its own.
  var colon: String { say(en: ":", ja: "：") }
  var gap: String { say(en: " ", ja: "") }

  /// Below a table of a chart's numbers that has more rows: "1,234 further rows are not listed".
  func omitted(_ rows: Int) -> String { Phrase.integer(rows) + gap + self[.omitted] }
}

extension LabelIndex.Kind {
  var word: Wording.Key {
    switch self {
    case .figure: .figure
    case .table: .table
    case .section: .section
    case .equation: .equation
    case .exercise: .exercise
    }
  }
}
