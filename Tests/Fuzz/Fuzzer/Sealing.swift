import Files
import Foundation
import Notebooks
import Steps

/// Right checksums for contents that are wrong, so that an input gets past them.
enum Sealing {
  static let mark = Array("MATINEE".utf8) + [2]

  private static func digest(_ bytes: some Collection<UInt8>) -> [UInt8] {
    let digest = Array(bytes).withUnsafeBytes { ContentDigest($0) }
    var encoder = ByteEncoder()
    encoder.append(digest.high)
    encoder.append(digest.low)
    return encoder.bytes
  }

  /// A small file of the cache, and a checkpoint: what it is, a checksum, the contents.
  static func sealed(_ contents: [UInt8]) -> [UInt8] { mark + digest(contents) + contents }

  static func contents(_ file: [UInt8]) -> [UInt8] { Array(file.dropFirst(mark.count + 16)) }

  /// A saved file: its lengths and checksums made anew for a head and a body.
  static func saved(head: [UInt8], body: [UInt8], version: Int = 2) -> [UInt8] {
    var prefix = ByteEncoder()
    prefix.append(plain: Array("MATSAVED".utf8))
    for number in [version, head.count, body.count] { prefix.append(number) }
    return prefix.bytes + digest(head) + digest(body) + head + body
  }

  /// The head and the body of a saved file.
  static func parts(ofSaved file: [UInt8]) throws -> (head: [UInt8], body: [UInt8]) {
    var fields = ByteDecoder(Array(file.dropFirst(16)))
    let length = try fields.integer()
    return (Array(file[64..<64 + length]), Array(file[(64 + length)...]))
  }

  /// The text of a length that an entry begins with.
  static func named(_ name: String) -> [UInt8] {
    var encoder = ByteEncoder()
    encoder.append(name)
    return encoder.bytes
  }
}
