import Diagnostics
import Files
import Languages
import Reports
import Tables

/// A step of the language: one type, one file.
///
/// `init` is all that the checker calls: it takes the bound arguments, infers what comes out from what goes in, and throws
/// a `Diagnostic` or a `DiagnosticList` when the two do not fit. `run` computes; it depends on nothing but the step, its inputs
/// and the seed. `render` makes report blocks from what `run` returned, so that a cached outcome can be shown without running.
public protocol Step: Sendable {
  /// What `run` finds out for `warnings`, `render` and `highlights` alone.
  associatedtype Details: OutcomeDetails = NoDetails

  static var signature: Signature { get }

  init(_ arguments: Arguments, _ context: CheckContext) throws

  /// What the step gives, reads and publishes.
  var effect: Effect { get }

  func run(_ context: RunContext) throws -> Outcome<Details>

  /// What the terminal is warned of, from what `run` returned: told of a result from the cache, too.
  func warnings(_ outcome: Outcome<Details>) -> [Diagnostic]

  func render(_ outcome: Outcome<Details>, _ context: RenderContext) throws -> [ReportBlock]

  /// The values that matter most, for the index, in its language; asked of the cells that are tagged `highlight`.
  func highlights(_ outcome: Outcome<Details>, in language: Language) -> [Fact]
}

extension Step {
  public func warnings(_ outcome: Outcome<Details>) -> [Diagnostic] { [] }
  public func highlights(_ outcome: Outcome<Details>, in language: Language) -> [Fact] { [] }
}

/// What a step gives, reads and publishes, known before the run.
public struct Effect: Sendable {
  /// The columns of an input that a step reads.
  public enum Use: Sendable {
    case all
    case some(Set<String>)
  }

  /// Types of what it binds, in the order of the names after `as`.
  public var outputs: [ValueType]
  /// For each input table by name of its value: the columns that are read whatever becomes of the result.
  public var reads: [ValueID: Use]
  /// The input whose columns come out again: a column of the result is read from it only when somebody reads the result.
  /// Old names by new where a column is renamed.
  public var passesThrough: (table: ValueID, renamed: [String: String])?
  /// Values it publishes, such as `model.test.rmse`, with their types.
  public var values: [(path: String, type: ColumnType)]
  /// Files and sources it reads, for the provenance.
  public var sources: [PathArgument]
  /// Files it writes: a result from a cache counts only while they are as it left them.
  public var writes: [PathArgument]
  /// What the first of these can be loaded as, if it holds more than a table.
  public var saves: ValueType?
  /// The step that writes what it reads, by its place among the steps of the folder: that one runs first.
  public var writer: Int?

  public init(
    outputs: [ValueType] = [], reads: [ValueID: Use] = [:],
    passesThrough: (table: ValueID, renamed: [String: String])? = nil, values: [(path: String, type: ColumnType)] = [],
    sources: [PathArgument] = [], writes: [PathArgument] = []
  ) {
    self.outputs = outputs
    self.reads = reads
    self.passesThrough = passesThrough
    self.values = values
    self.sources = sources
    self.writes = writes
  }
}

/// What a run of a step gave: everything that outlives it, and all that `render` may use.
public struct Outcome<Details: Sendable>: Sendable {
  /// In the order of `Effect.outputs`.
  public var outputs: [StepValue]
  /// The values of the paths in `Effect.values`; null for what could not be computed.
  public var values: [String: Value]
  /// What only the step itself knows how to tell.
  public var details: Details
  /// Sentences about what was left out or should be known, in the order they are shown; in every language, since what a step
  /// gives is kept for reports of any.
  public var remarks: [Localized]
  /// What expressions of the step could not compute, or had to assume; it is told after the remarks, and as warnings on the
  /// terminal.
  public var losses: [LostValues] = []
  /// What happened in this run and is not true of its result when that is used again; they are no faults. What is to be known of the
  /// result itself comes from its details, by `Step.warnings`.
  public var warnings: [Diagnostic] = []
  /// What was read.
  public var sources: [ReportInput]
  /// Files on this machine that it read, with the digests of the very bytes that it had.
  public var filesRead: [FileDigest] = []
  /// Files that it wrote, in the order of `Effect.writes`, with the digests of what it wrote.
  public var filesWritten: [FileDigest] = []

  public init(
    outputs: [StepValue] = [], values: [String: Value] = [:], details: Details, remarks: [Localized] = [],
    sources: [ReportInput] = [], filesRead: [FileDigest] = [], filesWritten: [FileDigest] = []
  ) {
    self.outputs = outputs
    self.values = values
    self.details = details
    self.remarks = remarks
    self.sources = sources
    self.filesRead = filesRead
    self.filesWritten = filesWritten
  }

  /// The same outcome with other details.
  public func with<Other: Sendable>(_ details: Other) -> Outcome<Other> {
    var other = Outcome<Other>(
      outputs: outputs, values: values, details: details, remarks: remarks, sources: sources, filesRead: filesRead,
      filesWritten: filesWritten)
    other.losses = losses
    other.warnings = warnings
    return other
  }
}

extension Outcome<NoDetails> {
  init(outputs: [StepValue] = [], values: [String: Value] = [:], remarks: [Localized] = []) {
    self.init(outputs: outputs, values: values, details: NoDetails(), remarks: remarks)
  }
}

/// What a step of any kind gave, as runs and caches carry it.
public typealias StepOutcome = Outcome<any OutcomeDetails>

/// A value of a session.
public enum StepValue: Sendable {
  case table(Table)
  case model(Model)
  case embedding(Embedding)

  /// The table that it is, or that an embedding can be read as.
  public var table: Table? {
    switch self {
    case .table(let table): table
    case .embedding(let embedding): embedding.table
    case .model: nil
    }
  }
}
