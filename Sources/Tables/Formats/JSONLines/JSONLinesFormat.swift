import Diagnostics

extension TableFormat {
  /// One JSON object a line.
  public static let jsonl = TableFormat("jsonl", otherEndings: ["ndjson", "json"], JSONLinesFormat())
}

/// A JSON object a line, whose keys are columns.
struct JSONLinesFormat: TextFormat {
  /// JSON has no word for an infinite number.
  let gaps: Set<TableFormat.Gap> = [.infinity]
  /// `header:` and `quoting:` change nothing, but do no harm either; `separator:` tells lines of braces from lines of JSON.
  let options = Set(ReadingOption.allCases)
  /// JSON has its own null.
  let nulls: [String] = []

  func encoder(of table: Table) -> any TableEncoder { JSONLineEncoder(table) }

  func require(_ head: HeadText) throws {
    let first = head.firstVisible
    if first == UInt8(ascii: "[") {
      throw Diagnostic(
        .unsupportedFile, "\"\(head.path)\" is one JSON array, not one JSON object a line",
        help: ["make it JSON lines: jq -c '.[]' (from jq 1.7 on: older ones round whole numbers beyond 16 digits)"])
    }
    if first == UInt8(ascii: "{"), Self.isOverSeveralLines(head.bytes) {
      throw Diagnostic(
        .unsupportedFile, "\"\(head.path)\" is JSON over several lines, not one JSON object a line",
        help: [
          "make a line of each object: jq -c ., or jq -c '.rows[]' where they are a list called rows (from jq 1.7 on: older ones round "
            + "whole numbers beyond 16 digits)"
        ])
    }
  }

  func recognises(_ head: HeadText, _ options: ReadingOptions) -> Bool {
    head.firstVisible == UInt8(ascii: "{") && options.separator == nil
      && (head.named == nil || Self.isJSONLine(head.bytes))
  }

  func layout(of head: HeadText, _ options: ReadingOptions) -> TextLayout {
    let isPromised = options.format != nil || head.named == nil || head.named == .jsonl
    return TextLayout(.jsonl, self, guesses: isPromised ? [] : [.jsonLines])
  }

  /// Whether the first line that is not blank is one JSON object.
  private static func isJSONLine(_ head: [UInt8]) -> Bool {
    let line = head.drop { $0 <= 0x20 }.prefix { $0 != 0x0A }
    return line.withUnsafeBufferPointer { bytes in
      bytes.baseAddress.map { JSONLineScanner.scan($0, 0, bytes.count) { _, _ in } } ?? false
    }
  }

  /// Whether the first line that is not blank opens an object or a list, or ends a member, and the object goes on below it.
  private static func isOverSeveralLines(_ head: [UInt8]) -> Bool {
    let visible = head.drop { $0 <= 0x20 }
    guard let end = visible.firstIndex(of: 0x0A), visible[end...].contains(where: { $0 > 0x20 }) else { return false }
    return visible[..<end].last { $0 > 0x20 }.map { "{[,".utf8.contains($0) } ?? false
  }

  func sample(
    _ text: SampledText, layout: TextLayout, options: ReadingOptions, nulls: NullSpellings
  ) throws -> HeadSample {
    try JSONLineSample.take(text, options: options, nulls: nulls)
  }

  func parser(_ plan: ReadingPlan) -> any ChunkParser { JSONLineParser(plan) }

  func onlyBadLines(_ report: ReadingReport) -> Diagnostic {
    let reason = report.skipped.first?.reason ?? .object
    return Diagnostic(
      .onlyBadLines,
      "none of the \(report.skippedCount) lines of \"\(report.path)\" is a JSON object: \(reason.label)",
      help: [reason.remedy].compactMap { $0 })
  }
}
