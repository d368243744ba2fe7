import MachineLearning
import Steps
import Tables

/// A model as an entry knows it: all but its type and target, which the checked step says.
struct StoredModel: Sendable {
  private var task: LearningTask
  private var fields: [FeatureField]
  private var factors: Int
  private var bias: Double
  private var range: ClosedRange<Double>?
  private var linear: StoredBuffer
  private var latent: StoredBuffer
  private var link: ProbabilityLink
  /// Parameters drawn from a posterior distribution.
  private var draws: [(bias: Double, linear: StoredBuffer, latent: StoredBuffer)]
  private var curve: LearningCurve?
  private var naiveGuess: Double
  private var targetRange: ClosedRange<Double>
  private var trainingRows: StoredTable
  /// Texts in the order of their codes.
  private var categories: [(feature: String, texts: [String])]

  init(_ model: Model, in folder: BufferFolder) throws {
    let machine = model.machine
    task = machine.task
    fields = machine.fields
    factors = machine.factors
    bias = machine.bias
    range = machine.range
    linear = try machine.linear.withUnsafeBufferPointer { try StoredBuffer($0, in: folder) }
    latent = try machine.latent.withUnsafeBufferPointer { try StoredBuffer($0, in: folder) }
    link = machine.link
    draws = try machine.draws.map { draw in
      (
        draw.bias, try draw.linear.withUnsafeBufferPointer { try StoredBuffer($0, in: folder) },
        try draw.latent.withUnsafeBufferPointer { try StoredBuffer($0, in: folder) }
      )
    }
    curve = model.curve
    naiveGuess = model.naiveGuess
    targetRange = model.targetRange
    trainingRows = try StoredTable(model.trainingRows, in: folder)
    categories = model.categories.keys.sorted().map { feature in
      (feature, (model.categories[feature] ?? [:]).sorted { $0.value < $1.value }.map(\.key))
    }
  }

  /// The model, its parameters checked.
  func open(_ type: ModelType, in folder: BufferFolder) throws(CacheDamage) -> Model {
    guard let target = type.target else { throw CacheDamage("its target is not known") }
    let linear = try Self.array(linear, in: folder)
    let latent = try Self.array(latent, in: folder)
    var parameters: [ParameterDraw] = []
    for draw in draws {
      parameters.append(
        ParameterDraw(
          bias: draw.bias, linear: try Self.array(draw.linear, in: folder),
          latent: try Self.array(draw.latent, in: folder)))
    }
    let machine: FactorizationMachine
    do {
      machine = try FactorizationMachine(
        task: task, fields: fields, factors: factors, bias: bias, linear: linear, latent: latent, range: range,
        link: link, draws: parameters)
    } catch {
      throw CacheDamage("its parameters do not fit together")
    }
    let codes = categories.map { entry in
      (entry.feature, Dictionary(uniqueKeysWithValues: zip(entry.texts, 0..<Int32(entry.texts.count))))
    }
    return Model(
      type: type, machine: machine, curve: curve, naiveGuess: naiveGuess, targetRange: targetRange, target: target,
      trainingRows: try trainingRows.open(in: folder),
      categories: Dictionary(codes, uniquingKeysWith: { first, _ in first }))
  }

  func encode(_ encoder: inout ByteEncoder) {
    encoder.append(task.rawValue)
    encoder.append(fields) { encoder, field in
      switch field {
      case .oneHot(let cardinality):
        encoder.append(UInt8(0))
        encoder.append(cardinality)
      case .numeric(let center, let scale):
        encoder.append(UInt8(1))
        encoder.append(center)
        encoder.append(scale)
      case .bag(let cardinality):
        encoder.append(UInt8(2))
        encoder.append(cardinality)
      }
    }
    encoder.append(factors)
    encoder.append(bias)
    encoder.append(optional: range) { Self.encode($1, &$0) }
    linear.encode(&encoder)
    latent.encode(&encoder)
    encoder.append(link.rawValue)
    encoder.append(draws) { encoder, draw in
      encoder.append(draw.bias)
      draw.linear.encode(&encoder)
      draw.latent.encode(&encoder)
    }
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
  }

  init(_ decoder: inout ByteDecoder) throws {
    guard let task = LearningTask(rawValue: try decoder.text()) else {
      throw CacheDamage("it holds something unknown")
    }
    self.task = task
    fields = try decoder.list { decoder in
      switch try decoder.byte() {
      case 0: .oneHot(cardinality: try decoder.integer())
      case 1: .numeric(center: try decoder.decimal(), scale: try decoder.decimal())
      case 2: .bag(cardinality: try decoder.integer())
      default: throw CacheDamage("it holds something unknown")
      }
    }
    factors = try decoder.integer()
    bias = try decoder.decimal()
    range = try decoder.optional { try Self.range(&$0) }
    linear = try StoredBuffer(&decoder)
    latent = try StoredBuffer(&decoder)
    guard let link = ProbabilityLink(rawValue: try decoder.text()) else {
      throw CacheDamage("it holds something unknown")
    }
    self.link = link
    draws = try decoder.list { (try $0.decimal(), try StoredBuffer(&$0), try StoredBuffer(&$0)) }
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
    guard categories.allSatisfy({ Set($0.texts).count == $0.texts.count }) else {
      throw CacheDamage("it holds something unknown")
    }
  }

  var buffers: [StoredBuffer] { [linear, latent] + draws.flatMap { [$0.linear, $0.latent] } + trainingRows.buffers }

  private static func array(_ stored: StoredBuffer, in folder: BufferFolder) throws(CacheDamage) -> [Float] {
    let buffer = try stored.open(Float.self, in: folder)
    // The elements are only there as long as the buffer is.
    return withExtendedLifetime(buffer) { Array(buffer.elements) }
  }

  private static func encode(_ range: ClosedRange<Double>, _ encoder: inout ByteEncoder) {
    encoder.append(range.lowerBound)
    encoder.append(range.upperBound)
  }

  private static func range(_ decoder: inout ByteDecoder) throws -> ClosedRange<Double> {
    let (lower, upper) = (try decoder.decimal(), try decoder.decimal())
    guard lower <= upper else { throw CacheDamage("it holds something unknown") }
    return lower...upper
  }
}
