import Foundation

/// A folder whose name nobody else can foresee, and which no other user may read or write.
package struct PrivateFolder: Sendable {
  package let path: String

  /// How many characters of its name cannot be foreseen.
  package static let drawn = 16

  /// One whose path begins so, with a hyphen and drawn characters behind it. Nothing is made yet.
  package init(beginning: String) {
    let digits = String(UInt64.random(in: .min ... .max), radix: 16)
    path = beginning + "-" + String(repeating: "0", count: Self.drawn - digits.count) + digits
  }

  /// One among the temporary files of the system. Nothing is made yet.
  package init(temporary name: String) {
    self.init(beginning: FileManager.default.temporaryDirectory.appendingPathComponent(name).path)
  }

  /// Makes it; false, with `errno` set, when that cannot be done or something is there already, such as a link.
  package func make() -> Bool { mkdir(path, 0o700) == 0 }

  /// Removes it, with all that lies in it.
  package func remove() { try? FileManager.default.removeItem(atPath: path) }
}
