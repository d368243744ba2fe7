/// The best items of one query seen so far, and some that came after: a list that is cut to the best whenever it is full.
///
/// Cutting takes time in proportion to the list's length, so that an item costs O(1) and not the O(log count) of a heap.
struct Candidates {
  private let keys: UnsafeMutablePointer<ScoreKey>
  private let kept: Int
  private let capacity: Int
  private var count = 0
  /// The worst of the best, when there are `kept`; what is not greater cannot enter.
  private var floor = ScoreKey.least

  /// Length of the memory that keeping `kept` items takes (empirical: longer lists fall out of the cache, shorter are cut often).
  static func capacity(kept: Int) -> Int { kept + max(160, kept / 2) }

  /// Uses `capacity(kept:)` keys of memory.
  init(_ keys: UnsafeMutablePointer<ScoreKey>, kept: Int) {
    self.keys = keys
    self.kept = kept
    capacity = Self.capacity(kept: kept)
  }

  /// Lesser scores cannot enter.
  var threshold: Float { floor.score }

  /// Takes an item in if it is better than the floor; returns whether the floor rose.
  @inline(__always)
  mutating func offer(_ key: ScoreKey) -> Bool {
    if !(key > floor) { return false }
    keys[count] = key
    count += 1
    if count < capacity { return false }
    cut()
    return true
  }

  private mutating func cut() {
    if count <= kept { return }
    Self.select(keys, count: count, first: kept)
    count = kept
    floor = keys[kept - 1]
  }

  /// The best, best first.
  mutating func best() -> UnsafeBufferPointer<ScoreKey> {
    cut()
    var memory = UnsafeMutableBufferPointer(start: keys, count: count)
    memory.sort(by: >)
    return UnsafeBufferPointer(memory)
  }

  /// Moves the `first` greatest keys to the front, the least of them last (Hoare 1961, pivots by the median of three).
  private static func select(_ keys: UnsafeMutablePointer<ScoreKey>, count: Int, first: Int) {
    var (low, high) = (0, count - 1)
    // Unlucky pivots must not make the time quadratic.
    var rounds = 64
    while low < high {
      rounds -= 1
      if rounds == 0 {
        var rest = UnsafeMutableBufferPointer(start: keys + low, count: high - low + 1)
        rest.sort(by: >)
        return
      }
      let (a, b, c) = (keys[low], keys[(low + high) / 2], keys[high])
      let pivot = max(min(a, b), min(max(a, b), c))
      var (left, right) = (low, high)
      while left <= right {
        while keys[left] > pivot { left += 1 }
        while pivot > keys[right] { right -= 1 }
        if left <= right {
          (keys[left], keys[right]) = (keys[right], keys[left])
          left += 1
          right -= 1
        }
      }
      if first - 1 <= right {
        high = right
      } else if first - 1 >= left {
        low = left
      } else {
        return
      }
    }
  }
}
