import Endpoints
import Synchronization

/// What all connections to a service share.
final class EndpointDuties: Sendable {
  let service: EndpointService
  let settings: ServiceSettings
  let log: ServiceLog
  let connections: OpenConnections
  /// Bytes of bodies that are promised memory.
  private let promised = Atomic<Int>(0)
  /// Those of them whose senders have shown nothing yet.
  private let unverified = Atomic<Int>(0)

  init(_ service: EndpointService, _ settings: ServiceSettings, _ log: ServiceLog) {
    self.service = service
    self.settings = settings
    self.log = log
    connections = OpenConnections(limit: settings.connections)
  }

  /// Sets memory aside for a body, until `release`.
  ///
  /// A signature can only be verified when its body is there, so whoever signs with any secret has memory set aside: a quarter of it at
  /// most, so that the others' requests are still answered.
  ///
  /// - Throws: `RequestFault` 503 when other bodies fill what there is.
  func reserve(_ bytes: Int, isVerified: Bool) throws(RequestFault) {
    if !isVerified, unverified.add(bytes, ordering: .relaxed).newValue > settings.bodyBytes / 4 {
      unverified.subtract(bytes, ordering: .relaxed)
      throw Self.full
    }
    if promised.add(bytes, ordering: .relaxed).newValue <= settings.bodyBytes { return }
    release(bytes, isVerified: isVerified)
    throw Self.full
  }

  func release(_ bytes: Int, isVerified: Bool) {
    promised.subtract(bytes, ordering: .relaxed)
    if !isVerified { unverified.subtract(bytes, ordering: .relaxed) }
  }

  private static let full = RequestFault(
    503, "the bodies of other requests fill the memory set aside", advice: "ask again in a moment")
}
