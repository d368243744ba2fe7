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
