import Reports

/// What a run from nothing has in common with the results that a folder holds.
public struct Verification: Sendable {
  /// What differs of one step.
  public struct StepDifference: Sendable {
    public var step: ProgramStep
    public var changes: [ResultsDifference.Change]
    public var figures: [String]
  }

  public enum FileFault: Sendable {
    case differs(FileComparison)
    /// The run makes it; the folder does not have it.
    case missing
    /// The folder has it; the run does not make it.
    case extra
    case unreadable(String)
  }

  /// Of the values of `results.json`.
  public var difference: ResultsDifference
  /// The first step, in the order of the run, one of whose values or figures differs.
  public var first: StepDifference?
  /// Labels of the figures that differ, in the order of the notebooks.
  public var figures: [String]
  public var files: [(path: String, fault: FileFault)]
  /// Files that are the same.
  public var sameFiles: Int
  /// Data that steps save and that the folder does not have: it is often left out of a repository.
  public var absentData: [String]
  /// Pictures that another program has made of figures.
  public var pictures: Int
  /// Of the Matinee that wrote the folder, and of this one.
  public var versions: (old: String, new: String)

  public var isSame: Bool { difference.isEmpty && files.isEmpty }
}
