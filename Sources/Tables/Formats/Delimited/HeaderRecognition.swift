/// Whether the first line of a table names its columns or is a row of it.
struct HeaderRecognition {
  let isHeader: Bool
  /// Whether the other would be nearly as plausible.
  let isDoubtful: Bool
  /// Whether nothing but custom speaks for it: every column is text.
  let isCustom: Bool
  /// Whether the first line has a value of the right type in every column that is not text.
  let fitsTypes: Bool

  /// - Parameters:
  ///   - rows: the records below it that have its length.
  ///   - types: what the values of these rows are.
  init(
    _ first: Int, rows: [Int], _ fields: DelimitedFields, _ types: [TypeInference], nulls: NullSpellings
  ) {
    var typed = 0
    var agreeing = 0
    var contradicting = 0
    for (column, below) in types.enumerated() {
      guard let kind = below.kind, kind != .string else { continue }
      let text = fields.field(first, column)
      if nulls.contains(text.start, text.count) { continue }
      typed += 1
      var both = below
      both.add(TypeInference.kind(of: text.start, text.count))
      if both.kind == .string { contradicting += 1 } else { agreeing += 1 }
    }
    fitsTypes = typed > 0 && contradicting == 0
    if typed > 0 {
      // A text above numbers is a name; a number above numbers beside it makes one wonder, and years in a row are names, too.
      let areYears = contradicting == 0 && Self.areYears(first, rows, fields, types)
      isHeader = contradicting > 0 || areYears
      isDoubtful = isHeader && agreeing > 0
      isCustom = false
      return
    }
    let (alike, recurring) = Self.likeness(first, rows, fields)
    let columns = types.count
    let isRow = rows.count > 1 && (alike == columns || recurring * 2 > columns)
    isHeader = !isRow && !(rows.isEmpty && Self.hasOnlyNumbers(first, fields, nulls))
    isDoubtful =
      isHeader && (alike == columns || recurring > 0 || Self.beginsWithDigits(first, rows, fields))
    isCustom = isHeader && !rows.isEmpty
  }

  /// Whether all numbers of the first line, two or more, are years one after another, and the numbers below them are none.
  private static func areYears(
    _ first: Int, _ rows: [Int], _ fields: DelimitedFields, _ types: [TypeInference]
  ) -> Bool {
    let columns = types.indices.filter { types[$0].kind == .integer || types[$0].kind == .decimal }
    guard columns.count > 1, let row = rows.first else { return false }
    let years = columns.compactMap { year(fields.field(first, $0)) }
    guard years.count == columns.count, zip(years, years.dropFirst()).allSatisfy({ $1 == $0 + 1 }) else { return false }
    return columns.allSatisfy { year(fields.field(row, $0)) == nil }
  }

  private static func year(_ text: FieldText) -> Int64? {
    IntegerText.parse(text.start, text.count).flatMap { (1800...2199).contains($0) ? $0 : nil }
  }

  /// Whether every field of the first line begins with a digit, as all below it do.
  private static func beginsWithDigits(_ first: Int, _ rows: [Int], _ fields: DelimitedFields) -> Bool {
    (0..<fields.columnCount).allSatisfy { column in
      ([first] + rows.prefix(500)).allSatisfy { fields.value($0, column).first.map(isDigit) ?? false }
    }
  }

  private static func hasOnlyNumbers(_ first: Int, _ fields: DelimitedFields, _ nulls: NullSpellings) -> Bool {
    let kinds = (0..<fields.columnCount).compactMap { column -> DeclaredType? in
      let text = fields.field(first, column)
      return nulls.contains(text.start, text.count) ? nil : TypeInference.kind(of: text.start, text.count)
    }
    return !kinds.isEmpty && !kinds.contains(.string)
  }

  /// In how many columns of text the first line looks like an id among ids, all of one length and most with digits, and in how
  /// many its value comes again below it.
  private static func likeness(_ first: Int, _ rows: [Int], _ fields: DelimitedFields) -> (alike: Int, recurring: Int) {
    var alike = 0
    var recurring = 0
    // A few hundred rows tell (empirical).
    let rows = rows.prefix(500)
    if rows.isEmpty { return (0, 0) }
    for column in 0..<fields.columnCount {
      let name = Array(fields.value(first, column))
      if name.isEmpty { continue }
      var withDigits = 0
      var isOfOneLength = true
      var comesAgain = false
      for row in rows {
        let value = fields.value(row, column)
        isOfOneLength = isOfOneLength && value.count == name.count
        withDigits += value.contains(where: isDigit) ? 1 : 0
        comesAgain = comesAgain || value.elementsEqual(name)
      }
      if isOfOneLength, name.contains(where: isDigit), withDigits * 2 > rows.count { alike += 1 }
      if comesAgain { recurring += 1 }
    }
    return (alike, recurring)
  }

  private static func isDigit(_ byte: UInt8) -> Bool { byte >= 0x30 && byte <= 0x39 }
}

extension DelimitedFields {
  /// A field's bytes, valid until the next call.
  fileprivate func value(_ record: Int, _ column: Int) -> UnsafeBufferPointer<UInt8> {
    let text = field(record, column)
    return UnsafeBufferPointer(start: text.start, count: text.count)
  }
}
