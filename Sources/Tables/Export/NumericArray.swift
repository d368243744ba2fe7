/// Numbers in rows and columns, or any other number of dimensions, as numpy holds them (the last index runs fastest).
public struct NumericArray: Sendable {
  public enum Elements: Sendable {
    case floats([Float])
    case doubles([Double])
    case integers([Int64])
  }

  /// Lengths of the dimensions; none for a single number.
  public let shape: [Int]
  public let elements: Elements

  /// As many elements as the product of `shape`.
  public init(shape: [Int], _ elements: Elements) {
    self.shape = shape
    self.elements = elements
    precondition(count == shape.reduce(1, *), "as many elements as the shape says")
  }

  private var count: Int {
    switch elements {
    case .floats(let values): values.count
    case .doubles(let values): values.count
    case .integers(let values): values.count
    }
  }

  /// The file of numpy's format 1.0: magic, version, a description padded to a multiple of 64 bytes, the elements.
  var npyBytes: [UInt8] {
    let type: String
    var data: [UInt8] = []
    switch elements {
    case .floats(let values):
      type = "<f4"
      data.reserveCapacity(values.count * 4)
      for value in values { data.append(littleEndian: value.bitPattern) }
    case .doubles(let values):
      type = "<f8"
      data.reserveCapacity(values.count * 8)
      for value in values { data.append(littleEndian: value.bitPattern) }
    case .integers(let values):
      type = "<i8"
      data.reserveCapacity(values.count * 8)
      for value in values { data.append(littleEndian: value) }
    }
    let lengths = shape.map { "\($0)," }.joined(separator: " ")
    var header = Array("{'descr': '\(type)', 'fortran_order': False, 'shape': (\(lengths)), }".utf8)
    // Ten bytes stand before the description, and a line feed ends it.
    while (header.count + 11) % 64 != 0 { header.append(UInt8(ascii: " ")) }
    header.append(0x0A)
    var bytes: [UInt8] = [0x93] + Array("NUMPY".utf8) + [1, 0]
    bytes.append(littleEndian: UInt16(header.count))
    return bytes + header + data
  }
}
