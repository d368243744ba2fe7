import CInflate

/// Inflates through Intel's ISA-L where the machine has it.
final class ISALInflater: MemberInflater {
  private let inflater: OpaquePointer

  /// nil when the library is not there.
  init?() {
    guard let created = matinee_isal_create() else { return nil }
    inflater = created
  }

  deinit { matinee_isal_destroy(inflater) }

  func reset() { matinee_isal_reset(inflater) }

  func inflate(_ input: inout ByteWindow, into output: inout OutputWindow) -> InflationStatus {
    var next: UnsafePointer<UInt8>? = input.next
    var target: UnsafeMutablePointer<UInt8>? = output.next
    let status = matinee_isal_inflate(inflater, &next, &input.count, &target, &output.count)
    if let next { input.next = next }
    if let target { output.next = target }
    switch Int(status) {
    case MATINEE_ISAL_PROGRESS: return .progress
    case MATINEE_ISAL_MEMBER_END: return .memberEnd
    case MATINEE_ISAL_BAD_CHECKSUM: return .damaged(.checksum)
    case MATINEE_ISAL_BAD_HEADER: return .damaged(.header)
    default: return .damaged(.data)
    }
  }
}
