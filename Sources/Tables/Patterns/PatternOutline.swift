/// What is seen of a pattern before anything reads it: Swift's reader goes into each class within a class and from each operator
/// between classes to the next, and the stack of a thread ends.
enum PatternOutline {
  /// Characters that a pattern may have.
  static let longest = 10_000
  /// Classes within each other, and operators between them.
  static let deepest = 32
  /// Opening brackets in all: one that seems to be closed may be quoted otherwise than by a backslash, and Swift's reader then is
  /// within it all the same. Some 2,000 overrun its stack.
  static let mostBrackets = 200

  /// Why a pattern is not read at all; nil when it can be. What is unclear is counted as deeper. O(characters).
  static func fault(of pattern: String) -> PatternFault? {
    var depth = 0
    var operators = 0
    var count = 0
    var brackets = 0
    var before: Character?
    // Behind the bracket that opens a class, and its ^, a closing one may be a character of it.
    var isFirst = false
    for character in pattern {
      count += 1
      if count > longest { return .tooLong(most: longest) }
      if before == "\\" {
        (before, isFirst) = (nil, false)
        continue
      }
      let wasFirst = isFirst
      isFirst = character == "[" || wasFirst && character == "^"
      switch character {
      case "[":
        depth += 1
        brackets += 1
      case "]": if !wasFirst { depth = max(0, depth - 1) }
      case "&", "-", "~": if depth > 0, before == character { operators += 1 }
      default: break
      }
      if max(depth, operators) > deepest { return .tooDeep(most: deepest) }
      before = character
    }
    return brackets > mostBrackets ? .tooManyBrackets(brackets) : nil
  }
}
