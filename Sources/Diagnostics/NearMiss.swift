/// The names that a mistyped one was probably meant to be.
public enum NearMiss {
  /// At most `limit` candidates within a third of the word's length (at least one edit), nearest first,
  /// equal distances in alphabetical order, so that a suggestion never depends on the order of a dictionary.
  ///
  /// Distance is Damerau-Levenshtein (restricted: a swap of neighbours counts once), ignoring case and taking `_`, `-` and
  /// space as the same character. Complexity: O(candidates × length²).
  public static func suggestions(for word: String, among candidates: some Sequence<String>, limit: Int = 3) -> [String]
  {
    let folded = fold(word)
    let tolerance = max(1, folded.count / 3)
    var found: [(distance: Int, name: String)] = []
    for candidate in Set(candidates) where candidate != word {
      let other = fold(candidate)
      // Each letter more or less is an edit, so that lengths alone rule most names out.
      let isFar = abs(other.count - folded.count) > tolerance
      var distance = isFar ? tolerance + 1 : editDistance(folded, other)
      // A long prefix is a likely meaning too: "customer" for "customer_id".
      if distance > tolerance, folded.count >= 3, other.starts(with: folded) { distance = tolerance }
      // So are a word that begins with it, "lowercase" for "lower", and one of its parts, "stars" for "star_rating".
      if distance > tolerance, other.count >= 4, folded.starts(with: other) { distance = tolerance }
      if distance > tolerance, folded.count >= 4, hasPart(other, near: folded) { distance = tolerance }
      if distance <= tolerance { found.append((distance, candidate)) }
    }
    found.sort { ($0.distance, $0.name) < ($1.distance, $1.name) }
    return found.prefix(limit).map(\.name)
  }

  /// "did you mean a, b or c?", or nil when nothing is near.
  public static func question(for word: String, among candidates: some Sequence<String>) -> String? {
    question(suggestions(for: word, among: candidates))
  }

  /// The question about names that have been found near; nil for none.
  public static func question(_ names: [String]) -> String? {
    guard let last = names.last else { return nil }
    let listed = names.count == 1 ? last : names.dropLast().joined(separator: ", ") + " or " + last
    return "did you mean \(listed)?"
  }

  private static func hasPart(_ word: [Unicode.Scalar], near part: [Unicode.Scalar]) -> Bool {
    let parts = word.split(separator: "-")
    return parts.count > 1 && parts.contains { $0.count >= 4 && editDistance(Array($0), part) <= 1 }
  }

  private static func fold(_ word: String) -> [Unicode.Scalar] {
    word.lowercased().unicodeScalars.map { $0 == "_" || $0 == " " ? "-" : $0 }
  }

  private static func editDistance(_ a: [Unicode.Scalar], _ b: [Unicode.Scalar]) -> Int {
    if a.isEmpty || b.isEmpty { return max(a.count, b.count) }
    var beforePrevious = [Int](repeating: 0, count: b.count + 1)
    var previous = beforePrevious
    for j in previous.indices { previous[j] = j }
    var current = previous
    var i = 0
    while i < a.count {
      i += 1
      current[0] = i
      var j = 0
      while j < b.count {
        j += 1
        let substitution = previous[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1)
        current[j] = min(previous[j] + 1, current[j - 1] + 1, substitution)
        if i > 1, j > 1, a[i - 1] == b[j - 2], a[i - 2] == b[j - 1] {
          current[j] = min(current[j], beforePrevious[j - 2] + 1)
        }
      }
      (beforePrevious, previous, current) = (previous, current, beforePrevious)
    }
    return previous[b.count]
  }
}
