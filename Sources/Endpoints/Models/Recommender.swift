import MachineLearning
import Tables

/// What a model of users and items would show a user, with titles: what `recommend` lists.
public struct Recommender: Sendable {
  public struct Line: Sendable, Equatable {
    public let item: Int
    /// The value that the item's number stands for, such as a product_id; null where it is not known.
    public let key: Value
    public let title: String?
    public let score: Double
  }

  private let predictor: VectorPredictor
  /// The title of each item, where it has one.
  private let titles: [String?]
  private let keys: Column?
  /// Where each user's items of training begin in `seen`; one more for the end.
  private let starts: [Int]
  private let seen: [Int32]

  public var users: Int { predictor.spans[0].count }
  public var items: Int { predictor.spans[1].count }

  /// - Parameters:
  ///   - machine: of two one-hot fields, users first; another has no recommender.
  ///   - keys: for each item the value that its number stands for.
  ///   - seen: for each user the items that training has of them.
  public init?(_ machine: FactorizationMachine, titles: [String?]?, keys: Column? = nil, seen: [Set<Int32>]) {
    predictor = VectorPredictor(machine)
    guard predictor.predict(first: 0, second: 0) != nil, seen.count == predictor.spans[0].count else { return nil }
    self.titles = titles ?? []
    self.keys = keys
    var (starts, items): ([Int], [Int32]) = ([0], [])
    for set in seen {
      items += set.sorted()
      starts.append(items.count)
    }
    (self.starts, self.seen) = (starts, items)
  }

  /// The `top` items of the greatest predictions; of equal ones, the smaller number first.
  ///
  /// - Parameter includesSeen: whether what the user has rated in training is listed, too.
  /// - Throws: `RequestFault` 404 for a user that there is not.
  /// - Complexity: O(items × (factors + log items)).
  public func lines(user: Int, top: Int, includesSeen: Bool = false) throws(RequestFault) -> [Line] {
    guard (0..<users).contains(user) else {
      throw RequestFault(404, "there is no user \(user)", advice: "the model knows the users 0 to \(users - 1)")
    }
    let scores = (0..<items).map { predictor.predict(first: user, second: $0) ?? .nan }
    let known = includesSeen ? [] : Set(seen[starts[user]..<starts[user + 1]])
    return TopScores.positions(of: scores, count: top, isExcluded: { known.contains(Int32($0)) }).map { item in
      Line(
        item: item, key: keys.map { item < $0.count ? $0[item] : .null } ?? .null,
        title: titles.indices.contains(item) ? titles[item] : nil, score: scores[item])
    }
  }
}
