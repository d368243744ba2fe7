import Steps

/// What a run would do with a step, and why.
public struct Explanation: Sendable {
  public var step: ProgramStep
  /// Empty when its result would be reused.
  public var reasons: [StepReason]
  /// What the last run did, in words; nil when it did not know the step.
  public var last: String?

  public var isReused: Bool { reasons.isEmpty }

  /// Explains every step of a plan, without running or changing anything. Reads the files of `load` unless they are known.
  public static func of(
    _ program: Program, plan: Plan, store: CacheStore, implementation: String
  ) throws -> [Explanation] {
    let cache = try StepCache(store, program: program, plan: plan, implementation: implementation, isReadOnly: true)
    return plan.steps.map { index in
      let step = program.steps[index]
      var explanation = Explanation(step: step, reasons: [], last: cache.lastTold(of: step))
      if case .run(let reasons) = cache.answer(for: step) { explanation.reasons = reasons }
      return explanation
    }
  }
}
