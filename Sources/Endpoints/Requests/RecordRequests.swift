/// Requests in `application/x-recordio-protobuf`: a record for each row, a message `Record` whose map `features` has the tensor
/// "values". What else a record holds, such as its label, is passed over.
enum RecordRequests {
  static func read(
    _ body: UnsafeRawBufferPointer, width: Int, limits: RequestLimits
  ) throws(RequestFault) -> FeatureVectors {
    var vectors = FeatureVectors(width: width)
    var frames = RecordFrames(body)
    while try frames.next({ record throws(RequestFault) in
      try limits.check(rows: vectors.count + 1)
      try append(record, to: &vectors)
    }) {}
    return vectors
  }

  /// Appends the row of a record.
  static func append(_ record: UnsafeRawBufferPointer, to vectors: inout FeatureVectors) throws(RequestFault) {
    let row = vectors.next
    let tensor: RecordTensor?
    do {
      tensor = try values(of: record, width: vectors.width)
    } catch {
      throw .malformed("record \(row): \(error.message)", advice: "send a message Record in each frame")
    }
    guard let tensor else {
      throw .malformed("record \(row) has no features \"values\"", advice: "give its features as a tensor of that name")
    }
    if tensor.keys.isEmpty, !tensor.values.isEmpty || tensor.shape.isEmpty {
      if !tensor.shape.isEmpty, tensor.shape != [vectors.width], tensor.shape != [1, vectors.width] {
        throw .malformed("row \(row): the shape is \(tensor.shape), and the model takes [\(vectors.width)]")
      }
      try vectors.append(dense: tensor.values)
    } else {
      try vectors.append(keys: tensor.keys, values: tensor.values, shape: tensor.shape)
    }
  }

  private static func values(
    of record: UnsafeRawBufferPointer, width: Int
  ) throws(ProtobufFault) -> RecordTensor? {
    var found: RecordTensor?
    var reader = ProtobufReader(record, range: 0..<record.count)
    while let (field, content) = try reader.next() {
      guard field == 1 else { continue }
      guard case .bytes(let range) = content else { throw reader.fault("features are no message") }
      var (name, value): (Range<Int>?, Range<Int>?)
      var entry = ProtobufReader(record, range: range)
      while let (field, content) = try entry.next() {
        guard field == 1 || field == 2 else { continue }
        guard case .bytes(let range) = content else {
          throw entry.fault("an entry of features is neither name nor value")
        }
        if field == 1 { name = range } else { value = range }
      }
      guard let name, record[name].elementsEqual("values".utf8) else { continue }
      if found != nil { throw entry.fault("features have two entries \"values\"") }
      guard let value else { throw entry.fault("the entry \"values\" has no value") }
      found = try RecordTensor(record, value: value, width: width)
    }
    return found
  }
}
