/// The records of a long file, taken one after the other.
public struct RecordRows {
  private var frames: RecordFrames
  private let width: Int

  /// - Parameter offset: where the first record begins.
  public init(_ bytes: UnsafeRawBufferPointer, width: Int, offset: Int = 0) {
    frames = RecordFrames(bytes, offset: offset)
    self.width = width
  }

  /// Where the next record begins.
  public var offset: Int { frames.offset }

  /// Passes over a record; false at the end.
  ///
  /// - Throws: `RequestFault` when there is no frame.
  public mutating func skip() throws(RequestFault) -> Bool {
    try frames.next { _ throws(RequestFault) in }
  }

  /// The next `count` records as rows.
  ///
  /// - Parameter first: the number of the first, from 0, for what is said of a fault.
  /// - Throws: `RequestFault` for the first that is at fault, or when there are fewer.
  public mutating func take(_ count: Int, first: Int) throws(RequestFault) -> FeatureVectors {
    var rows = FeatureVectors(width: width, firstRow: first)
    for _ in 0..<count {
      let isThere = try frames.next { record throws(RequestFault) in try RecordRequests.append(record, to: &rows) }
      if !isThere { throw .malformed("there are only \(first + rows.count) records") }
    }
    return rows
  }
}
