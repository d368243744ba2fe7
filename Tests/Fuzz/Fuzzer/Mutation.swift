import CFuzzer
import RandomStreams

/// Changes that libFuzzer would need many steps for: tokens and lines that stand elsewhere, numbers at their ends.
enum Mutation {
  case text, binary

  /// A changed input; nil where libFuzzer is to change it.
  func changed(_ bytes: [UInt8], among seeds: [[UInt8]], words: [[UInt8]], _ dice: inout Dice) -> [UInt8]? {
    if bytes.isEmpty || dice.next(2) == 0 { return nil }
    var bytes = bytes
    for _ in 0..<1 + dice.next(3) {
      switch self {
      case .text: changeText(&bytes, seeds, words, &dice)
      case .binary: changeNumber(&bytes, &dice)
      }
    }
    return bytes
  }

  private func changeText(_ bytes: inout [UInt8], _ seeds: [[UInt8]], _ words: [[UInt8]], _ dice: inout Dice) {
    let other = seeds.isEmpty || dice.next(3) == 0 ? bytes : seeds[dice.next(seeds.count)]
    switch dice.next(8) {
    case 0, 1, 2: Self.replace(&bytes, Self.token, with: Self.piece(of: other, Self.token, &dice), &dice)
    case 3 where !words.isEmpty: Self.replace(&bytes, Self.token, with: words[dice.next(words.count)], &dice)
    case 4: Self.replace(&bytes, Self.line, with: Self.piece(of: other, Self.line, &dice), &dice)
    case 5:
      let place = Self.range(in: bytes, Self.line, &dice).lowerBound
      bytes.insert(contentsOf: Self.piece(of: other, Self.line, &dice), at: place)
    case 6: bytes.removeSubrange(Self.range(in: bytes, dice.next(2) == 0 ? Self.line : Self.token, &dice))
    default: Self.replace(&bytes, Self.token, with: Array(Seeds.numbers[dice.next(Seeds.numbers.count)].utf8), &dice)
    }
  }

  private func changeNumber(_ bytes: inout [UInt8], _ dice: inout Dice) {
    let words: [UInt64] = [
      0, 1, 2, .max, 1 << 63, (1 << 63) - 1, 1 << 62, 1 << 32, (1 << 31) - 1, 0x7FF0 << 48, 0x7FF8 << 48,
    ]
    let width = [1, 2, 4, 8, 8, 8][dice.next(6)]
    guard bytes.count >= width else { return }
    let place = dice.next(bytes.count - width + 1)
    var word: UInt64 = 0
    for offset in (0..<width).reversed() { word = word << 8 | UInt64(bytes[place + offset]) }
    switch dice.next(4) {
    case 0: word = words[dice.next(words.count)]
    case 1: word &+= UInt64(1 + dice.next(8))
    case 2: word &-= UInt64(1 + dice.next(8))
    // What stands somewhere else in the file.
    default:
      let from = dice.next(bytes.count - width + 1)
      return bytes.replaceSubrange(place..<place + width, with: Array(bytes[from..<from + width]))
    }
    for offset in 0..<width { bytes[place + offset] = UInt8(truncatingIfNeeded: word >> (8 * UInt64(offset))) }
  }

  private static func replace(
    _ bytes: inout [UInt8], _ ends: (UInt8, UInt8) -> Bool, with piece: [UInt8], _ dice: inout Dice
  ) {
    bytes.replaceSubrange(range(in: bytes, ends, &dice), with: piece)
  }

  private static func piece(of bytes: [UInt8], _ ends: (UInt8, UInt8) -> Bool, _ dice: inout Dice) -> [UInt8] {
    Array(bytes[range(in: bytes, ends, &dice)])
  }

  /// A piece that ends where one byte does not go on with the next.
  private static func range(in bytes: [UInt8], _ ends: (UInt8, UInt8) -> Bool, _ dice: inout Dice) -> Range<Int> {
    if bytes.isEmpty { return 0..<0 }
    let place = dice.next(bytes.count)
    var (start, end) = (place, place + 1)
    while start > 0, !ends(bytes[start - 1], bytes[start]) { start -= 1 }
    while end < bytes.count, !ends(bytes[end - 1], bytes[end]) { end += 1 }
    return start..<end
  }

  private static func line(_ byte: UInt8, _ next: UInt8) -> Bool { byte == 0x0A }

  private static func token(_ byte: UInt8, _ next: UInt8) -> Bool {
    func kind(_ byte: UInt8) -> Int {
      switch byte {
      case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x5F, 0x80...: 0
      case 0x20, 0x09, 0x0A: 1
      default: 2
      }
    }
    let (one, other) = (kind(byte), kind(next))
    return one != other || one == 2
  }
}

/// SplitMix64 (Steele, Lea, Flood 2014).
struct Dice {
  var state: UInt64

  mutating func next(_ count: Int) -> Int {
    state &+= 0x9E37_79B9_7F4A_7C15
    var word = (state ^ (state >> 30)) &* 0xBF58_476D_1CE4_E5B9
    word = (word ^ (word >> 27)) &* 0x94D0_49BB_1331_11EB
    return Int((word ^ (word >> 31)) % UInt64(max(1, count)))
  }
}

/// Called by libFuzzer by this name for each new input.
@_cdecl("LLVMFuzzerCustomMutator")
func mutate(_ data: UnsafeMutablePointer<UInt8>, _ size: Int, _ room: Int, _ seed: UInt32) -> Int {
  var dice = Dice(state: UInt64(seed))
  let bytes = Array(UnsafeBufferPointer(start: data, count: size))
  let fuzzing = Chosen.fuzzing
  guard
    let changed = fuzzing.mutation.changed(bytes, among: fuzzing.seeds, words: fuzzing.wordBytes, &dice)?.prefix(room),
    !changed.isEmpty
  else { return LLVMFuzzerMutate(data, size, room) }
  for (position, byte) in changed.enumerated() { data[position] = byte }
  return changed.count
}
