import Endpoints
import Synchronization

/// What all connections to a service share.
final class EndpointDuties: Sendable {
  let service: EndpointService
  let settings: ServiceSettings
  let log: ServiceLog
  /// Bytes of bodies that are promised memory.
  private let promised = Atomic<Int>(0)

  init(_ service: EndpointService, _ settings: ServiceSettings, _ log: ServiceLog) {
    self.service = service
    self.settings = settings
    self.log = log
  }

  /// Sets memory aside for a body, until `release`.
  ///
  /// - Throws: `RequestFault` 503 when other bodies fill what there is.
  func reserve(_ bytes: Int) throws(RequestFault) {
    if promised.add(bytes, ordering: .relaxed).newValue <= settings.bodyBytes { return }
    promised.subtract(bytes, ordering: .relaxed)
    throw RequestFault(503, "the bodies of other requests fill the memory set aside", advice: "ask again in a moment")
  }

  func release(_ bytes: Int) { promised.subtract(bytes, ordering: .relaxed) }
}
