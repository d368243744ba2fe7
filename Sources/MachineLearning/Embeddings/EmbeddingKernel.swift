import CKernels

/// The loops over rows that skip-gram spends its time in.
enum EmbeddingKernel {
  typealias Lanes = EmbeddingRows.Lanes

  /// Links between asking for a row and using it (empirical).
  private static let distance = 6

  /// `sum` ← (start + Σ weight · row) · scale over `links`.
  static func gather(
    _ links: UnsafeBufferPointer<SubwordSharing.Link>, of rows: EmbeddingRows, start: UnsafePointer<Lanes>,
    scale: Float,
    into sum: UnsafeMutablePointer<Lanes>
  ) {
    let width = rows.width
    sum.update(from: start, count: width)
    for index in 0..<links.count {
      if index + distance < links.count { prefetch(rows[Int(links[index + distance].row)], width) }
      add(rows[Int(links[index].row)], links[index].weight, to: sum, width)
    }
    for lane in 0..<width { sum[lane] *= scale }
  }

  /// row ← row + weight · `vector` for each of `links`.
  static func scatter(
    _ vector: UnsafePointer<Lanes>, to links: UnsafeBufferPointer<SubwordSharing.Link>, of rows: EmbeddingRows
  ) {
    let width = rows.width
    for index in 0..<links.count {
      if index + distance < links.count { prefetch(rows[Int(links[index + distance].row)], width) }
      add(vector, links[index].weight, to: rows[Int(links[index].row)], width)
    }
  }

  /// `sum` ← `sum` + weight · `row`.
  @inline(__always)
  static func add(
    _ row: UnsafePointer<Lanes>, _ weight: Float, to sum: UnsafeMutablePointer<Lanes>, _ width: Int
  ) {
    for lane in 0..<width { sum[lane] += row[lane] * weight }
  }

  /// The inner product of two rows, by lanes, then the lanes in pairs.
  @inline(__always)
  static func product(_ a: UnsafePointer<Lanes>, _ b: UnsafePointer<Lanes>, _ width: Int) -> Float {
    var even = Lanes.zero
    var odd = Lanes.zero
    var lane = 0
    while lane + 2 <= width {
      even += a[lane] * b[lane]
      odd += a[lane + 1] * b[lane + 1]
      lane += 2
    }
    if lane < width { even += a[lane] * b[lane] }
    let eight = even + odd
    let four = eight.lowHalf + eight.highHalf
    let two = four.lowHalf + four.highHalf
    return two.x + two.y
  }

  @inline(__always)
  static func prefetch(_ row: UnsafeMutablePointer<Lanes>, _ width: Int) {
    var lane = 0
    while lane < width {
      matinee_prefetch_for_writing(row + lane)
      lane += 2
    }
  }
}
