import Diagnostics
import Files

/// A format that is not lines of text: it finds its rows in the bytes of a file by itself.
protocol BinaryFormat: TableCoding {
  /// What a file of it is called in sentences: "an array of NumPy".
  var title: String { get }

  /// Whether a file is of this format.
  ///
  /// - Parameter head: the bytes that it begins with, inflated where it is a gzip: `TableOutline.sampleBytes`, or all of them.
  func recognises(_ head: [UInt8]) -> Bool

  /// The columns and their types. The checker waits for it, so that it reads no more of the file than it needs.
  func inspect(_ content: BinaryContent) throws -> HeadSample

  /// The columns that are wanted, in that order, as many values each as `Table` is told that there are rows.
  ///
  /// What nobody wants need not be looked at, nor the rest of the file be read: it is digested all the same.
  func read(_ columns: [PlannedColumn], _ content: BinaryContent) throws -> (columns: [Column], rowCount: Int)
}

/// The bytes of a file in their order, inflated where it is a gzip.
final class BinaryContent {
  let path: String
  private let stream: any ByteStream
  private let passed: (() throws -> Void)?

  /// - Parameter passed: called whenever some of the file has been read; throws to stop.
  init(_ stream: any ByteStream, path: String, passed: (() throws -> Void)? = nil) {
    self.stream = stream
    self.path = path
    self.passed = passed
  }

  /// Up to `count` bytes, fewer only at the end of the file, whatever it claims: memory is taken as they come.
  func next(_ count: Int) throws -> [UInt8] {
    var bytes: [UInt8] = []
    do {
      while bytes.count < count {
        let piece = min(count - bytes.count, ChunkSource.chunkSize)
        let start = bytes.count
        bytes.append(contentsOf: repeatElement(0, count: piece))
        let read = try bytes.withUnsafeMutableBytes { try stream.read(into: .init(rebasing: $0[start...])) }
        bytes.removeLast(piece - read)
        try passed?()
        if read == 0 { break }
      }
    } catch let fault as ReadingFault {
      throw fault.diagnostic(path: path, linesBefore: 0)
    }
    return bytes
  }
}
