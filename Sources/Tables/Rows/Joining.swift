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
  /// `typesDiffer` (an integer joins with an index), `nameClash`, `tooManyRows`. O(left + right + result).
  public func joining(
    _ right: Table, on keys: [JoinKey], kind: JoinKind = .inner, threads: Int = 1
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
    let (leftRows, rightRows) = try partners.pairs(keepingLeft: kind == .left)
    var result = named.map { ($0.name, $0.column.gathering(leftRows, threads: threads)) }
    for (name, column) in right.named where !keys.contains(where: { $0.right == name }) {
      result.append((name, column.gathering(rightRows, mayMiss: kind == .left, threads: threads)))
    }
    return Table(result.map { (name: $0.0, column: $0.1) }, rowCount: leftRows.count)
  }
}

/// The rows of the right table by group, and the group of each row on the left.
private struct Partners {
  private let leftRows: Int
  private let groupOfRow: Buffer<UInt32>
  private let nullKeys: Bitmap?
  /// The right rows of group g stand at starts[g]..<starts[g + 1].
  private let starts: Buffer<Int>
  private let rightRows: Buffer<UInt32>

  init(left: Table, right: Table, on keys: [Table.JoinKey], threads: Int) throws(TableError) {
    var columns: [Column] = []
    var validity: Bitmap?
    for key in keys {
      var a = try left.column(key.left)
      var b = try right.column(key.right)
      if a.type != b.type, a.type.isWhole, b.type.isWhole { (a, b) = (a.asIntegers(threads), b.asIntegers(threads)) }
      guard a.type == b.type else {
        throw .typesDiffer(left: key.left, leftType: a.type, right: key.right, rightType: b.type)
      }
      let both = a.appending(b)
      validity = Bitmap.both(validity, both.validity)
      columns.append(both)
    }
    guard left.rowCount + right.rowCount < Int(UInt32.max) else {
      throw .tooManyRows(left.rowCount + right.rowCount)
    }
    let groups = CombinedKeys(columns, threads: threads).groups(threads: threads)
    leftRows = left.rowCount
    groupOfRow = groups.groupOfRow
    nullKeys = validity.map { ~$0 }
    let split = left.rowCount
    let (groupOfRow, isNull) = (groupOfRow, nullKeys)
    let starts = Buffer<Int>(count: groups.firstRows.count + 1) { memory in
      memory.update(repeating: 0)
      for row in split..<groupOfRow.count where !(isNull?[row] ?? false) { memory[Int(groupOfRow[row]) + 1] += 1 }
      for group in 1..<memory.count { memory[group] += memory[group - 1] }
    }
    var next = Array(starts.elements)
    rightRows = Buffer(count: starts[starts.count - 1]) { memory in
      for row in split..<groupOfRow.count where !(isNull?[row] ?? false) {
        let group = Int(groupOfRow[row])
        memory[next[group]] = UInt32(truncatingIfNeeded: row - split)
        next[group] += 1
      }
    }
    self.starts = starts
  }

  func count(ofLeft row: Int) -> Int {
    if let nullKeys, nullKeys[row] { return 0 }
    let group = Int(groupOfRow.base[row])
    return starts.base[group + 1] - starts.base[group]
  }

  func pairs(keepingLeft: Bool) throws(TableError) -> (left: Buffer<UInt32>, right: Buffer<UInt32>) {
    var total = 0
    for row in 0..<leftRows {
      let count = count(ofLeft: row)
      total += keepingLeft ? max(1, count) : count
    }
    guard total < Int(UInt32.max) else { throw .tooManyRows(total) }
    var right = Buffer<UInt32>([])
    let left = Buffer<UInt32>(count: total) { left in
      right = Buffer(count: total) { right in
        var position = 0
        for row in 0..<leftRows {
          let count = count(ofLeft: row)
          let start = count == 0 ? 0 : starts.base[Int(groupOfRow.base[row])]
          for partner in 0..<count {
            left[position] = UInt32(truncatingIfNeeded: row)
            right[position] = rightRows.base[start + partner]
            position += 1
          }
          if count == 0, keepingLeft {
            left[position] = UInt32(truncatingIfNeeded: row)
            right[position] = .max
            position += 1
          }
        }
      }
    }
    return (left, right)
  }
}

extension ColumnType {
  var isWhole: Bool { self == .integer || self == .index }
}

extension Column {
  fileprivate func asIntegers(_ threads: Int) -> Column {
    widened(threads: threads).map { Column(.integers($0), validity: validity) } ?? self
  }
}
