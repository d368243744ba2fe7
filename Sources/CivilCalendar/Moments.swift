/// Moments, counted in microseconds or seconds since 1970-01-01T00:00:00Z. Days are those of UTC and have 86,400 seconds.
extension CivilDay {
  public static let microsecondsPerDay: Int64 = 86_400_000_000

  /// The day that holds a second, also before 1970.
  @inlinable public static func days(seconds: Int64) -> Int64 { seconds.floorDivided(by: 86_400).quotient }

  /// The day that holds a microsecond, also before 1970.
  @inlinable public static func days(microseconds: Int64) -> Int64 {
    microseconds.floorDivided(by: 86_400_000_000).quotient
  }

  /// Microseconds as seconds: the nearest double.
  @inlinable public static func seconds(microseconds: Int64) -> Double { Double(microseconds) / 1_000_000 }

  /// Seconds as the nearest whole number of microseconds; nil when 64 bits do not hold it.
  @inlinable public static func microseconds(seconds: Double) -> Int64? {
    Int64(exactly: (seconds * 1_000_000).rounded())
  }
}

extension BinaryInteger {
  /// The greatest whole number that is not above the quotient, and what is left, which is never negative. `divisor` is above 0.
  @inlinable
  public func floorDivided(by divisor: Self) -> (quotient: Self, rest: Self) {
    let (quotient, rest) = quotientAndRemainder(dividingBy: divisor)
    return rest < 0 ? (quotient - 1, rest + divisor) : (quotient, rest)
  }
}
