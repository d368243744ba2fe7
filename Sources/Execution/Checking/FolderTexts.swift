import Diagnostics
import Notebooks

/// A text of a folder, wherever it is written: below headings, in settings, in the options of cells, in questions and their answers.
struct FolderText {
  enum Words {
    case run([Inline])
    case blocks([Block])
  }

  var words: Words
  /// Lines that it stands in.
  var span: SourceSpan
  /// What to point at when a part of it is not found there as it reads.
  var fallback: SourceSpan
  /// The name of its notebook; nil for a text of the folder's own settings.
  var notebook: String?
  /// Whether learners read it: not before they have answered, what is said then.
  var isHandedOut = true
}

extension NotebookFolder {
  /// All its texts, in the order of its notebooks.
  var texts: [FolderText] {
    texts(of: settings, in: nil) + notebooks.flatMap { texts(of: $0) }
  }

  private func texts(of matter: FrontMatter, in notebook: String?) -> [FolderText] {
    var found = FrontMatter.Headline.allCases.compactMap { headline -> FolderText? in
      guard let span = matter.headlineSpans[headline] else { return nil }
      return FolderText(words: .run(matter.words(of: headline)), span: span, fallback: span, notebook: notebook)
    }
    if let span = matter.abstract.first?.span {
      found.append(FolderText(words: .blocks(matter.abstract), span: span, fallback: span, notebook: notebook))
    }
    return found
  }

  private func texts(of notebook: Notebook) -> [FolderText] {
    let whole = notebook.file.span(0..<notebook.file.bytes.count)
    var found = texts(of: notebook.frontMatter, in: notebook.name)
    found.append(FolderText(words: .blocks(notebook.blocks), span: whole, fallback: whole, notebook: notebook.name))
    for exercise in notebook.exercises { found += texts(of: exercise, in: notebook.name) }
    for cell in notebook.cells {
      let options = cell.options
      func add(_ words: FolderText.Words) {
        found.append(FolderText(words: words, span: cell.body, fallback: cell.fence, notebook: notebook.name))
      }
      for text in [options.headline, options.figureCaption, options.figureAlternative, options.tableCaption] {
        if let text { add(.run(text)) }
      }
      if !options.notes.isEmpty { add(.blocks(options.notes)) }
    }
    return found
  }

  private func texts(of exercise: Exercise, in notebook: String) -> [FolderText] {
    var found: [FolderText] = []
    let fence = exercise.layout.whole
    func add(_ words: FolderText.Words, isHandedOut: Bool = true) {
      found.append(
        FolderText(
          words: words, span: fence, fallback: exercise.label.span, notebook: notebook, isHandedOut: isHandedOut))
    }
    add(.run(exercise.question))
    for hint in exercise.hints { add(.run(hint)) }
    switch exercise.task {
    case .code: break
    case .answer(let answer): add(.blocks(answer.blocks), isHandedOut: false)
    case .choice(let question):
      for choice in question.choices {
        add(.run(choice.text))
        add(.run(choice.feedback), isHandedOut: false)
      }
    case .number(let question): add(.run(question.wrong), isHandedOut: false)
    }
    if let span = exercise.solutionSpan {
      found.append(
        FolderText(
          words: .blocks(exercise.solution), span: span, fallback: span, notebook: notebook, isHandedOut: false))
    }
    return found
  }
}
