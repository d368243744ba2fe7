import Tables

extension Model {
  /// Makes sure that its tables are those of its machine, so that no later step looks up what is not there: their columns are sound
  /// by themselves.
  func requireSoundColumns() throws(StorageDamage) {
    try requireSoundMachine()
    for (feature, column) in keys {
      guard column.count == width(of: feature) else { throw StorageDamage("its keys are of other features") }
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
