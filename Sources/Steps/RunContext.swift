import Diagnostics
import Files
import Languages
import MachineLearning
import Reports
import Tables

/// What a step has when it runs: its inputs, its seed, and a way to tell how far it is.
public struct RunContext: Sendable {
  /// The values of the step's inputs.
  public var inputs: [ValueID: StepValue]
  /// Values of the paths that its expressions quote, such as `reduced.rows`.
  public var values: [String: Value]
  /// Columns of the outputs that somebody reads, by position of the output; nil for all.
  public var neededColumns: [Set<String>?]
  /// Derived from the run's seed and the step's identity; never from time.
  public var seed: UInt64
  /// How many threads it may use. Results do not depend on it.
  public var threads: Int
  public var progress: ProgressHandler
  public var span: SourceSpan
  /// What its expressions could not compute.
  public let losses = LossRecorder()

  public init(
    inputs: [ValueID: StepValue], values: [String: Value], neededColumns: [Set<String>?], seed: UInt64, threads: Int,
    progress: ProgressHandler, span: SourceSpan
  ) {
    self.inputs = inputs
    self.values = values
    self.neededColumns = neededColumns
    self.seed = seed
    self.threads = threads
    self.progress = progress
    self.span = span
  }

  /// A file that it goes by without a need to read it.
  func digest(ofFile path: String) throws -> FileDigest {
    do {
      return try InputFile(path).finish(isCancelled: progress.isCancelled)
    } catch is CancellationError {
      throw Cancelled()
    }
  }

  public func table(_ argument: TableArgument) throws -> Table {
    switch inputs[argument.id] {
    case .table(let table)?: return table
    case .embedding(let embedding)?: return embedding.table
    default: throw missing(argument.name)
    }
  }

  public func model(_ argument: ModelArgument) throws -> Model {
    guard case .model(let model)? = inputs[argument.id] else { throw missing(argument.name) }
    return model
  }

  public func embedding(_ id: ValueID) throws -> Embedding {
    guard case .embedding(let embedding)? = inputs[id] else { throw missing(id.name) }
    return embedding
  }

  /// Tells how far something that trains or searches is, each of whose units of progress is `each` of all `total`.
  func observer(of total: Int, each: Int = 1, _ unit: String) -> TrainingObserver {
    let progress = progress
    return TrainingObserver(
      onProgress: { progress.report(Int($0 * Double(each)), total, unit) }, isCancelled: progress.isCancelled)
  }

  private func missing(_ name: String) -> Diagnostic {
    Diagnostic(.internalFault, "the step ran before \"\(name)\" was there", at: span)
  }
}

/// How a long step tells how far it is and learns that it should stop.
public struct ProgressHandler: Sendable {
  /// Called now and then with the work done and, where it is known, all the work, in `unit`s.
  public var report: @Sendable (_ done: Int, _ total: Int?, _ unit: String) -> Void
  /// Whether the user asked to stop.
  public var isCancelled: @Sendable () -> Bool

  public init(
    report: @escaping @Sendable (_ done: Int, _ total: Int?, _ unit: String) -> Void = { _, _, _ in },
    isCancelled: @escaping @Sendable () -> Bool = { false }
  ) {
    self.report = report
    self.isCancelled = isCancelled
  }
}

/// Thrown when the user asked to stop.
public struct Cancelled: Error {
  public init() {}
}

/// What `render` may know beside the outcome: nothing that a cache or a machine changes.
public struct RenderContext: Sendable {
  /// Rows of the step's input tables.
  public var rowCounts: [ValueID: Int]
  /// The cell's own label, or the one made for it.
  public var label: String
  /// Pixels; nil when the cell does not say.
  public var figureWidth: Int?
  public var figureHeight: Int?
  /// The language of the page: every word that a step shows is said in it.
  public var language: Language

  public init(rowCounts: [ValueID: Int], label: String, figureWidth: Int?, figureHeight: Int?, language: Language) {
    self.rowCounts = rowCounts
    self.label = label
    self.figureWidth = figureWidth
    self.figureHeight = figureHeight
    self.language = language
  }

  public func rows(_ argument: TableArgument) -> Int { rowCounts[argument.id] ?? 0 }
}
