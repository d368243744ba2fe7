extension BinaryInteger {
  /// The greatest whole number that is not above the quotient, and what is left, which is never negative. `divisor` is above 0.
  @inlinable
  public func floorDivided(by divisor: Self) -> (quotient: Self, rest: Self) {
    let (quotient, rest) = quotientAndRemainder(dividingBy: divisor)
    return rest < 0 ? (quotient - 1, rest + divisor) : (quotient, rest)
  }
}
