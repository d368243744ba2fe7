/// Inflates one member of a gzip after the other; which library does it is behind this wall.
protocol MemberInflater: AnyObject {
  /// Inflates from `input` into `output` and moves both. At the end of a member `input` stands behind its trailer.
  func inflate(_ input: inout ByteWindow, into output: inout OutputWindow) -> InflationStatus
  /// To begin with the header of a member.
  func reset()
}

/// What one call of an inflater came to.
enum InflationStatus {
  /// Something was read or written, or more of either is needed.
  case progress
  case memberEnd
  case damaged(InflationFlaw)
}

/// Why a gzip cannot be inflated, in words that do not depend on the library.
enum InflationFlaw: String {
  case header = "its header is not that of a gzip"
  case data = "its compressed data are not valid"
  case checksum = "its checksum or its length is another"
}

/// Bytes that are still to be read.
struct ByteWindow {
  var next: UnsafePointer<UInt8>
  var count: Int
}

/// Memory that is still to be written.
struct OutputWindow {
  var next: UnsafeMutablePointer<UInt8>
  var count: Int
}

/// The inflaters that this machine has.
enum Inflation {
  /// The fastest there is: ISA-L, 2.7 times as fast as zlib on the lab's file, or else zlib. nil when there is no memory.
  static func fastest() -> (any MemberInflater)? { ISALInflater() ?? ZlibInflater() }
}
