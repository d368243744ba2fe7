import Steps
import Tables
import TestSupport

/// Statements that nobody would write, made of what the signatures say: every step, with values at the ends of their ranges
/// and outside, of other kinds, twice, empty, and over the odd tables. The same seed makes the same statements.
struct OddPrograms {
  private var random: SplitMix

  init(seed: UInt64) { random = SplitMix(seed: seed) }

  /// Notebooks with a cell for each statement; a fault of one is expected and does not stop the next.
  mutating func notebook(of signatures: [Signature], language: String) -> String {
    var text = "---\nlang: \(language)\n---\n\n```{lab}\n\(OddTables.cell)\n```\n"
    for signature in signatures { text += "\n```{lab}\n#| error: true\n\(statement(of: signature))\n```\n" }
    return text
  }

  mutating func statement(of signature: Signature) -> String {
    var words = [signature.name]
    var table = one(of: OddTables.names)
    for operand in signature.operands where operand.isRequired || chance(2) {
      let value = value(operand.kind, named: operand.name, table)
      if OddTables.names.contains(value) { table = value }
      words.append(value)
    }
    var options = signature.options.filter { $0.isRequired || chance(3) }
    if chance(12), let last = options.last { options.append(last) }
    for option in options { words.append("\(option.name): \(value(option.kind, named: option.name, table))") }
    if let new = signature.newColumns {
      for _ in 0...Int(random.next() % 2) {
        let name = chance(2) ? one(of: ["fresh", "stars", "count", "`odd name`"]) : one(of: OddTables.taken)
        words.append("\(name): \(value(new.kind, named: "new", table))")
      }
    }
    switch signature.result {
    case .nothing: break
    case .optional: if chance(2) { words.append("as made") }
    case .changedRows, .changedColumns: words.append("as made")
    case .required(let names): words.append("as " + names.map { "made-\($0)" }.joined(separator: ", "))
    }
    return words.joined(separator: " ")
  }

  private mutating func chance(_ of: UInt64) -> Bool { random.next() % of == 0 }
  private mutating func one<Item>(of items: [Item]) -> Item { items[Int(random.next() % UInt64(items.count))] }

  private mutating func list(_ item: (inout OddPrograms) -> String) -> String {
    let count = one(of: [0, 1, 1, 2, 2, 3])
    var items: [String] = []
    for _ in 0..<count { items.append(item(&self)) }
    if count > 0, chance(8) { items.append(items[0]) }
    return "[" + items.joined(separator: ", ") + "]"
  }

  private mutating func value(_ kind: ParameterKind, named name: String, _ table: String) -> String {
    if chance(40) { return one(of: ["null", "[]", "\"\"", "0", "-1", "true", "plain", "9223372036854775807", "1..0"]) }
    switch kind {
    case .table: return chance(12) ? one(of: ["near", "words", "model"]) : one(of: OddTables.names)
    case .tables: return chance(2) ? one(of: OddTables.names) : list { $0.one(of: OddTables.names) }
    case .model: return one(of: ["constant", "model", "liked", "liked"])
    case .models: return list { $0.one(of: ["constant", "model", "liked"]) }
    case .embedding: return "words"
    case .column: return column(of: table)
    case .columns: return chance(4) ? column(of: table) : list { $0.column(of: table) }
    case .sortKeys:
      return list {
        $0.column(of: table) + ($0.chance(2) ? $0.one(of: ["", ": descending", ": ascending", ": sideways"]) : "")
      }
    case .integer(let range): return number(range, isLong: Self.isLong(name))
    case .integers(let range, _): return list { $0.number(range, isLong: false) }
    case .decimal(let range): return number(range)
    case .decimals(let range, _): return list { $0.number(range) }
    case .boolean: return one(of: ["true", "false"])
    case .word(let words): return one(of: words)
    case .string: return text()
    case .strings: return list { $0.text() }
    case .path: return one(of: Self.paths)
    case .range(let range):
      return "\(number(range, isLong: false))..\(number(range, isLong: false))"
    case .entries(let words, _): return list { "\($0.column(of: table)): \($0.one(of: words))" }
    case .newName: return column(of: table)
    case .newNames: return list { $0.column(of: table) }
    case .condition: return one(of: OddExpressions.conditions)
    case .expression(_, let types):
      if types?.contains(.boolean) == true, chance(2) { return one(of: OddExpressions.conditions) }
      return chance(3) ? column(of: table) : one(of: OddExpressions.values)
    case .aggregate: return one(of: OddExpressions.aggregates)
    case .scalar: return one(of: OddExpressions.scalars)
    case .either(let a, let b): return chance(2) ? value(a, named: name, table) : value(b, named: name, table)
    }
  }

  /// What decides how long a step takes, where the greatest number would only mean waiting.
  private static func isLong(_ name: String) -> Bool {
    ["epochs", "iterations", "samples", "sweeps", "draws", "rounds"].contains(name)
  }

  private static let paths = [
    "\"made.csv\"", "\"made.tsv.gz\"", "\"made.jsonl\"", "\"made.npz\"", "\"made.svm\"", "\"made.model\"", "\"\"",
    "\".\"",
    "\"plain.csv\"", "\"names.csv\"", "\"none.csv\"", "\"made.vectors\"", "\"sample:reviews?rows=5\"", "\"made.rec\"",
    "\"sample:\"", "\"file://\"", "\"made.npy\"", "\"made.pbr\"",
  ]

  private mutating func column(of table: String) -> String {
    if chance(15) { return one(of: ["none", "`none at all`", "____"]) }
    switch table {
    case "names": return one(of: OddTables.taken)
    case "single": return chance(2) ? "stars" : one(of: OddTables.columns)
    default: return one(of: OddTables.columns)
    }
  }

  private mutating func text() -> String {
    one(of: [
      "\"\"", "\"a\"", "\"|\"", "\"\\n\"", "\"series-1\"", "\",\"", "\"\\\"\"", "\"\\u{1F600}\"", "\"(\"", "\"NA\"",
      "\"" + String(repeating: "long ", count: 300) + "\"",
    ])
  }

  private mutating func number(_ range: ClosedRange<Int>, isLong: Bool) -> String {
    if isLong { return one(of: ["1", "2", "0", "-1"]) }
    let (low, high) = (range.lowerBound, range.upperBound)
    return one(of: [
      "\(low)", "\(high)", "\(low == .min ? low : low - 1)", "\(high == .max ? high : high + 1)", "1", "2", "3", "7",
      "\(min(high, 1000))", "0", "-1", "9223372036854775807", "2.5", "1e300",
    ])
  }

  private mutating func number(_ range: ClosedRange<Double>) -> String {
    one(of: [
      "\(range.lowerBound)", "\(range.upperBound)", "0", "0.5", "1", "2", "-1", "1e-300", "1e300", "0.1",
      "9223372036854775807",
    ])
  }
}
