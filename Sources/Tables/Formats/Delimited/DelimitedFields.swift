/// Fields between separators.
struct DelimitedFields: FieldSource {
  let base: UnsafePointer<UInt8>
  let ends: UnsafePointer<UInt32>
  let starts: UnsafePointer<UInt32>
  let firsts: UnsafePointer<UInt32>
  let recordCount: Int
  let columnCount: Int
  let separatorWidth: Int
  let quoting: Bool
  let scratch: GrowingMemory<UInt8>

  @inline(__always) func field(_ record: Int, _ column: Int) -> FieldText {
    let first = Int(firsts[record])
    let end = Int(ends[first &+ column])
    let start = column == 0 ? Int(starts[record]) : Int(ends[first &+ column &- 1]) &+ separatorWidth
    if quoting, start < end, base[start] == 0x22 { return unquoted(start, end) }
    // Of a field that a short line lacks, only an end stands in the table: before its start.
    return FieldText(start: base + start, count: max(0, end &- start))
  }

  /// What stands between the quotes, doubled quotes once, and what follows the closing quote as it is (as pandas has it).
  @inline(never) private func unquoted(_ start: Int, _ end: Int) -> FieldText {
    var position = start + 1
    while position < end, base[position] != 0x22 { position += 1 }
    if position + 1 >= end { return FieldText(start: base + start + 1, count: position - start - 1) }
    scratch.removeAll()
    scratch.reserve(end - start)
    position = start + 1
    var isInside = true
    while position < end {
      let byte = base[position]
      if isInside, byte == 0x22 {
        if position + 1 < end, base[position + 1] == 0x22 {
          scratch.append(0x22)
          position += 2
          continue
        }
        isInside = false
      } else {
        scratch.append(byte)
      }
      position += 1
    }
    return FieldText(start: UnsafePointer(scratch.base), count: scratch.count)
  }

  func recordRange(_ record: Int) -> Range<Int> {
    let start = Int(starts[record])
    return start..<max(start, Int(ends[Int(firsts[record]) + columnCount - 1]))
  }

  func fieldRange(_ record: Int, _ column: Int) -> Range<Int> {
    let first = Int(firsts[record])
    let start = column == 0 ? Int(starts[record]) : Int(ends[first + column - 1]) + separatorWidth
    return start..<max(start, Int(ends[first + column]))
  }
}
