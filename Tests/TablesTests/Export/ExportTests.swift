import Diagnostics
import Foundation
import Testing

@testable import Tables

/// Files for other programs, byte by byte; Tests/Fuzz/export_against_python.py reads them back with those programs.
@Suite struct ExportTests {
  private func written(_ name: String, _ write: (String) throws -> Void) throws -> [UInt8] {
    let folder = try TemporaryFolder()
    let path = folder.path(name)
    try write(path)
    // The tests that read back with other programs find them here.
    if let kept = ProcessInfo.processInfo.environment["MATINEE_EXPORTS"] {
      try FileManager.default.createDirectory(atPath: kept, withIntermediateDirectories: true)
      try? FileManager.default.removeItem(atPath: "\(kept)/\(name)")
      try FileManager.default.copyItem(atPath: path, toPath: "\(kept)/\(name)")
    }
    return Array(try Data(contentsOf: URL(fileURLWithPath: path)))
  }

  /// Row r has a one in column r, and r + 0.5 in the last of 300 columns; its label is r − 1.
  private var matrix: SparseRows {
    SparseRows(count: 4, width: 300, labels: [-1, 0, 1, 2]) { row, entries in
      entries.append(row, 1)
      entries.append(299, Float(row) + 0.5)
    }
  }

  @Test func aSparseRecordHasKeysValuesShapeAndLabel() throws {
    let bytes = try written("sparse.rec") { try RecordIOWriter.write(matrix, to: $0) }
    // Written out by hand from the schema and the wire format.
    let tensor: [UInt8] = [0x0A, 8, 0, 0, 0x80, 0x3F, 0, 0, 0, 0x3F, 0x12, 3, 0, 0xAB, 2, 0x1A, 2, 0xAC, 2]
    let name: [UInt8] = [0x0A, 6] + Array("values".utf8)
    let features = name + [0x12, 21, 0x12, 19] + tensor
    let label = name + [0x12, 8, 0x12, 6, 0x0A, 4, 0, 0, 0x80, 0xBF]
    let record = [0x0A, UInt8(features.count)] + features + [0x12, UInt8(label.count)] + label
    let padding = [UInt8](repeating: 0, count: (4 - record.count % 4) % 4)
    #expect(
      Array(bytes.prefix(8 + record.count + padding.count))
        == [0x0A, 0x23, 0xD7, 0xCE, UInt8(record.count), 0, 0, 0] + record + padding)
    #expect(bytes.count == 4 * (8 + record.count + padding.count))
  }

  @Test func aDenseRecordHasAllColumns() throws {
    let bytes = try written("dense.rec") { try RecordIOWriter.write(matrix, rows: 1..<3, isDense: true, to: $0) }
    #expect(bytes.count > 2 * 1200 && bytes.count < 2 * 1260 && bytes.count % 4 == 0)
  }

  @Test func libsvmCountsColumnsFromOne() throws {
    let bytes = try written("rows.libsvm") { try LibSVMWriter.write(matrix, to: $0) }
    #expect(
      String(decoding: bytes, as: UTF8.self)
        == "-1 1:1 300:0.5\n0 2:1 300:1.5\n1 3:1 300:2.5\n2 4:1 300:3.5\n")
  }

  @Test func npyBeginsWithADescriptionOfSixtyFourBytes() throws {
    let array = NumericArray(shape: [2, 3], .floats([1, 2, 3, 4, 5, 6.5]))
    let bytes = try written("matrix.npy") { try NumpyWriter.write(array, to: $0) }
    #expect(bytes.count == 128 + 24 || bytes.count == 64 + 24)
    #expect(Array(bytes.prefix(8)) == [0x93, 0x4E, 0x55, 0x4D, 0x50, 0x59, 1, 0])
    #expect(
      String(decoding: bytes.dropFirst(10).prefix(59), as: UTF8.self)
        == "{'descr': '<f4', 'fortran_order': False, 'shape': (2, 3,), }".prefix(59))
    #expect(Array(bytes.suffix(4)) == [0, 0, 0xD0, 0x40])
  }

  @Test func npzIsAnArchiveOfItsArrays() throws {
    let arrays: [(name: String, array: NumericArray)] = [
      ("w0", NumericArray(shape: [], .doubles([3.25]))), ("w", NumericArray(shape: [3], .integers([1, -2, 3]))),
      ("größe", NumericArray(shape: [0, 2], .floats([]))),
    ]
    let bytes = try written("arrays.npz") { try NumpyWriter.write(arrays, to: $0) }
    #expect(try written("again.npz") { try NumpyWriter.write(arrays, to: $0) } == bytes)
    #expect(Array(bytes.prefix(4)) == [0x50, 0x4B, 3, 4])
    #expect(Array(bytes.suffix(22).prefix(4)) == [0x50, 0x4B, 5, 6])
  }

  @Test func neighboursAreALineOfJSONForEachQuery() throws {
    let bytes = try written("neighbours.jsonl") {
      try NeighborLines.write(
        queries: 2, count: 2, labels: [3, 7, 0, 1], distances: [0.5, 0.75, 1, .infinity], to: $0)
    }
    #expect(
      String(decoding: bytes, as: UTF8.self) == """
        {"labels": [3, 7], "distances": [0.5, 0.75]}
        {"labels": [0, 1], "distances": [1.0, null]}

        """)
  }

  @Test func anExportThatIsStoppedLeavesNothing() throws {
    let folder = try TemporaryFolder()
    let many = SparseRows(count: 20_000, width: 5, labels: nil) { _, entries in entries.append(2, 1) }
    #expect(throws: CancellationError.self) {
      try RecordIOWriter.write(many, to: folder.path("x.rec"), isCancelled: { true })
    }
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path("")).isEmpty)
    let file = try folder.put("file", "kept")
    #expect(throws: Diagnostic.self) { try LibSVMWriter.write(many, to: file + "/x.libsvm") }
    #expect(try String(contentsOfFile: file, encoding: .utf8) == "kept")
  }
}
