import Diagnostics
import Dispatch
import Files
import Foundation
import JSONText

/// Reads tables from csv, tsv and jsonl, plain or as gzip.
public enum TableReader {
  /// Recognises the layout of a file and the types of its columns from its first 512 KiB of text.
  ///
  /// Reads nothing else, so that it takes milliseconds for a file of any size. Throws `Diagnostic`.
  public static func inspect(_ path: String, options: ReadingOptions = ReadingOptions()) throws -> TableOutline {
    try HeadInspection(path, options: options).outline
  }

  /// Reads the columns `wanted` (all if nil, in that order) of a file.
  ///
  /// - `threads`: at least 1; the table is the same for any number.
  /// - `progress`: called by one thread at a time, a few times for each megabyte at most.
  /// - `digestsSHA256`: whether the SHA-256 of the file is wanted, too. It is computed while threads wait for the inflater.
  /// - `isCancelled`: asked by every thread before each megabyte; then `CancellationError` is thrown.
  ///
  /// Throws `Diagnostic` with file, line, column and raw text of the first fault in the order of the file; bad lines are
  /// left out and listed in the report unless the options say otherwise. A file that is changed while it is read is a fault,
  /// too: the table is of one state of it, whose digest the report has. Complexity: O(bytes); memory: the columns, and
  /// about 12 MB a thread.
  public static func read(
    _ path: String, options: ReadingOptions = ReadingOptions(), columns wanted: [String]? = nil,
    threads: Int = ProcessInfo.processInfo.activeProcessorCount, digestsSHA256: Bool = false,
    progress: (@Sendable (ReadingProgress) -> Void)? = nil, isCancelled: (@Sendable () -> Bool)? = nil
  ) throws -> (table: Table, report: ReadingReport) {
    let inspection = try HeadInspection(path, options: options)
    let plan = ReadingPlan(
      outline: inspection.outline,
      columns: try ColumnNames.plan(inspection.outline, wanted: wanted, path: path),
      nulls: NullSpellings(inspection.nulls), onBadLines: options.onBadLines, shortLines: options.shortLines,
      encoding: options.encoding, linesBefore: inspection.form.skippedLines, repeatedHeader: inspection.repeatedHeader)
    let opening = try FileOpening(path, threads: threads, expecting: inspection.head)
    let source = ChunkSource(inspection.form.text(of: opening.stream), cutter: inspection.cutter)
    let total = opening.fileBytes
    var passed: (@Sendable (Int) -> Void)?
    if let progress {
      passed = { progress(ReadingProgress(fileBytes: source.fileBytes, totalFileBytes: total, rows: $0)) }
    }
    let assembler = TableAssembler(path: path, plan: plan, rowsPassed: passed)
    let digestion = digestsSHA256 ? try FileDigestion(path, .sha256) : nil
    let reading = ParallelReading(
      plan: plan, source: source, assembler: assembler, digestion: digestion, isCancelled: isCancelled)
    DispatchQueue.concurrentPerform(iterations: max(1, threads)) { _ in reading.work() }
    // A fault in the middle of a file that somebody is writing is none of the file's.
    if let failure = assembler.failure { throw opening.file.isTouched ? InputFile.changed(path) : failure }
    if reading.wasCancelled { throw CancellationError() }
    var (table, report) = assembler.finish()
    report.fileBytes = total
    let read = try opening.file.finish(isCancelled: { isCancelled?() ?? false })
    report.digest = read.digest
    report.sha256 = try digestion?.finish(like: read, isCancelled: { isCancelled?() ?? false })
    report.notices += plan.outline.guesses.filter(\.isDoubtful).map { .guess($0) }
    if opening.isMisnamed { report.notices.append(.notCompressed) }
    if let offset = source.trailingGarbage { report.notices.append(.trailingGarbage(offset: offset)) }
    if source.lacksEndMarker { report.notices.append(.lacksEndMarker) }
    if report.rows == 0, report.skippedCount > 0 { throw onlyBadLines(path, report) }
    return (table, report)
  }

  private static func onlyBadLines(_ path: String, _ report: ReadingReport) -> Diagnostic {
    let outline = report.outline
    let first = report.skipped.first
    if outline.format == .jsonl {
      let reason = first?.reason ?? .object
      return Diagnostic(
        .onlyBadLines, "none of the \(report.skippedCount) lines of \"\(path)\" is a JSON object: \(reason.label)",
        help: [reason.remedy].compactMap { $0 })
    }
    let found = first?.fieldCount.map { ", \(FieldFault.fields($0)) in line \(first?.line ?? 0)" } ?? ""
    return Diagnostic(
      .onlyBadLines,
      "none of the \(report.skippedCount) lines of \"\(path)\" is a row of its table: "
        + "\(FieldFault.fields(outline.fields.count)) expected\(found)",
      notes: ["the separator is taken to be \(JSON.quote(outline.separator))"],
      help: ["say what stands between fields, as in separator: \";\""])
  }
}

/// What the threads of one reading share.
private final class ParallelReading: @unchecked Sendable {
  private let plan: ReadingPlan
  private let source: ChunkSource
  private let assembler: TableAssembler
  private let digestion: FileDigestion?
  private let isCancelled: (@Sendable () -> Bool)?
  private let lock = NSLock()
  private var cancelled = false
  var wasCancelled: Bool { lock.withLock { cancelled } }

  init(
    plan: ReadingPlan, source: ChunkSource, assembler: TableAssembler, digestion: FileDigestion?,
    isCancelled: (@Sendable () -> Bool)?
  ) {
    self.plan = plan
    self.source = source
    self.assembler = assembler
    self.digestion = digestion
    self.isCancelled = isCancelled
  }

  /// One thread's loop: take a piece, parse it, hand it over.
  func work() {
    let buffer = ChunkBuffer(capacity: ChunkSource.chunkSize + ChunkSource.chunkSize / 2 + 1)
    let parser: any ChunkParser = plan.outline.format == .jsonl ? JSONLineParser(plan) : DelimitedParser(plan)
    var transcoded: ChunkBuffer?
    while true {
      if isCancelled?() == true {
        lock.withLock { cancelled = true }
        source.stop()
        return
      }
      switch source.next(into: buffer, meanwhile: { self.digestion?.advance() ?? false }) {
      case .end: return
      case .failure(let index, let error):
        _ = assembler.deposit(ParsedChunk(failure: error), index: index)
        return
      case .chunk(let chunk):
        var base = UnsafePointer(buffer.base)
        var count = chunk.count
        if plan.encoding == .latin1 {
          let target = transcoded ?? ChunkBuffer(capacity: 2 * chunk.count)
          target.reserve(2 * chunk.count, keeping: 0)
          count = UTF8Validation.transcodeLatin1(base, count, into: target.base)
          base = UnsafePointer(target.base)
          transcoded = target
        }
        let parsed = parser.parse(base, count, isFirst: chunk.index == 0)
        digestion?.keepUp(with: chunk.fileBytes)
        parsed.textBytes = chunk.textBytes
        if !assembler.deposit(parsed, index: chunk.index) {
          source.stop()
          return
        }
      }
    }
  }
}
