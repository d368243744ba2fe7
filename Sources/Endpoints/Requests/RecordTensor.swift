/// A tensor of a record: of 32-bit floats, 64-bit floats or 32-bit whole numbers, its repeated fields packed or not.
struct RecordTensor {
  private(set) var values: [Double] = []
  private(set) var keys: [Int] = []
  private(set) var shape: [Int] = []

  private enum Kind: UInt64 { case float32 = 2, float64 = 3, int32 = 7 }

  /// Reads a message `Value`. More than `width` values or keys are refused before they are kept.
  init(_ record: UnsafeRawBufferPointer, value: Range<Int>, width: Int) throws(ProtobufFault) {
    var reader = ProtobufReader(record, range: value)
    var isFound = false
    while let (field, content) = try reader.next() {
      guard let kind = Kind(rawValue: field), case .bytes(let range) = content else {
        throw reader.fault("the value is no tensor of numbers")
      }
      if isFound { throw reader.fault("the value has two tensors") }
      isFound = true
      var tensor = ProtobufReader(record, range: range)
      while let (field, content) = try tensor.next() {
        switch field {
        case 1: try appendValues(content, kind, tensor, width)
        case 2: try Self.append(content, tensor, to: &keys, most: width)
        case 3: try Self.append(content, tensor, to: &shape, most: 8)
        default: break
        }
      }
    }
    if !isFound { throw reader.fault("the value has no tensor") }
  }

  private mutating func appendValues(
    _ content: ProtobufReader.Content, _ kind: Kind, _ reader: ProtobufReader, _ width: Int
  ) throws(ProtobufFault) {
    switch (kind, content) {
    case (.float32, .fixed32(let bits)): values.append(Double(Float(bitPattern: bits)))
    case (.float64, .fixed64(let bits)): values.append(Double(bitPattern: bits))
    case (.int32, .varint(let value)): values.append(Double(Int32(truncatingIfNeeded: value)))
    case (.float32, .bytes(let range)):
      try Self.check(range, 4, reader, room: width - values.count)
      for offset in stride(from: range.lowerBound, to: range.upperBound, by: 4) {
        let bits = UInt32(littleEndian: reader.bytes.loadUnaligned(fromByteOffset: offset, as: UInt32.self))
        values.append(Double(Float(bitPattern: bits)))
      }
    case (.float64, .bytes(let range)):
      try Self.check(range, 8, reader, room: width - values.count)
      for offset in stride(from: range.lowerBound, to: range.upperBound, by: 8) {
        let bits = UInt64(littleEndian: reader.bytes.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
        values.append(Double(bitPattern: bits))
      }
    case (.int32, .bytes(let range)):
      var packed = ProtobufReader(reader.bytes, range: range)
      while !packed.isAtEnd {
        if values.count >= width { throw reader.fault("there are more than \(width) values") }
        values.append(Double(Int32(truncatingIfNeeded: try packed.varint())))
      }
    default: throw reader.fault("values are not of the tensor's type")
    }
    if values.count > width { throw reader.fault("there are more than \(width) values") }
  }

  private static func check(
    _ range: Range<Int>, _ size: Int, _ reader: ProtobufReader, room: Int
  ) throws(ProtobufFault) {
    if range.count % size != 0 { throw reader.fault("packed values have \(range.count) bytes, no multiple of \(size)") }
    if range.count / size > room { throw reader.fault("there are more values than the model has features") }
  }

  private static func append(
    _ content: ProtobufReader.Content, _ reader: ProtobufReader, to numbers: inout [Int], most: Int
  ) throws(ProtobufFault) {
    func add(_ value: UInt64) throws(ProtobufFault) {
      if numbers.count >= most { throw reader.fault("there are more than \(most) keys or lengths") }
      // What no column can have stays what it is to the reader of the fault.
      numbers.append(Int(clamping: value))
    }
    switch content {
    case .varint(let value): try add(value)
    case .bytes(let range):
      var packed = ProtobufReader(reader.bytes, range: range)
      while !packed.isAtEnd { try add(try packed.varint()) }
    default: throw reader.fault("keys and shape are whole numbers")
    }
  }
}
