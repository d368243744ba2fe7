/// The bytes of a file from its beginning to its end, inflated if need be.
///
/// Behind this wall stand plain files, gzip and block gzip.
protocol ByteStream: AnyObject {
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
  var lacksEndMarker: Bool { false }
}

/// A file that holds the text itself.
final class PlainStream: ByteStream {
  private let file: InputFile
  var fileBytes: Int { file.offset }
  var trailingGarbage: Int? { nil }

  init(_ file: InputFile) { self.file = file }

  func read(into memory: UnsafeMutableRawBufferPointer) throws -> Int { try file.read(into: memory) }
}
