/// What can be wrong with the data or the settings that a learning algorithm is given.
///
/// Every case carries what a caller needs to say where the fault is: rows count from 0, and `field` is the position of the
/// feature column.
public enum LearningError: Error, Equatable, Sendable {
  /// There is no row to learn from.
  case emptyTrainingSet
  /// Two columns that belong together differ in length.
  case mismatchedLengths(what: String, expected: Int, found: Int)
  /// A target is NaN or infinite.
  case nonFiniteTarget(row: Int, value: Double)
  /// A target of binary classification is neither 0 nor 1.
  case targetNotBinary(row: Int, value: Double)
  /// All targets are equal, so that there is nothing to learn.
  case constantTarget(value: Double)
  /// A numeric feature is NaN or infinite.
  case nonFiniteFeature(field: Int, row: Int, value: Double)
  /// A code of a one-hot field is not in `0 ..< cardinality`.
  case codeOutOfRange(field: Int, row: Int, code: Int, cardinality: Int)
  /// The rows' fields are not those that the model was trained on.
  case mismatchedFields(expected: String, found: String)
  /// An element of a matrix of vectors is NaN, infinite, or so large that products overflow (beyond ±10¹⁵).
  case elementOutOfRange(row: Int, column: Int, value: Double)
  /// The solver cannot learn such a target.
  case taskNotLearned(LearningTask)
  /// A setting lies outside the values that make sense.
  case invalidHyperparameter(name: String, value: Double, allowed: String)
  /// A map needs more vectors than there are.
  case tooFewVectors(found: Int, needed: Int)
  /// All vectors are equal, so that no distance tells them apart.
  case identicalVectors
  /// Fewer than two words occur `minimumCount` times; the most frequent one occurs `greatestCount` times.
  case tooFewWords(minimumCount: Int, remaining: Int, greatestCount: Int)
  /// No two words stand in the same sequence.
  case noContexts
  /// A line (counted from 1) of a text of vectors is not as it should be.
  case malformedVectors(line: Int, reason: String)
  /// The loss of an epoch (counted from 1) is no longer finite: the steps are too long.
  case diverged(epoch: Int)
  /// The machines have no weighted sum: one predicts by draws from the posterior, or their scores become probabilities differently.
  case notSummable
  /// The caller asked to stop.
  case cancelled
}
