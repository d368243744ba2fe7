import WrittenTexts

/// Numbers the names of data by first appearance. Names of other bytes are others, as in tables.
struct NamePlaces {
  private(set) var names: [String]
  private var places: [ExactText: Int]

  /// Names that come first, all different.
  init(_ names: [String]) {
    self.names = names
    places = names.exactPlaces
  }

  var count: Int { names.count }

  /// The place of a name, which is new where it has none yet. O(bytes).
  mutating func place(of name: String) -> Int {
    let next = names.count
    let place = places[ExactText(name), default: next]
    if place == next {
      places[ExactText(name)] = next
      names.append(name)
    }
    return place
  }
}
