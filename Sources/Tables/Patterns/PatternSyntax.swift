/// A regular expression as a tree of what it consists of.
///
/// Only what a text can be held against in one pass is in it: no look-around, no references to groups, nothing that gives up what
/// it has matched. Whether a group is captured, and whether a repetition takes much or little, does not matter to the answer
/// whether there is a match.
indirect enum PatternSyntax: Hashable, Sendable {
  case empty
  /// One character, by its place among the pattern's kinds of characters.
  case character(Int)
  case sequence([PatternSyntax])
  case choice([PatternSyntax])
  /// So many times at least, and at most where there is a limit.
  case repetition(PatternSyntax, least: Int, most: Int?)
  case place(Place)

  /// A condition on where in the text it stands.
  enum Place: Hashable, Sendable {
    case textStart, textEnd, textEndOrLastLineEnd, lineStart, lineEnd, wordBoundary, noWordBoundary
  }
}

/// A kind of characters: one character itself, or what a piece of a regular expression says.
struct PatternCharacter: Hashable, Sendable {
  /// The piece, with the options that hold where it stands, such as `(?i)[a-z]`.
  var source: String
  /// The only character that it is; nil where the piece has to be asked.
  var only: Character?
}
