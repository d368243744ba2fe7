/// What is made of parts of its own kind: blocks of blocks, words in words, expressions of expressions.
public protocol Nested {
  /// The parts right below it, in the order in which they are written.
  var children: [Self] { get }
}

extension Nested {
  /// Itself and all below it, each before its own children, in the order in which they are written.
  public var walk: Walk<Self> { Walk([self]) }
}

extension Sequence where Element: Nested {
  /// These and all below them, each before its own children, in the order in which they are written.
  public var walk: Walk<Element> { Walk(self) }
}

/// A walk over trees, from their roots down. Made as it goes, with a stack of its own, so that no depth is too much. O(nodes).
public struct Walk<Node: Nested>: Sequence, IteratorProtocol {
  /// What is still to come, the next one last.
  private var rest: [Node]

  init(_ roots: some Sequence<Node>) { rest = roots.reversed() }

  public mutating func next() -> Node? {
    guard let node = rest.popLast() else { return nil }
    rest += node.children.reversed()
    return node
  }
}
