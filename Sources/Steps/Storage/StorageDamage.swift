/// What was stored is not as it was written: a result in a cache must be computed again, a file saved or copied again.
package struct StorageDamage: Error, Sendable {
  /// What is wrong, as the end of a sentence: "its checksum differs".
  package var reason: String

  package init(_ reason: String) { self.reason = reason }
}
