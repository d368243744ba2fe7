/// The values of JSON lines as columns are parsed from them.
struct JSONLineFields: FieldSource {
  let base: UnsafePointer<UInt8>
  /// Row by row, `width` slots each.
  let slots: UnsafePointer<JSONLineScanner.Slot>
  let ranges: UnsafePointer<(Int, Int)>
  let recordCount: Int
  let width: Int
  let scratch: GrowingMemory<UInt8>

  func field(_ record: Int, _ column: Int) -> FieldText {
    let slot = slots[record * width + column]
    let start = base + Int(slot.start)
    switch slot.kind {
    case .missing, .null: return FieldText(start: base, count: -1)
    case .plainText, .number, .boolean, .nested: return FieldText(start: start, count: Int(slot.count))
    case .escapedText:
      scratch.removeAll()
      JSONEscapes.decode(start, Int(slot.count), into: scratch)
      return FieldText(start: UnsafePointer(scratch.base), count: scratch.count)
    }
  }

  func recordRange(_ record: Int) -> Range<Int> { ranges[record].0..<ranges[record].1 }

  func fieldRange(_ record: Int, _ column: Int) -> Range<Int> {
    let slot = slots[record * width + column]
    return Int(slot.start)..<Int(slot.start + slot.count)
  }
}
