/// `true` and `false`, also with a capital or in capitals, as pandas reads them; `Y` and `N` are text.
enum BooleanText {
  @inline(__always)
  static func parse(_ bytes: UnsafePointer<UInt8>, _ count: Int) -> Bool? {
    if count != 4 && count != 5 { return nil }
    let text = UnsafeBufferPointer(start: bytes, count: count)
    if text.elementsEqual("true".utf8) || text.elementsEqual("True".utf8) || text.elementsEqual("TRUE".utf8) {
      return true
    }
    if text.elementsEqual("false".utf8) || text.elementsEqual("False".utf8) || text.elementsEqual("FALSE".utf8) {
      return false
    }
    return nil
  }
}
