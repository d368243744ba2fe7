import Foundation

/// Takes bytes one after the other.
public protocol ByteSink: AnyObject {
  /// Throws `Diagnostic`.
  func write(_ bytes: UnsafeRawBufferPointer) throws
}

extension ByteSink {
  public func write(_ bytes: [UInt8]) throws { try bytes.withUnsafeBytes { try write($0) } }

  public func write(_ text: String) throws {
    var text = text
    try text.withUTF8 { try write(UnsafeRawBufferPointer($0)) }
  }
}

/// Writing to an open file, a pipe or a terminal until all is written.
package enum WholeWriting {
  /// Writes all of the bytes, however few the system takes at a time, and whatever signal comes between. What another program has set to
  /// refuse instead of waiting, as a shared terminal may be, is waited for.
  ///
  /// - Returns: false, with `errno` set, when not all of them could be written.
  package static func write(_ bytes: UnsafeRawBufferPointer, to descriptor: Int32) -> Bool {
    var written = 0
    while written < bytes.count {
      let count = Foundation.write(descriptor, bytes.baseAddress.map { $0 + written }, bytes.count - written)
      if count >= 0 {
        written += count
      } else if errno == EAGAIN {
        usleep(1000)
      } else if errno != EINTR {
        return false
      }
    }
    return true
  }

  package static func write(_ bytes: [UInt8], to descriptor: Int32) -> Bool {
    bytes.withUnsafeBytes { write($0, to: descriptor) }
  }
}
