extension RandomStream {
  /// Puts `buffer` into a random order (Fisher & Yates 1938, Durstenfeld 1964), in O(n).
  @inlinable @inline(__always)
  public func shuffle<Element>(_ buffer: UnsafeMutableBufferPointer<Element>) {
    var last = buffer.count - 1
    while last > 0 {
      buffer.swapAt(last, index(at: UInt64(last), below: last + 1))
      last -= 1
    }
  }

  /// A random order of `0 ..< count`, each as likely as any other.
  public func permutation(of count: Int) -> [Int] {
    var order = Array(0..<max(0, count))
    order.withUnsafeMutableBufferPointer { shuffle($0) }
    return order
  }
}
