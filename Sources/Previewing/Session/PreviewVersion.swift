import Diagnostics
import Execution
import Foundation
import Notebooks
import Reports
import Steps
import Synchronization
import WrittenTexts

/// What pages show at one moment: a checked folder with what is known of its results. Pages are written when somebody asks.
final class PreviewVersion: Sendable {
  let number: Int
  let program: Program
  let result: RunResult
  /// A newer text, which the pages cannot show yet, and what is wrong with it.
  private let newer: Program?
  var faults: [Diagnostic] { newer?.diagnostics ?? [] }
  /// Files that could not be saved to, and the like.
  let notes: [String]
  private let matineeVersion: String
  private let memory: RenderMemory
  private let recipes: Recipes
  /// What pages are written from: of each notebook by itself, and of everything for the front page and those in `made/`.
  private enum Part: Hashable {
    case notebook(Int)
    case everything
  }
  private struct Written {
    var writers: [Part: ReportWriter] = [:]
    var pages: [ExactText: String] = [:]
  }
  private let written = Mutex(Written())

  /// - Parameters:
  ///   - matineeVersion: as the footers of reports say it.
  ///   - memory: of what earlier versions drew.
  ///   - recipes: of the steps, known or not yet; they are those of every version with this result.
  init(
    number: Int, program: Program, result: RunResult, newer: Program?, notes: [String], matineeVersion: String,
    memory: RenderMemory, recipes: Recipes
  ) {
    self.number = number
    self.program = program
    self.result = result
    self.newer = newer
    self.notes = notes
    self.matineeVersion = matineeVersion
    self.memory = memory
    self.recipes = recipes
  }

  /// The names of all pages: `index.html`, `01-problem.html`, `made/01-problem.html`.
  var pageNames: [String] {
    let names = ["index.html"] + program.folder.notebooks.map { $0.name + ".html" }
    return names + names.map { ReportFolder.madeFolder + "/" + $0 }
  }

  /// A page by its name, as a report has it; nil for any other name. Written once, O(size of the page).
  func page(_ name: String) -> String? {
    guard pageNames.contains(where: { ExactText($0) == ExactText(name) }) else { return nil }
    return written.withLock { written in
      if let page = written.pages[name] { return page }
      let isMaking = name.hasPrefix(ReportFolder.madeFolder + "/")
      let file = isMaking ? String(name.dropFirst(ReportFolder.madeFolder.count + 1)) : name
      let position = program.folder.notebooks.firstIndex { ExactText($0.name + ".html") == ExactText(file) }
      let part = isMaking ? .everything : position.map { Part.notebook($0) } ?? .everything
      let writer = written.writers[part] ?? writer(of: part)
      written.writers[part] = writer
      let page: String
      if let position {
        page = isMaking ? writer.making(at: position) : writer.page(at: position)
      } else {
        page = isMaking ? writer.makingIndex() : writer.index()
      }
      written.pages[name] = page
      return page
    }
  }

  private func writer(of part: Part) -> ReportWriter {
    var notebooks: Set<Int>?
    if case .notebook(let position) = part { notebooks = [position] }
    var report = ReportAssembly.report(
      program, result, version: matineeVersion, memory: memory, notebooks: notebooks,
      recipes: recipes.of(program, result))
    hideWaiting(in: &report)
    show(faults, in: &report)
    return ReportWriter(folder: report, labels: program.labels, images: ImageFiles.embedded(program))
  }

  /// A page whose results are on their way is no page that was not run: its cells say what they wait for.
  private func hideWaiting(in report: inout ReportFolder) {
    for index in report.pages.indices where report.pages[index].state == .notRun {
      let waits = report.pages[index].cells.contains { cell in
        guard case .notRun(let reason) = cell.state else { return false }
        return reason.isOnItsWay
      }
      if waits { report.pages[index].state = .done }
    }
  }

  /// Puts faults of a newer text where they are: at the cell of the same place, or the last one above.
  private func show(_ faults: [Diagnostic], in report: inout ReportFolder) {
    for fault in faults where fault.severity == .error {
      guard let span = fault.primary?.span,
        let index = report.pages.firstIndex(where: { $0.notebook.file.path == span.file.path })
      else { continue }
      report.pages[index].state = .failed
      let above = cells(above: span.range.lowerBound, in: span.file)
      guard !report.pages[index].cells.isEmpty else { continue }
      let cell = min(max(0, above - 1), report.pages[index].cells.count - 1)
      if case .failed(let others) = report.pages[index].cells[cell].state {
        report.pages[index].cells[cell].state = .failed(others + [fault])
      } else {
        report.pages[index].cells[cell].state = .failed([fault])
      }
    }
  }

  /// How many cells of a text begin above an offset, or around it.
  private func cells(above offset: Int, in file: SourceFile) -> Int {
    let notebook = newer?.folder.notebooks.first { $0.file === file }
    return notebook?.cells.count { $0.fence.range.lowerBound <= offset } ?? 0
  }

  /// What a learner has to do, with how far it is.
  var exercises: [ExerciseItem] { program.exerciseStates(result).map { ExerciseItem($0, in: program) } }

  /// Everything that a terminal would say.
  var told: [Diagnostic] {
    if !faults.isEmpty { return faults }
    // Blanks are counted, not told one by one.
    let found = program.diagnostics.filter { $0.code != .unsolvedBlank }
    return found + program.learnerFaults + result.warnings + result.diagnostics
  }
}
