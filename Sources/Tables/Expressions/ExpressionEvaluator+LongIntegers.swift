/// Whole numbers that stand beside decimals. Beyond 2^53 most of them have no double of their own: a rounded one would be another
/// number, or another person's id.
extension ExpressionEvaluator {
  /// The decimals that were made of whole numbers, null where one was rounded. O(rows).
  func withoutRounded(_ decimals: Vector, of operand: Vector) -> Vector {
    let column = operand.column
    guard let wholes = column.widened(threads: threads),
      let (least, greatest) = wholes.extremes(validity: column.validity, threads: threads),
      max(least.magnitude, greatest.magnitude) > 1 << 53
    else { return decimals }
    let exact = Bitmap(count: wholes.count, threads: threads) { Double(exactly: wholes.base[$0]) != nil }
    return Vector(
      Column(decimals.column.storage, validity: Bitmap.both(column.validity, exact)), isConstant: decimals.isConstant)
  }

  /// The lesser or the greater of a whole number and a decimal, which are compared as they are; null where that is a whole number
  /// without a decimal of its own. nil when these are not one of each.
  func extreme(wholes: Vector, decimals other: Vector, isGreatest: Bool) -> Vector? {
    guard let x = wholes.column.widened(threads: threads), case .decimals(let y) = other.column.storage else {
      return nil
    }
    let (p, q) = (wholes.stride, other.stride)
    return decimals(wholes, other) { row in
      let (whole, decimal) = (x.base[row * p], y.base[row * q])
      let order = Self.order(whole, decimal)
      if order == 0 || (order < 0) == isGreatest { return decimal }
      return Double(exactly: whole) ?? .nan
    }
  }

  /// A constant number as a whole one; nil when it is none.
  static func whole(_ constant: Vector) -> Int64? {
    if let wholes = constant.column.widened(threads: 1) { return wholes[0] }
    return constant.column.doubles(threads: 1).flatMap { Int64(exactly: $0[0]) }
  }

  /// A constant number as a decimal; nil when it has none of its own.
  static func decimal(_ constant: Vector) -> Double? {
    if let wholes = constant.column.widened(threads: 1) { return Double(exactly: wholes[0]) }
    return constant.column.doubles(threads: 1)?[0]
  }
}
