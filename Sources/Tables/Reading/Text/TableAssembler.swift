import Diagnostics
import Files
import Foundation

/// Takes parsed pieces from any thread in any order and puts them together in the order of the file.
final class TableAssembler: @unchecked Sendable {
  private let lock = NSLock()
  private var pending: [Int: ParsedChunk] = [:]
  private var nextIndex = 0
  private var isAssembling = false
  private let path: String
  private let columns: [ColumnAssembler]
  private(set) var report: ReadingReport
  private(set) var failure: (any Error)?
  private var unknownKeys: [String] = []
  private var innerMarks = 0
  private var tornFields = 0
  private var escapedFields = 0
  private var firstTornLine = 0
  /// What a row takes in all columns.
  private let rowBytes: Int
  /// What the columns and the text read had taken when it was last looked how much memory is left.
  private var sizeAtLook = 0
  private var rowsPassed: (@Sendable (Int) -> Void)?

  /// - Parameter report: what is known of the file before it is read.
  init(_ report: ReadingReport, plan: ReadingPlan, rowsPassed: (@Sendable (Int) -> Void)?) {
    path = report.path
    columns = plan.columns.map(ColumnAssembler.init)
    rowBytes = plan.columns.reduce(0) { $0 + $1.type.columnType.bytes }
    self.report = report
    self.report.lines = plan.linesBefore
    self.rowsPassed = rowsPassed
  }

  /// Whether reading may go on. One thread at a time assembles; the others leave their pieces and parse on.
  func deposit(_ chunk: ParsedChunk, index: Int) -> Bool {
    lock.lock()
    pending[index] = chunk
    if isAssembling {
      defer { lock.unlock() }
      return failure == nil
    }
    isAssembling = true
    while failure == nil, let next = pending.removeValue(forKey: nextIndex) {
      lock.unlock()
      let fault = append(next)
      lock.lock()
      nextIndex += 1
      if let fault { failure = fault }
    }
    isAssembling = false
    defer { lock.unlock() }
    return failure == nil
  }

  private func append(_ chunk: ParsedChunk) -> (any Error)? {
    if let fault = chunk.failure as? ReadingFault { return fault.diagnostic(path: path, linesBefore: report.lines) }
    if let error = chunk.failure { return error }
    if !hasRoom(for: chunk) {
      return Diagnostic(
        .tableTooLarge,
        "\"\(path)\" is a table of \(columns.count) columns and more than \(report.rows) rows, which is more than memory holds",
        help: ["read only what you need of it, with columns:"])
    }
    for (column, piece) in zip(columns, chunk.columns) { column.append(piece) }
    for skipped in chunk.skipped where report.skipped.count < ReadingReport.listedLines {
      var line = skipped
      line.line += report.lines + 1
      report.skipped.append(line)
    }
    for key in chunk.unknownKeys where unknownKeys.count < 5 && !unknownKeys.contains(key) { unknownKeys.append(key) }
    report.skippedByReason.merge(chunk.skippedByReason, uniquingKeysWith: +)
    innerMarks += chunk.innerMarks
    if chunk.torn.count > 0 {
      if tornFields == 0 { firstTornLine = report.lines + chunk.tornLine + 1 }
      tornFields += chunk.torn.count
      escapedFields += chunk.torn.escaped
    }
    report.rows += chunk.rows
    report.lines += chunk.lines
    report.textBytes += chunk.textBytes
    rowsPassed?(report.rows)
    return nil
  }

  /// Whether the memory that is left holds as much again as is read until the next look.
  private func hasRoom(for chunk: ParsedChunk) -> Bool {
    let columnBytes = (report.rows + chunk.rows) * rowBytes
    let size = columnBytes + report.textBytes + chunk.textBytes
    guard size - sizeAtLook >= MemoryBudget.tried else { return true }
    let grown = size - sizeAtLook
    sizeAtLook = size
    // Columns double when they grow; what they have not filled counts only where addresses are limited.
    if let unused = SystemMemory.unusedAddresses, unused < columnBytes { return false }
    return MemoryBudget.bytes > grown
  }

  /// The whole table, once all pieces are in.
  func finish() -> (table: Table, report: ReadingReport) {
    report.nulls = columns.map { ($0.column.name, $0.nullCount) }
    if innerMarks > 0 { report.notices.append(.innerByteOrderMarks(lines: innerMarks)) }
    if tornFields > 0 {
      report.notices.append(
        .tornFields(tornFields, line: firstTornLine, isEscaped: escapedFields * 2 > tornFields))
    }
    for column in columns where column.zones.areMixed {
      let zones = column.zones
      report.notices.append(
        .mixedZones(column: column.column.name, assumed: zones.assumed, of: zones.assumed + zones.stated))
    }
    if !unknownKeys.isEmpty { report.notices.append(.unknownKeys(unknownKeys)) }
    let table = Table(columns.map { ($0.column.name, $0.finish()) }, rowCount: report.rows)
    return (table, report)
  }
}
