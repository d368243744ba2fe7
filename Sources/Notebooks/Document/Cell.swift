import Diagnostics

/// An executable cell: a fence with the info string `{lab}`.
public struct Cell: Sendable {
  /// Its place among the cells of its notebook, from 0.
  public var index: Int
  public var options: CellOptions
  public var statements: [Statement]
  /// What is shown as its code: the body without the `#|` lines.
  public var code: String
  /// The body with the `#|` lines, without the fences.
  public var body: SourceSpan
  /// The opening fence's line.
  public var fence: SourceSpan
  /// Where each line of `code` stands in the file, without the prefixes of lists and quotes.
  public var codeLines: [Range<Int>]
  /// What `code` was cut into, for all who show or search it.
  public var tokens: [HighlightedToken]
  /// The outermost blanks of its code, filled in or open, in order.
  public var blanks: [Blank] = []
  /// Its place among the notebook's exercises, when it is one.
  public var exercise: Int?

  /// - Parameter tokens: those of the code; nil to cut it here.
  public init(
    index: Int, options: CellOptions, statements: [Statement], code: String, body: SourceSpan, fence: SourceSpan,
    codeLines: [Range<Int>] = [], tokens: [HighlightedToken]? = nil
  ) {
    self.codeLines = codeLines
    self.tokens = tokens ?? LanguageParser.highlight(code)
    self.index = index
    self.options = options
    self.statements = statements
    self.code = code
    self.body = body
    self.fence = fence
  }
}

/// The `#| key: value` lines of a cell. What is nil comes from the notebook's `execute` and then from the folder's.
public struct CellOptions: Sendable {
  /// `fig-stars`, `tbl-head`: with the type prefix; unique in the folder.
  public var label: Name?
  public var eval: Bool?
  public var echo: Bool?
  public var output: Bool?
  /// `true`: an error of this cell is what it shows; the run goes on and does not fail by it.
  public var error: Bool?
  /// `false`: run, but neither its code nor its output is shown.
  public var include: Bool?
  public var codeFold: Bool?
  public var figureCaption: [Inline]?
  public var figureAlternative: [Inline]?
  /// Pixels.
  public var figureWidth: Int?
  public var figureHeight: Int?
  public var tableCaption: [Inline]?
  /// Figures side by side.
  public var layoutColumns: Int?
  public var tags: [String] = []
  /// Whether the cell is a slide of the presentation.
  public var isPresented: Bool?
  /// `present: words`: what its slide says on top; the section's heading otherwise.
  public var headline: [Inline]?
  /// What the speaker says to it; the text around the cell otherwise.
  public var notes: [Block] = []
  /// `exr-tail`: the cell is an exercise that can be referred to.
  public var exercise: Name?
  public var hints: [[Inline]] = []
  /// What must hold when the exercise is solved: `expect … because: "…"`.
  public var checks: [Statement] = []
  /// The lines of `check:`, with their ends; nil when there are none, or they are sealed.
  public var checkSpan: SourceSpan?
  /// The text behind `sealed:`, in a student's version.
  public var seal: String?
  /// Names that its code must bind, where blanks hide them.
  public var gives: [Name] = []

  public init() {}

  /// Runs of words: captions, the slide's headline, the speaker's notes.
  public var texts: [[Inline]] {
    [figureCaption, figureAlternative, tableCaption, headline].compactMap { $0 } + notes.texts
  }
}
