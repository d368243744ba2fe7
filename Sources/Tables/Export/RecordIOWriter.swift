import Files

/// Writes rows in the RecordIO-protobuf format that managed training services read.
///
/// Each record is a message `aialgs.data.Record`: a map `features` with the tensor "values", and a map `label` with the tensor
/// "values", both of 32-bit floats. A sparse tensor has the columns of its values as `keys` and the matrix's width as `shape`. The
/// message is framed as in MXNet's RecordIO: a magic number, the length, the bytes, and zeros up to a multiple of four.
///
/// The schema is three small messages, so the wire format is written here rather than by a library of generated code.
public enum RecordIOWriter {
  static let magic: UInt32 = 0xCED7_230A
  /// Field numbers of the schema.
  enum Field {
    static let features: UInt64 = 1, label: UInt64 = 2
    static let mapKey: UInt64 = 1, mapValue: UInt64 = 2
    static let float32Tensor: UInt64 = 2
    static let values: UInt64 = 1, keys: UInt64 = 2, shape: UInt64 = 3
  }

  /// Writes the rows of a range, as sparse tensors or, if `isDense`, as tensors of all columns.
  ///
  /// Throws `Diagnostic`; a cancelled export throws `CancellationError`. Nothing is left behind then. O(entries), or
  /// O(rows × width) if dense.
  @discardableResult
  public static func write(
    _ matrix: SparseRows, rows: Range<Int>? = nil, isDense: Bool = false, to path: String,
    progress: ((Int) -> Void)? = nil, isCancelled: (() -> Bool)? = nil
  ) throws -> FileDigest {
    var entries = SparseRows.Entries()
    var record: [UInt8] = []
    return try FileExport.write(rows ?? 0..<matrix.count, to: path, progress: progress, isCancelled: isCancelled) {
      row, bytes in
      entries.removeAll()
      matrix.fill(row, &entries)
      record.removeAll(keepingCapacity: true)
      append(
        Field.features, isDense ? dense(entries, width: matrix.width) : sparse(entries, width: matrix.width),
        to: &record)
      if let label = matrix.labels?[row] {
        var tensor: [UInt8] = []
        ProtobufWriter.append(field: Field.values, packed: [label], to: &tensor)
        append(Field.label, tensor, to: &record)
      }
      frame(record, to: &bytes)
    }
  }

  /// Appends a record whose map `label` has these tensors and whose features are empty: an answer of the managed service.
  public static func append(labels: [(name: String, values: [Float])], to bytes: inout [UInt8]) {
    var record: [UInt8] = []
    for (name, values) in labels {
      var tensor: [UInt8] = []
      ProtobufWriter.append(field: Field.values, packed: values, to: &tensor)
      append(Field.label, tensor, name: name, to: &record)
    }
    frame(record, to: &bytes)
  }

  /// Appends a record of features, sparse: a request of the managed service.
  public static func append(_ entries: SparseRows.Entries, width: Int, to bytes: inout [UInt8]) {
    var record: [UInt8] = []
    append(Field.features, sparse(entries, width: width), to: &record)
    frame(record, to: &bytes)
  }

  private static func frame(_ record: [UInt8], to bytes: inout [UInt8]) {
    bytes.append(littleEndian: magic)
    bytes.append(littleEndian: UInt32(record.count))
    bytes += record
    while bytes.count % 4 != 0 { bytes.append(0) }
  }

  private static func sparse(_ entries: SparseRows.Entries, width: Int) -> [UInt8] {
    var tensor: [UInt8] = []
    ProtobufWriter.append(field: Field.values, packed: entries.values, to: &tensor)
    ProtobufWriter.append(field: Field.keys, packed: entries.keys.map { UInt64($0) }, to: &tensor)
    ProtobufWriter.append(field: Field.shape, packed: [UInt64(width)], to: &tensor)
    return tensor
  }

  private static func dense(_ entries: SparseRows.Entries, width: Int) -> [UInt8] {
    var row = [Float](repeating: 0, count: width)
    for (key, value) in zip(entries.keys, entries.values) { row[key] = value }
    var tensor: [UInt8] = []
    ProtobufWriter.append(field: Field.values, packed: row, to: &tensor)
    return tensor
  }

  /// An entry of a map: a name and a tensor.
  private static func append(_ map: UInt64, _ tensor: [UInt8], name: String = "values", to record: inout [UInt8]) {
    var value: [UInt8] = []
    ProtobufWriter.append(field: Field.float32Tensor, message: tensor, to: &value)
    var entry: [UInt8] = []
    ProtobufWriter.append(field: Field.mapKey, message: Array(name.utf8), to: &entry)
    ProtobufWriter.append(field: Field.mapValue, message: value, to: &entry)
    ProtobufWriter.append(field: map, message: entry, to: &record)
  }
}
