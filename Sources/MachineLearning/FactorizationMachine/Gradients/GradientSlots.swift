/// The summed gradients of the features that occur in a batch.
///
/// A slot holds v[0 ..< width] | w | occurrences | padding, and is all zeros when it is handed out.
struct GradientSlots {
  private let parameters: TrainingParameters
  private let stride: Int
  private var memory: UnsafeMutablePointer<Float>
  private var capacity = 0
  private var features: [UInt32] = []

  init(_ parameters: TrainingParameters) {
    self.parameters = parameters
    stride = parameters.width + 8
    memory = Self.allocate(0)
  }

  /// Frees the memory; the slots must not be used after it.
  func deallocate() {
    memory.deallocate()
  }

  private static func allocate(_ length: Int) -> UnsafeMutablePointer<Float> {
    let length = max(16, length)
    let memory = UnsafeMutableRawPointer.allocate(byteCount: length * 4, alignment: 64)
      .bindMemory(to: Float.self, capacity: length)
    memory.initialize(repeating: 0, count: length)
    return memory
  }

  /// Makes room for `count` more slots; slots handed out before move.
  mutating func reserve(_ count: Int) {
    let needed = features.count + count
    if needed <= capacity { return }
    let larger = max(needed, 2 * capacity)
    let moved = Self.allocate(larger * stride)
    moved.update(from: memory, count: capacity * stride)
    memory.deallocate()
    memory = moved
    capacity = larger
  }

  /// The slot of a feature; its number is kept beside the parameters, as long as the batch lasts.
  @inline(__always)
  mutating func slot(of feature: UInt32, row: UnsafeMutablePointer<Float>) -> UnsafeMutablePointer<Float> {
    let place = parameters.width + TrainingParameters.slot
    let known = row[place].bitPattern
    if known != 0 { return memory + (Int(known) - 1) * stride }
    features.append(feature)
    row[place] = Float(bitPattern: UInt32(features.count))
    return memory + (features.count - 1) * stride
  }

  /// Calls `body` with every feature's parameters and slot, then empties the slots.
  @inline(__always)
  mutating func drain(_ body: (_ feature: Int, _ row: UnsafeMutablePointer<Float>, UnsafeMutablePointer<Float>) -> Void)
  {
    for (index, feature) in features.enumerated() {
      let row = parameters.base + Int(feature) * parameters.stride
      let gradient = memory + index * stride
      body(Int(feature), row, gradient)
      gradient.update(repeating: 0, count: stride)
      row[parameters.width + TrainingParameters.slot] = 0
    }
    features.removeAll(keepingCapacity: true)
  }
}
