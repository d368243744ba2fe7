/// A symmetric matrix of double precision, and its eigenvectors.
///
/// Householder reflections make it tridiagonal (Householder 1958), implicitly shifted QL steps make that diagonal (Dubrulle, Martin
/// & Wilkinson 1968). Only + − × ÷ and square roots, in a fixed order: the same bits everywhere.
struct SymmetricMatrix {
  let order: Int
  /// `order` × `order`, row-major; both triangles are filled.
  private(set) var elements: [Double]
  /// Of the tridiagonal matrix.
  private var diagonal: [Double]
  private var offDiagonal: [Double]
  /// The reflections' unit vectors, one for each step; empty where nothing was to be reflected.
  private var reflections: [[Double]] = []

  /// - `elements`: `order` × `order`, of which both triangles are filled.
  init(order: Int, elements: [Double]) {
    self.order = order
    self.elements = elements
    diagonal = [Double](repeating: 0, count: order)
    offDiagonal = [Double](repeating: 0, count: order)
  }

  /// The `count` greatest eigenvalues, falling, with unit eigenvectors. O(order³).
  ///
  /// - Throws: `LearningError.invalidHyperparameter` if the QL steps do not end, as with elements that are not finite.
  consuming func leadingEigenvectors(_ count: Int) throws(LearningError) -> [(value: Double, vector: [Double])] {
    reduceToTridiagonal()
    let rotated = try diagonalize()
    let places = diagonal.indices.sorted {
      diagonal[$0] != diagonal[$1] ? diagonal[$0] > diagonal[$1] : $0 < $1
    }
    return places.prefix(count).map { place in
      // Row `place` of the accumulated rotations is the eigenvector of the tridiagonal matrix.
      var vector = Array(rotated[place * order..<(place + 1) * order])
      for (step, reflection) in reflections.enumerated().reversed() where !reflection.isEmpty {
        var product = 0.0
        for index in reflection.indices { product += reflection[index] * vector[step + 1 + index] }
        for index in reflection.indices { vector[step + 1 + index] -= 2 * product * reflection[index] }
      }
      return (diagonal[place], vector)
    }
  }

  private mutating func reduceToTridiagonal() {
    for step in 0..<max(0, order - 1) {
      diagonal[step] = elements[step * order + step]
      let first = step + 1
      var reflection = (first..<order).map { elements[$0 * order + step] }
      let length = reflection.reduce(0) { $0 + $1 * $1 }.squareRoot()
      let head = reflection[0]
      if length == 0 || reflection.count == 1 {
        offDiagonal[step] = head
        reflections.append([])
        continue
      }
      // Away from the head, so that nothing cancels.
      let target = head > 0 ? -length : length
      offDiagonal[step] = target
      reflection[0] = head - target
      let norm = reflection.reduce(0) { $0 + $1 * $1 }.squareRoot()
      for index in reflection.indices { reflection[index] /= norm }
      reflect(reflection, from: first)
      reflections.append(reflection)
    }
    if order > 0 { diagonal[order - 1] = elements[order * order - 1] }
  }

  /// A ← (1 − 2vvᵀ) A (1 − 2vvᵀ) = A − vwᵀ − wvᵀ with w = 2 (Av − (vᵀAv) v), on the part that begins at `first`.
  private mutating func reflect(_ vector: [Double], from first: Int) {
    let order = order
    elements.withUnsafeMutableBufferPointer { a in
      var product = [Double](repeating: 0, count: vector.count)
      for row in vector.indices {
        let start = (first + row) * order + first
        let scale = vector[row]
        for column in vector.indices { product[column] += scale * a[start + column] }
      }
      var inner = 0.0
      for index in vector.indices { inner += vector[index] * product[index] }
      for index in vector.indices { product[index] = 2 * (product[index] - inner * vector[index]) }
      for row in vector.indices {
        let start = (first + row) * order + first
        let (v, w) = (vector[row], product[row])
        for column in vector.indices { a[start + column] -= v * product[column] + w * vector[column] }
      }
    }
  }

  /// Makes the tridiagonal matrix diagonal; gives the rotations, an eigenvector a row.
  private mutating func diagonalize() throws(LearningError) -> [Double] {
    var vectors = [Double](repeating: 0, count: order * order)
    for index in 0..<order { vectors[index * order + index] = 1 }
    for start in 0..<order {
      var steps = 0
      while true {
        let end = endOfBlock(from: start)
        if end == start { break }
        steps += 1
        if steps > 100 {
          throw .invalidHyperparameter(
            name: "matrix order", value: Double(order), allowed: "matrices of finite numbers")
        }
        rotate(start, end, &vectors)
      }
    }
    return vectors
  }

  /// The last row of the block that `start` begins: where the next element beside the diagonal is negligible.
  private func endOfBlock(from start: Int) -> Int {
    var end = start
    while end + 1 < order {
      let scale = abs(diagonal[end]) + abs(diagonal[end + 1])
      if scale + abs(offDiagonal[end]) == scale { break }
      end += 1
    }
    return end
  }

  /// One QL step with Wilkinson's shift, on the block `start ... end`, from its end upwards.
  private mutating func rotate(_ start: Int, _ end: Int, _ vectors: inout [Double]) {
    let order = order
    let half = (diagonal[start + 1] - diagonal[start]) / (2 * offDiagonal[start])
    let root = (half * half + 1).squareRoot()
    var bulge = diagonal[end] - diagonal[start] + offDiagonal[start] / (half >= 0 ? half + root : half - root)
    var (sine, cosine, shift) = (1.0, 1.0, 0.0)
    for row in stride(from: end - 1, through: start, by: -1) {
      let far = sine * offDiagonal[row]
      let near = cosine * offDiagonal[row]
      let length = (far * far + bulge * bulge).squareRoot()
      offDiagonal[row + 1] = length
      if length == 0 {
        // The matrix has fallen apart here: the next step works on smaller blocks.
        diagonal[row + 1] -= shift
        offDiagonal[end] = 0
        return
      }
      sine = far / length
      cosine = bulge / length
      let gap = diagonal[row + 1] - shift
      let turn = (diagonal[row] - gap) * sine + 2 * cosine * near
      shift = sine * turn
      diagonal[row + 1] = gap + shift
      bulge = cosine * turn - near
      vectors.withUnsafeMutableBufferPointer { z in
        for column in 0..<order {
          let (upper, lower) = (z[row * order + column], z[(row + 1) * order + column])
          z[(row + 1) * order + column] = sine * upper + cosine * lower
          z[row * order + column] = cosine * upper - sine * lower
        }
      }
    }
    diagonal[start] -= shift
    offDiagonal[start] = bulge
    offDiagonal[end] = 0
  }
}
