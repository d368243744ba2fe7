import CKernels

/// Sums of the repulsion that 32 targets feel.
struct TargetSums {
  /// Targets that are treated together (empirical).
  static let width = 32

  /// Σ w q² (x − x′), Σ w q² (y − y′) and Σ w q of each target.
  private(set) var x = SIMD32<Double>.zero
  private(set) var y = SIMD32<Double>.zero
  private(set) var q = SIMD32<Double>.zero
  private let targets: (x: SIMD32<Float>, y: SIMD32<Float>)

  /// The 32 targets from `first` on.
  init(_ xs: [Float], _ ys: [Float], first: Int) {
    var (x, y) = (SIMD32<Float>.zero, SIMD32<Float>.zero)
    for lane in 0..<Self.width {
      x[lane] = xs[first + lane]
      y[lane] = ys[first + lane]
    }
    targets = (x, y)
  }

  /// Adds what the sources of a range do, an even number of them.
  mutating func add(_ xs: [Float], _ ys: [Float], _ weights: [Float], _ range: Range<Int>, _ registerLanes: Int32) {
    xs.withUnsafeBufferPointer { xs in
      ys.withUnsafeBufferPointer { ys in
        weights.withUnsafeBufferPointer { weights in
          guard let xs = xs.baseAddress, let ys = ys.baseAddress, let weights = weights.baseAddress else { return }
          let first = range.lowerBound
          add(xs + first, ys + first, weights + first, count: range.count, registerLanes)
        }
      }
    }
  }

  mutating func add(
    _ xs: UnsafePointer<Float>, _ ys: UnsafePointer<Float>, _ weights: UnsafePointer<Float>, count: Int,
    _ registerLanes: Int32
  ) {
    var sums = (SIMD32<Float>.zero, SIMD32<Float>.zero, SIMD32<Float>.zero)
    withUnsafePointer(to: targets) { targets in
      let target = UnsafeRawPointer(targets).assumingMemoryBound(to: Float.self)
      withUnsafeMutablePointer(to: &sums) { sums in
        let sum = UnsafeMutableRawPointer(sums).assumingMemoryBound(to: Float.self)
        for half in [0, 16] {
          matinee_repulsion(
            registerLanes, target + half, target + Self.width + half, xs, ys, weights, count, sum + half,
            sum + Self.width + half, sum + 2 * Self.width + half)
        }
      }
    }
    x += SIMD32<Double>(sums.0)
    y += SIMD32<Double>(sums.1)
    q += SIMD32<Double>(sums.2)
  }
}

/// The box around targets.
struct TargetBox {
  private var low: SIMD2<Float>
  private var high: SIMD2<Float>

  init(_ tree: Quadtree, _ targets: Range<Int>) {
    low = SIMD2(tree.xs[targets.lowerBound], tree.ys[targets.lowerBound])
    high = low
    for target in targets {
      let position = SIMD2(tree.xs[target], tree.ys[target])
      low = pointwiseMin(low, position)
      high = pointwiseMax(high, position)
    }
  }

  /// From the point to the nearest one of the box; 0 inside.
  @inline(__always)
  func squaredDistance(_ x: Float, _ y: Float) -> Float {
    let dx = max(0, low.x - x, x - high.x)
    let dy = max(0, low.y - y, y - high.y)
    return dx * dx + dy * dy
  }
}

/// Sources on their way to the kernel.
struct SourceList {
  private let memory: UnsafeMutablePointer<Float>
  private let capacity: Int
  private var count = 0

  /// - `capacity`: an even number.
  init(capacity: Int) {
    memory = .allocate(capacity: 3 * capacity)
    self.capacity = capacity
  }

  func deallocate() { memory.deallocate() }

  var isFull: Bool { count == capacity }

  @inline(__always)
  mutating func append(_ x: Float, _ y: Float, _ weight: Float) {
    memory[count] = x
    memory[capacity + count] = y
    memory[2 * capacity + count] = weight
    count += 1
  }

  /// Adds what the sources do to the targets, and forgets them.
  mutating func flush(to sums: inout TargetSums, _ registerLanes: Int32) {
    // The kernel takes them in pairs.
    if count % 2 != 0 { append(0, 0, 0) }
    sums.add(memory, memory + capacity, memory + 2 * capacity, count: count, registerLanes)
    count = 0
  }
}
