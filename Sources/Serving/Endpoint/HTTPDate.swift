import Foundation
import Synchronization

/// The time as HTTP writes it, made once a second: "Sun, 06 Nov 1994 08:49:37 GMT".
enum HTTPDate {
  private static let last = Mutex((second: -1, text: ""))
  private static let days = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"]
  private static let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]

  static func now() -> String {
    var second = time(nil)
    return last.withLock { last in
      if last.second != second {
        var parts = tm()
        gmtime_r(&second, &parts)
        last = (second, text(parts))
      }
      return last.text
    }
  }

  /// Names of days and months are English whatever the locale, so that strftime is no help.
  private static func text(_ parts: tm) -> String {
    func two(_ number: Int32) -> String { (number < 10 ? "0" : "") + String(number) }
    return
      "\(days[Int(parts.tm_wday)]), \(two(parts.tm_mday)) \(months[Int(parts.tm_mon)]) \(1900 + Int(parts.tm_year)) "
      + "\(two(parts.tm_hour)):\(two(parts.tm_min)):\(two(parts.tm_sec)) GMT"
  }
}
