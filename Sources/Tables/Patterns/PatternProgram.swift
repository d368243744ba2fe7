/// A regular expression as the states that a text is held against, all at once (Thompson 1968): however it is written, a text of n
/// characters takes at most n times as many steps as there are states.
package struct PatternProgram: Sendable {
  enum Instruction: Sendable {
    case character(Int, next: Int)
    case either(Int, Int)
    case place(PatternSyntax.Place, next: Int)
    case match
  }

  /// More states would make even this slow: 2,000 are a page of alternatives.
  static let limit = 2000

  private(set) var instructions: [Instruction] = []
  let characters: [PatternCharacter]
  let start: Int
  let asksForWords: Bool

  /// - Throws: `PatternFault`.
  init(_ pattern: String) throws(PatternFault) {
    if let fault = PatternOutline.fault(of: pattern) { throw fault }
    let (tree, characters) = try PatternParser.parse(pattern)
    self.characters = characters
    let size = Self.size(of: tree)
    guard size <= Self.limit else { throw .tooLarge(parts: size) }
    asksForWords = Self.asksForWords(tree)
    var building: [Instruction] = [.match]
    start = Self.add(tree, before: 0, to: &building)
    instructions = building
  }

  /// States of a tree, of repetitions each time.
  private static func size(of tree: PatternSyntax) -> Int {
    func capped(_ number: Int) -> Int { min(number, 1_000_000_000) }
    switch tree {
    case .empty: return 0
    case .character, .place: return 1
    case .sequence(let parts): return parts.reduce(0) { capped($0 + size(of: $1)) }
    case .choice(let branches): return branches.reduce(branches.count) { capped($0 + size(of: $1)) }
    case .repetition(let part, let least, let most):
      let times = most ?? least + 1
      return capped((size(of: part) + 1) * max(1, times))
    }
  }

  private static func asksForWords(_ tree: PatternSyntax) -> Bool {
    switch tree {
    case .empty, .character: false
    case .place(let place): place == .wordBoundary || place == .noWordBoundary
    case .sequence(let parts), .choice(let parts): parts.contains { asksForWords($0) }
    case .repetition(let part, _, _): asksForWords(part)
    }
  }

  /// Adds the states of a tree that go on with `next`, from the end to the beginning; the first of them.
  private static func add(_ tree: PatternSyntax, before next: Int, to all: inout [Instruction]) -> Int {
    func append(_ instruction: Instruction) -> Int {
      all.append(instruction)
      return all.count - 1
    }
    switch tree {
    case .empty: return next
    case .character(let kind): return append(.character(kind, next: next))
    case .place(let place): return append(.place(place, next: next))
    case .sequence(let parts):
      return parts.reversed().reduce(next) { add($1, before: $0, to: &all) }
    case .choice(let branches):
      let starts = branches.map { add($0, before: next, to: &all) }
      return starts.dropLast().reversed().reduce(starts[starts.count - 1]) { append(.either($1, $0)) }
    case .repetition(let part, let least, let most):
      var start = next
      if let most {
        for _ in 0..<max(0, most - least) { start = append(.either(add(part, before: start, to: &all), next)) }
      } else {
        let loop = append(.either(next, next))
        let body = add(part, before: loop, to: &all)
        all[loop] = .either(body, next)
        start = loop
      }
      for _ in 0..<least { start = add(part, before: start, to: &all) }
      return start
    }
  }
}
