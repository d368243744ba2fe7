/// What is wrong with bytes that should be a saved machine.
public enum MachineFileError: Error, Equatable, Sendable {
  /// The bytes do not begin as a saved machine does: they are something else.
  case foreign
  /// The bytes were saved by a version with another layout.
  case unknownVersion(UInt32)
  /// The bytes end too early: at least `expected` were needed. Copy or save the file again.
  case truncated(expected: Int, found: Int)
  /// A part holds what no machine has.
  case damaged(part: String)
}

// A machine as bytes, and back, to the last bit. Little-endian; numbers are their IEEE 754 bit patterns:
//
//     "MATINEE\u{1}" | version 1: u32 | task: u8 (0 regression, 1 classification) | link: u8 (0 logistic, 1 probit)
//     range: u8 (1 when there is one), then least and greatest: f64 each
//     number of fields: u32; each: kind: u8 (0 one-hot: cardinality u32; 1 numeric: center and scale, f64 each; 2 bag: as one-hot)
//     k: u32 | number of draws: u32
//     the machine's own parameters, then those of each draw: w0: f64 | w: f32 × features | V, row-major: f32 × features × k
extension FactorizationMachine {
  private static let signature: [UInt8] = Array("MATINEE\u{1}".utf8)
  private static let version: UInt32 = 1

  /// The machine as bytes.
  public func encoded() -> [UInt8] {
    var bytes = Self.signature
    func append<Value: FixedWidthInteger>(_ value: Value) {
      withUnsafeBytes(of: value.littleEndian) { bytes.append(contentsOf: $0) }
    }
    func append(_ values: [Float]) {
      #if _endian(little)
        values.withUnsafeBytes { bytes.append(contentsOf: $0) }
      #else
        for value in values { append(value.bitPattern) }
      #endif
    }
    func append(_ parameters: ParameterDraw) {
      append(parameters.bias.bitPattern)
      append(parameters.linear)
      append(parameters.latent)
    }
    bytes.reserveCapacity(64 + 24 * fields.count + (1 + draws.count) * (8 + 4 * (linear.count + latent.count)))
    append(Self.version)
    append(UInt8(task == .regression ? 0 : 1))
    append(UInt8(link == .logistic ? 0 : 1))
    append(UInt8(range == nil ? 0 : 1))
    if let range {
      append(range.lowerBound.bitPattern)
      append(range.upperBound.bitPattern)
    }
    append(UInt32(fields.count))
    for field in fields {
      switch field {
      case .oneHot(let cardinality):
        append(UInt8(0))
        append(UInt32(cardinality))
      case .numeric(let center, let scale):
        append(UInt8(1))
        append(center.bitPattern)
        append(scale.bitPattern)
      case .bag(let cardinality):
        append(UInt8(2))
        append(UInt32(cardinality))
      }
    }
    append(UInt32(factors))
    append(UInt32(draws.count))
    append(ParameterDraw(bias: bias, linear: linear, latent: latent))
    for draw in draws { append(draw) }
    return bytes
  }

  /// A saved machine's vectors are no longer; those of an ensemble's parts stand one after another.
  static let mostFactors = 1 << 20

  /// The machine that `encoded` made these bytes from.
  ///
  /// - Throws: `MachineFileError`.
  public init(encoded bytes: [UInt8]) throws(MachineFileError) {
    let read = bytes.withUnsafeBytes { bytes in Result { () throws(MachineFileError) in try Self(encoded: bytes) } }
    self = try read.get()
  }

  /// The same of bytes that somebody else holds, which are copied.
  ///
  /// - Throws: `MachineFileError`.
  public init(encoded bytes: UnsafeRawBufferPointer) throws(MachineFileError) {
    var reader = MachineReader(bytes)
    guard bytes.starts(with: Self.signature) else { throw .foreign }
    try reader.skip(Self.signature.count)
    let version: UInt32 = try reader.integer()
    guard version == Self.version else { throw .unknownVersion(version) }
    let task = try reader.choice([LearningTask.regression, .classification], part: "task")
    let link = try reader.choice([ProbabilityLink.logistic, .probit], part: "link")
    var range: ClosedRange<Double>?
    if try reader.choice([false, true], part: "range") {
      let (least, greatest) = (try reader.decimal(), try reader.decimal())
      guard least <= greatest else { throw .damaged(part: "range") }
      range = least...greatest
    }
    let count: UInt32 = try reader.integer()
    var fields: [FeatureField] = []
    for _ in 0..<count {
      switch try reader.choice([0, 1, 2], part: "field") {
      case 1: fields.append(.numeric(center: try reader.decimal(), scale: try reader.decimal()))
      case let kind:
        let cardinality = Int(try reader.integer() as UInt32)
        fields.append(kind == 0 ? .oneHot(cardinality: cardinality) : .bag(cardinality: cardinality))
      }
    }
    let factors = Int(try reader.integer() as UInt32)
    let drawn = Int(try reader.integer() as UInt32)
    let features = fields.reduce(0) { $0 + $1.width }
    // Vectors of nobody could be of any length, and each step that computes with them would take memory for one.
    guard factors <= (features == 0 ? 0 : Self.mostFactors), fields.allSatisfy({ $0.width > 0 }) else {
      throw .damaged(part: "factors")
    }
    let point = try reader.parameters(features: features, factors: factors)
    var draws: [ParameterDraw] = []
    for _ in 0..<drawn { draws.append(try reader.parameters(features: features, factors: factors)) }
    guard reader.isAtEnd else { throw .damaged(part: "end") }
    do {
      try self.init(
        task: task, fields: fields, factors: factors, bias: point.bias, linear: point.linear, latent: point.latent,
        range: range, link: link, draws: draws)
    } catch {
      throw .damaged(part: "parameters")
    }
  }
}

/// Reads a saved machine from its start.
private struct MachineReader {
  private let bytes: UnsafeRawBufferPointer
  private var place = 0

  init(_ bytes: UnsafeRawBufferPointer) {
    self.bytes = bytes
  }

  var isAtEnd: Bool { place == bytes.count }

  private func require(_ count: Int) throws(MachineFileError) {
    if count > bytes.count - place {
      let (expected, overflow) = place.addingReportingOverflow(count)
      throw .truncated(expected: overflow ? .max : expected, found: bytes.count)
    }
  }

  mutating func skip(_ count: Int) throws(MachineFileError) {
    try require(count)
    place += count
  }

  mutating func integer<Value: FixedWidthInteger>() throws(MachineFileError) -> Value {
    let size = MemoryLayout<Value>.size
    try require(size)
    defer { place += size }
    return Value(littleEndian: bytes.loadUnaligned(fromByteOffset: place, as: Value.self))
  }

  mutating func decimal() throws(MachineFileError) -> Double {
    Double(bitPattern: try integer())
  }

  mutating func choice<Value>(_ values: [Value], part: String) throws(MachineFileError) -> Value {
    let index = Int(try integer() as UInt8)
    guard values.indices.contains(index) else { throw .damaged(part: part) }
    return values[index]
  }

  mutating func parameters(features: Int, factors: Int) throws(MachineFileError) -> ParameterDraw {
    let (latent, overflow) = features.multipliedReportingOverflow(by: factors)
    guard !overflow, latent < 1 << 40, features < 1 << 40 else { throw .damaged(part: "parameters") }
    try require(8 + 4 * (features + latent))
    let bias = try decimal()
    return ParameterDraw(bias: bias, linear: floats(features), latent: floats(latent))
  }

  /// The next numbers, whose bytes are known to be there.
  private mutating func floats(_ count: Int) -> [Float] {
    defer { place += 4 * count }
    let part = UnsafeRawBufferPointer(rebasing: bytes[place..<place + 4 * count])
    #if _endian(little)
      return [Float](unsafeUninitializedCapacity: count) { memory, initialized in
        UnsafeMutableRawBufferPointer(memory).copyMemory(from: part)
        initialized = count
      }
    #else
      return (0..<count).map {
        Float(bitPattern: UInt32(littleEndian: part.loadUnaligned(fromByteOffset: 4 * $0, as: UInt32.self)))
      }
    #endif
  }
}
