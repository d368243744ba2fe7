import Tables

/// The items of every user's rows in a table: what the user has seen already.
struct SeenItems: Sendable {
  /// Where each user's items begin in `items`; one more for the end.
  private let starts: [Int]
  private let items: [Int32]

  /// Of all rows with a user and an item; users and items beyond these numbers are passed over. O(rows + users).
  init(_ pairs: [(user: Int, item: Int)], userCount: Int, itemCount: Int) {
    let pairs = pairs.filter { $0.user < userCount && $0.item < itemCount }
    var starts = [Int](repeating: 0, count: userCount + 1)
    for pair in pairs { starts[pair.user + 1] += 1 }
    for user in 0..<userCount { starts[user + 1] += starts[user] }
    var next = starts
    var items = [Int32](repeating: 0, count: pairs.count)
    for pair in pairs {
      items[next[pair.user]] = Int32(truncatingIfNeeded: pair.item)
      next[pair.user] += 1
    }
    (self.starts, self.items) = (starts, items)
  }

  /// A user's items, in the order of the rows; an item of several rows comes as often.
  func of(_ user: Int) -> ArraySlice<Int32> { items[starts[user]..<starts[user + 1]] }

  /// Each user's items once.
  var sets: [Set<Int32>] { (0..<starts.count - 1).map { Set(of($0)) } }

  /// How many of the listed items their users have seen. O(rows + listed).
  ///
  /// - Parameter lists: the items of every user, one user after the other.
  func count(in lists: [ArraySlice<Int32>], itemCount: Int) -> Int {
    // The user who last marked an item.
    var marks = [Int](repeating: -1, count: itemCount)
    var count = 0
    for (user, list) in lists.enumerated() {
      for item in of(user) { marks[Int(item)] = user }
      for item in list where marks[Int(item)] == user { count += 1 }
    }
    return count
  }
}

extension Model {
  /// What users have rated in training.
  func seenItems() -> SeenItems { seenItems(in: trainingRows) }

  /// What users have rated in a table that has the model's columns of users and items.
  func seenItems(in table: Table) -> SeenItems {
    SeenItems(pairs(in: table), userCount: width(of: type.user), itemCount: width(of: type.item))
  }
}
