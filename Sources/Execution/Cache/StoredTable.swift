import Tables

/// A column as an entry knows it: what it consists of, without its values.
struct StoredColumn: Sendable {
  private enum Kind: UInt8 { case integers, decimals, strings, dates, datetimes, booleans, indices }

  private var kind: Kind
  private var cardinality = 0
  /// The values; of strings codes, bytes and offsets.
  private(set) var buffers: [StoredBuffer]
  private(set) var validity: StoredBuffer?

  init(_ column: Column, in folder: BufferFolder) throws {
    // The elements are only there as long as the column is.
    defer { withExtendedLifetime(column) {} }
    switch column.storage {
    case .integers(let values): (kind, buffers) = (.integers, [try StoredBuffer(values.elements, in: folder)])
    case .decimals(let values): (kind, buffers) = (.decimals, [try StoredBuffer(values.elements, in: folder)])
    case .dates(let values): (kind, buffers) = (.dates, [try StoredBuffer(values.elements, in: folder)])
    case .datetimes(let values): (kind, buffers) = (.datetimes, [try StoredBuffer(values.elements, in: folder)])
    case .booleans(let values): (kind, buffers) = (.booleans, [try StoredBuffer(values.elements, in: folder)])
    case .indices(let values, let count):
      (kind, buffers) = (.indices, [try StoredBuffer(values.elements, in: folder)])
      cardinality = count
    case .strings(let codes, let pool):
      kind = .strings
      buffers = [
        try StoredBuffer(codes.elements, in: folder), try StoredBuffer(pool.bytes.elements, in: folder),
        try StoredBuffer(pool.offsets.elements, in: folder),
      ]
    }
    validity = try column.validity.map { try StoredBuffer($0.words.elements, in: folder) }
  }

  /// The column, its buffers checked.
  func open(rows: Int, in folder: BufferFolder) throws(CacheDamage) -> Column {
    guard let values = buffers.first, values.count == rows else { throw CacheDamage("a column has a wrong length") }
    let storage: Column.Storage
    switch kind {
    case .integers: storage = .integers(try values.open(Int64.self, in: folder))
    case .decimals: storage = .decimals(try values.open(Double.self, in: folder))
    case .dates: storage = .dates(try values.open(Int32.self, in: folder))
    case .datetimes: storage = .datetimes(try values.open(Int64.self, in: folder))
    case .booleans: storage = .booleans(try values.open(UInt8.self, in: folder))
    case .indices: storage = .indices(try values.open(Int32.self, in: folder), cardinality: cardinality)
    case .strings:
      guard buffers.count == 3 else { throw CacheDamage("a column has a wrong length") }
      let bytes = try buffers[1].open(UInt8.self, in: folder)
      let offsets = try buffers[2].open(Int.self, in: folder)
      guard offsets.count > 0, offsets[offsets.count - 1] == bytes.count else {
        throw CacheDamage("a column has a wrong length")
      }
      storage = .strings(
        codes: try values.open(UInt32.self, in: folder), pool: StringPool(bytes: bytes, offsets: offsets))
    }
    var bits: Bitmap?
    if let validity {
      guard validity.count == (rows + 63) / 64 else { throw CacheDamage("a column has a wrong length") }
      bits = Bitmap(words: try validity.open(UInt64.self, in: folder), count: rows)
    }
    return Column(storage, validity: bits)
  }

  func encode(_ encoder: inout ByteEncoder) {
    encoder.append(kind.rawValue)
    encoder.append(cardinality)
    encoder.append(buffers) { $1.encode(&$0) }
    encoder.append(optional: validity) { $1.encode(&$0) }
  }

  init(_ decoder: inout ByteDecoder) throws {
    guard let kind = Kind(rawValue: try decoder.byte()) else { throw CacheDamage("it holds something unknown") }
    self.kind = kind
    cardinality = try decoder.integer()
    buffers = try decoder.list { try StoredBuffer(&$0) }
    validity = try decoder.optional { try StoredBuffer(&$0) }
  }
}

/// A table as an entry knows it; its columns are opened one by one as they are needed.
struct StoredTable: Sendable {
  var rowCount: Int
  var columns: [(name: String, column: StoredColumn)]

  init(_ table: Table, in folder: BufferFolder) throws {
    rowCount = table.rowCount
    columns = try table.named.map { ($0.name, try StoredColumn($0.column, in: folder)) }
  }

  /// The columns of `names` that it has, in its own order; nil for all.
  func open(_ names: Set<String>? = nil, in folder: BufferFolder) throws(CacheDamage) -> Table {
    var opened: [(name: String, column: Column)] = []
    for (name, column) in columns where names?.contains(name) ?? true {
      opened.append((name, try column.open(rows: rowCount, in: folder)))
    }
    return Table(opened, rowCount: rowCount)
  }

  func encode(_ encoder: inout ByteEncoder) {
    encoder.append(rowCount)
    encoder.append(columns) { encoder, column in
      encoder.append(column.name)
      column.column.encode(&encoder)
    }
  }

  init(_ decoder: inout ByteDecoder) throws {
    rowCount = try decoder.integer()
    columns = try decoder.list { (try $0.text(), try StoredColumn(&$0)) }
    guard rowCount >= 0, Set(columns.map(\.name)).count == columns.count else {
      throw CacheDamage("it holds something unknown")
    }
  }

  var buffers: [StoredBuffer] { columns.flatMap { $0.column.buffers + [$0.column.validity].compactMap { $0 } } }
}
