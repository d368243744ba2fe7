import Diagnostics
import Notebooks
import Plotting

/// What a run made of a folder: all that is needed to write its pages.
public struct ReportFolder: Sendable {
  public var folder: NotebookFolder
  public var pages: [ReportPage]
  public var provenance: Provenance
  /// Values that matter, for the index: those of the cells tagged `highlight`, in order.
  public var highlights: [Fact]
  /// Every step of the folder, in order.
  public var steps: [StepRecord]
  /// Exercises that were handed out and are not in the folder any more.
  public var missing: [HandedOutExercise] = []

  public init(
    folder: NotebookFolder, pages: [ReportPage], provenance: Provenance, highlights: [Fact], steps: [StepRecord] = []
  ) {
    self.folder = folder
    self.pages = pages
    self.provenance = provenance
    self.highlights = highlights
    self.steps = steps
  }

  /// Where the pages are that tell how the others were made.
  public static let madeFolder = "made"
  /// The page that tells it of the whole folder.
  public static let madeIndex = madeFolder + "/index.html"
}

/// What a run made of one notebook.
public struct ReportPage: Sendable {
  public enum State: String, Sendable { case done, failed, notRun = "not-run" }

  public var notebook: Notebook
  public var state: State
  /// One for every cell of the notebook, in order.
  public var cells: [CellReport]
  /// One for every exercise of the notebook, in order.
  public var exercises: [ExerciseReport] = []
  /// Exercises of earlier notebooks that are not solved, whose results come from the instructor's checkpoint.
  public var continued: [ExerciseReport.Link] = []
  /// The text of every inline value, by its span; what is missing could not be computed and is shown as such.
  public var values: [SourceSpan: String]
  /// Name and value of the parameters the notebook ran with, as text, in order of declaration.
  public var parameters: [(name: String, value: String)]
  /// The declared values of the parameters that ran with another one.
  public var defaults: [String: String]

  public init(
    notebook: Notebook, state: State, cells: [CellReport], values: [SourceSpan: String],
    parameters: [(name: String, value: String)], defaults: [String: String] = [:]
  ) {
    self.notebook = notebook
    self.state = state
    self.cells = cells
    self.values = values
    self.parameters = parameters
    self.defaults = defaults
  }

  /// `02-explore.html`
  public var fileName: String { notebook.name + ".html" }
  /// The page that tells how this one was made: `made/02-explore.html`
  public var madeFileName: String { ReportFolder.madeFolder + "/" + fileName }

  /// As links from other pages name it.
  var link: String { Self.link(to: notebook.name) }

  /// The page of a notebook as links name it. What means something in an address is written with a percent sign, so that a file whose
  /// name begins with `javascript:` is a page and no script.
  public static func link(to notebook: String) -> String {
    let name = notebook.unicodeScalars.map { scalar in
      [":", "#", "?", "%", "\\"].contains(scalar)
        ? "%" + String(scalar.value, radix: 16, uppercase: true) : String(scalar)
    }
    return name.joined() + ".html"
  }
}

/// What a run made of one cell.
public struct CellReport: Sendable {
  public enum State: Sendable {
    case done
    /// `eval: false`.
    case skipped
    case failed([Diagnostic])
    case notRun(NotRunReason)
    /// It takes what an exercise gives that is not solved.
    case waiting(ExerciseReport.Link)
  }

  public var state: State
  /// The cell's own label, or the one made for it, under which its figures are saved.
  public var label: String
  public var showsCode: Bool
  public var foldsCode: Bool
  public var showsOutput: Bool
  public var blocks: [ReportBlock]

  public init(
    state: State, label: String, showsCode: Bool, foldsCode: Bool, showsOutput: Bool, blocks: [ReportBlock]
  ) {
    self.state = state
    self.label = label
    self.showsCode = showsCode
    self.foldsCode = foldsCode
    self.showsOutput = showsOutput
    self.blocks = blocks
  }

  /// Its charts, which make one figure.
  public var charts: [Chart] { blocks.flatMap(\.charts) }

  /// The place among `blocks` of the table that the cell's caption, label and slide are about: its first that is no supplement.
  public var mainTable: Int? {
    var first: Int?
    for (place, block) in blocks.enumerated() {
      guard case .table(let table) = block else { continue }
      if !table.isSupplementary { return place }
      first = first ?? place
    }
    return first
  }

  /// The id of a cell without a label, by its place in the notebook.
  public static func anchor(ofCell position: Int) -> String { "cell-\(position + 1)" }
}

/// Where the numbers come from: shown in the footer. No clock time and nothing that a cache changes.
public struct Provenance: Sendable {
  public var version: String
  public var seed: Int
  public var stepCount: Int
  public var inputs: [ReportInput]
  /// What a reader types to make the same again, in the folder above that of the notebooks; empty when nobody says.
  public var command: String

  public init(
    version: String, seed: Int, stepCount: Int, inputs: [ReportInput], command: String = ""
  ) {
    self.version = version
    self.seed = seed
    self.stepCount = stepCount
    self.inputs = inputs
    self.command = command
  }
}
