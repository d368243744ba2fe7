import Notebooks

/// Numbers headings as "2.3.1": the notebook's place in the folder, then the headings' own.
struct SectionNumbering {
  private let ordinal: Int
  /// The level that counts as the first: a notebook may begin with `#` or with `##`.
  private let top: Int
  private var counters: [Int] = []

  init(ordinal: Int, blocks: [Block]) {
    self.ordinal = ordinal
    var top = 6
    for block in blocks { if case .heading(let level, _, _) = block.kind { top = min(top, level) } }
    self.top = top
  }

  /// 1 for the highest headings of the notebook.
  func depth(level: Int) -> Int { max(1, level - top + 1) }

  mutating func next(level: Int) -> String {
    let depth = depth(level: level)
    while counters.count < depth { counters.append(0) }
    counters.removeLast(counters.count - depth)
    counters[depth - 1] += 1
    // A heading that skips a level counts the skipped one as its first: never "2.0.1".
    for place in 0..<(depth - 1) where counters[place] == 0 { counters[place] = 1 }
    return ([ordinal] + counters).map(String.init).joined(separator: ".")
  }
}
