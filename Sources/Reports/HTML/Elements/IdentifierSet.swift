/// The ids of one page: each is given once.
struct IdentifierSet {
  private var taken: Set<String> = []

  /// `wish`, or `wish-2`, `wish-3` … when it is taken.
  mutating func claim(_ wish: String) -> String {
    if taken.insert(wish).inserted { return wish }
    var number = 2
    while !taken.insert("\(wish)-\(number)").inserted { number += 1 }
    return "\(wish)-\(number)"
  }
}
