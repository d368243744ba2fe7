import Diagnostics
import Files
import Reports

/// The figures of a presentation as files that stand alone, and what is to be known of each.
public struct FigureSet: Sendable {
  /// A file's name inside of `figures/`, with its bytes.
  public typealias File = (name: String, bytes: [UInt8])

  let version: String
  let entries: [FigureManifest.Figure]
  let drawings: [(label: String, svg: String)]

  /// The charts of a presentation's cells.
  public init(_ presentation: Presentation, _ result: RunResult, version: String) {
    self.init(presentation.program, result, version: version, cells: presentation.cells)
  }

  init(_ program: Program, _ result: RunResult, version: String, cells: Set<CellID>) {
    self.version = version
    let report = ReportAssembly.report(program, result, version: version)
    let writer = ReportWriter(folder: report, labels: program.labels)
    var entries: [FigureManifest.Figure] = []
    var drawings: [(label: String, svg: String)] = []
    for figure in FigureFiles.of(report, cells: cells) where cells.contains(figure.cell) {
      let drawers = ReportAssembly.drawers(of: figure.cell, program, result)
      guard figure.position < drawers.count else { continue }
      let statement = drawers[figure.position].statement.span
      let words = writer.figureWords(notebook: figure.cell.notebook, cell: figure.cell.cell)
      entries.append(
        FigureManifest.Figure(
          label: figure.label, caption: words.caption,
          alternative: words.alternative.isEmpty ? figure.summary : words.alternative,
          notebook: report.pages[figure.cell.notebook].notebook.name + ".md", line: statement.start.line,
          step: statement.text, digest: StreamDigest.of(figure.svg.utf8, .sha256)))
      drawings.append((figure.label, figure.svg))
    }
    self.entries = entries
    self.drawings = drawings
  }

  public var isEmpty: Bool { entries.isEmpty }
  public var count: Int { entries.count }

  /// The manifest of figures that have files with these endings.
  public func manifest(formats: [String]) -> String {
    FigureManifest(version: version, figures: entries, formats: formats).text()
  }

  /// The SVG files.
  public var files: [File] { drawings.map { ($0.label + ".svg", Array($0.svg.utf8)) } }
}
