/// The ids of one page: each is given once.
struct IdentifierSet {
  private var taken: Set<String> = []

  /// `wanted`, or `wanted-2`, `wanted-3` … when it is taken.
  mutating func claim(_ wanted: String) -> String {
    if taken.insert(wanted).inserted { return wanted }
    var number = 2
    while !taken.insert("\(wanted)-\(number)").inserted { number += 1 }
    return "\(wanted)-\(number)"
  }
}
