/// The order of names in which numbers count as numbers: `9-load.md` stands before `10-count.md`.
///
/// Runs of digits are compared by their value, all else byte by byte; names that differ in leading zeros alone stand by their
/// bytes. So the order depends neither on the machine nor on its language.
enum NaturalOrder {
  /// Whether `a` stands before `b`. O(bytes).
  static func precedes(_ a: String, _ b: String) -> Bool {
    let (left, right) = (Array(a.utf8), Array(b.utf8))
    var (i, j) = (0, 0)
    while i < left.count, j < right.count {
      if left[i].isDigit, right[j].isDigit {
        let (first, second) = (number(left, &i), number(right, &j))
        if first.count != second.count { return first.count < second.count }
        if first != second { return first.lexicographicallyPrecedes(second) }
      } else if left[i] != right[j] {
        return left[i] < right[j]
      } else {
        (i, j) = (i + 1, j + 1)
      }
    }
    if i == left.count, j == right.count { return left.lexicographicallyPrecedes(right) }
    return i == left.count
  }

  /// The digits from `place` on without leading zeros; moves behind them.
  private static func number(_ bytes: [UInt8], _ place: inout Int) -> ArraySlice<UInt8> {
    var start = place
    while place < bytes.count, bytes[place].isDigit { place += 1 }
    while start < place, bytes[start] == UInt8(ascii: "0") { start += 1 }
    return bytes[start..<place]
  }
}
