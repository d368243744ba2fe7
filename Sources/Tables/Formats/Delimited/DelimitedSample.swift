import Diagnostics
import Files

/// Header and types from the first records of csv or tsv.
enum DelimitedSample {
  /// - Parameter hasQuotes: whether quotes around values have a meaning in the format.
  static func take(
    _ text: SampledText, layout: TextLayout, options: ReadingOptions, nulls: NullSpellings, hasQuotes: Bool
  ) throws -> HeadSample {
    let base = text.base
    let scanner = FieldScanner(separator: Array(layout.separator.utf8), quoting: layout.quoting)
    scanner.scan(base, text.count)
    if let open = scanner.openQuote {
      throw DelimitedParser.unclosedQuote(base, open, text.count)
        .diagnostic(path: text.path, linesBefore: text.linesBefore)
    }
    // Files put behind one another keep their marks, which belong to no value.
    for record in 0..<scanner.recordCount {
      let start = Int(scanner.recordStarts[record])
      if ByteOrderMark.isUTF8(base + start, text.count - start) { scanner.recordStarts[record] += 3 }
    }
    guard let first = (0..<scanner.recordCount).first(where: { !isBlank($0, scanner, base) }) else {
      return HeadSample()
    }
    let columnCount = fieldCount(first, scanner)
    let fields = DelimitedFields(
      base: base, ends: UnsafePointer(scanner.ends), starts: UnsafePointer(scanner.recordStarts),
      firsts: UnsafePointer(scanner.recordFirsts), recordCount: scanner.recordCount, columnCount: columnCount,
      separatorWidth: scanner.separatorWidth, quoting: layout.quoting, scratch: GrowingMemory())
    let line = Array(fields.bytes(first))
    let rows = (first + 1..<max(first + 1, scanner.recordCount)).filter {
      fieldCount($0, scanner) == columnCount && !isBlank($0, scanner, base)
    }
    // A header that stands there again, as in files put behind one another, says nothing of types.
    let distinct = columnCount > 1 ? rows.filter { !fields.repeats(line, $0) } : rows
    var types = [TypeInference](repeating: TypeInference(), count: columnCount)
    for column in 0..<columnCount {
      for row in distinct {
        let value = fields.field(row, column)
        if nulls.contains(value.start, value.count) { continue }
        types[column].add(value.start, value.count)
        if types[column].kind == .string { break }
      }
    }
    let reading = HeaderRecognition(first, rows: distinct, fields, types, nulls: nulls)
    let hasHeader = options.header ?? reading.isHeader
    var sample = HeadSample(hasHeader: hasHeader)
    let keys: [String]
    if hasHeader {
      keys = try header(first, fields, text, isReplaced: options.names != nil)
      if columnCount > 1, !reading.fitsTypes { sample.repeatedHeader = line }
      if options.header == nil {
        let quoted = ReadingFault.quote(line)
        if reading.isDoubtful || reading.isCustom {
          sample.guesses.append(reading.isDoubtful ? .doubtfulHeader(line: quoted) : .header(line: quoted))
        }
      }
    } else {
      keys = ColumnNames.numbered(columnCount)
      for row in [first] + (distinct.count < rows.count ? [first] : []) {
        for column in 0..<columnCount {
          let value = fields.field(row, column)
          if !nulls.contains(value.start, value.count) { types[column].add(value.start, value.count) }
        }
      }
      if options.header == nil { sample.guesses.append(.noHeader(firstLine: ReadingFault.quote(line))) }
    }
    if !hasQuotes, options.quoting == nil,
      let column = keys.indices.first(where: { fields.standsInQuotes($0, rows: distinct, nulls) })
    {
      sample.guesses.append(.quotesAreText(column: keys[column]))
    }
    if options.nulls?.contains("") == false {
      sample.textByGaps = keys.indices.filter {
        types[$0].type == .string && fields.isTextByGaps($0, rows: distinct, nulls)
      }
    }
    sample.columns = zip(keys, types).map { ($0, $1.type) }
    sample.rows = hasHeader ? distinct.count : rows.count + 1
    return sample
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

  private static func header(
    _ record: Int, _ fields: DelimitedFields, _ text: SampledText, isReplaced: Bool
  ) throws -> [String] {
    let range = fields.recordRange(record)
    let before = FieldFault.lineEnds(fields.base, range.lowerBound)
    let names = try (0..<fields.columnCount).map { column in
      let value = fields.field(record, column)
      if let flaw = UTF8Validation.flaw(value.start, value.count) {
        let kind: FieldFlaw
        switch flaw {
        case .nul(let offset): kind = .nul(offset)
        case .illFormed(let offset): kind = .illFormed(offset, value.start[offset])
        }
        let place = PlannedColumn(name: "\(column + 1)", position: column, type: .string, isDeclared: false)
        throw FieldFault.fault(
          kind, column: place, record: range, field: fields.fieldRange(record, column), text: fields.base
        ).diagnostic(path: text.path, linesBefore: text.linesBefore)
      }
      return String(decoding: UnsafeBufferPointer(start: value.start, count: value.count), as: UTF8.self)
    }
    // Names that are given stand in place of the header's, whatever that says.
    if isReplaced { return names }
    return try ColumnNames.named(
      names, path: text.path, line: Array(fields.bytes(record)), lineNumber: text.linesBefore + before + 1)
  }
}

extension DelimitedFields {
  /// Whether every value of a column, of which there are two or more, stands in double quotes.
  func standsInQuotes(_ column: Int, rows: [Int], _ nulls: NullSpellings) -> Bool {
    var count = 0
    for row in rows {
      let value = field(row, column)
      if nulls.contains(value.start, value.count) { continue }
      guard value.count > 1, value.start[0] == 0x22, value.start[value.count - 1] == 0x22 else { return false }
      count += 1
    }
    return count > 1
  }

  /// Whether a column has empty fields, and all its others are of one type that is not text.
  func isTextByGaps(_ column: Int, rows: [Int], _ nulls: NullSpellings) -> Bool {
    var others = TypeInference()
    var hasGaps = false
    for row in rows {
      let value = field(row, column)
      if value.count == 0 {
        hasGaps = true
      } else if !nulls.contains(value.start, value.count) {
        others.add(value.start, value.count)
        if others.kind == .string { return false }
      }
    }
    return hasGaps && others.kind != nil
  }

  /// A record as it stands in the file.
  func bytes(_ record: Int) -> UnsafeBufferPointer<UInt8> {
    let range = recordRange(record)
    return UnsafeBufferPointer(start: base + range.lowerBound, count: range.count)
  }

  /// Whether a record is the header again.
  func repeats(_ header: [UInt8], _ record: Int) -> Bool { bytes(record).elementsEqual(header) }
}
