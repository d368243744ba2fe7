/// The best candidates of one query seen so far: a heap with the worst on top.
struct NearestHeap {
  private let scores: UnsafeMutablePointer<Float>
  private let ids: UnsafeMutablePointer<Int32>
  private let capacity: Int
  private(set) var count = 0

  /// Uses the memory at `scores` and `ids`, `capacity` long.
  init(scores: UnsafeMutablePointer<Float>, ids: UnsafeMutablePointer<Int32>, capacity: Int) {
    self.scores = scores
    self.ids = ids
    self.capacity = capacity
  }

  /// Candidates with a lesser score cannot enter.
  var threshold: Float {
    count < capacity ? -.infinity : scores[0]
  }

  /// Whether the first of two candidates is the worse: the lesser score, or the greater id at equal scores.
  @inline(__always)
  private func isWorse(_ score: Float, _ id: Int32, than otherScore: Float, _ otherID: Int32) -> Bool {
    score < otherScore || (score == otherScore && id > otherID)
  }

  /// Takes a candidate in if it is among the best.
  mutating func offer(_ score: Float, id: Int32) {
    if count < capacity {
      var place = count
      count += 1
      while place > 0 {
        let parent = (place - 1) / 2
        if !isWorse(score, id, than: scores[parent], ids[parent]) { break }
        scores[place] = scores[parent]
        ids[place] = ids[parent]
        place = parent
      }
      scores[place] = score
      ids[place] = id
    } else if isWorse(scores[0], ids[0], than: score, id) {
      sink(score, id, count: count)
    }
  }

  /// Puts a candidate on top and lets it sink to its place among the first `count`.
  private func sink(_ score: Float, _ id: Int32, count: Int) {
    var place = 0
    while true {
      var child = 2 * place + 1
      if child >= count { break }
      if child + 1 < count, isWorse(scores[child + 1], ids[child + 1], than: scores[child], ids[child]) { child += 1 }
      if !isWorse(scores[child], ids[child], than: score, id) { break }
      scores[place] = scores[child]
      ids[place] = ids[child]
      place = child
    }
    scores[place] = score
    ids[place] = id
  }

  /// Sorts the memory, best first; the heap is spent then.
  mutating func finish() {
    while count > 0 {
      count -= 1
      let (score, id) = (scores[0], ids[0])
      let (lastScore, lastID) = (scores[count], ids[count])
      if count > 0 { sink(lastScore, lastID, count: count) }
      scores[count] = score
      ids[count] = id
    }
  }
}
