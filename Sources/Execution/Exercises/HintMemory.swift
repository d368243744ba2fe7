import Foundation
import Tables

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
    try? FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    try AtomicFile.write(counts.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)\n" }.joined(), to: path)
  }
}
