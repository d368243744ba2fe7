/// What two results have in common and in which values and figures they differ.
public struct ResultsDifference: Sendable {
  public struct Change: Sendable {
    public var path: String
    public var old: RecordedResults.Recorded
    public var new: RecordedResults.Recorded

    public init(path: String, old: RecordedResults.Recorded, new: RecordedResults.Recorded) {
      self.path = path
      self.old = old
      self.new = new
    }

    /// The change as a share of the old value; infinite from zero, nil where one of them is no number.
    public var relative: Double? {
      guard let old = old.number, let new = new.number else { return nil }
      if old == new { return 0 }
      return old == 0 ? (new > 0 ? .infinity : -.infinity) : (new - old) / old.magnitude
    }

    /// "+2.2 %", "from 0", "": as a reader takes it in.
    public var relativeWords: String {
      guard let relative else { return "" }
      guard relative.isFinite else { return "from 0" }
      if relative == 0 { return "0 %" }
      let percent = relative.magnitude * 100
      let sign = relative < 0 ? "−" : "+"
      if percent < 0.001 { return sign + Self.scientific(percent) + " %" }
      if percent >= 1e7 { return "\(sign)\(Self.scientific(relative.magnitude)) times" }
      let decimals = percent >= 100 ? 0 : percent >= 1 ? 1 : percent >= 0.1 ? 2 : 3
      return sign + Phrase.number(percent, decimals: decimals) + " %"
    }

    /// "3.1e-08"
    private static func scientific(_ value: Double) -> String {
      var exponent = 0
      var mantissa = value
      while mantissa < 1 {
        mantissa *= 10
        exponent -= 1
      }
      while mantissa >= 10 {
        mantissa /= 10
        exponent += 1
      }
      mantissa = (mantissa * 10).rounded() / 10
      // 9.96 is 10.0 to one decimal.
      if mantissa >= 10 { (mantissa, exponent) = (1, exponent + 1) }
      return "\(mantissa)e\(exponent)"
    }
  }

  /// How many values both have.
  public var common = 0
  /// Values that differ by more than the tolerance: the greatest relative change first, then what is no number, by path.
  public var changes: [Change] = []
  public var removed: [(path: String, value: RecordedResults.Recorded)] = []
  public var added: [(path: String, value: RecordedResults.Recorded)] = []
  /// Tables whose rows or columns differ, with what they were and are.
  public var tables: [(name: String, old: String, new: String)] = []

  /// - Parameter tolerance: the relative difference up to which two numbers count as equal; 0 for none at all.
  /// - Complexity: O(n log n).
  public init(_ old: RecordedResults, _ new: RecordedResults, tolerance: Double) {
    for (path, value) in old.values {
      guard let other = new.values[path] else {
        removed.append((path, value))
        continue
      }
      common += 1
      let change = Change(path: path, old: value, new: other)
      if !Self.isEqual(value, other, tolerance) { changes.append(change) }
    }
    for (path, value) in new.values where old.values[path] == nil { added.append((path, value)) }
    for (name, shape) in old.tables {
      if let other = new.tables[name], other != shape { tables.append((name, shape, other)) }
    }
    changes.sort {
      let (a, b) = ($0.relative?.magnitude ?? -1, $1.relative?.magnitude ?? -1)
      return a == b ? $0.path < $1.path : a > b
    }
    removed.sort { $0.path < $1.path }
    added.sort { $0.path < $1.path }
    tables.sort { $0.name < $1.name }
  }

  public var isEmpty: Bool { changes.isEmpty && removed.isEmpty && added.isEmpty && tables.isEmpty }

  private static func isEqual(
    _ old: RecordedResults.Recorded, _ new: RecordedResults.Recorded, _ tolerance: Double
  ) -> Bool {
    guard let a = old.number, let b = new.number else { return old == new }
    return a == b || (a - b).magnitude <= tolerance * max(a.magnitude, b.magnitude)
  }
}
