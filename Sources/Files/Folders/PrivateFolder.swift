import Foundation
import Synchronization

/// A folder whose name nobody else can foresee, and which no other user may read or write. It goes with the process, unless it is kept.
package final class PrivateFolder: Sendable {
  package let path: String
  private let unfinished = Mutex<Unfinished?>(nil)

  /// How many characters of its name cannot be foreseen.
  package static let drawn = 16

  /// One whose path begins so, with a hyphen and drawn characters behind it. Nothing is made yet.
  package init(beginning: String) {
    let digits = String(UInt64.random(in: .min ... .max), radix: 16)
    path = beginning + "-" + String(repeating: "0", count: Self.drawn - digits.count) + digits
  }

  /// One among the temporary files of the system. Nothing is made yet.
  package convenience init(temporary name: String) {
    self.init(beginning: FileManager.default.temporaryDirectory.appendingPathComponent(name).path)
  }

  /// Makes it; false, with `errno` set, when that cannot be done or something is there already, such as a link.
  package func make() -> Bool {
    var failure: Int32 = 0
    let begun = Unfinished.begin {
      if mkdir(path, 0o700) != 0 {
        failure = errno
        return nil
      }
      return { [path] in Self.remove(path) }
    }
    guard let begun else {
      errno = failure
      return false
    }
    unfinished.withLock { $0 = begun }
    return true
  }

  /// Removes it, with all that lies in it.
  package func remove() {
    Self.remove(path)
    keep()
  }

  /// Lets it stay when the process ends, under whatever name it has by then.
  package func keep() {
    unfinished.withLock { $0.take() }?.finish()
  }

  private static func remove(_ path: String) {
    // What is being stopped may still make a file.
    for _ in 0..<5 where access(path, F_OK) == 0 { try? FileManager.default.removeItem(atPath: path) }
  }
}
