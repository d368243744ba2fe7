import Files
import Foundation
import Steps

/// What the last run of a folder knew of each step, by its identity: what `matinee explain` compares with.
struct RunRecord: Sendable {
  struct Remembered: Sendable, Equatable {
    var ingredients: StepIngredients
    /// Columns that somebody read, by output; nil for a model.
    var needed: [[String]?]
    /// Whether it was reused then, or why it ran.
    var told: String
  }

  var steps: [String: Remembered] = [:]

  /// Where the record of a folder of notebooks is.
  static func path(of folder: String, in store: CacheStore) -> String {
    let absolute = URL(fileURLWithPath: folder).resolvingSymlinksInPath().standardizedFileURL.path
    let digest = Array(absolute.utf8).withUnsafeBytes { ContentDigest($0) }
    return store.path + "/runs/" + digest.hexadecimal.prefix(16)
  }

  /// The record at a path; an empty one when there is none, or it is damaged.
  static func read(_ path: String) -> RunRecord {
    guard let bytes = (try? SealedFile.read(path)) ?? nil else { return RunRecord() }
    var decoder = ByteDecoder(bytes)
    let steps = try? decoder.list { decoder in
      let identity = try decoder.text()
      let ingredients = try StepIngredients(&decoder)
      let needed = try decoder.list { try $0.optional { try $0.list { try $0.text() } } }
      return (identity, Remembered(ingredients: ingredients, needed: needed, told: try decoder.text()))
    }
    return RunRecord(steps: Dictionary(steps ?? [], uniquingKeysWith: { _, last in last }))
  }

  func write(to path: String) throws {
    var encoder = ByteEncoder()
    encoder.append(steps.keys.sorted()) { encoder, identity in
      guard let step = steps[identity] else { return }
      encoder.append(identity)
      step.ingredients.encode(&encoder)
      encoder.append(step.needed) { encoder, columns in
        encoder.append(optional: columns) { encoder, columns in encoder.append(columns) { $0.append($1) } }
      }
      encoder.append(step.told)
    }
    try SealedFile.write(encoder.bytes, to: path)
  }
}
