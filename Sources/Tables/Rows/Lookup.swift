/// How the rows of two tables fit by their keys.
public struct PartnerCounts: Codable, Sendable, Hashable {
  /// Rows of the left table without a partner.
  public var partnerless = 0
  /// Keys that the right table has more than once.
  public var repeatedKeys = 0
  /// Rows of the right table that repeat a key of an earlier one.
  public var dropped = 0
  /// Rows of the right table whose key no row of the left has.
  public var unused = 0
}

extension Table {
  /// All rows of `self`, once and in their order, with the columns of the first row of `right` that has equal keys.
  ///
  /// As a left join with the rows of `right` that differ in their keys: a row without a partner has nulls, and null equals
  /// nothing. Throws as `joining`. O(left + right).
  public func lookingUp(
    _ right: Table, on keys: [JoinKey], threads: Int = 1
  ) throws(TableError) -> (table: Table, counts: PartnerCounts) {
    guard !keys.isEmpty else { throw .noColumns }
    let clashes = Self.joinNameClashes(schema, right.schema, on: keys)
    guard clashes.isEmpty else { throw .nameClash(clashes) }
    let partners = try Partners(left: self, right: right, on: keys, threads: threads)
    let rows = partners.firsts(threads: threads)
    var result = named
    for (name, column) in right.named where !keys.contains(where: { $0.right == name }) {
      result.append((name, column.gathering(rows, mayMiss: true, threads: threads)))
    }
    return (Table(result, rowCount: rowCount), partners.counts())
  }
}
