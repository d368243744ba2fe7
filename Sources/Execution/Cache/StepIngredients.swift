import Files
import Steps

/// All that a step's result depends on: equal ingredients, equal result.
///
/// Prose, captions, labels, cell options and the names of notebooks are not among them. Texts that mean the same may differ
/// (then a step runs once more than it must); texts that mean different things never agree.
struct StepIngredients: Sendable, Equatable {
  /// A value the step takes: the step it comes from and its place among that step's results.
  struct Input: Sendable, Equatable {
    /// As the statement names it.
    var name: String
    /// The identity of the step that gives it.
    var producer: String
    var position: Int
    /// The key of that step.
    var key: String
  }

  /// Something by name, with what was found under it.
  struct Pair: Sendable, Equatable {
    var name: String
    var value: String
  }

  /// The version of Matinee and its build.
  var implementation: String
  /// The step's own revision.
  var revision: Int
  /// Canonical text.
  var statement: String
  /// The parameters that the statement names, with their values as the language writes them.
  var parameters: [Pair]
  /// What its random choices derive from.
  var seed: UInt64
  var inputs: [Input]
  /// Values that its expressions quote, by path: what is taken of the result of which key.
  var quotes: [Pair]
  /// Sources it reads, as written, with the digest of their contents.
  var sources: [Pair]
  /// The types of its results as the check found them; of a file they are those of its first rows.
  var results: [String]

  /// What the step is known by in the cache and in the keys of the steps after it: 128 bits of the SHA-256 of the ingredients.
  ///
  /// Every part is written after its length, so that no two lists of parts run together to the same bytes.
  var key: String {
    var encoder = ByteEncoder()
    // The names and producers of inputs say nothing that their keys do not.
    encode(&encoder, isForKey: true)
    return String(StreamDigest.of(encoder.bytes, .sha256).prefix(32))
  }

  func encode(_ encoder: inout ByteEncoder, isForKey: Bool = false) {
    encoder.append(implementation)
    encoder.append(revision)
    encoder.append(statement)
    encoder.append(parameters, Self.encode)
    encoder.append(seed)
    encoder.append(inputs) { encoder, input in
      if !isForKey {
        encoder.append(input.name)
        encoder.append(input.producer)
      }
      encoder.append(input.position)
      encoder.append(input.key)
    }
    encoder.append(quotes, Self.encode)
    encoder.append(sources, Self.encode)
    encoder.append(results) { $0.append($1) }
  }

  private static func encode(_ encoder: inout ByteEncoder, _ pair: Pair) {
    encoder.append(pair.name)
    encoder.append(pair.value)
  }
}

extension StepIngredients {
  init(_ decoder: inout ByteDecoder) throws {
    implementation = try decoder.text()
    revision = try decoder.integer()
    statement = try decoder.text()
    parameters = try decoder.list { Pair(name: try $0.text(), value: try $0.text()) }
    seed = try decoder.word()
    inputs = try decoder.list { decoder in
      Input(
        name: try decoder.text(), producer: try decoder.text(), position: try decoder.integer(),
        key: try decoder.text())
    }
    quotes = try decoder.list { Pair(name: try $0.text(), value: try $0.text()) }
    sources = try decoder.list { Pair(name: try $0.text(), value: try $0.text()) }
    results = try decoder.list { try $0.text() }
  }
}
