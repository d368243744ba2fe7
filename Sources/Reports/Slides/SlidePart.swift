import Diagnostics
import Notebooks
import Plotting

/// The one thing of a cell that its slide shows: its figure, or else its table, its values, its sentences, its code; for a
/// cell whose label begins with `tbl-`, its table.
struct SlidePart {
  private enum Content {
    case figure([Chart])
    case table(TableBlock)
    case facts([Fact])
    case sentences([[Run]])
    case code
    /// Nothing, because a step failed, with its message.
    case failed(String)
    case notRun(NotRunReason)
    /// The exercise that has to be solved first.
    case waiting(ExerciseReport.Link)
  }

  private let cell: Cell
  private let label: String
  private let content: Content

  /// nil when the page has no such cell.
  init?(of index: Int, in page: ReportPage) {
    guard page.notebook.cells.indices.contains(index), page.cells.indices.contains(index) else { return nil }
    cell = page.notebook.cells[index]
    label = page.cells[index].label
    content = Self.content(page.cells[index], prefersTable: label.hasPrefix("tbl-"))
  }

  private static func content(_ report: CellReport, prefersTable: Bool) -> Content {
    switch report.state {
    case .failed(let faults): return .failed(faults.first?.message ?? "")
    case .notRun(let reason): return .notRun(reason)
    case .waiting(let exercise): return .waiting(exercise)
    case .done, .skipped: break
    }
    var charts: [Chart] = []
    var facts: [Fact] = []
    var sentences: [[Run]] = []
    var main: TableBlock?
    for (place, block) in report.blocks.enumerated() {
      switch block.content.slide {
      case .charts(let more): charts += more
      case .table(let table): if place == report.mainTable { main = table }
      case .facts(let more): facts += more
      case .sentence(let runs): sentences.append(runs)
      case .nothing: break
      }
    }
    if let main, prefersTable || charts.isEmpty { return .table(main) }
    if !charts.isEmpty { return .figure(charts) }
    if !facts.isEmpty { return .facts(facts) }
    return sentences.isEmpty ? .code : .sentences(sentences)
  }

  /// The class of its slide.
  var kind: String {
    switch content {
    case .figure: "figure"
    case .table: "table"
    case .facts: "facts"
    case .sentences, .failed, .notRun, .waiting: "text"
    case .code: "code"
    }
  }

  private var numbering: LabelIndex.Kind? {
    switch content {
    case .figure: .figure
    case .table: .table
    default: nil
    }
  }

  var caption: [Inline] {
    switch content {
    case .figure: (cell.options.figureCaption ?? []).onSlide
    case .table: (cell.options.tableCaption ?? []).onSlide
    default: []
    }
  }

  /// "Figure 3: the caption".
  func numbered(_ writer: inout PageWriter) -> HTML {
    numbering.map { writer.caption(label, $0, caption) } ?? HTML()
  }

  func numberedText(_ writer: PageWriter) -> String {
    let words = writer.plainText(caption)
    guard let kind = numbering, let entry = writer.labels[label], entry.kind == kind else { return words }
    return writer.wording.caption(writer.wording.reference(kind, entry.number)) + words
  }

  func html(_ writer: inout PageWriter, _ sheet: SlideSheet) -> HTML {
    switch content {
    case .figure(let charts): return SlideFigure(charts: charts, label: label, cell: cell).html(writer, sheet)
    case .table(let table):
      return SlideTable(table, wording: writer.wording).html(height: sheet.body, &writer)
    case .facts(let facts): return SlideText.facts(facts, &writer, sheet)
    case .sentences(let sentences): return SlideText.sentences(sentences, sheet)
    case .code: return SlideText.code(cell, &writer, sheet)
    case .failed(let message): return SlideText.notRun(because: message, writer.wording)
    case .notRun(let reason):
      return SlideText.notRun(because: reason.words.map { writer.wording.say($0) }, writer.wording)
    case .waiting(let exercise): return .notRun(writer.waits(for: exercise))
    }
  }
}
