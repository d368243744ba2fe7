import Diagnostics
import Notebooks
import Tables

/// What a statement can see when it is checked: the names bound above it, the parameters and the values published so far.
public struct CheckContext: Sendable {
  /// Latest binding of each name above the statement.
  public var bindings: [String: Binding]
  /// Parameters by name, with the notebook's and the command line's values applied.
  public var parameters: [String: ResolvedParameter]
  /// Types of the values that steps above have published, such as `model.test.rmse`.
  public var published: [String: ColumnType]
  /// Names whose binding step was at fault: their use is not a second fault.
  public var poisoned: Set<String>
  /// The notebooks' folder: where relative paths that are written in notebooks start. Ends without a slash.
  public var folder: String
  /// Where the outputs go, and so where relative paths of what is saved start. Ends without a slash.
  public var outputFolder: String
  /// How far paths and addresses of the notebooks may lead; nil where no path is looked at, as when a saved model is read.
  public var reach: Reach?
  /// Where what is saved can be found when the run is over; the same folder where it is saved there at once.
  public var outputHome: String
  /// What steps above write and `load` can read as more than a table, in their order.
  public var saved: [SavedAbove] = []
  /// Files, as they are written, that steps above would save if they could be run.
  public var awaitedFiles: Set<String> = []
  /// Every place of the folder where a name is bound with `as`, above or below.
  public var everyBinding: [String: [SourceSpan]] = [:]

  public init(
    bindings: [String: Binding] = [:], parameters: [String: ResolvedParameter] = [:],
    published: [String: ColumnType] = [:], poisoned: Set<String> = [], folder: String = ".",
    outputFolder: String = "outputs", reach: Reach? = nil
  ) {
    self.bindings = bindings
    self.parameters = parameters
    self.published = published
    self.poisoned = poisoned
    self.folder = folder
    self.outputFolder = outputFolder
    self.reach = reach
    outputHome = outputFolder
  }
}

/// A file that a step above writes.
public struct SavedAbove: Sendable {
  public var path: PathArgument
  /// What it will hold.
  public var type: ValueType
  /// The place of the step that writes it among the steps of the folder.
  public var step: Int

  public init(path: PathArgument, type: ValueType, step: Int) {
    self.path = path
    self.type = type
    self.step = step
  }
}
