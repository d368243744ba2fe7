import Synchronization

/// The recipes of a program's steps, made when somebody asks and kept for all who ask for those of the same result.
public final class Recipes: Sendable {
  private let known = Mutex<[Int: String]?>(nil)

  public init() {}

  /// A digest of all that a step's result depends on, by the step's index. O(steps) the first time.
  public func of(_ program: Program, _ result: RunResult) -> [Int: String] {
    known.withLock { known in
      if let known { return known }
      let made = StepRecords.recipes(of: program, result)
      known = made
      return made
    }
  }
}
