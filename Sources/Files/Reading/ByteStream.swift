/// The bytes of a file from its beginning to its end, inflated if need be.
///
/// Behind this wall stand plain files, gzip and block gzip.
package protocol ByteStream: AnyObject {
  /// Writes at least one byte unless the stream has ended; 0 at the end. Throws `ReadingFault`.
  func read(into memory: UnsafeMutableRawBufferPointer) throws -> Int
  /// Bytes of the file that have been read.
  var fileBytes: Int { get }
  /// Whether something after the compressed bytes was ignored: its offset in the file.
  var trailingGarbage: Int? { get }
  /// Whether the file ended without the mark that its kind puts at its end, so that some of it may be missing.
  var lacksEndMarker: Bool { get }
}

extension ByteStream {
  package var lacksEndMarker: Bool { false }
}

/// A file that holds the text itself.
package final class PlainStream: ByteStream {
  private let file: InputFile
  package var fileBytes: Int { file.offset }
  package var trailingGarbage: Int? { nil }

  package init(_ file: InputFile) { self.file = file }

  package func read(into memory: UnsafeMutableRawBufferPointer) throws -> Int { try file.read(into: memory) }
}
