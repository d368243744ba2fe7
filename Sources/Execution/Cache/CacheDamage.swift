/// What is in the cache is not what was written there: it must be computed again.
struct CacheDamage: Error, Sendable {
  /// What is wrong, as the end of a sentence: "its checksum differs".
  var reason: String

  init(_ reason: String) { self.reason = reason }
}
