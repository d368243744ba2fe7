import CivilCalendar
import Diagnostics
import MachineLearning
import Tables
import WrittenTexts

/// A model that `save` wrote, for programs that run no notebooks: an endpoint that serves predictions, for instance.
///
/// Users and items go by their numbers (codes, 0 to `users` - 1); `code(of:in:)` finds that of an original value such as a
/// customer_id, if the file has them. A value is safe to use from any number of threads at once.
public struct SavedModel: Sendable {
  /// One place of a list of recommendations.
  public struct Recommendation: Sendable, Equatable {
    /// The item's number.
    public var item: Int
    /// The value that it numbers, such as a product_id; null where the file does not know it.
    public var key: Value
    /// Its title; nil where the model has no labels, or the item no training row.
    public var label: String?
    /// A predicted number, or a probability of yes.
    public var score: Double
  }

  /// All that the file holds: the machine, the target's range, the learning curve, the training rows.
  public let model: Model
  private let codes: [String: [ExactText: Int32]]
  private let labels: [String?]
  private let seen: [[Int32]]

  /// Reads a file that ends in .model. O(bytes + training rows).
  ///
  /// - Throws: `Diagnostic` without a place, which says what is wrong with the file and what to do: it is not there, holds no saved
  ///   model, is cut off or damaged, or was written by a newer version.
  public init(contentsOf path: String) throws {
    guard case .model(let model) = try SavedFile(path).value() else {
      throw Diagnostic(
        .notSaved, "\"\(path)\" holds an embedding, not a model", help: ["name a file that ends in .model"])
    }
    self.model = model
    codes = model.keys.mapValues { column in
      var codes: [ExactText: Int32] = [:]
      for code in 0..<column.count {
        if let text = Self.text(of: column[code]) { codes[ExactText(text)] = Int32(code) }
      }
      return codes
    }
    labels = model.labels(of: model.type.item) ?? []
    seen = model.seenItems().sets.map { $0.sorted() }
  }

  /// What it predicts, and from which columns of which types.
  public var type: ModelType { model.type }
  /// How many users and items it knows; 0 where it has none.
  public var users: Int { model.width(of: type.user) }
  public var items: Int { model.width(of: type.item) }
  /// Whether recommendations can be made: its features are one index column of users and one of items, and no other.
  public var recommends: Bool { type.user != nil && type.item != nil && type.features.count == 2 }

  /// The number of an original value of an index feature, written as csv has it; nil when training has not seen it. O(1).
  public func code(of key: String, in feature: String) -> Int? { codes[feature]?[ExactText(key)].map { Int($0) } }

  /// The original value that a number of an index feature stands for; null when the file does not know it. O(1).
  public func key(of code: Int, in feature: String) -> Value {
    guard let column = model.keys[feature], (0..<column.count).contains(code) else { return .null }
    return column[code]
  }

  /// An item's title; nil where there is none. O(1).
  public func label(ofItem item: Int) -> String? { labels.indices.contains(item) ? labels[item] : nil }

  /// The items of a user's training rows, by number. O(1).
  public func itemsSeen(by user: Int) -> [Int32] { seen.indices.contains(user) ? seen[user] : [] }

  /// The items with the highest predictions for a user; of equal ones the smaller number first. O(items × factors).
  ///
  /// - Parameters:
  ///   - user: 0 to `users` - 1; the list is empty for any other, and where `recommends` is false.
  ///   - top: how many at most.
  ///   - includesSeen: whether items of the user's training rows are among them.
  ///   - threads: at least 1; the result does not depend on it.
  public func recommendations(
    forUser user: Int, top: Int, includesSeen: Bool = false, threads: Int = 1
  ) throws -> [Recommendation] {
    guard recommends, let item = type.item, (0..<users).contains(user) else { return [] }
    let scores = try model.predictions(forUser: user, threads: threads)
    let left = includesSeen ? [] : Set(itemsSeen(by: user))
    return TopScores.positions(of: scores, count: max(0, top), isExcluded: { left.contains(Int32($0)) }).map {
      Recommendation(item: $0, key: key(of: $0, in: item), label: label(ofItem: $0), score: scores[$0])
    }
  }

  /// A prediction for every row of a table that has the columns of `type.features`: a number, or a probability of yes.
  /// O(rows × features × factors).
  ///
  /// - Parameter clipped: whether numbers are cut to the range of the training target.
  /// - Throws: an error for a column that is not there and a number that is missing.
  public func predictions(for table: Table, clipped: Bool = false, threads: Int = 1) throws -> [Double] {
    try model.predictions(for: table, clipped: clipped, threads: threads)
  }

  /// As a request names a value: a number in digits, a day as 2015-08-31; nil for null.
  static func text(of value: Value) -> String? {
    switch value {
    case .null: nil
    case .integer(let number): String(number)
    case .decimal(let number): number.description
    case .string(let text): text
    case .date(let days): CivilDay(days: days).description
    case .datetime(let microseconds): NumberText.datetime(microseconds)
    case .boolean(let truth): truth ? "true" : "false"
    }
  }
}
