/// Rows of a sparse matrix, made one after the other, with a label each.
public struct SparseRows {
  /// The entries of a row that are not zero.
  public struct Entries: Equatable {
    /// Columns, from 0, rising.
    public var keys: [Int] = []
    public var values: [Float] = []

    public init() {}

    /// An entry; columns come in rising order.
    public mutating func append(_ key: Int, _ value: Float) {
      keys.append(key)
      values.append(value)
    }

    mutating func removeAll() {
      keys.removeAll(keepingCapacity: true)
      values.removeAll(keepingCapacity: true)
    }
  }

  public let count: Int
  /// Columns of the matrix.
  public let width: Int
  /// One for each row, or nil for rows without labels.
  public let labels: [Float]?
  let fill: (_ row: Int, _ entries: inout Entries) -> Void

  /// - `fill`: appends the entries of a row.
  public init(count: Int, width: Int, labels: [Float]?, fill: @escaping (Int, inout Entries) -> Void) {
    precondition(labels.map { $0.count == count } ?? true, "a label for each row")
    self.count = count
    self.width = width
    self.labels = labels
    self.fill = fill
  }
}
