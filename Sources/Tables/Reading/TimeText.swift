/// Days and moments as ISO 8601 writes them.
enum TimeText {
  /// `2015-08-31` as days since 1970-01-01; nil for anything else, also for days that do not exist.
  @inline(__always)
  static func parseDate(_ bytes: UnsafePointer<UInt8>, _ count: Int) -> Int32? {
    if count != 10 { return parseTrimmedDate(bytes, count) }
    return parseTenBytes(bytes)
  }

  private static func parseTrimmedDate(_ bytes: UnsafePointer<UInt8>, _ count: Int) -> Int32? {
    let (start, end) = trim(bytes, count)
    return end - start == 10 ? parseTenBytes(bytes + start) : nil
  }

  @inline(__always)
  private static func parseTenBytes(_ bytes: UnsafePointer<UInt8>) -> Int32? {
    guard bytes[4] == UInt8(ascii: "-"), bytes[7] == UInt8(ascii: "-"), let high = two(bytes), let low = two(bytes + 2),
      let month = two(bytes + 5), let day = two(bytes + 8)
    else { return nil }
    let year = high * 100 + low
    if month < 1 || month > 12 || day < 1 || day > 31 { return nil }
    if day > 28, day > daysIn(month: month, year: year) { return nil }
    return Int32(truncatingIfNeeded: dayNumber(year, month, day))
  }

  /// `2015-08-31T12:00:00Z` as seconds since the epoch.
  ///
  /// `T` or a space; seconds may be missing; a fraction of a second is cut off; an offset (`+02:00`, `+0200`, `+02`) is
  /// subtracted; without one the time is in UTC. A day alone is its midnight. nil for anything else.
  static func parseDatetime(_ bytes: UnsafePointer<UInt8>, _ count: Int) -> Int64? {
    let (start, end) = trim(bytes, count)
    if end - start < 10 { return nil }
    guard let days = parseTenBytes(bytes + start) else { return nil }
    let midnight = Int64(days) * 86_400
    var at = start + 10
    if at == end { return midnight }
    if bytes[at] != UInt8(ascii: "T") && bytes[at] != 0x20 { return nil }
    if end - at < 6 || bytes[at + 3] != UInt8(ascii: ":") { return nil }
    guard let hour = two(bytes + at + 1), let minute = two(bytes + at + 4), hour < 24, minute < 60 else { return nil }
    at += 6
    var second = 0
    if at < end, bytes[at] == UInt8(ascii: ":") {
      if end - at < 3 { return nil }
      guard let value = two(bytes + at + 1), value < 60 else { return nil }
      second = value
      at += 3
      if at < end, bytes[at] == UInt8(ascii: ".") {
        at += 1
        let first = at
        while at < end, bytes[at] &- 0x30 <= 9 { at += 1 }
        if at == first { return nil }
      }
    }
    guard let offset = offset(bytes, at, end) else { return nil }
    return midnight + Int64(hour * 3600 + minute * 60 + second - offset)
  }

  /// Seconds east of Greenwich; 0 for `Z` and for nothing.
  private static func offset(_ bytes: UnsafePointer<UInt8>, _ start: Int, _ end: Int) -> Int? {
    let length = end - start
    if length == 0 || (length == 1 && bytes[start] == UInt8(ascii: "Z")) { return 0 }
    let sign = bytes[start]
    guard sign == UInt8(ascii: "+") || sign == UInt8(ascii: "-"), length >= 3, let hours = two(bytes + start + 1)
    else { return nil }
    var minutes = 0
    if length == 6, bytes[start + 3] == UInt8(ascii: ":"), let value = two(bytes + start + 4) {
      minutes = value
    } else if length == 5, let value = two(bytes + start + 3) {
      minutes = value
    } else if length != 3 {
      return nil
    }
    if hours > 23 || minutes > 59 { return nil }
    let seconds = hours * 3600 + minutes * 60
    return sign == UInt8(ascii: "-") ? -seconds : seconds
  }

  @inline(__always) private static func two(_ bytes: UnsafePointer<UInt8>) -> Int? {
    let high = bytes[0] &- 0x30
    let low = bytes[1] &- 0x30
    return high > 9 || low > 9 ? nil : Int(high &* 10 &+ low)
  }

  private static func daysIn(month: Int, year: Int) -> Int {
    if month == 2 { return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28 }
    return month == 4 || month == 6 || month == 9 || month == 11 ? 30 : 31
  }

  /// Days since 1970-01-01 of a proleptic Gregorian day, counted in years that begin in March (Hinnant 2013, "chrono-compatible
  /// low-level date algorithms").
  @inline(__always) static func dayNumber(_ year: Int, _ month: Int, _ day: Int) -> Int {
    let shifted = month <= 2 ? year - 1 : year
    let era = (shifted >= 0 ? shifted : shifted - 399) / 400
    let yearOfEra = shifted - era * 400
    let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
    let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
    return era * 146_097 + dayOfEra - 719_468
  }

  private static func trim(_ bytes: UnsafePointer<UInt8>, _ count: Int) -> (Int, Int) {
    var start = 0
    var end = count
    while start < end, bytes[start] == 0x20 { start += 1 }
    while end > start, bytes[end - 1] == 0x20 { end -= 1 }
    return (start, end)
  }
}
