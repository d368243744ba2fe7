import Diagnostics

/// Where comments stand in lines of YAML: whatever follows a `#` that no key and no value holds.
enum YAMLComments {
  /// From the spaces before the `#` to the end of the line; the whole line of the file, with its end, where nothing else stands on it.
  static func ranges(file: SourceFile, lines: [Range<Int>]) -> [Range<Int>] {
    let mark = UInt8(ascii: "#")
    guard lines.contains(where: { file.bytes[$0].contains(mark) }) else { return [] }
    var reader = YAMLReader(file: file, lines: lines)
    var held: [Range<Int>] = []
    if let root = reader.read() { collect(root, &held) }
    held.sort { $0.lowerBound < $1.lowerBound }
    var found: [Range<Int>] = []
    var next = 0
    for line in lines {
      var at = line.lowerBound
      while at < line.upperBound {
        while next < held.count, held[next].upperBound <= at { next += 1 }
        if next < held.count, held[next].contains(at) {
          at = min(held[next].upperBound, line.upperBound)
          continue
        }
        let isFree = at == line.lowerBound || file.bytes[at - 1] == .space || file.bytes[at - 1] == .tab
        if file.bytes[at] == mark, isFree {
          found.append(comment(from: at, in: line, file))
          break
        }
        at += 1
      }
    }
    return found
  }

  private static func comment(from start: Int, in line: Range<Int>, _ file: SourceFile) -> Range<Int> {
    var at = start
    while at > line.lowerBound, file.bytes[at - 1] == .space || file.bytes[at - 1] == .tab { at -= 1 }
    guard at == line.lowerBound else { return at..<line.upperBound }
    // A line of options begins with its #|, which goes as well.
    let number = file.line(at: start) - file.firstLine
    let end = number + 1 < file.lineStarts.count ? file.lineStarts[number + 1] : file.bytes.count
    return file.lineStarts[number]..<end
  }

  private static func collect(_ node: YAMLNode, _ held: inout [Range<Int>]) {
    switch node.kind {
    case .scalar: held.append(node.span.range)
    case .list(let items): for item in items { collect(item, &held) }
    case .mapping(let pairs):
      for pair in pairs {
        held.append(pair.key.span.range)
        collect(pair.value, &held)
      }
    }
  }
}
