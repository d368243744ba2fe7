import Diagnostics

/// How a learner stands with one exercise: what its card in the report says.
public struct ExerciseReport: Sendable {
  public enum State: Sendable {
    case unsolved
    /// What is wrong, in words.
    case failing([Diagnostic])
    case passing
    /// Another exercise comes first.
    case waiting(Link)
    case notRun
  }

  /// An exercise as others refer to it.
  public struct Link: Sendable, Hashable {
    public var number: Int
    /// The name of its notebook: `03-clean`.
    public var notebook: String
    /// The id in that notebook's page.
    public var anchor: String

    public init(number: Int, notebook: String, anchor: String) {
      self.number = number
      self.notebook = notebook
      self.anchor = anchor
    }
  }

  public var link: Link
  public var state: State
  /// Whether its card has the model answer.
  public var showsSolution: Bool
  /// Whether the state is the reader's: not where a question is only shown, as in the report of a source.
  public var showsState: Bool

  public init(link: Link, state: State, showsSolution: Bool, showsState: Bool = true) {
    self.link = link
    self.state = state
    self.showsSolution = showsSolution
    self.showsState = showsState
  }
}
