import Diagnostics
import Notebooks
import Reports

/// What a program presents: the slides, and what has to run for them.
public struct Presentation: Sendable {
  public let program: Program
  public let slides: [SlideSource]
  /// Cells that are shown.
  let cells: Set<CellID>

  /// - Parameter labels: of the slides that are wanted; nil for all.
  public init(_ program: Program, only labels: Set<String>? = nil) {
    self.program = program
    let all = SlideOutline.slides(of: program.folder)
    slides = labels.map { labels in all.filter { labels.contains($0.label) } } ?? all
    cells = Set(slides.compactMap(\.cell))
  }

  /// Figures and tables by their labels, whether or not they are presented: what `--only` of `matinee present` names.
  ///
  /// A cell that no slide shows becomes one, since it has been asked for.
  public init(_ program: Program, figures labels: Set<String>) {
    self.program = program
    var folder = program.folder
    for notebook in folder.notebooks.indices {
      for cell in folder.notebooks[notebook].cells.indices {
        let label = folder.notebooks[notebook].cells[cell].options.label?.text
        folder.notebooks[notebook].cells[cell].options.isPresented = label.map { labels.contains($0) } ?? false
      }
    }
    slides = SlideOutline.slides(of: folder).filter { $0.cell != nil }
    cells = Set(slides.compactMap(\.cell))
  }

  /// Labels of the questions whose answers a learner's folder presents, but nobody has written yet.
  public var unwritten: [String] {
    guard program.isStudentEdition else { return [] }
    return program.folder.notebooks.flatMap(\.exercises).compactMap { exercise in
      guard exercise.isPresented, case .answer(let answer) = exercise.task, answer.blocks.isEmpty else { return nil }
      return exercise.label.text
    }
  }

  /// Only what the slides show and say is computed.
  public var goal: Planner.Goal {
    var quotes: Set<SourceSpan> = []
    for slide in slides {
      // The name of the chapter stands at the foot.
      let title = program.folder.notebooks[slide.notebook].frontMatter.words(of: .title)
      quotes.formUnion((slide.texts.values + title.values).map(\.span))
    }
    // A folder without words of its own opens with those of its first notebook.
    let opening = program.folder.notebooks.first?.frontMatter.texts ?? []
    quotes.formUnion(opening.joined().values.map(\.span))
    return .cells(cells, quotes: quotes)
  }

  /// The deck as text, and a warning for each slide that had no room for all that it was to show.
  public func deck(_ result: RunResult, version: String) -> (text: String, warnings: [Diagnostic]) {
    let report = ReportAssembly.report(program, result, version: version)
    let writer = ReportWriter(folder: report, labels: program.labels, images: ImageFiles.embedded(program))
    let deck = DeckWriter(writer, slides: slides).deck()
    return (deck.text, deck.cuts.map(Self.warning))
  }

  private static func warning(_ cut: SlideCut) -> Diagnostic {
    Diagnostic(
      .slideCut, "the slide has room for \(cut.shown) of \(Phrase.count(cut.count, cut.kind.noun))", at: cut.anchor,
      label: "the rest is not on it", severity: .warning, help: [advice(cut)])
  }
}

extension SlideSource {
  /// The cell that it shows.
  var cell: CellID? {
    if case .cell(let index) = content { CellID(notebook: notebook, cell: index) } else { nil }
  }
}

extension Presentation {
  private static func advice(_ cut: SlideCut) -> String {
    switch cut.kind {
    case .rows: "show fewer, as in: show table limit: \(max(cut.shown, 1))"
    case .columns: "choose the columns that matter, as in: show table columns: [a, b]"
    case .items, .paragraphs: "say less, or present it as two slides"
    case .lines: "fold the code, or present what it shows"
    }
  }
}

extension DiagnosticCode {
  public static let slideCut = DiagnosticCode(
    "slide-cut",
    "A slide has no room for all rows, columns or lines of what it shows, in the smallest text that is read from afar. The slide says "
      + "how many there are; the report has them all.")
  public static let nothingPresented = DiagnosticCode(
    "nothing-presented",
    "A presentation is made of what the notebooks mark: cells and answers with `#| present: true`, headings and formulas with "
      + "{.present} behind them. These notebooks mark nothing.")
}
