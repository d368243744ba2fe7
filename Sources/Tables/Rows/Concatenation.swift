/// Columns under each other.
extension Column {
  /// The rows of `self` followed by those of `other`, which must have the same type. Pools of strings are merged, equal
  /// strings into one code; the cardinality of indices is the greater. O(rows + pools).
  func appending(_ other: Column) -> Column {
    let total = count + other.count
    let split = count
    let newValidity: Bitmap? =
      validity == nil && other.validity == nil
      ? nil : Bitmap(count: total) { $0 < split ? !isNull($0) : !other.isNull($0 - split) }
    func join<Element>(_ a: Buffer<Element>, _ b: Buffer<Element>) -> Buffer<Element> {
      Buffer(count: total) { memory in
        for row in 0..<split { memory[row] = a.base[row] }
        for row in split..<total { memory[row] = b.base[row - split] }
      }
    }
    switch (storage, other.storage) {
    case (.integers(let a), .integers(let b)): return Column(.integers(join(a, b)), validity: newValidity)
    case (.decimals(let a), .decimals(let b)): return Column(.decimals(join(a, b)), validity: newValidity)
    case (.dates(let a), .dates(let b)): return Column(.dates(join(a, b)), validity: newValidity)
    case (.datetimes(let a), .datetimes(let b)): return Column(.datetimes(join(a, b)), validity: newValidity)
    case (.booleans(let a), .booleans(let b)): return Column(.booleans(join(a, b)), validity: newValidity)
    case (.indices(let a, let m), .indices(let b, let n)):
      return Column(.indices(join(a, b), cardinality: max(m, n)), validity: newValidity)
    case (.strings(let a, let poolA), .strings(let b, let poolB)):
      if poolA === poolB { return Column(.strings(codes: join(a, b), pool: poolA), validity: newValidity) }
      let interner = StringPoolBuilder(capacity: poolA.count + poolB.count)
      let codesA = (0..<poolA.count).map { interner.intern(poolA.utf8($0)) }
      let codesB = (0..<poolB.count).map { interner.intern(poolB.utf8($0)) }
      let codes = Buffer<UInt32>(count: total) { memory in
        for row in 0..<split { memory[row] = isNull(row) ? 0 : codesA[Int(a.base[row])] }
        for row in split..<total {
          memory[row] = other.isNull(row - split) ? 0 : codesB[Int(b.base[row - split])]
        }
      }
      return Column(.strings(codes: codes, pool: interner.finish()), validity: newValidity)
    default:
      preconditionFailure("columns under each other have one type")
    }
  }
}
