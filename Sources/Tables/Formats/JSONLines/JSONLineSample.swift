import Diagnostics

/// Columns and types from the first JSON lines: the union of their keys, by first appearance.
///
/// Numbers that would lose digits make a string column, which holds them as they are written. Texts that all are days or moments
/// make a date or datetime column; texts of digits stay texts. A nested value makes its column a string column, which holds the
/// JSON text of it.
enum JSONLineSample {
  static func take(
    _ text: SampledText, options: ReadingOptions, nulls: NullSpellings
  ) throws -> HeadSample {
    let (base, count) = (text.base, text.count)
    let keys = JSONKeys([])
    var types: [TypeInference] = []
    var rows = 0
    var lines = 0
    var firstBad: (Int, Int, Int)?
    var start = 0
    let scratch = GrowingMemory<UInt8>()
    while start < count {
      var end = start
      while base[end] != 0x0A { end += 1 }
      keys.beginObject()
      // A bad line may have keys before its fault: they must not become columns.
      let isObject = JSONLineScanner.scan(base, start, end) { _, _ in }
      if isObject {
        rows += 1
        _ = JSONLineScanner.scan(base, start, end) { key, value in
          let number = keys.numberAdding(key, base)
          if number == types.count { types.append(TypeInference()) }
          add(value, to: &types[number], base, scratch, nulls)
        }
      } else if firstBad == nil, (start..<end).contains(where: { base[$0] > 0x20 }) {
        firstBad = (start, end, lines)
      }
      lines += 1
      start = end + 1
    }
    if let (from, to, line) = firstBad, rows == 0 || options.onBadLines == .error {
      throw JSONLineParser.badLine(base, from, to, line: line).diagnostic(
        path: text.path, linesBefore: text.linesBefore)
    }
    let names = types.indices.map { keys.name($0) }
    if options.names == nil {
      let end = (0..<count).first { base[$0] == 0x0A } ?? count
      let line = Array(UnsafeBufferPointer(start: base, count: end))
      try ColumnNames.requireTellable(names, path: text.path, line: line, lineNumber: text.linesBefore + 1)
    }
    return HeadSample(
      columns: zip(names, types).map { ($0, $1.type) }, hasHeader: true, rows: rows)
  }

  private static func add(
    _ value: JSONLineScanner.Slot, to inference: inout TypeInference, _ base: UnsafePointer<UInt8>,
    _ scratch: GrowingMemory<UInt8>, _ nulls: NullSpellings
  ) {
    let start = base + Int(value.start)
    let count = Int(value.count)
    if value.kind == .missing || value.kind == .null || nulls.contains(start, count) { return }
    switch value.kind {
    case .missing, .null: return
    case .boolean: inference.add(.boolean)
    case .nested, .escapedText: inference.add(.string)
    case .number: inference.add(TypeInference.numberFinding(of: start, count) ?? .init(kind: .string))
    case .plainText:
      let kind = TypeInference.kind(of: start, count)
      inference.add(kind == .date || kind == .datetime ? kind : .string)
    }
  }
}
