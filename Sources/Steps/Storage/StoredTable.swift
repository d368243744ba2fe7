import Tables

/// A column as what is stored knows it: what it consists of, without its values.
package struct StoredColumn: Sendable {
  /// `secondDatetimes` are those of versions up to 0.3, which counted seconds.
  private enum Kind: UInt8 {
    case integers, decimals, strings, dates, secondDatetimes, booleans, indices, datetimes
  }

  private var kind: Kind
  private var cardinality = 0
  /// The values; of strings codes, bytes and offsets.
  private(set) var buffers: [StoredBuffer]
  private(set) var validity: StoredBuffer?

  package init(_ column: Column, in keeper: any BufferKeeper) throws {
    // The elements are only there as long as the column is.
    defer { withExtendedLifetime(column) {} }
    switch column.storage {
    case .integers(let values): (kind, buffers) = (.integers, [try StoredBuffer(values.elements, in: keeper)])
    case .decimals(let values): (kind, buffers) = (.decimals, [try StoredBuffer(values.elements, in: keeper)])
    case .dates(let values): (kind, buffers) = (.dates, [try StoredBuffer(values.elements, in: keeper)])
    case .datetimes(let values): (kind, buffers) = (.datetimes, [try StoredBuffer(values.elements, in: keeper)])
    case .booleans(let values): (kind, buffers) = (.booleans, [try StoredBuffer(values.elements, in: keeper)])
    case .indices(let values, let count):
      (kind, buffers) = (.indices, [try StoredBuffer(values.elements, in: keeper)])
      cardinality = count
    case .strings(let codes, let pool):
      kind = .strings
      buffers = [
        try StoredBuffer(codes.elements, in: keeper), try StoredBuffer(pool.bytes.elements, in: keeper),
        try StoredBuffer(pool.offsets.elements, in: keeper),
      ]
    }
    validity = try column.validity.map { try StoredBuffer($0.words.elements, in: keeper) }
  }

  /// The column, its buffers checked.
  package func open(rows: Int, in keeper: any BufferKeeper) throws(StorageDamage) -> Column {
    guard let values = buffers.first, values.count == rows, buffers.count == (kind == .strings ? 3 : 1) else {
      throw StorageDamage("a column has a wrong length")
    }
    var bits: Bitmap?
    if let validity { bits = try SoundBuffers.bitmap(try validity.open(UInt64.self, in: keeper), rows: rows) }
    let storage: Column.Storage
    switch kind {
    case .integers: storage = .integers(try values.open(Int64.self, in: keeper))
    case .decimals: storage = .decimals(try values.open(Double.self, in: keeper))
    case .dates: storage = .dates(try values.open(Int32.self, in: keeper))
    case .datetimes: storage = .datetimes(try values.open(Int64.self, in: keeper))
    case .secondDatetimes: storage = .datetimes(try Self.microseconds(try values.open(Int64.self, in: keeper)))
    case .booleans: storage = .booleans(try SoundBuffers.truths(try values.open(UInt8.self, in: keeper), bits))
    case .indices:
      let codes = try values.open(Int32.self, in: keeper)
      storage = .indices(try SoundBuffers.codes(codes, below: cardinality, bits), cardinality: cardinality)
    case .strings:
      let pool = try SoundBuffers.pool(
        try buffers[1].open(UInt8.self, in: keeper), try buffers[2].open(Int.self, in: keeper))
      let codes = try values.open(UInt32.self, in: keeper)
      storage = .strings(codes: try SoundBuffers.codes(codes, below: pool.count, bits), pool: pool)
    }
    return Column(storage, validity: bits)
  }

  private static func microseconds(_ seconds: Buffer<Int64>) throws(StorageDamage) -> Buffer<Int64> {
    var isSound = true
    let microseconds = Buffer<Int64>(count: seconds.count) { memory in
      for row in 0..<seconds.count {
        let (value, overflow) = seconds[row].multipliedReportingOverflow(by: 1_000_000)
        memory[row] = value
        isSound = isSound && !overflow
      }
    }
    if !isSound { throw StorageDamage("it holds a time that cannot be") }
    return microseconds
  }

  package func encode(_ encoder: inout ByteEncoder) {
    encoder.append(kind.rawValue)
    encoder.append(cardinality)
    encoder.append(buffers) { $1.encode(&$0) }
    encoder.append(optional: validity) { $1.encode(&$0) }
  }

  package init(_ decoder: inout ByteDecoder) throws {
    guard let kind = Kind(rawValue: try decoder.byte()) else { throw StorageDamage("it holds something unknown") }
    self.kind = kind
    cardinality = try decoder.integer()
    // Codes have 31 bits.
    guard (0...Int(Int32.max)).contains(cardinality) else { throw StorageDamage("it holds something unknown") }
    buffers = try decoder.list { try StoredBuffer(&$0) }
    validity = try decoder.optional { try StoredBuffer(&$0) }
  }
}

/// A table as what is stored knows it; its columns are opened one by one as they are needed.
package struct StoredTable: Sendable {
  package var rowCount: Int
  package var columns: [(name: String, column: StoredColumn)]

  package init(_ table: Table, in keeper: any BufferKeeper) throws {
    rowCount = table.rowCount
    columns = try table.named.map { ($0.name, try StoredColumn($0.column, in: keeper)) }
  }

  /// The columns of `names` that it has, in its own order; nil for all.
  package func open(_ names: Set<String>? = nil, in keeper: any BufferKeeper) throws(StorageDamage) -> Table {
    var opened: [(name: String, column: Column)] = []
    for (name, column) in columns where names?.contains(name) ?? true {
      opened.append((name, try column.open(rows: rowCount, in: keeper)))
    }
    return Table(opened, rowCount: rowCount)
  }

  package func encode(_ encoder: inout ByteEncoder) {
    encoder.append(rowCount)
    encoder.append(columns) { encoder, column in
      encoder.append(column.name)
      column.column.encode(&encoder)
    }
  }

  package init(_ decoder: inout ByteDecoder) throws {
    rowCount = try decoder.integer()
    columns = try decoder.list { (try $0.text(), try StoredColumn(&$0)) }
    // Rows are numbered with 32 bits.
    guard (0..<Int(UInt32.max)).contains(rowCount), Set(columns.map(\.name)).count == columns.count else {
      throw StorageDamage("it holds something unknown")
    }
  }

  package var buffers: [StoredBuffer] { columns.flatMap { $0.column.buffers + [$0.column.validity].compactMap { $0 } } }
}
