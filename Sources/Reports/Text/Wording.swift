import Notebooks

/// The report's own words in one language: everything a reader sees that no notebook wrote.
public struct Wording: Sendable {
  /// The language the words are in, for `lang` of what is not in the notebook's own language: `en`, `ja`.
  let language: String
  let months: [String]
  let percentSign: String
  let phrases: [Key: String]
  let callouts: [Callout: String]

  /// The words for a BCP 47 tag by its first subtag; English for languages that have none yet.
  public init(lang: String) {
    switch Language(tag: lang) {
    case .english: self = .english
    case .japanese: self = .japanese
    }
  }

  /// The language in which steps speak on the same page.
  var spoken: Language { Language(tag: language) }

  init(
    language: String, months: [String], percentSign: String, callouts: [Callout: String], phrases: [Key: String]
  ) {
    self.language = language
    self.months = months
    self.percentSign = percentSign
    self.callouts = callouts
    self.phrases = phrases
  }

  /// One phrase of the report's own; a test sees to it that each language has all of them.
  enum Key: String, CaseIterable, Sendable {
    case contents, code, copy, copied, skip, previous, next, overview, parameters, footnotes
    case figure, table, section, equation, exercise, data, omitted, backToText, image, keyFigures
    case failed, failedHere, failedShort, seeError, notRun, notRunBecause, pageNotRun, pageNotRunBecause, help, note
    case wideTable, remark, checked, unchecked, uncomputed
    case provenance, seed, steps, sortedPages
    case allParameters, defaultValue, dataFlow, dataFlowNote, eachStep, inputData, takes, gives, uses, reads, writes
    case publishes, recipe, recipeNote, sameColumns, newColumns, lostColumns, andMore, backToReport
    case runAgain, runAgainNote
    case license, version, model, embedding, folderFlow, folderFlowNote, noSteps, sampleNote
    case madeLink
    case exerciseUnsolved, exerciseFailing, exercisePassing, exerciseWaiting, solution, yourAnswer, noAnswer
    case chosen, notChosen, continued
  }

  subscript(_ key: Key) -> String { phrases[key] ?? key.rawValue }

  func name(of callout: Callout) -> String { callouts[callout] ?? callout.rawValue }

  /// "Figure 3", "図3"; the two do not part at a line's end.
  func reference(_ kind: LabelIndex.Kind, _ number: String) -> String {
    if language == "ja" { return self[kind.word] + number + (kind == .section ? "節" : "") }
    return self[kind.word] + ValueText.space + number
  }

  /// "first 5 of 12,345 rows": what steps write under a table that shows only its beginning.
  public func firstRows(_ shown: Int, of total: Int) -> String {
    let all = ValueText.format(.integer(total))
    let some = ValueText.format(.integer(shown))
    return language == "ja" ? "\(all)行中、最初の\(some)行" : "first \(some) of \(all) \(total == 1 ? "row" : "rows")"
  }

  func year(_ year: Int) -> String { language == "ja" ? "\(year)年" : "\(year)" }

  func month(_ year: Int, _ month: Int) -> String {
    language == "ja" ? "\(year)年\(month)月" : "\(months[month - 1]) \(year)"
  }

  func day(_ year: Int, _ month: Int, _ day: Int) -> String {
    language == "ja" ? "\(year)年\(month)月\(day)日" : "\(day) \(months[month - 1]) \(year)"
  }

  /// Whether words such as "waits for" stand behind what they are about.
  var isAfterwards: Bool { language == "ja" }

  /// Of exercises that were handed out and deleted.
  func missing(_ labels: [String]) -> String {
    let listed = labels.joined(separator: language == "ja" ? "、" : ", ")
    if language == "ja" { return "配布された演習のうち\(labels.count)問がありません：\(listed)。配布されたフォルダから写してください。" }
    let count = labels.count == 1 ? "1 exercise that was" : "\(labels.count) exercises that were"
    return
      "\(count) handed out \(labels.count == 1 ? "is" : "are") missing: \(listed). Copy what is missing from the folder as you got it."
  }

  /// "2 of 3 solved", of a notebook's exercises.
  func solved(_ number: Int, of count: Int) -> String {
    language == "ja" ? "\(count)問中\(number)問解答済み" : "\(number) of \(count) solved"
  }

  /// "Hint 1 of 3"; "Hint" when it is the only one.
  func hint(_ number: Int, of count: Int) -> String {
    if language == "ja" { return count == 1 ? "ヒント" : "ヒント\(number)（全\(count)件）" }
    return count == 1 ? "Hint" : "Hint \(number) of \(count)"
  }

  /// A caption's beginning: "Figure 3: ".
  func caption(_ reference: String) -> String { reference + colon + gap }

  /// What stands after a word that introduces what follows, and then between the two: a full-width colon has room of its own.
  var colon: String { language == "ja" ? "：" : ":" }
  var gap: String { language == "ja" ? "" : " " }

  /// What an input is known by: a digest, or what the built-in sample was made of, which results.json says in English.
  func digest(_ text: String) -> String {
    guard language == "ja", let match = text.wholeMatch(of: /built in, ([0-9,]+) rows?, seed ([0-9]+)/) else {
      return text
    }
    return "内蔵、\(match.1)行、シード\(match.2)"
  }

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
