import CZlib
import Diagnostics

/// Compresses bytes into one gzip member (RFC 1952) on their way to a sink.
///
/// The header holds neither a name nor a time, so that equal bytes give equal files on every day (with the same zlib).
public final class GzipWriter: ByteSink {
  private let sink: any ByteSink
  private let stream: UnsafeMutablePointer<z_stream>
  private var output: [UInt8]

  /// - `level`: 1 (fast) to 9 (small); 6 is gzip's own default.
  public init(_ sink: any ByteSink, level: Int32 = 6) {
    self.sink = sink
    stream = .allocate(capacity: 1)
    stream.initialize(to: z_stream())
    output = [UInt8](repeating: 0, count: 64 * 1024)
    // 15 + 16: the largest window, a gzip wrapper; 8: zlib's default memory level (zlib.h).
    let status = deflateInit2_(
      stream, max(1, min(9, level)), Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY, ZLIB_VERSION,
      Int32(MemoryLayout<z_stream>.size))
    precondition(status == Z_OK, "zlib starts with fixed parameters")
  }

  deinit {
    deflateEnd(stream)
    stream.deallocate()
  }

  public func write(_ bytes: UnsafeRawBufferPointer) throws {
    var rest = bytes
    while !rest.isEmpty {
      let part = UnsafeRawBufferPointer(rebasing: rest.prefix(1 << 30))
      stream.pointee.next_in = UnsafeMutablePointer(mutating: part.baseAddress?.assumingMemoryBound(to: UInt8.self))
      stream.pointee.avail_in = UInt32(part.count)
      try drain(Z_NO_FLUSH)
      rest = UnsafeRawBufferPointer(rebasing: rest.dropFirst(part.count))
    }
  }

  /// Writes what is left and the checksum; nothing may be written afterwards. The sink stays open.
  public func finish() throws {
    stream.pointee.avail_in = 0
    try drain(Z_FINISH)
  }

  private func drain(_ flush: Int32) throws {
    while true {
      let status = output.withUnsafeMutableBufferPointer { memory in
        stream.pointee.next_out = memory.baseAddress
        stream.pointee.avail_out = UInt32(memory.count)
        return deflate(stream, flush)
      }
      let count = output.count - Int(stream.pointee.avail_out)
      try output.withUnsafeBytes { try sink.write(UnsafeRawBufferPointer(rebasing: $0.prefix(count))) }
      if status == Z_STREAM_END || (flush == Z_NO_FLUSH && stream.pointee.avail_out > 0) { return }
    }
  }
}
