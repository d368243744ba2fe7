/// Finds out whether texts match a regular expression anywhere. For one thread.
final class PatternMatcher {
  private let program: PatternProgram
  /// Swift's own idea of each kind of characters, asked once a character.
  private let kinds: [Regex<AnyRegexOutput>?]
  private let words: Regex<AnyRegexOutput>?
  /// For each kind and each character of ASCII: 0 not asked yet, 1 no, 2 yes.
  private var plain: [UInt8]
  private var others: [Question: Bool] = [:]
  private var marks: [Int]
  private var round = 0
  private var current: [Int] = []
  private var following: [Int] = []

  private struct Question: Hashable {
    var kind: Int
    var character: Character
  }

  init(_ program: PatternProgram) {
    self.program = program
    kinds = program.characters.map { kind in kind.only == nil ? try? Regex(kind.source) : nil }
    words = program.asksForWords ? try? Regex("\\b") : nil
    plain = [UInt8](repeating: 0, count: program.characters.count * 128)
    marks = [Int](repeating: 0, count: program.instructions.count)
  }

  /// O(characters × states).
  func matches(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    let isPlain = bytes.allSatisfy { $0 < 0x80 && $0 != 0x0D }
    if isPlain, words == nil {
      return run(count: bytes.count, isLineEnd: { bytes[$0] >= 0x0A && bytes[$0] <= 0x0C }, isBoundary: { _ in false })
      {
        kind, place in isPlainMember(kind, bytes[place])
      }
    }
    let text = String(decoding: bytes, as: UTF8.self)
    let characters = Array(text)
    let boundaries = boundaries(of: text)
    return run(
      count: characters.count, isLineEnd: { characters[$0].isNewline }, isBoundary: { boundaries.contains($0) }
    ) { kind, place in isMember(kind, characters[place]) }
  }

  /// The places between characters where Swift sees the beginning or the end of a word.
  private func boundaries(of text: String) -> Set<Int> {
    guard let words else { return [] }
    var found: Set<Int> = []
    var (index, place) = (text.startIndex, 0)
    for match in text.matches(of: words) {
      while index < match.range.lowerBound {
        index = text.index(after: index)
        place += 1
      }
      found.insert(place)
    }
    return found
  }

  private func isPlainMember(_ kind: Int, _ byte: UInt8) -> Bool {
    let place = kind * 128 + Int(byte)
    if plain[place] == 0 { plain[place] = ask(kind, Character(UnicodeScalar(byte))) ? 2 : 1 }
    return plain[place] == 2
  }

  private func isMember(_ kind: Int, _ character: Character) -> Bool {
    let question = Question(kind: kind, character: character)
    if let known = others[question] { return known }
    let answer = ask(kind, character)
    others[question] = answer
    return answer
  }

  private func ask(_ kind: Int, _ character: Character) -> Bool {
    if let only = program.characters[kind].only { return only == character }
    guard let regex = kinds[kind] else { return false }
    return ((try? regex.wholeMatch(in: String(character))) ?? nil) != nil
  }

  private func run(
    count: Int, isLineEnd: (Int) -> Bool, isBoundary: (Int) -> Bool, isMember: (_ kind: Int, _ place: Int) -> Bool
  ) -> Bool {
    func holds(_ place: PatternSyntax.Place, _ at: Int) -> Bool {
      switch place {
      case .textStart: at == 0
      case .textEnd: at == count
      case .textEndOrLastLineEnd: at == count || (at == count - 1 && isLineEnd(at))
      case .lineStart: at == 0 || isLineEnd(at - 1)
      case .lineEnd: at == count || isLineEnd(at)
      case .wordBoundary: isBoundary(at)
      case .noWordBoundary: !isBoundary(at)
      }
    }
    var open: [Int] = []
    /// Adds a state and those that are reached from it without a character; true when the pattern has matched.
    func add(_ state: Int, at place: Int) -> Bool {
      open.append(state)
      while let state = open.popLast() {
        if marks[state] == round { continue }
        marks[state] = round
        switch program.instructions[state] {
        case .match:
          open.removeAll()
          return true
        case .either(let first, let second):
          open.append(second)
          open.append(first)
        case .place(let condition, let next): if holds(condition, place) { open.append(next) }
        case .character: following.append(state)
        }
      }
      return false
    }
    following.removeAll(keepingCapacity: true)
    round += 1
    if add(program.start, at: 0) { return true }
    for place in 0..<count {
      swap(&current, &following)
      following.removeAll(keepingCapacity: true)
      round += 1
      for state in current {
        guard case .character(let kind, let next) = program.instructions[state], isMember(kind, place) else { continue }
        if add(next, at: place + 1) { return true }
      }
      // A match may begin anywhere.
      if add(program.start, at: place + 1) { return true }
    }
    return false
  }
}
