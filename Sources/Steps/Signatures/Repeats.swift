/// What it means that a list names something twice. Every kind of list says so, and has no value of its own for it.
public enum Repeats: Sendable {
  /// A second time would say nothing, or would make a table with two columns of one name: the check refuses it.
  case refused
  /// Refused as well, but leaving one out would not do either: names in the order of a file's columns, or things to compare.
  case distinct
  /// Each item counts by its place, so that two may well be equal: numbers that belong to the items of another list.
  case counted
}
