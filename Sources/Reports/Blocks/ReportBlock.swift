/// What a step shows in a report. A step makes these, and knows nothing of how a page or a slide shows them.
///
/// A kind of block is a file of its own, which says all of that (`BlockContent`); here it has its case, and its line of `content`.
public enum ReportBlock: Sendable {
  /// A sentence with its numbers: "12,345 of 4,057,147 rows were repeats, 0.3 %; 4,044,802 remain."
  case sentence([Run])
  case table(TableBlock)
  case figure(FigureBlock)
  /// A list of names and values, such as a model's metrics beside the naive guess.
  case facts([Fact])
  /// Something the reader should know before believing the numbers (skipped lines, values a chart could not show).
  case remark([Run])
  /// Text as it is, line by line, such as a request and its answer; `title` says what it is to those who do not see it.
  case code(String, title: String)

  var content: any BlockContent {
    switch self {
    case .sentence(let runs): SentenceBlock(runs: runs)
    case .table(let table): table
    case .figure(let figure): figure
    case .facts(let facts): FactsBlock(facts: facts)
    case .remark(let runs): RemarkBlock(runs: runs)
    case .code(let text, let title): CodeBlock(text: text, title: title)
    }
  }

  /// What it says, for those who look at the words of a report.
  public var texts: [BlockText] { content.texts }
}
