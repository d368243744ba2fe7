import Foundation
import RandomStreams

/// Texts that a student's version carries without showing them: which choices are right, what to say to each, a right number.
///
/// A seal keeps answers from being read by accident, no more: whoever has the program can open it, as the program itself must.
/// Base64 over a checksum and the texts, each after its length, mixed with the stream of a generator.
public enum Seal {
  public static func close(_ texts: [String]) -> String {
    var bytes: [UInt8] = []
    for text in texts { bytes += Array("\(text.utf8.count):".utf8) + Array(text.utf8) }
    let sum = FNV1a.hash(bytes)
    let head = (0..<4).map { UInt8(truncatingIfNeeded: sum >> (8 * UInt64($0))) }
    return Data(mixed(head + bytes)).base64EncodedString()
  }

  /// The texts; nil when the seal is damaged.
  public static func open(_ seal: String) -> [String]? {
    guard let data = Data(base64Encoded: seal), data.count >= 4 else { return nil }
    let plain = mixed(Array(data))
    let bytes = Array(plain.dropFirst(4))
    let sum = FNV1a.hash(bytes)
    guard (0..<4).allSatisfy({ plain[$0] == UInt8(truncatingIfNeeded: sum >> (8 * UInt64($0))) }) else { return nil }
    var texts: [String] = []
    var at = 0
    while at < bytes.count {
      guard let colon = bytes[at...].firstIndex(of: UInt8(ascii: ":")),
        let length = Int(String(decoding: bytes[at..<colon], as: UTF8.self)), length >= 0,
        length <= bytes.count - colon - 1
      else { return nil }
      texts.append(String(decoding: bytes[colon + 1..<colon + 1 + length], as: UTF8.self))
      at = colon + 1 + length
    }
    return texts
  }

  /// Sixteen digits that tell one text from another.
  public static func digest(of text: String) -> String {
    let digits = String(FNV1a.hash(text.utf8), radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
  }

  /// Exclusive or with the stream of SplitMix64 from a fixed state: its own inverse.
  public static func mixed(_ bytes: [UInt8]) -> [UInt8] {
    let stream = RandomStream(state: 0x4D61_7469_6EE9_6521)
    var word: UInt64 = 0
    return bytes.enumerated().map { position, byte in
      if position % 8 == 0 { word = stream.word(at: UInt64(position / 8)) }
      return byte ^ UInt8(truncatingIfNeeded: word >> (8 * UInt64(position % 8)))
    }
  }
}
