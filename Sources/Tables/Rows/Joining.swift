/// Rows of two tables brought together by equal keys.
public enum JoinKind: String, Sendable, CaseIterable {
  /// Pairs of rows with equal keys.
  case inner
  /// The same, and the rows of the left table that have no partner, once, with nulls for the right columns.
  case left
  /// The rows of the left table that have a partner, once.
  case semi
  /// The rows of the left table that have none.
  case anti
}

extension Table {
  /// A key of a join: a column on the left and one on the right.
  public struct JoinKey: Sendable, Hashable {
    public var left: String
    public var right: String

    public init(_ left: String, _ right: String? = nil) {
      self.left = left
      self.right = right ?? left
    }
  }

  /// The columns, keys aside, that both tables have: an inner or left join cannot name them.
  public static func joinNameClashes(_ left: Schema, _ right: Schema, on keys: [JoinKey]) -> [String] {
    let rightKeys = keys.map(\.right)
    return right.names.filter { !rightKeys.contains($0) && left.position(of: $0) != nil }
  }

  /// The rows of `self` with those of `right` that have equal keys.
  ///
  /// In the order of the left table, and the partners of one row in the order of the right, each pair once (as pandas'
  /// `merge` with how="inner" and "left"). The result has the columns of the left table, then those of the right without its
  /// keys. Null equals nothing, as in SQL; pandas joins null to null. Throws `TableError.noColumn`, `noColumns`,
  /// `typesDiffer` (an integer joins with an index), `nameClash`, `tooManyRows`, and, before it takes any memory for it,
  /// `tooLarge` for a result that `memory` does not hold. O(left + right + result).
  public func joining(
    _ right: Table, on keys: [JoinKey], kind: JoinKind = .inner, threads: Int = 1, memory: Int? = nil
  ) throws(TableError) -> Table {
    guard !keys.isEmpty else { throw .noColumns }
    let joinsColumns = kind == .inner || kind == .left
    if joinsColumns {
      let clashes = Self.joinNameClashes(schema, right.schema, on: keys)
      guard clashes.isEmpty else { throw .nameClash(clashes) }
    }
    let partners = try Partners(left: self, right: right, on: keys, threads: threads)
    if !joinsColumns {
      let mask = Bitmap(count: rowCount, threads: threads) { (partners.count(ofLeft: $0) > 0) == (kind == .semi) }
      return filtering(mask, threads: threads)
    }
    let total = partners.pairCount(keepingLeft: kind == .left)
    guard total < Int(UInt32.max) else { throw .tooManyRows(total) }
    // The numbers of the rows of each pair are made first, then the columns of the result, which has the keys once.
    let rightFields = right.schema.fields.filter { field in !keys.contains { $0.right == field.name } }
    let rowBytes = (schema.fields + rightFields).reduce(8) { $0 + $1.type.bytes }
    if let excess = MemoryBudget.excess(of: total, each: rowBytes, memory: memory) {
      throw .tooLarge(rows: total, bytes: excess.bytes, memory: excess.memory)
    }
    let (leftRows, rightRows) = partners.pairs(total, keepingLeft: kind == .left)
    var result = named.map { ($0.name, $0.column.gathering(leftRows, threads: threads)) }
    for (name, column) in right.named where !keys.contains(where: { $0.right == name }) {
      result.append((name, column.gathering(rightRows, mayMiss: kind == .left, threads: threads)))
    }
    return Table(result.map { (name: $0.0, column: $0.1) }, rowCount: leftRows.count)
  }
}
