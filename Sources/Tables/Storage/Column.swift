/// The values of one column, immutable, any of them possibly null.
public struct Column: Sendable {
  /// The values themselves; what stands at a null row is unspecified.
  public enum Storage: Sendable {
    case integers(Buffer<Int64>)
    case decimals(Buffer<Double>)
    /// Codes into a pool of distinct strings. The pool may hold strings that no row uses (after a filter).
    case strings(codes: Buffer<UInt32>, pool: StringPool)
    /// Days since 1970-01-01.
    case dates(Buffer<Int32>)
    /// Microseconds since 1970-01-01T00:00:00Z.
    case datetimes(Buffer<Int64>)
    /// 0 or 1.
    case booleans(Buffer<UInt8>)
    /// 0..<cardinality.
    case indices(Buffer<Int32>, cardinality: Int)
  }

  public let storage: Storage
  /// Set where the row has a value; nil when no row is null.
  public let validity: Bitmap?

  public init(_ storage: Storage, validity: Bitmap? = nil) {
    self.storage = storage
    // A column without nulls has no bitmap, so that equal columns are equal in every representation.
    self.validity = validity.flatMap { $0.setCount == $0.count ? nil : $0 }
  }

  public var count: Int {
    switch storage {
    case .integers(let values): values.count
    case .decimals(let values): values.count
    case .strings(let codes, _): codes.count
    case .dates(let values): values.count
    case .datetimes(let values): values.count
    case .booleans(let values): values.count
    case .indices(let values, _): values.count
    }
  }

  public var type: ColumnType {
    switch storage {
    case .integers: .integer
    case .decimals: .decimal
    case .strings: .string
    case .dates: .date
    case .datetimes: .datetime
    case .booleans: .boolean
    case .indices: .index
    }
  }

  public var nullCount: Int { validity.map { $0.count - $0.setCount } ?? 0 }
  @inlinable public func isNull(_ row: Int) -> Bool { validity.map { !$0[row] } ?? false }

  /// The value at `row`, for showing; hot loops read the storage.
  public subscript(row: Int) -> Value {
    if isNull(row) { return .null }
    switch storage {
    case .integers(let values): return .integer(Int(values[row]))
    case .decimals(let values): return .decimal(values[row])
    case .strings(let codes, let pool): return .string(pool.string(Int(codes[row])))
    case .dates(let values): return .date(Int(values[row]))
    case .datetimes(let values): return .datetime(Int(values[row]))
    case .booleans(let values): return .boolean(values[row] != 0)
    case .indices(let values, _): return .integer(Int(values[row]))
    }
  }
}
