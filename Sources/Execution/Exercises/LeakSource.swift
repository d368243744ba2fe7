import Diagnostics
import Foundation
import Notebooks

/// A file that is handed out beside the notebooks, as far as it is text.
struct LeakSource {
  var file: SourceFile
  /// Whether it is a table: there, what is short is no solution but a header or a value.
  var isData: Bool
  /// What is not handed out of it.
  var removed: [Range<Int>] = []

  /// Bytes of the largest file that is looked into. Empirical: some seconds of scanning.
  static let limit = 16 << 20

  /// nil for what is no text, such as a picture, and for what is too large.
  init?(path: String, isData: Bool) {
    self.isData = isData
    let size = (try? FileManager.default.attributesOfItem(atPath: path)[.size] as? Int) ?? 0
    guard size <= Self.limit, let data = FileManager.default.contents(atPath: path) else { return nil }
    var bytes = Array(data)
    if bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]) {
      guard let text = String(data: data, encoding: .utf16) else { return nil }
      bytes = Array(text.utf8)
    }
    if bytes.prefix(8192).contains(0) { return nil }
    file = SourceFile(path: path, bytes: bytes)
  }

  init(file: SourceFile, removed: [Range<Int>]) {
    self.file = file
    self.removed = removed
    isData = false
  }

  var tokens: TextTokens { TextTokens(file.bytes, excluding: removed) }
}

extension Cell {
  /// The lines of its code without their comments, which are read as prose is.
  var bareCode: [Range<Int>] {
    let bytes = fence.file.bytes
    return codeLines.map { line in
      var quote: UInt8?
      var at = line.lowerBound
      while at < line.upperBound {
        let byte = bytes[at]
        if let open = quote {
          if byte == UInt8(ascii: "\\"), open == UInt8(ascii: "\"") { at += 1 } else if byte == open { quote = nil }
        } else if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "`") {
          quote = byte
        } else if byte == UInt8(ascii: "#") {
          return line.lowerBound..<at
        }
        at += 1
      }
      return line
    }
  }
}
