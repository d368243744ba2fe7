import Diagnostics
import Files
import Foundation

/// How many hints of each exercise a learner has asked for, kept with the folder in `.matinee/hints`.
public struct HintMemory: Sendable {
  private let path: String
  /// By label.
  private var counts: [String: Int] = [:]

  /// - Parameter folder: the notebooks' folder.
  public init(folder: String) {
    path = folder + "/.matinee/hints"
    let text = FileManager.default.contents(atPath: path).map { String(decoding: $0, as: UTF8.self) } ?? ""
    for line in text.split(separator: "\n") {
      let words = line.split(separator: " ")
      if words.count == 2, let count = Int(words[1]), count >= 0 { counts[String(words[0])] = count }
    }
  }

  public func revealed(_ label: String) -> Int { counts[label] ?? 0 }

  /// Remembers that so many hints have been seen. Throws `Diagnostic` when it cannot be written.
  public mutating func reveal(_ label: String, _ count: Int) throws {
    counts[label] = count
    let folder = (path as NSString).deletingLastPathComponent
    mkdir(folder, 0o777)
    // A link there may have come with the notebooks.
    let around = OpenFolder((folder as NSString).deletingLastPathComponent)
    guard around.flatMap({ OpenFolder(".matinee", in: $0) }) != nil else {
      throw Diagnostic(
        .outputUnwritable, "what hints were seen cannot be kept in \"\(folder)\": it is a link, or no folder",
        help: ["remove it; it is no part of a lab"])
    }
    try AtomicFile.write(counts.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)\n" }.joined(), to: path)
  }
}
