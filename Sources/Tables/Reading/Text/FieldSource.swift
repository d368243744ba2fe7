/// The text of one field; a negative count means that there is none.
struct FieldText {
  let start: UnsafePointer<UInt8>
  let count: Int
}

/// The records of one piece of text, as columns are parsed from them.
protocol FieldSource {
  var recordCount: Int { get }
  /// The text of a column (numbered as in the file) in a record; valid until the next call.
  func field(_ record: Int, _ column: Int) -> FieldText
  /// The bytes of a record, from its first to the last before its line end.
  func recordRange(_ record: Int) -> Range<Int>
  /// The bytes of a field as they stand in the file.
  func fieldRange(_ record: Int, _ column: Int) -> Range<Int>
}
