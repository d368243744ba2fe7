import Tables

extension Model {
  /// Makes sure that every code in its tables means something, so that no later step looks up what is not there.
  ///
  /// The checksum of a file guards against accidents; this guards against a file that was made to be wrong.
  func requireSoundColumns() throws(StorageDamage) {
    for (_, column) in trainingRows.named { try column.requireSoundCodes() }
    for (feature, column) in keys {
      guard column.count == width(of: feature) else { throw StorageDamage("its keys are of other features") }
      try column.requireSoundCodes()
    }
    for name in [type.user, type.item].compactMap({ $0 }) {
      guard case .indices(_, let cardinality)? = trainingRows[name]?.storage, cardinality <= width(of: name) else {
        throw StorageDamage("its training rows are of other features")
      }
    }
    if let label = type.label {
      guard case .strings? = trainingRows[label]?.storage else { throw StorageDamage("its labels are no texts") }
    }
  }
}

extension Column {
  fileprivate func requireSoundCodes() throws(StorageDamage) {
    var isSound = true
    switch storage {
    case .indices(let codes, let cardinality):
      for row in 0..<codes.count where codes[row] < 0 || Int(codes[row]) >= max(1, cardinality) { isSound = false }
    case .strings(let codes, let pool):
      for row in 0..<codes.count where Int(codes[row]) >= pool.count && !isNull(row) { isSound = false }
      for text in 1..<max(1, pool.offsets.count) where pool.offsets[text] < pool.offsets[text - 1] { isSound = false }
      if pool.offsets.count > 0, pool.offsets[0] < 0 { isSound = false }
    default: break
    }
    if !isSound { throw StorageDamage("a column has a code without a meaning") }
  }
}
