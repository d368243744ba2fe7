import Diagnostics
import Notebooks
import Plotting
import Reports
import Steps
import Tables

/// Makes the files of what a run gave: a page for every notebook, the index, figures as files of their own, and results.json.
public struct OutputWriter {
  private let program: Program
  private let version: String
  private let showsSolutions: Bool

  /// - Parameter showsSolutions: whether the reports have the model answers.
  public init(program: Program, version: String, showsSolutions: Bool = false) {
    self.program = program
    self.version = version
    self.showsSolutions = showsSolutions
  }

  /// The files that a goal asks for, by their paths in the outputs.
  public func files(_ result: RunResult, goal: Planner.Goal) -> [(path: String, text: String)] {
    let report = ReportAssembly.report(program, result, version: version, showsSolutions: showsSolutions)
    var figures = FigureFiles.of(report)
    var files: [(path: String, text: String)] = []
    switch goal {
    case .labels(let labels):
      figures = figures.filter { figure in labels.contains { figure.label == $0 || figure.label.hasPrefix($0 + "-") } }
    case .cells(let cells, _): figures = figures.filter { cells.contains($0.cell) }
    case .values: figures = []
    case .everything, .until, .exercises:
      let writer = ReportWriter(folder: report, labels: program.labels, images: ImageFiles.embedded(program))
      for (position, page) in report.pages.enumerated() { files.append((page.fileName, writer.page(at: position))) }
      for (position, page) in report.pages.enumerated() {
        files.append((page.madeFileName, writer.making(at: position)))
      }
      files.append(("index.html", writer.index()))
      files.append((ReportFolder.madeIndex, writer.makingIndex()))
      files.append(("results.json", results(report, result, figures).text()))
    }
    files += figures.map { ($0.path, $0.svg) }
    return files
  }

  private func results(_ report: ReportFolder, _ result: RunResult, _ figures: [FigureFiles.Figure]) -> ResultsWriter {
    var values: [(String, Value)] = []
    var tables: [ResultsWriter.Shape] = []
    for id in program.finalValues {
      guard let schema = program.types[id]?.schema else { continue }
      let rows = result.rowCounts[id]
      values.append(("\(id.name).rows", rows.map { .integer($0) } ?? .null))
      values.append(("\(id.name).columns", .integer(schema.count)))
      if let rows { tables.append(.init(name: id.name, rows: rows, schema: schema)) }
    }
    for (source, value) in result.scalars {
      if case .statistic(let id, let column, let statistic) = source, program.finalValues.contains(id) {
        values.append(("\(id.name).\(column).\(statistic.rawValue)", value))
      }
    }
    // Of a path that several steps publish, the last counts.
    var published: [String: Value] = [:]
    for step in program.steps {
      for (path, _) in step.effect.values { published[path] = result.outcomes[step.index]?.values[path] ?? .null }
    }
    values += published.map { ($0.key, $0.value) }
    return ResultsWriter(
      version: version,
      notebooks: report.pages.map { ($0.notebook.name + ".md", $0.state) },
      values: values, tables: tables, figures: figures.map { ($0.label, $0.path) },
      exercises: program.exerciseStates(result).map { ($0.label, $0.state.name) }
        + program.missing.map { ($0.label, "missing") })
  }
}

/// The figures of a report as files that stand alone.
enum FigureFiles {
  struct Figure {
    var label: String
    var path: String
    var svg: String
    var cell: CellID
    /// Its place among the charts of its cell.
    var position: Int
    /// What it shows, in words made from the data.
    var summary: String
  }

  /// - Parameter cells: cells whose figures are wanted though their pages do not show them.
  static func of(_ report: ReportFolder, cells: Set<CellID> = []) -> [Figure] {
    var figures: [Figure] = []
    for (notebook, page) in report.pages.enumerated() {
      for (index, cell) in page.cells.enumerated()
      where cell.showsOutput || cells.contains(CellID(notebook: notebook, cell: index)) {
        let charts = cell.charts
        for (position, chart) in charts.enumerated() {
          let label = charts.count == 1 ? cell.label : "\(cell.label)-\(position + 1)"
          figures.append(
            Figure(
              label: label, path: "figures/\(label).svg", svg: chart.svg(.standalone),
              cell: CellID(notebook: notebook, cell: index), position: position, summary: chart.summary))
        }
      }
    }
    return figures
  }
}
