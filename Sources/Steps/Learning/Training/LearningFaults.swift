import Diagnostics
import MachineLearning
import Reports
import Tables

/// Runs a part of a learning step; what the library finds wrong becomes a diagnostic with its place and what to do.
func learning<Result>(at span: SourceSpan, features: [String] = [], _ body: () throws -> Result) throws -> Result {
  do {
    return try body()
  } catch let fault as LearningError {
    if fault == .cancelled { throw Cancelled() }
    throw LearningFaults.diagnostic(fault, at: span, features: features)
  } catch let fault as FeatureFault {
    throw LearningFaults.diagnostic(fault, at: span)
  }
}

enum LearningFaults {
  static func diagnostic(_ found: FeatureFault, at span: SourceSpan) -> Diagnostic {
    switch found {
    case .missingColumn(let name):
      return span.fault(.unusableFeature, "the table has no column \"\(name)\", which the model has as a feature")
    case .missingNumber(let name, let row):
      return span.fault(
        .unusableFeature, "the feature \"\(name)\" has no value in row \(row + 1)",
        help: [
          "leave such rows out: filter … where: \(name) is not null",
          "or put a number in their place: derive … \(name): if(\(name) is null, 0, \(name))",
        ])
    }
  }

  static func diagnostic(_ found: LearningError, at span: SourceSpan, features: [String]) -> Diagnostic {
    func name(_ field: Int) -> String {
      features.indices.contains(field) ? "\"\(features[field])\"" : "number \(field + 1)"
    }
    switch found {
    case .emptyTrainingSet:
      return span.fault(
        .nothingToLearn, "there is no row to learn from",
        help: ["look at the table above this step: a filter or a split may have left nothing"])
    case .constantTarget(let value):
      return span.fault(
        .nothingToLearn, "the target is \(value) in every row, so there is nothing to learn",
        help: ["look at the target's distribution with describe"])
    case .nonFiniteTarget(let row, _):
      return span.fault(
        .unusableTarget, "the target has no finite value in row \(row + 1)", help: ["leave such rows out with filter"])
    case .targetNotBinary(let row, let value):
      return span.fault(
        .unusableTarget, "classification needs a target of true and false; row \(row + 1) has \(value)",
        help: ["make it a condition, as in target: star_rating >= 5"])
    case .nonFiniteFeature(let field, let row, let value):
      return span.fault(.unusableFeature, "the feature \(name(field)) is \(value) in row \(row + 1)")
    case .codeOutOfRange(let field, let row, let code, let cardinality):
      return span.fault(
        .unusableFeature,
        "the feature \(name(field)) is \(code) in row \(row + 1), beyond the \(cardinality) that are known")
    case .invalidHyperparameter(let setting, let value, let allowed):
      return span.fault(.outOfRange, "the setting \(setting) is \(value); allowed is \(allowed)")
    case .tooFewWords(let minimum, let remaining, let greatest):
      return span.fault(
        .nothingToLearn,
        remaining == 0
          ? "no word occurs \(Phrase.count(minimum, "time")); the most frequent one occurs \(Phrase.count(greatest, "time"))"
          : "only one word occurs \(Phrase.count(minimum, "time")): there is nothing to tell it from",
        help: ["lower min-count:, or take more rows"])
    case .noContexts:
      return span.fault(
        .nothingToLearn, "no two frequent words stand in the same sequence",
        help: ["check by:, which says whose rows make a sequence, or lower min-count:"])
    case .malformedVectors(let line, let reason):
      return span.fault(.unusableFeature, "line \(line) of the vectors: \(reason)")
    case .diverged(let epoch):
      return span.fault(
        .trainingDiverged, "training diverged in epoch \(epoch): the loss is no longer a finite number",
        help: [Solvers.remedies])
    case .elementOutOfRange(let row, let column, let value):
      return span.fault(
        .unusableFeature, "element \(column + 1) of vector \(row + 1) is \(value), too large to compare")
    case .tooFewVectors(let found, let needed):
      return span.fault(
        .nothingToLearn,
        "there \(found == 1 ? "is" : "are") \(Phrase.count(found, "vector")), and a map needs at least \(needed)",
        help: ["look at the table above this step: a filter may have left too few rows"])
    case .identicalVectors:
      return span.fault(
        .nothingToLearn, "all vectors are the same, so that no distance tells them apart",
        help: ["look at the columns of the vectors with describe"])
    case .mismatchedLengths(let what, let expected, let found):
      return Diagnostic(.internalFault, "\(what): \(expected) expected, \(found) found", at: span)
    case .mismatchedFields(let expected, let found):
      return span.fault(
        .unusableFeature, "the table's features are not those the model was trained on",
        notes: ["trained on \(expected); given \(found)"])
    case .taskNotLearned(let task):
      return Diagnostic(.internalFault, "the solver does not do \(task.rawValue)", at: span)
    case .notSummable: return Diagnostic(.internalFault, "the models have no weighted sum", at: span)
    case .cancelled: return Diagnostic(.internalFault, "the step was stopped", at: span)
    }
  }
}

/// Whether memory holds what a step learns, looked at before any is taken.
enum LearningRoom {
  /// - Parameters:
  ///   - numbers: how many numbers of single precision the step has at once, at least.
  ///   - what: what they are, as the beginning of a sentence: "1,024 factors of 2,000,000 features".
  static func require(
    numbers: Double, for what: String, help: String, memory: Int = MemoryBudget.bytes, at span: SourceSpan
  ) throws {
    let bytes = numbers * Double(MemoryLayout<Float>.stride)
    if bytes <= Double(memory) { return }
    throw span.fault(
      .resultTooLarge,
      "\(what) would take \(TableFaults.gigabytes(Int(clamping: bytes))) of memory, of which "
        + "\(TableFaults.gigabytes(memory)) are left", help: [help])
  }
}

extension Int {
  /// The nearest whole number.
  fileprivate init(clamping number: Double) { self = Int(exactly: number.rounded()) ?? (number < 0 ? .min : .max) }
}

extension DiagnosticCode {
  static let nothingToLearn = DiagnosticCode(
    "nothing-to-learn", "A training table has no rows, or its target is the same in all of them.")
  static let unusableTarget = DiagnosticCode(
    "unusable-target", "A row's target is missing, not finite, or not true or false where classification needs that.")
  static let unusableFeature = DiagnosticCode(
    "unusable-feature", "A feature is missing or not a finite number in some row, or is not one that the model knows.")
  static let trainingDiverged = DiagnosticCode(
    "training-diverged", "The loss grew beyond all numbers: the steps of gradient descent were too long for the data.")
}
