import CZlib

/// Inflates through zlib, which every machine has.
final class ZlibInflater: MemberInflater {
  private let stream: UnsafeMutablePointer<z_stream>

  /// nil when there is no memory.
  init?() {
    stream = .allocate(capacity: 1)
    stream.initialize(to: z_stream())
    // 15: the largest window; + 16: a gzip wrapper (zlib.h).
    if inflateInit2_(stream, 15 + 16, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size)) != Z_OK { return nil }
  }

  deinit {
    inflateEnd(stream)
    stream.deallocate()
  }

  func reset() { inflateReset(stream) }

  func inflate(_ input: inout ByteWindow, into output: inout OutputWindow) -> InflationStatus {
    let given = UInt32(clamping: input.count)
    let room = UInt32(clamping: output.count)
    stream.pointee.next_in = UnsafeMutablePointer(mutating: input.next)
    stream.pointee.avail_in = given
    stream.pointee.next_out = output.next
    stream.pointee.avail_out = room
    let status = CZlib.inflate(stream, Z_NO_FLUSH)
    let used = Int(given - stream.pointee.avail_in)
    let written = Int(room - stream.pointee.avail_out)
    input = ByteWindow(next: input.next + used, count: input.count - used)
    output = OutputWindow(next: output.next + written, count: output.count - written)
    switch status {
    case Z_OK, Z_BUF_ERROR: return .progress
    case Z_STREAM_END: return .memberEnd
    default: return .damaged(flaw)
    }
  }

  private var flaw: InflationFlaw {
    // zlib tells these apart in its words alone.
    let zlibWords = stream.pointee.msg.map { String(cString: $0) } ?? ""
    if zlibWords == "incorrect data check" || zlibWords == "incorrect length check" { return .checksum }
    return zlibWords.contains("header") || zlibWords.contains("method") ? .header : .data
  }
}
