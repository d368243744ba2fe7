import Diagnostics
import Files
import Foundation
import Notebooks

/// A file that is handed out beside the notebooks, as far as it is text.
public struct LeakSource {
  var file: SourceFile
  /// Whether it is a table: there, what is short is no solution but a header or a value.
  var isData = false
  /// What is not handed out of it.
  var removed: [Range<Int>] = []

  /// Bytes of a file's text that are looked into, inflated where it is a gzip. Empirical: some seconds of scanning.
  public static let limit = 16 << 20

  /// Why a file, or a part of it, is not looked into.
  public enum Unread: Sendable, Hashable, CaseIterable {
    /// It is no text, as a picture.
    case noText
    /// Its text goes on behind what is looked into.
    case tooLarge
    /// It cannot be opened, or inflated to its end.
    case damaged
  }

  /// What can be read of a file, and why not all of it; no source where nothing can.
  static func read(path: String, isData: Bool, limit: Int = LeakSource.limit) -> (source: LeakSource?, unread: Unread?)
  {
    guard let content = try? FileContent(path) else { return (nil, .damaged) }
    var bytes: [UInt8] = []
    var unread: Unread?
    do {
      while bytes.count <= limit {
        let more = try content.some(min(1 << 20, limit + 1 - bytes.count))
        if more.isEmpty { break }
        bytes += more
      }
    } catch {
      // What stands before the fault is handed out, and can be inflated.
      unread = .damaged
    }
    if bytes.count > limit {
      unread = .tooLarge
      bytes.removeLast(bytes.count - limit)
    }
    if bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]) {
      // Two bytes a character, of which the last may have been cut.
      guard let text = String(data: Data(bytes.prefix(bytes.count & ~1)), encoding: .utf16) else {
        return (nil, .noText)
      }
      bytes = Array(text.utf8)
    }
    if bytes.prefix(8192).contains(0) { return (nil, .noText) }
    return (LeakSource(file: SourceFile(path: path, bytes: bytes), isData: isData), unread)
  }

  var tokens: TextTokens { TextTokens(file.bytes, excluding: removed) }
}

extension Cell {
  /// The lines of its code without their comments, which are read as prose is.
  var bareCode: [Range<Int>] {
    var comments = tokens.filter { $0.kind == .comment }.map(\.range)[...]
    var start = 0
    return codeLines.map { line in
      let lineStart = start
      start += line.count + 1
      guard let comment = comments.first, comment.lowerBound < start else { return line }
      comments.removeFirst()
      return line.lowerBound..<line.lowerBound + comment.lowerBound - lineStart
    }
  }
}
