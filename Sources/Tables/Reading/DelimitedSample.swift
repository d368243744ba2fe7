import Diagnostics

/// Header and types from the first records of csv or tsv.
enum DelimitedSample {
  static func take(
    _ base: UnsafePointer<UInt8>, _ count: Int, layout: TextLayout, path: String, options: ReadingOptions,
    nulls: NullSpellings
  ) throws -> HeadSample {
    let scanner = FieldScanner(separator: Array(layout.separator.utf8), quoting: layout.quoting)
    scanner.scan(base, count)
    if let open = scanner.openQuote {
      throw DelimitedParser.unclosedQuote(base, open, count).diagnostic(path: path, linesBefore: 0)
    }
    guard let first = (0..<scanner.recordCount).first(where: { !isBlank($0, scanner, base) }) else {
      return HeadSample(fields: [], hasHeader: false, rows: 0)
    }
    let columnCount = fieldCount(first, scanner)
    let fields = DelimitedFields(
      base: base, ends: UnsafePointer(scanner.ends), starts: UnsafePointer(scanner.recordStarts),
      firsts: UnsafePointer(scanner.recordFirsts), recordCount: scanner.recordCount, columnCount: columnCount,
      separatorWidth: scanner.separatorWidth, quoting: layout.quoting, scratch: GrowingMemory())
    let rows = (first + 1..<max(first + 1, scanner.recordCount)).filter { fieldCount($0, scanner) == columnCount }
      .filter { !isBlank($0, scanner, base) }
    var types = [TypeInference](repeating: TypeInference(), count: columnCount)
    for column in 0..<columnCount {
      for row in rows {
        let text = fields.field(row, column)
        if nulls.contains(text.start, text.count) { continue }
        types[column].add(text.start, text.count)
        if types[column].kind == .string { break }
      }
    }
    let hasHeader = options.header ?? isHeader(first, fields, types, nulls: nulls)
    let names: [String]
    if hasHeader {
      names = try header(first, fields, path: path)
    } else {
      names = ColumnNames.numbered(columnCount)
      for column in 0..<columnCount {
        let text = fields.field(first, column)
        if !nulls.contains(text.start, text.count) { types[column].add(text.start, text.count) }
      }
    }
    let typed = zip(names, types).map { name, inferred in
      let declared = options.types[name]
      return TableOutline.Field(name: name, type: declared ?? inferred.type, isDeclared: declared != nil)
    }
    return HeadSample(fields: typed, hasHeader: hasHeader, rows: rows.count + (hasHeader ? 0 : 1))
  }

  private static func fieldCount(_ record: Int, _ scanner: FieldScanner) -> Int {
    Int(scanner.recordFirsts[record + 1] - scanner.recordFirsts[record])
  }

  private static func isBlank(_ record: Int, _ scanner: FieldScanner, _ base: UnsafePointer<UInt8>) -> Bool {
    if fieldCount(record, scanner) != 1 { return false }
    let start = Int(scanner.recordStarts[record])
    let end = Int(scanner.ends[Int(scanner.recordFirsts[record])])
    return (start..<max(start, end)).allSatisfy { base[$0] == 0x20 }
  }

  /// Not a header if the first line fits the types of the lines below it and one of these is not string; nor if no line is
  /// below and one of its fields is a number.
  private static func isHeader(
    _ first: Int, _ fields: DelimitedFields, _ types: [TypeInference], nulls: NullSpellings
  ) -> Bool {
    var agreeing = 0
    for (column, below) in types.enumerated() where below.kind != .string {
      let text = fields.field(first, column)
      if nulls.contains(text.start, text.count) { continue }
      let kind = TypeInference.kind(of: text.start, text.count)
      if kind == .string { return true }
      var both = below
      both.add(kind)
      if both.kind != .string { agreeing += 1 }
    }
    return agreeing == 0
  }

  private static func header(_ record: Int, _ fields: DelimitedFields, path: String) throws -> [String] {
    let range = fields.recordRange(record)
    let before = FieldFault.lineEnds(fields.base, range.lowerBound)
    let texts = try (0..<fields.columnCount).map { column in
      let text = fields.field(record, column)
      if let flaw = UTF8Validation.flaw(text.start, text.count) {
        let kind: FieldFlaw
        switch flaw {
        case .nul(let offset): kind = .nul(offset)
        case .illFormed(let offset): kind = .illFormed(offset, text.start[offset])
        }
        let place = PlannedColumn(name: "\(column + 1)", position: column, type: .string, isDeclared: false)
        throw FieldFault.fault(
          kind, column: place, record: range, field: fields.fieldRange(record, column), text: fields.base
        ).diagnostic(path: path, linesBefore: 0)
      }
      return String(decoding: UnsafeBufferPointer(start: text.start, count: text.count), as: UTF8.self)
    }
    let line = Array(UnsafeBufferPointer(start: fields.base + range.lowerBound, count: range.count))
    return try ColumnNames.named(texts, path: path, line: line, lineNumber: before + 1)
  }
}
