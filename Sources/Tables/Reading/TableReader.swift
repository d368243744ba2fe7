import Diagnostics
import Dispatch
import Files
import Foundation

/// Reads tables from files of every `TableFormat`, plain or as gzip.
public enum TableReader {
  /// Recognises the format of a file and its columns with their types: of a text from its first 512 KiB.
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
    let columns = try ColumnNames.plan(inspection.outline, wanted: wanted, path: path)
    let opening = try FileOpening(path, threads: threads, expecting: inspection.head)
    let digestion = digestsSHA256 ? try FileDigestion(path, .sha256) : nil
    var report = ReadingReport(outline: inspection.outline, path: path)
    report.fileBytes = opening.fileBytes
    let table: Table
    switch inspection.content {
    case .text(let reading):
      let plan = ReadingPlan(
        outline: inspection.outline, format: reading.format, columns: columns, nulls: reading.nulls,
        onBadLines: options.onBadLines, shortLines: options.shortLines, encoding: options.encoding,
        linesBefore: reading.form.skippedLines, repeatedHeader: reading.repeatedHeader)
      let source = ChunkSource(reading.form.text(of: opening.stream), cutter: reading.cutter)
      let total = opening.fileBytes
      var passed: (@Sendable (Int) -> Void)?
      if let progress {
        passed = { progress(ReadingProgress(fileBytes: source.fileBytes, totalFileBytes: total, rows: $0)) }
      }
      let assembler = TableAssembler(report, plan: plan, rowsPassed: passed)
      let work = ParallelReading(
        plan: plan, source: source, assembler: assembler, digestion: digestion, isCancelled: isCancelled)
      DispatchQueue.concurrentPerform(iterations: max(1, threads)) { _ in work.work() }
      // A fault in the middle of a file that somebody is writing is none of the file's.
      if let failure = assembler.failure { throw opening.file.isTouched ? InputFile.changed(path) : failure }
      if work.wasCancelled { throw CancellationError() }
      let found = assembler.finish()
      table = found.table
      report = found.report
    case .binary(let format):
      do {
        table = try self.table(columns, of: format, opening, path: path, isCancelled: isCancelled)
      } catch let fault as Diagnostic {
        throw opening.file.isTouched ? InputFile.changed(path) : fault
      }
      report.rows = table.rowCount
      report.nulls = table.named.map { ($0.name, $0.column.nullCount) }
    }
    let read = try opening.file.finish(isCancelled: { isCancelled?() ?? false })
    report.digest = read.digest
    report.sha256 = try digestion?.finish(like: read, isCancelled: { isCancelled?() ?? false })
    report.notices += inspection.outline.guesses.filter(\.isDoubtful).map { .guess($0) }
    if opening.isMisnamed { report.notices.append(.notCompressed) }
    if let offset = opening.stream.trailingGarbage { report.notices.append(.trailingGarbage(offset: offset)) }
    if opening.stream.lacksEndMarker { report.notices.append(.lacksEndMarker) }
    if report.rows == 0, report.skippedCount > 0, case .text(let reading) = inspection.content {
      throw reading.format.onlyBadLines(report)
    }
    return (table, report)
  }

  private static func table(
    _ columns: [PlannedColumn], of format: any BinaryFormat, _ opening: FileOpening, path: String,
    isCancelled: (@Sendable () -> Bool)?
  ) throws -> Table {
    let content = BinaryContent(opening.stream, path: path) {
      if isCancelled?() == true { throw CancellationError() }
    }
    let (values, rowCount) = try format.read(columns, content)
    return Table(zip(columns, values).map { ($0.name, $1) }, rowCount: rowCount)
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
    let parser = plan.format.parser(plan)
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
