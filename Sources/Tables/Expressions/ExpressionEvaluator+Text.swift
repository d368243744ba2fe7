extension ExpressionEvaluator {
  func textComparison(_ operation: ComparisonOperator, _ a: Vector, _ b: Vector) -> Vector {
    guard case .strings(let x, let poolX) = a.column.storage, case .strings(let y, let poolY) = b.column.storage else {
      return Vector(.null, type: .boolean)
    }
    if b.isConstant, !a.isConstant, !b.isNull(0) {
      return textComparison(operation, a, with: PoolText.constant(b))
    }
    let isSame = poolX === poolY
    if isSame, operation == .equal || operation == .notEqual {
      return compared(operation, a, b, x, y)
    }
    // Both columns in one pool; ranks then compare as the strings do.
    let both = a.column.appending(b.column)
    guard case .strings(let codes, let pool) = both.storage else { return Vector(.null, type: .boolean) }
    let ranks = StringRanks(pool, codes: codes, validity: both.validity).rank
    let start = a.column.count
    func ranked(_ rows: Range<Int>) -> Buffer<UInt32> {
      RowPieces.filled(rows.count, threads: threads) { range, memory in
        for row in range {
          let place = rows.lowerBound + row
          memory[row] = both.isNull(place) ? 0 : ranks.base[Int(codes.base[place])]
        }
      }
    }
    return compared(operation, a, b, ranked(0..<start), ranked(start..<codes.count))
  }

  private func textComparison(_ operation: ComparisonOperator, _ a: Vector, with text: [UInt8]) -> Vector {
    flags(of: a) { bytes in
      switch operation {
      case .equal: bytes.elementsEqual(text)
      case .notEqual: !bytes.elementsEqual(text)
      case .less: bytes.lexicographicallyPrecedes(text)
      case .lessOrEqual: !text.lexicographicallyPrecedes(bytes)
      case .greater: text.lexicographicallyPrecedes(bytes)
      case .greaterOrEqual: !bytes.lexicographicallyPrecedes(text)
      }
    }
  }

  /// A flag of each distinct text.
  func flags(of operand: Vector, _ compute: (UnsafeBufferPointer<UInt8>) -> Bool) -> Vector {
    guard case .strings(let codes, let pool) = operand.column.storage else { return Vector(.null, type: .boolean) }
    let found = PoolText.flags(pool, codes, operand.column.validity, threads: threads, compute)
    let column = operand.column
    return flags(Alignment([operand], threads: threads)) { range, flags in
      for row in range { flags[row] = column.isNull(row) ? 0 : found.base[Int(codes.base[row])] }
    }
  }

  /// A string of each distinct text.
  func texts(of operand: Vector, _ compute: (String) -> String?) -> Vector {
    guard case .strings(let codes, let pool) = operand.column.storage else { return operand }
    let column = operand.column
    let budget = TextBudget(limit: textLimit)
    let made = PoolText.strings(pool, codes, column.validity, within: budget, threads: threads, compute)
    guard let (newPool, newCodes) = made else { return tooLong() }
    let result = RowPieces.filled(codes.count, threads: threads) { range, memory in
      for row in range { memory[row] = column.isNull(row) ? 0 : newCodes.base[Int(codes.base[row])] }
    }
    return Vector(
      Column(.strings(codes: result, pool: newPool), validity: column.validity), isConstant: operand.isConstant)
  }

  /// A whole number of each distinct text; nil becomes null.
  func numbers(
    of operand: Vector, type: ColumnType, _ compute: (UnsafeBufferPointer<UInt8>) -> Int64?
  ) -> Vector {
    guard case .strings(let codes, let pool) = operand.column.storage else { return Vector(.null, type: type) }
    let column = operand.column
    let numbers = PoolText.numbers(pool, codes, column.validity, threads: threads) { compute($0) ?? .min }
    let values = RowPieces.filled(codes.count, threads: threads) { range, memory in
      for row in range { memory[row] = column.isNull(row) ? 0 : numbers.base[Int(codes.base[row])] }
    }
    let known = Bitmap(count: codes.count, threads: threads) { values.base[$0] != .min }
    return Vector(
      Column(counts: values, type: type, validity: Bitmap.both(column.validity, known), threads: threads),
      isConstant: operand.isConstant)
  }

  /// Row by row, for functions of several columns of text.
  private func rowTexts(_ operands: [Vector], _ compute: ([UnsafeBufferPointer<UInt8>]) -> Bool) -> Vector {
    let rows = Alignment(operands, threads: threads)
    let access = operands.map(Self.access)
    return flags(rows) { row in
      if let validity = rows.validity, !validity[row] { return false }
      return compute(access.map { $0(row) })
    }
  }

  private static func access(_ operand: Vector) -> (Int) -> UnsafeBufferPointer<UInt8> {
    guard case .strings(let codes, let pool) = operand.column.storage else {
      return { _ in UnsafeBufferPointer(start: nil, count: 0) }
    }
    let stride = operand.stride
    return { pool.utf8(Int(codes.base[$0 * stride])) }
  }

  /// The texts of a row made into one; equal results share a code.
  func joined(_ operands: [Vector], _ compute: ([String]) -> String) -> Vector {
    let rows = Alignment(operands, threads: threads)
    let access = operands.map(Self.access)
    let interner = StringPoolBuilder(capacity: 1024)
    let codes = Buffer<UInt32>(count: rows.count) { memory in
      for row in 0..<rows.count {
        if let validity = rows.validity, !validity[row] {
          memory[row] = 0
        } else if interner.bytes.count > textLimit {
          memory[row] = 0
        } else {
          memory[row] = interner.intern(compute(access.map { String(decoding: $0(row), as: UTF8.self) }))
        }
      }
    }
    if interner.bytes.count > textLimit { return tooLong() }
    if interner.count == 0 { _ = interner.intern("") }
    return Vector(
      Column(.strings(codes: codes, pool: interner.finish()), validity: rows.validity), isConstant: rows.isConstant)
  }

  /// Notes that texts are too long to be made.
  private func tooLong() -> Vector {
    excess = .textsTooLong(limit: textLimit)
    return Vector(.null, type: .string)
  }

  /// contains, starts-with, ends-with: once a distinct text when the part is a constant.
  func search(
    _ text: Vector, _ part: Vector, _ compute: (UnsafeBufferPointer<UInt8>, [UInt8]) -> Bool
  ) -> Vector {
    guard part.isConstant, !part.isNull(0) else { return rowTexts([text, part]) { compute($0[0], Array($0[1])) } }
    let wanted = PoolText.constant(part)
    return flags(of: text) { compute($0, wanted) }
  }

  func matches(_ text: Vector, _ pattern: String) -> Vector {
    if !pattern.contains(where: { "\\^$.|?*+()[]{}".contains($0) }) {
      return search(text, Vector(.string(pattern), type: .string), PoolText.contains)
    }
    // The checker has read this pattern, so it can be read.
    guard case .strings(let codes, let pool) = text.column.storage, let program = try? PatternProgram(pattern) else {
      return Vector(.null, type: .boolean)
    }
    let column = text.column
    let used = pool.used(by: codes, validity: column.validity)
    let found = Buffer<UInt8>(count: pool.count) { memory in
      let base = memory
      RowPieces.forEach(pool.count, of: PoolText.pieceSize, threads: threads) { _, range in
        let matcher = PatternMatcher(program)
        for code in range { base[code] = used[code] && matcher.matches(pool.utf8(code)) ? 1 : 0 }
      }
    }
    return flags(Alignment([text], threads: threads)) { row in
      !column.isNull(row) && found.base[Int(codes.base[row])] != 0
    }
  }
}
