import MachineLearning
import Tables
import WrittenTexts

/// A trained model with what is needed to apply it to a table and to name its items.
public struct Model: Sendable {
  public var type: ModelType
  public var machine: FactorizationMachine
  /// nil for the baselines, which have no epochs.
  public var curve: LearningCurve?
  /// Mean of the training target, or the share of yes: the naive guess.
  public var naiveGuess: Double
  /// The range of the training target.
  public var targetRange: ClosedRange<Double>
  public var target: RowExpression
  /// The training rows' columns of users, items and labels, for recommendations.
  public var trainingRows: Table
  /// Codes of text features: the texts seen in training, by feature.
  public var categories: [String: [ExactText: Int32]]
  /// Of index features the original values that their numbers stand for, by feature: a row a number, null where nothing is known.
  /// Only a model that comes from a file has them in itself; a trained one has them in the table that it was trained on.
  public var keys: [String: Column]

  public init(
    type: ModelType, machine: FactorizationMachine, curve: LearningCurve?, naiveGuess: Double,
    targetRange: ClosedRange<Double>, target: RowExpression, trainingRows: Table,
    categories: [String: [ExactText: Int32]], keys: [String: Column] = [:]
  ) {
    self.type = type
    self.machine = machine
    self.curve = curve
    self.naiveGuess = naiveGuess
    self.targetRange = targetRange
    self.target = target
    self.trainingRows = trainingRows
    self.categories = categories
    self.keys = keys
  }

  /// The position of a feature among the machine's fields.
  func field(of feature: String?) -> Int? { type.features.firstIndex { $0.name == feature } }

  /// How many users or items the model knows.
  func width(of feature: String?) -> Int { field(of: feature).map { machine.fields[$0].width } ?? 0 }
}

extension Model {
  /// Takes the values that the numbers of index features stand for from the table that it was trained on.
  ///
  /// - Parameter columns: the name of the column of such values for each feature; one that the table has not is passed over.
  public mutating func learnKeys(_ columns: [String: String], from table: Table) {
    for (feature, source) in columns {
      guard let codes = table[feature], let column = table[source] else { continue }
      keys[feature] = column.keyed(by: codes, width: width(of: feature))
    }
  }
}
