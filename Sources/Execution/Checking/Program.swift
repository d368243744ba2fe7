import Diagnostics
import Notebooks
import RandomStreams
import Reports
import Steps
import Tables
import WrittenTexts

/// A cell's place in the folder.
public struct CellID: Hashable, Sendable, Comparable {
  public var notebook: Int
  public var cell: Int

  public static func < (a: Self, b: Self) -> Bool { (a.notebook, a.cell) < (b.notebook, b.cell) }
}

/// One statement of the folder, checked: a step in single-assignment form.
public struct ProgramStep: Sendable {
  /// Its place in `Program.steps`.
  public var index: Int
  public var cell: CellID
  public var statement: Statement
  public var signature: Signature
  public var step: any Step
  public var effect: Effect
  /// Values it takes.
  public var inputs: [ValueID]
  /// Values it binds, in the order of `effect.outputs`.
  public var outputs: [ValueID]
  /// What its expressions quote, by the text of the path.
  public var quoted: [String: ScalarSource]
  /// What its random choices derive from beside the seed: verb, names, and a count where these repeat.
  public var identity: String
  /// The seed of its notebook.
  public var seed: Int
  /// The seed of this step alone: from that of its notebook and the step's identity, never from time or from its place in the folder.
  var randomSeed: UInt64 {
    SplitMix64.mix(FNV1a.hash(identity.utf8) ^ UInt64(bitPattern: Int64(seed)) &* SplitMix64.increment)
  }
  /// Whether it is a check of its cell's exercise, which shows nothing when it holds.
  public var isCheck = false
}

/// Where a single number comes from.
public enum ScalarSource: Hashable, Sendable {
  /// A value that the step of this index publishes.
  case published(step: Int, path: String)
  case rows(ValueID)
  case constant(Int)
  case statistic(ValueID, column: String, ColumnStatistic)
}

/// A computed value quoted in prose: its expression and where its paths lead.
public struct QuotedValue: Sendable {
  public var value: InlineValue
  public var expression: ScalarExpression
  public var sources: [String: ScalarSource]
}

/// All notebooks as one list of steps, with the schema of every value: what the checker makes.
public struct Program: Sendable {
  public var folder: NotebookFolder
  public var labels: LabelIndex
  /// What of this machine the folder's text may read and write.
  public var reach: Reach?
  /// Whether outputs may be written to where they go: not through a link that nobody has named.
  public var hasPlaceForOutputs = true
  public var steps: [ProgramStep] = []
  /// Files that statements at fault name: they may be all that is missing.
  public var soughtFiles: Set<ExactText> = []
  /// Inline values of prose, titles and captions, by their spans.
  public var quotes: [SourceSpan: QuotedValue] = [:]
  /// Parameters each notebook runs with, in order of declaration.
  public var parameters: [[(name: String, parameter: ResolvedParameter)]] = []
  /// Types of all values.
  public var types: [ValueID: ValueType] = [:]
  /// The step that gives each value.
  public var producers: [ValueID: Int] = [:]
  /// The last binding of each name, in order of first binding.
  public var finalValues: [ValueID] = []
  /// The seed that notebooks without their own run with.
  public var seed = 1
  /// Everything that is wrong, sorted; faults of cells that expect them are not among it.
  public var diagnostics: [Diagnostic] = []
  /// Faults by cell, those of cells with `error: true` included.
  public var cellFaults: [CellID: [Diagnostic]] = [:]
  /// Cells with a statement that uses what a faulty statement above would have bound.
  public var waitingCells: Set<CellID> = []
  /// What a learner has to do, in the order of the folder.
  public var exercises: [ProgramExercise] = []
  /// Of cells that cannot be run before an exercise is solved, which one.
  public var waits: [CellID: ExerciseID] = [:]
  /// Of each notebook, the names that wait for an exercise at its end.
  public var awaited: [[String: ExerciseID]] = []
  /// Of notebooks that go on from a checkpoint, the exercises whose results it stands for.
  public var continued: [Int: [ExerciseID]] = [:]
  /// Faults of what a learner wrote in exercises of a student's version, sorted: states of these exercises, which stop nothing
  /// else.
  public var learnerFaults: [Diagnostic] = []

  /// How many of some steps the notebooks' cells state: what all that counts steps counts. The checks of exercises are none, as they
  /// give nothing that a notebook uses.
  public func statedCount(of indices: some Sequence<Int>) -> Int { indices.count { !steps[$0].isCheck } }
  public var statedCount: Int { statedCount(of: steps.indices) }
  /// Exercises that were handed out and are not in the folder any more.
  public var missing: [HandedOutExercise] = []

  /// Throws what a person is told where `hasPlaceForOutputs` is false.
  public func requirePlaceForOutputs() throws {
    if !hasPlaceForOutputs, let reach { throw reach.refusal(ofOutputs: outputDirectory) }
  }

  /// Whether nothing stands in the way of a run.
  public var isSound: Bool { !diagnostics.contains { $0.severity == .error } }

  /// The step that a single number comes from; nil of a constant, and of a value that no step gives.
  public func producer(of source: ScalarSource) -> Int? {
    switch source {
    case .published(let step, _): step
    case .rows(let id), .statistic(let id, _, _): producers[id]
    case .constant: nil
    }
  }

  public func cell(_ id: CellID) -> Cell { folder.notebooks[id.notebook].cells[id.cell] }

  /// The label of a cell, or the one made for it from its notebook's name and its place.
  public func label(of id: CellID) -> String {
    cell(id).options.label?.text ?? "\(folder.notebooks[id.notebook].name)-cell-\(id.cell + 1)"
  }

  /// The id of a cell in its page.
  func anchor(of id: CellID) -> String { cell(id).options.label?.text ?? CellReport.anchor(ofCell: id.cell) }
  /// A cell's option, or what its notebook or the folder says.
  public func setting(_ id: CellID, _ option: (CellOptions) -> Bool?, _ shared: (ExecutionDefaults) -> Bool?) -> Bool? {
    let notebook = folder.notebooks[id.notebook]
    return option(notebook.cells[id.cell].options) ?? folder.setting({ shared($0.execute) }, of: notebook)
  }

  /// Whether results of a step may come from a cache: not where `execute: {cache: false}` says otherwise.
  func isCached(_ step: ProgramStep) -> Bool {
    folder.setting(\.execute.cache, of: folder.notebooks[step.cell.notebook]) ?? true
  }

  /// Whether a cell is run.
  public func isEvaluated(_ id: CellID) -> Bool { setting(id, \.eval, \.eval) ?? true }
  /// Whether a cell's fault is what it shows.
  public func expectsFault(_ id: CellID) -> Bool { setting(id, \.error, \.error) ?? false }
}
