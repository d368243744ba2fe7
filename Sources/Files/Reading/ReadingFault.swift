import Diagnostics

/// A fault found in a piece of a file, before it is known on which line of the file the piece begins.
package struct ReadingFault: Error {
  package var code: DiagnosticCode
  /// Given the line of the fault, counted from 1.
  package var message: @Sendable (Int) -> String
  /// Lines of the piece before the excerpt.
  package var lineInPiece: Int
  /// The record with the fault; empty where the fault has no place in the text.
  package var excerpt: [UInt8]
  package var range: Range<Int>
  package var label: String
  package var notes: [String]
  package var help: [String]

  package init(
    code: DiagnosticCode, message: @escaping @Sendable (Int) -> String, lineInPiece: Int = 0, excerpt: [UInt8] = [],
    range: Range<Int> = 0..<0, label: String = "", notes: [String] = [], help: [String] = []
  ) {
    self.code = code
    self.message = message
    self.lineInPiece = lineInPiece
    self.excerpt = excerpt
    self.range = range
    self.label = label
    self.notes = notes
    self.help = help
  }

  package func diagnostic(path: String, linesBefore: Int) -> Diagnostic {
    let line = linesBefore + lineInPiece + 1
    let hasPlace = !excerpt.isEmpty || !range.isEmpty
    let span = hasPlace ? SourceFile(path: path, bytes: excerpt, firstLine: line).span(range) : nil
    return Diagnostic(code, message(line), at: span, label: label, notes: notes, help: help)
  }

  /// Some text of a file, short enough for a message.
  package static func quote(_ bytes: some Collection<UInt8>) -> String {
    let text = String(decoding: bytes.prefix(240), as: UTF8.self)
    return text.count > 60 || bytes.count > 240 ? "\"\(text.prefix(60))…\"" : "\"\(text)\""
  }

  static func truncated(path: String) -> ReadingFault {
    ReadingFault(
      code: .truncatedGzip,
      message: { "\"\(path)\" ends in the middle, in line \($0)" },
      notes: ["a gzip ends with a checksum, and this one does not"],
      help: ["copy or download the file again; its size or digest tells whether it is whole"])
  }

  static func damaged(path: String, reason: String) -> ReadingFault {
    ReadingFault(
      code: .damagedGzip,
      message: { "\"\(path)\" is damaged near line \($0): \(reason)" },
      help: ["copy or download the file again"])
  }
}
