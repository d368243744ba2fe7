import Diagnostics

/// Something that a learner has to do: blanks of a cell, or a question answered in words, by choosing, or with a number.
public struct Exercise: Sendable {
  public enum Task: Sendable {
    /// The cell with the blanks, by its place among the notebook's cells.
    case code(cell: Int)
    case answer(AnswerQuestion)
    case choice(ChoiceQuestion)
    case number(NumberQuestion)
  }

  /// Its place among the exercises of its notebook, from 0.
  public var index: Int
  /// `exr-tail`: as the notebook says, or made from the notebook's name and the place.
  public var label: Name
  /// Whether the notebook gave the label.
  public var isNamed: Bool
  public var task: Task
  /// What is asked; empty for a cell, whose text stands around it.
  public var question: [Inline] = []
  /// In the order in which they are revealed.
  public var hints: [[Inline]] = []
  /// Whether the learner's own words belong to their presentation.
  public var isPresented = false
  /// The model answer: the fence `{solution}` below it.
  public var solution: [Block] = []
  public var solutionText = ""
  /// The whole fence of the solution, with its line ends.
  public var solutionSpan: SourceSpan?
  public var layout: FenceLayout
  /// The text behind `sealed:`, in a student's version.
  public var seal: String?

  public init(index: Int, label: Name, isNamed: Bool, task: Task, layout: FenceLayout) {
    self.index = index
    self.label = label
    self.isNamed = isNamed
    self.task = task
    self.layout = layout
  }
}

extension Exercise {
  /// Runs of words: what is asked, hints, the model answer, and of a question the answer that is written or to be chosen.
  public var texts: [[Inline]] {
    let answers: [[Inline]] =
      switch task {
      case .code, .number: []
      case .answer(let answer): answer.blocks.texts
      case .choice(let question): question.choices.map(\.text)
      }
    return [question] + hints + solution.texts + answers
  }
}

/// A question that the reader answers in their own words.
public struct AnswerQuestion: Sendable {
  /// The words as they stand in the file, without the prefixes of lists and quotes; empty when nothing is written yet.
  public var text: String
  public var blocks: [Block]

  public init(text: String, blocks: [Block]) {
    self.text = text
    self.blocks = blocks
  }
}

/// A question with answers to choose from.
public struct ChoiceQuestion: Sendable {
  public struct Choice: Sendable {
    public var text: [Inline]
    public var isChosen: Bool
    public var isRight: Bool
    /// What to say to somebody who chooses it.
    public var feedback: [Inline]
    /// The feedback as the notebook writes it; empty for none.
    public var feedbackText: String
    /// The character between the brackets.
    public var mark: SourceSpan
    /// The lines of the feedback, with their ends; nil when they are sealed or there are none.
    public var feedbackLines: SourceSpan?
  }

  public var choices: [Choice]
  /// Whether what is right is sealed, as in a student's version, and the marks are the reader's.
  public var isSealed: Bool

  /// Whether more than one choice is right.
  public var isMultiple: Bool { choices.count { $0.isRight } > 1 }
}

/// A question whose answer is a number.
public struct NumberQuestion: Sendable {
  /// How far an answer may be from the right one.
  public enum Tolerance: Sendable, Hashable {
    /// Nothing for whole numbers, half a percent of the right one for others.
    case automatic
    case absolute(Double)
    /// A share of the right one: 0.01 for `1%`.
    case relative(Double)
  }

  /// What the reader wrote; nil while it is blank. In the source it is the solution.
  public var given: ExpressionSyntax?
  /// The right answer, an expression over values; nil when it could not be read.
  public var expected: ExpressionSyntax?
  /// The same as text.
  public var expectedText: String
  public var tolerance: Tolerance
  /// What to say when it is wrong.
  public var wrong: [Inline]
  /// Where a value of `expected` is known by: its braces, or the seal.
  public var expectedSpan: SourceSpan
  public var isSealed: Bool
}

/// Where the parts of a fence stand in the file: what is needed to change one of them and nothing else.
public struct FenceLayout: Sendable {
  /// From the first backtick to the end of its line.
  public var opening: SourceSpan
  /// Whole lines with their ends, below the options and above the closing fence; may be empty.
  public var body: SourceSpan
  /// The closing fence's line without its end; empty when there is none.
  public var closing: SourceSpan
  /// What stands before the fence on each of its lines: the indentation of a list, the marks of a quote.
  public var prefix: String
  /// How many backticks or tildes.
  public var length: Int
  /// Where an option line can be added: the start of the line below the opening fence.
  public var optionPlace: Int

  public init(
    opening: SourceSpan, body: SourceSpan, closing: SourceSpan, prefix: String, length: Int, optionPlace: Int
  ) {
    self.opening = opening
    self.body = body
    self.closing = closing
    self.prefix = prefix
    self.length = length
    self.optionPlace = optionPlace
  }
}

extension FenceLayout {
  /// From the start of the opening fence's line to the end of the closing one's, with its line end.
  public var whole: SourceSpan {
    let file = opening.file
    let first = file.line(at: opening.range.lowerBound) - file.firstLine
    let next = file.line(at: closing.range.lowerBound) - file.firstLine + 1
    return file.span(
      file.lineStarts[first]..<(next < file.lineStarts.count ? file.lineStarts[next] : file.bytes.count))
  }
}

extension Exercise {
  /// Where a learner is to write first: the first open blank of a cell, else the body.
  public func place(in notebook: Notebook) -> SourceSpan {
    guard case .code(let cell) = task, notebook.cells.indices.contains(cell) else { return layout.opening }
    return notebook.cells[cell].blanks.first { $0.isOpen }?.span ?? notebook.cells[cell].fence
  }
}
