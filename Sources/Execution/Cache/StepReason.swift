import Tables

/// Why a step has to run although there is a cache.
public enum StepReason: Sendable, Equatable {
  /// Nobody has run it here.
  case new
  /// `execute: {cache: false}`
  case cacheOff
  case implementation(old: String, new: String)
  case revision(old: Int, new: Int)
  case statement(old: String, new: String)
  case parameter(String, old: String?, new: String?)
  case seed
  /// Its input comes from another result; the identity of the step that gives it.
  case input(String, producer: String)
  /// It quotes a value of another result.
  case quote(String)
  case source(String, old: String?, new: String?)
  /// The check found other columns or types.
  case schema
  /// Columns that nobody read before.
  case columns([String])
  /// A file that it wrote is gone or was changed.
  case output(String)
  case damaged(String)
  /// Everything is as it was, but the result was dropped, cleared, or never kept.
  case dropped
  /// Something it reads cannot be known, such as a file that cannot be read.
  case unknown

  /// A word for scripts.
  public var kind: String {
    switch self {
    case .new: "new"
    case .cacheOff: "cache-off"
    case .implementation, .revision: "version"
    case .statement: "text"
    case .parameter: "parameter"
    case .seed: "seed"
    case .input: "input"
    case .quote: "value"
    case .source: "file"
    case .schema: "schema"
    case .columns: "columns"
    case .output: "output"
    case .damaged: "damaged"
    case .dropped: "dropped"
    case .unknown: "unknown"
    }
  }

  public var text: String {
    switch self {
    case .new: "new step"
    case .cacheOff: "its notebook says cache: false"
    case .implementation(let old, let new): "another version of matinee: \(old) → \(new)"
    case .revision(let old, let new): "the step computes differently since its revision \(old) (now \(new))"
    case .statement(let old, let new): "changed text: \(old) → \(new)"
    case .parameter(let name, let old, let new):
      "changed parameter \(name): \(old ?? "not used") → \(new ?? "not used")"
    case .seed: "changed seed"
    case .input(let name, let producer): "changed input \(name), from \(producer)"
    case .quote(let path): "changed value \(path)"
    case .source(let name, let old, let new): "changed file \(name): \(old ?? "not read") → \(new ?? "not read")"
    case .schema: "its columns or their types changed"
    case .columns(let columns): "columns nobody read before: \(columns.joined(separator: ", "))"
    case .output(let name): "the file it wrote, \(name), is gone or was changed"
    case .damaged(let what): "its cached result is damaged: \(what)"
    case .dropped: "its result is not in the cache"
    case .unknown: "what it reads cannot be known"
    }
  }

  /// What differs between now and the last run, the cause before its consequences.
  static func differences(_ new: StepIngredients, from old: StepIngredients) -> [StepReason] {
    var reasons: [StepReason] = []
    if new.implementation != old.implementation {
      reasons.append(.implementation(old: old.implementation, new: new.implementation))
    }
    if new.revision != old.revision { reasons.append(.revision(old: old.revision, new: new.revision)) }
    if new.statement != old.statement { reasons.append(.statement(old: old.statement, new: new.statement)) }
    pairs(new.parameters, old.parameters) { reasons.append(.parameter($0, old: $1, new: $2)) }
    if new.seed != old.seed { reasons.append(.seed) }
    pairs(new.sources, old.sources) { reasons.append(.source($0, old: $1, new: $2)) }
    for input in new.inputs {
      let before = old.inputs.first { $0.name == input.name }
      if before?.key != input.key || before?.position != input.position {
        reasons.append(.input(input.name, producer: input.producer))
      }
    }
    pairs(new.quotes, old.quotes) { path, _, value in if value != nil { reasons.append(.quote(path)) } }
    if reasons.isEmpty, new.results != old.results { reasons.append(.schema) }
    return reasons
  }

  private static func pairs(
    _ new: [StepIngredients.Pair], _ old: [StepIngredients.Pair], _ body: (String, String?, String?) -> Void
  ) {
    for name in Set((new + old).map(\.name)).sorted() {
      let before = old.first { $0.name == name }?.value
      let after = new.first { $0.name == name }?.value
      if before != after { body(name, before, after) }
    }
  }
}
