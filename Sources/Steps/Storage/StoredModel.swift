import MachineLearning
import Tables
import WrittenTexts

/// A model as what is stored knows it: all but its type and target, which a checked step or the head of a file says.
package struct StoredModel: Sendable {
  /// The machine as `FactorizationMachine.encoded` writes it.
  private var machine: StoredBuffer
  private var curve: LearningCurve?
  private var naiveGuess: Double
  private var targetRange: ClosedRange<Double>
  private var trainingRows: StoredTable
  /// Texts in the order of their codes.
  private var categories: [(feature: String, texts: [String])]
  /// Columns named as the features whose numbers they have the original values of.
  private var keys: [(feature: String, column: StoredTable)]

  package init(_ model: Model, in keeper: any BufferKeeper) throws {
    machine = try model.machine.encoded().withUnsafeBufferPointer { try StoredBuffer($0, in: keeper) }
    curve = model.curve
    naiveGuess = model.naiveGuess
    targetRange = model.targetRange
    trainingRows = try StoredTable(model.trainingRows, in: keeper)
    categories = model.categories.keys.sorted().map { feature in
      (feature, (model.categories[feature] ?? [:]).sorted { $0.value < $1.value }.map(\.key.text))
    }
    keys = try model.keys.keys.sorted().compactMap { feature in
      try model.keys[feature].map { (feature, try StoredTable(Table([(feature, $0)], rowCount: $0.count), in: keeper)) }
    }
  }

  /// The model, its parameters checked.
  package func open(_ type: ModelType, in keeper: any BufferKeeper) throws(StorageDamage) -> Model {
    guard let target = type.target else { throw StorageDamage("its target is not known") }
    let bytes = try machine.open(UInt8.self, in: keeper)
    let machine: FactorizationMachine
    do {
      machine = try withExtendedLifetime(bytes) {
        try FactorizationMachine(encoded: UnsafeRawBufferPointer(bytes.elements))
      }
    } catch {
      throw StorageDamage("its parameters do not fit together")
    }
    guard machine.fields.count == type.features.count else {
      throw StorageDamage("its parameters are of other features")
    }
    let codes = categories.map { entry in
      (
        entry.feature,
        Dictionary(uniqueKeysWithValues: zip(entry.texts.map(ExactText.init), 0..<Int32(entry.texts.count)))
      )
    }
    let model = Model(
      type: type, machine: machine, curve: curve, naiveGuess: naiveGuess, targetRange: targetRange, target: target,
      trainingRows: try trainingRows.open(in: keeper),
      categories: Dictionary(codes, uniquingKeysWith: { first, _ in first }),
      keys: try openKeys(in: keeper))
    try model.requireSoundColumns()
    return model
  }

  /// The original values of its index features alone.
  package func openKeys(in keeper: any BufferKeeper) throws(StorageDamage) -> [String: Column] {
    var originals: [String: Column] = [:]
    for (feature, table) in keys { originals[feature] = try table.open(in: keeper)[feature] }
    return originals
  }

  package func encode(_ encoder: inout ByteEncoder) {
    machine.encode(&encoder)
    encoder.append(optional: curve) { encoder, curve in
      encoder.append(curve.bestEpoch)
      encoder.append(curve.points) { encoder, point in
        encoder.append(point.epoch)
        encoder.append(point.training)
        encoder.append(optional: point.validation) { $0.append($1) }
        encoder.append(optional: point.test) { $0.append($1) }
      }
    }
    encoder.append(naiveGuess)
    Self.encode(targetRange, &encoder)
    trainingRows.encode(&encoder)
    encoder.append(categories) { encoder, category in
      encoder.append(category.feature)
      encoder.append(category.texts) { $0.append($1) }
    }
    encoder.append(keys) { encoder, key in
      encoder.append(key.feature)
      key.column.encode(&encoder)
    }
  }

  package init(_ decoder: inout ByteDecoder) throws {
    machine = try StoredBuffer(&decoder)
    curve = try decoder.optional { decoder in
      let best = try decoder.integer()
      let points = try decoder.list { decoder in
        LearningCurve.Point(
          epoch: try decoder.integer(), training: try decoder.decimal(),
          validation: try decoder.optional { try $0.decimal() }, test: try decoder.optional { try $0.decimal() })
      }
      return LearningCurve(points: points, bestEpoch: best)
    }
    naiveGuess = try decoder.decimal()
    targetRange = try Self.range(&decoder)
    trainingRows = try StoredTable(&decoder)
    categories = try decoder.list { (try $0.text(), try $0.list { try $0.text() }) }
    keys = try decoder.list { (try $0.text(), try StoredTable(&$0)) }
    guard categories.allSatisfy({ $0.texts.areDistinct }) else {
      throw StorageDamage("it holds something unknown")
    }
  }

  package var buffers: [StoredBuffer] { [machine] + trainingRows.buffers + keys.flatMap(\.column.buffers) }

  private static func encode(_ range: ClosedRange<Double>, _ encoder: inout ByteEncoder) {
    encoder.append(range.lowerBound)
    encoder.append(range.upperBound)
  }

  private static func range(_ decoder: inout ByteDecoder) throws -> ClosedRange<Double> {
    let (lower, upper) = (try decoder.decimal(), try decoder.decimal())
    guard lower <= upper else { throw StorageDamage("it holds something unknown") }
    return lower...upper
  }
}
