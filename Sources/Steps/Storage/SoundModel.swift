import MachineLearning
import Tables

extension Model {
  /// Makes sure that its machine has the fields that its features say, and numbers that can be computed with, so that no later step looks up
  /// a parameter that is not there. O(parameters).
  ///
  /// The checksum of a file guards against accidents; this guards against a file that was made to be wrong.
  func requireSoundMachine() throws(StorageDamage) {
    guard machine.fields.count == type.features.count, Set(type.features.map(\.name)).count == type.features.count
    else {
      throw StorageDamage("its parameters are of other features")
    }
    // What notebooks are checked by is the type: a step may ask for each element of vectors that it announces, and for a sum with others.
    let isClassification = machine.task == .classification
    guard (type.factors ?? machine.factors) == machine.factors, (type.task == .classification) == isClassification,
      type.isSampled || machine.draws.isEmpty && machine.link == .logistic
    else { throw StorageDamage("its parameters are of another model") }
    for (feature, field) in zip(type.features, machine.fields) {
      guard isSound(field, of: feature) else { throw StorageDamage("its parameters are of other features") }
    }
    guard machine.bias.isFinite, machine.linear.allSatisfy(\.isFinite), machine.latent.allSatisfy(\.isFinite),
      machine.draws.allSatisfy({ draw in
        draw.bias.isFinite && draw.linear.allSatisfy(\.isFinite) && draw.latent.allSatisfy(\.isFinite)
      }), naiveGuess.isFinite
    else { throw StorageDamage("it has parameters that are no numbers") }
  }

  private func isSound(_ field: FeatureField, of feature: Schema.Field) -> Bool {
    switch (feature.type, field) {
    case (.index, .oneHot): true
    case (.boolean, .oneHot(let cardinality)): cardinality == 2
    case (.string, .oneHot(let cardinality)):
      !type.bags.names.contains(feature.name) && (categories[feature.name]?.count ?? 0) <= cardinality
    case (.string, .bag(let cardinality)):
      type.bags.names.contains(feature.name) && (categories[feature.name]?.count ?? 0) <= cardinality
    case (.integer, .numeric(let center, let scale)), (.decimal, .numeric(let center, let scale)),
      (.date, .numeric(let center, let scale)), (.datetime, .numeric(let center, let scale)):
      center.isFinite && scale.isFinite
    case (.index, _), (.boolean, _), (.string, _), (.integer, _), (.decimal, _), (.date, _), (.datetime, _): false
    }
  }
}

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

extension StepValue {
  /// Makes sure that a value which was stored is of the type that the steps which take it were checked against.
  ///
  /// - Parameter columns: those of a table that are needed; nil for all.
  package func requireFit(_ expected: ValueType, columns: Set<String>? = nil) throws(StorageDamage) {
    switch (self, expected) {
    case (.table(let table), .table(let schema)):
      for field in schema.fields where columns?.contains(field.name) ?? true {
        guard table.schema.type(of: field.name) == field.type else {
          throw StorageDamage("its column \"\(field.name)\" is of another type")
        }
      }
    case (.embedding(let embedding), .embedding(let type)):
      guard embedding.model.vectors.vectors.dimensions == type.dimensions,
        embedding.model.subwordLengths == type.subwords
      else { throw StorageDamage("its vectors are of another length") }
    case (.model, .model): break
    case (.table, _), (.embedding, _), (.model, _): throw StorageDamage("it is of another kind")
    }
  }
}
