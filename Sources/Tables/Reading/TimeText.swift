import CivilCalendar

/// Days and moments as ISO 8601 writes them.
enum TimeText {
  /// `2015-08-31` as days since 1970-01-01; nil for anything else, also for days that do not exist.
  ///
  /// Years before 0 and after 9999 have a sign and four digits or more, as `NumberText` writes them.
  @inline(__always)
  static func parseDate(_ bytes: UnsafePointer<UInt8>, _ count: Int) -> Int32? {
    if count == 10, let days = parseTenBytes(bytes) { return days }
    return parseUncommonDate(bytes, count)
  }

  @inline(never)
  private static func parseUncommonDate(_ bytes: UnsafePointer<UInt8>, _ count: Int) -> Int32? {
    let (start, end) = trim(bytes, count)
    guard let (days, next) = parseDay(bytes, start, end), next == end else { return nil }
    return days
  }

  @inline(__always)
  private static func parseTenBytes(_ bytes: UnsafePointer<UInt8>) -> Int32? {
    guard let high = two(bytes), let low = two(bytes + 2) else { return nil }
    return parseMonthAndDay(bytes + 4, year: high * 100 + low)
  }

  /// `-08-31`: six bytes.
  @inline(__always)
  private static func parseMonthAndDay(_ bytes: UnsafePointer<UInt8>, year: Int) -> Int32? {
    guard bytes[0] == UInt8(ascii: "-"), bytes[3] == UInt8(ascii: "-"), let month = two(bytes + 1),
      let day = two(bytes + 4)
    else { return nil }
    if month < 1 || month > 12 || day < 1 || day > 31 { return nil }
    if day > 28, day > CivilDay.length(ofMonth: month, in: year) { return nil }
    return Int32(exactly: CivilDay(year: year, month: month, day: day).days)
  }

  /// A day at `start` and where the text goes on behind it.
  private static func parseDay(_ bytes: UnsafePointer<UInt8>, _ start: Int, _ end: Int) -> (days: Int32, next: Int)? {
    guard end - start >= 10 else { return nil }
    let sign = bytes[start]
    guard sign == UInt8(ascii: "-") || sign == UInt8(ascii: "+") else {
      return parseTenBytes(bytes + start).map { ($0, start + 10) }
    }
    var at = start + 1
    var year = 0
    // Seven digits hold every year of a 32-bit number of days.
    while at < end, at - start <= 7, bytes[at] &- 0x30 <= 9 {
      year = year * 10 + Int(bytes[at] - 0x30)
      at += 1
    }
    // One year has one spelling: four digits or more, and a plus only where there are more.
    guard at - start > 4, end - at >= 6, sign == UInt8(ascii: "-") ? year > 0 : year > 9999 else { return nil }
    if at - start > 5, bytes[start + 1] == 0x30 { return nil }
    return parseMonthAndDay(bytes + at, year: sign == UInt8(ascii: "-") ? -year : year).map { ($0, at + 6) }
  }

  /// A moment, or why a text that is one cannot be kept.
  enum Moment {
    /// Microseconds since 1970-01-01T00:00:00Z.
    case microseconds(Int64)
    /// Digits after the sixth of the second's fraction that are not 0.
    case tooFine
    /// Further from 1970 than a 64-bit number of microseconds reaches.
    case tooFar
    case none
  }

  /// How many times say how far from UTC they are, and how many do not.
  struct Zones {
    var stated = 0
    var assumed = 0

    /// Whether nobody can mean all of them alike: where none says it, the file has a time of its own.
    var areMixed: Bool { stated > 0 && assumed > 0 }
  }

  /// `2015-08-31T12:00:00Z` as microseconds since the epoch; nil for anything else and for what they cannot hold.
  static func parseDatetime(_ bytes: UnsafePointer<UInt8>, _ count: Int) -> Int64? {
    if case .microseconds(let value) = moment(bytes, count) { return value }
    return nil
  }

  /// The same, and whether the text says its zone, counted.
  static func parseDatetime(_ bytes: UnsafePointer<UInt8>, _ count: Int, _ zones: inout Zones) -> Int64? {
    var hasZone = false
    guard case .microseconds(let value) = moment(bytes, count, hasZone: &hasZone) else { return nil }
    if hasZone { zones.stated += 1 } else { zones.assumed += 1 }
    return value
  }

  /// Whether a text is a moment that says how far from UTC it is.
  static func saysZone(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
    var zones = Zones()
    guard let start = text.baseAddress, parseDatetime(start, text.count, &zones) != nil else { return false }
    return zones.stated > 0
  }

  /// The moment of a text.
  static func microseconds(_ text: String) -> Int64? {
    var text = text
    return text.withUTF8 { microseconds($0) }
  }

  static func microseconds(_ text: UnsafeBufferPointer<UInt8>) -> Int64? {
    text.baseAddress.flatMap { parseDatetime($0, text.count) }
  }

  /// `T` or a space; seconds may be missing; up to six digits of a fraction, zeros behind them; an offset (`+02:00`, `+0200`,
  /// `+02`) is subtracted; without one the time is in UTC. A day alone is its midnight.
  static func moment(_ bytes: UnsafePointer<UInt8>, _ count: Int) -> Moment {
    var hasZone = false
    return moment(bytes, count, hasZone: &hasZone)
  }

  private static func moment(_ bytes: UnsafePointer<UInt8>, _ count: Int, hasZone: inout Bool) -> Moment {
    let (start, end) = trim(bytes, count)
    guard let (days, next) = parseDay(bytes, start, end) else { return .none }
    var at = next
    if at == end { return moment(days: days, seconds: 0, micros: 0) }
    if bytes[at] != UInt8(ascii: "T") && bytes[at] != 0x20 { return .none }
    if end - at < 6 || bytes[at + 3] != UInt8(ascii: ":") { return .none }
    guard let hour = two(bytes + at + 1), let minute = two(bytes + at + 4), hour < 24, minute < 60 else { return .none }
    at += 6
    var second = 0
    var micros: Int64 = 0
    var isTooFine = false
    if at < end, bytes[at] == UInt8(ascii: ":") {
      if end - at < 3 { return .none }
      guard let value = two(bytes + at + 1), value < 60 else { return .none }
      second = value
      at += 3
      if at < end, bytes[at] == UInt8(ascii: ".") {
        at += 1
        let first = at
        var unit: Int64 = 100_000
        while at < end, bytes[at] &- 0x30 <= 9 {
          let digit = Int64(bytes[at] &- 0x30)
          if unit == 0, digit != 0 { isTooFine = true }
          micros += digit * unit
          unit /= 10
          at += 1
        }
        if at == first { return .none }
      }
    }
    guard let offset = offset(bytes, at, end) else { return .none }
    hasZone = at < end
    if isTooFine { return .tooFine }
    return moment(days: days, seconds: Int64(hour * 3600 + minute * 60 + second - offset), micros: micros)
  }

  private static func moment(days: Int32, seconds: Int64, micros: Int64) -> Moment {
    // A 32-bit number of days as seconds fits with room to spare; as microseconds it may not.
    let whole = Int64(days) * 86_400 + seconds
    // Before 1970 the fraction is taken from the second above, so that the earliest moment is reached from its own side.
    let (scaled, overflow) = (whole < 0 ? whole + 1 : whole).multipliedReportingOverflow(by: 1_000_000)
    let (sum, carry) = scaled.addingReportingOverflow(whole < 0 ? micros - 1_000_000 : micros)
    return overflow || carry ? .tooFar : .microseconds(sum)
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

  private static func trim(_ bytes: UnsafePointer<UInt8>, _ count: Int) -> (Int, Int) {
    var start = 0
    var end = count
    while start < end, bytes[start] == 0x20 { start += 1 }
    while end > start, bytes[end - 1] == 0x20 { end -= 1 }
    return (start, end)
  }
}
