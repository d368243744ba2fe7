import Diagnostics
import Execution
import Foundation
import Languages
import Reports

/// What the pages are told of a version: everything that stands around their text.
struct PreviewState: Encodable {
  struct Faults: Encodable {
    var errors: Int
    /// As a terminal shows them.
    var text: String
  }

  var version: Int
  var faults: Faults?
  /// Whether the pages are older than the files, as these have faults.
  var isOld: Bool
  var isRunning: Bool
  var notes: [String]
  var exercises: [ExerciseItem]
  /// What cells say that are waited for, by the language of their page.
  var words = Dictionary(
    uniqueKeysWithValues: Language.allCases.map { say in
      let waits = ["running": NotRunReason.beingComputed, "pending": .stillToCome]
      return (say.rawValue, waits.compactMapValues { $0.words.map { say($0) } })
    })

  init(_ version: PreviewVersion, isRunning: Bool) {
    self.version = version.number
    let told = version.told
    if !told.isEmpty {
      faults = Faults(errors: told.count { $0.severity == .error }, text: ConsoleWriter().write(told))
    }
    isOld = !version.faults.isEmpty
    self.isRunning = isRunning
    notes = version.notes
    exercises = version.exercises
  }

  var json: String { Self.json(self) }

  /// A value on one line.
  static func json(_ value: some Encodable) -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return (try? encoder.encode(value)).map { String(decoding: $0, as: UTF8.self) } ?? "null"
  }
}
