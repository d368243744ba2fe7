import Diagnostics
import Languages
import Reports

/// What a step's `run` hands to its `render`: a few numbers, words and small tables, as a type of the step's own.
///
/// A cache keeps it as ``KeptDetails``, so that a result can be shown again without being computed.
public protocol OutcomeDetails: Codable, Sendable {
  /// Whether its parts fit each other, as `run` makes them: what does not is not taken from a cache.
  var isSound: Bool { get }
}

extension OutcomeDetails {
  public var isSound: Bool { true }
}

/// The details of a step that tells nothing but its outputs and values.
public struct NoDetails: OutcomeDetails {
  public init() {}
}

/// Steps of which nobody knows the type: their outcomes have details of any.
extension Step {
  /// What `run` gives.
  public func outcome(_ context: RunContext) throws -> StepOutcome {
    let outcome = try run(context)
    return outcome.with(outcome.details)
  }

  /// What the terminal is warned of. Throws a `Diagnostic` for the outcome of another step.
  public func warnings(ofAny outcome: StepOutcome) throws -> [Diagnostic] { warnings(try own(outcome)) }

  /// The report blocks. Throws a `Diagnostic` for the outcome of another step.
  public func render(any outcome: StepOutcome, _ context: RenderContext) throws -> [ReportBlock] {
    try render(try own(outcome), context)
  }

  /// The values that matter most. Throws a `Diagnostic` for the outcome of another step.
  public func highlights(ofAny outcome: StepOutcome, in language: Language) throws -> [Fact] {
    highlights(try own(outcome), in: language)
  }

  /// The details that a cache has kept of an outcome. Throws when they are damaged, or those of another step.
  package func details(_ kept: KeptDetails) throws(StorageDamage) -> any OutcomeDetails {
    try kept.opened(as: Details.self)
  }

  private func own(_ outcome: StepOutcome) throws -> Outcome<Details> {
    guard let details = outcome.details as? Details else { throw Self.unfitDetails }
    return outcome.with(details)
  }

  /// The fault of an outcome that is not of the step that is to show it.
  static var unfitDetails: Diagnostic {
    Diagnostic(
      .internalFault, "the report of \(signature.name) asks for what its run did not give",
      help: ["empty the cache with matinee cache clear, and run again"])
  }
}
