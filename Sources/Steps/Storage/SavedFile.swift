import Diagnostics
import Files
import Tables

/// A model or an embedding in a file of its own, as `save` writes it and `load` reads it.
///
///     "MATSAVED" | version 2: u64 | bytes of the head: u64 | bytes of the body: u64 | XXH3 of the head, XXH3 of the body: 128 bits each
///     the head: what the checker needs, and where in the body everything else is; filled up with zeros to a multiple of 64 bytes
///     the body: the machine and the columns, each at a multiple of 64 bytes
///
/// All numbers are little-endian. The head is read when notebooks are checked, the body when they run. The same value gives the
/// same bytes.
package struct SavedFile: Sendable {
  private enum Contents: Sendable {
    case model(ModelType, StoredModel)
    case embedding(EmbeddingType, StoredEmbedding)
  }

  static let signature = Array("MATSAVED".utf8)
  /// Raised when the layout changes; files of older versions stay readable. Since 2 datetimes count microseconds.
  static let version = 2
  private static let prefixLength = 64
  private static let alignment = 64

  private let path: String
  private let contents: Contents
  private let bodyStart: Int
  private let bodyLength: Int
  private let bodyDigest: ContentDigest
  /// Everything in front of the body, as it was read.
  private let start: FileHead

  /// What the file holds.
  package var type: ValueType {
    switch contents {
    case .model(let type, _): .model(type)
    case .embedding(let type, _): .embedding(type)
    }
  }

  /// Reads the head. O(features + texts of features).
  ///
  /// - Throws: `Diagnostic` without a place when there is no such file, or it is none that `save` wrote, or damaged.
  package init(_ path: String) throws {
    let file = try InputFile(path)
    let prefix = try Self.bytes(Self.prefixLength, of: file)
    guard prefix.starts(with: Self.signature) else { throw SavedFileFaults.foreign(path) }
    guard prefix.count == Self.prefixLength else {
      throw SavedFileFaults.cutOff(path, found: file.size, expected: nil)
    }
    var fields = ByteDecoder(Array(prefix.dropFirst(Self.signature.count)))
    let version = try fields.integer()
    if version > Self.version { throw SavedFileFaults.newer(path, version: version) }
    let headLength = try fields.integer()
    let bodyLength = try fields.integer()
    let headDigest = ContentDigest(high: try fields.word(), low: try fields.word())
    bodyDigest = ContentDigest(high: try fields.word(), low: try fields.word())
    // 2^60: no file has more, and sums of such numbers do not overflow.
    let lengths = 0...(1 << 60)
    guard (1...Self.version).contains(version), lengths.contains(headLength), lengths.contains(bodyLength) else {
      throw SavedFileFaults.damaged(path, "its first bytes are not as they were written")
    }
    bodyStart = Self.prefixLength + headLength
    self.bodyLength = bodyLength
    self.path = path
    let expected = bodyStart + bodyLength
    if file.size < expected { throw SavedFileFaults.cutOff(path, found: file.size, expected: expected) }
    if file.size > expected {
      throw SavedFileFaults.damaged(path, "it is \(file.size) bytes long, and was written with \(expected)")
    }
    let head = try Self.bytes(headLength, of: file)
    start = file.head
    guard head.withUnsafeBytes({ ContentDigest($0) }) == headDigest else {
      throw SavedFileFaults.damaged(path, "the checksum of its head differs")
    }
    do {
      var decoder = ByteDecoder(head)
      switch try decoder.byte() {
      case 0: contents = .model(try ModelType(&decoder), try StoredModel(&decoder))
      case 1: contents = .embedding(try EmbeddingType(&decoder), try StoredEmbedding(&decoder))
      default: throw StorageDamage("it holds something unknown")
      }
      guard decoder.isFilledUp(to: Self.alignment) else { throw StorageDamage("its head is too long") }
    } catch let damage as StorageDamage {
      throw SavedFileFaults.damaged(path, damage.reason)
    }
  }

  /// Reads the body. O(bytes).
  ///
  /// - Throws: `Diagnostic` without a place when it is damaged, or another file than the one whose head was read.
  package func value() throws -> StepValue { try read().value }

  /// Reads the body, and tells of which bytes the file was. O(bytes).
  ///
  /// - Throws: as `value` does.
  package func read(
    digestsSHA256: Bool = false
  ) throws -> (value: StepValue, file: FileDigest, sha256: String?) {
    let file = try InputFile(path)
    file.begin(expecting: start)
    let front = try file.read(bodyStart)
    let body = try file.read(bodyLength)
    let read = try file.finish()
    var sha256: String?
    if digestsSHA256 {
      var digest = StreamDigest(.sha256)
      for part in [front, body] { digest.update(UnsafeRawBufferPointer(part.elements)) }
      sha256 = digest.hexadecimal()
    }
    return (try value(body), read, sha256)
  }

  /// The original values of a model's index features, by feature, without the model. O(bytes).
  ///
  /// - Throws: as `value` does.
  package func keys() throws -> [String: Column] {
    guard case .model(_, let stored) = contents else { return [:] }
    let file = try InputFile(path)
    file.begin(expecting: start)
    _ = try file.read(bodyStart)
    let body = try file.read(bodyLength)
    _ = try file.finish()
    return try opened(body) { try stored.openKeys(in: $0) }
  }

  private func value(_ body: Buffer<UInt8>) throws -> StepValue {
    try opened(body) { keeper in
      switch contents {
      case .model(let type, let stored):
        return .model(try stored.open(type, in: keeper))
      case .embedding(let type, let stored):
        let embedding = try stored.open(in: keeper)
        guard embedding.model.vectors.vectors.dimensions == type.dimensions else {
          throw StorageDamage("its vectors are of another length")
        }
        return .embedding(embedding)
      }
    }
  }

  private func opened<Opened>(_ body: Buffer<UInt8>, _ open: (SavedBody) throws -> Opened) throws -> Opened {
    guard body.count == bodyLength, ContentDigest(UnsafeRawBufferPointer(body.elements)) == bodyDigest else {
      throw SavedFileFaults.damaged(path, "the checksum of its body differs")
    }
    do {
      return try open(SavedBody(body))
    } catch let damage as StorageDamage {
      throw SavedFileFaults.damaged(path, damage.reason)
    }
  }

  private static func bytes(_ count: Int, of file: InputFile) throws -> [UInt8] {
    let buffer = try file.read(count)
    // The elements are only there as long as the buffer is.
    return withExtendedLifetime(buffer) { Array(buffer.elements) }
  }

  /// Bytes that are equal for equal types.
  package static func encoded(_ type: ValueType) -> [UInt8] {
    var encoder = ByteEncoder()
    switch type {
    case .model(let type): type.encode(&encoder)
    case .embedding(let type): type.encode(&encoder)
    case .table: break
    }
    return encoder.bytes
  }

  /// Writes a model or an embedding; the file appears whole or not at all. O(bytes).
  ///
  /// - Throws: `Diagnostic` without a place when it cannot be written.
  /// - Returns: what was written; nil for a table, which has no such file.
  @discardableResult
  package static func write(_ value: StepValue, of type: ValueType, to path: String) throws -> FileDigest? {
    let body = SavedBody()
    var encoder = ByteEncoder()
    switch value {
    case .model(let model):
      encoder.append(UInt8(0))
      encoder.append(plain: encoded(type))
      try StoredModel(model, in: body).encode(&encoder)
    case .embedding(let embedding):
      encoder.append(UInt8(1))
      encoder.append(plain: encoded(type))
      try StoredEmbedding(embedding, in: body).encode(&encoder)
    case .table: return nil
    }
    let padding = (alignment - encoder.bytes.count % alignment) % alignment
    let head = encoder.bytes + [UInt8](repeating: 0, count: padding)
    let parts = body.parts
    var prefix = ByteEncoder()
    prefix.append(plain: signature)
    prefix.append(version)
    prefix.append(head.count)
    prefix.append(parts.reduce(0) { $0 + $1.count })
    for digest in [head.withUnsafeBytes { ContentDigest($0) }, ContentDigest(of: parts)] {
      prefix.append(digest.high)
      prefix.append(digest.low)
    }
    let file = try AtomicFile(path)
    for part in [prefix.bytes, head] + parts { try part.withUnsafeBytes { try file.write($0) } }
    return try file.commit()
  }
}
