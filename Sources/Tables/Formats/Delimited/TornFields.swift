/// Fields whose text goes on behind their closing quote: the quotes inside them are not doubled, so that some are lost.
struct TornFields {
  var count = 0
  /// Those in which a backslash stands before the quote.
  var escaped = 0
  /// The offset of the quote in the first of them.
  var first = 0

  mutating func add(_ quote: Int, isEscaped: Bool) {
    if count == 0 { first = quote }
    count += 1
    if isEscaped { escaped += 1 }
  }
}
