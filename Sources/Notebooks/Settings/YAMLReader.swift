import Diagnostics
import Yams

/// Reads YAML from lines of a file with the place of every key and value.
///
/// Lines are ranges, so that the `#|` of cell options is left out. Complexity: O(bytes).
struct YAMLReader {
  let file: SourceFile
  let lines: [Range<Int>]
  private(set) var diagnostics: [Diagnostic] = []
  private var nodes = 0

  /// Aliases of aliases grow without bound; no settings need more values. Empirical.
  private static let nodeLimit = 20_000
  private static let depthLimit = 50

  init(file: SourceFile, lines: [Range<Int>]) {
    self.file = file
    self.lines = lines
  }

  /// nil when there is nothing, or nothing that can be read; then `diagnostics` say why.
  mutating func read() -> YAMLNode? {
    var bytes: [UInt8] = []
    for line in lines {
      bytes += file.bytes[line]
      bytes.append(.newline)
    }
    if bytes.allSatisfy({ $0 <= .space }) { return nil }
    if let place = YAMLDepth.excess(in: bytes) {
      // The parser goes one call deeper for each level, and has no limit of its own.
      let line = lines[min(place.line, lines.count - 1)]
      let at = min(line.lowerBound + place.column, line.upperBound)
      diagnostics.append(
        Diagnostic(
          .malformedYAML, "the YAML is nested too deeply", at: file.span(at..<at),
          help: ["at most \(YAMLReader.depthLimit) levels are read"]))
      return nil
    }
    do {
      // The basic resolver guesses no types: ours are those of YAML 1.2, and its regular expressions cost milliseconds.
      let parser = try Parser(yaml: String(decoding: bytes, as: UTF8.self), resolver: .basic, encoding: .utf8)
      guard let root = try parser.singleRoot() else { return nil }
      if case .scalar(let scalar) = root, scalar.string.isEmpty, scalar.style == .plain { return nil }
      return convert(root, depth: 0)
    } catch let error as YamlError {
      report(error)
    } catch {
      diagnostics.append(Diagnostic(.malformedYAML, "the YAML cannot be read", at: whole))
    }
    return nil
  }

  private var whole: SourceSpan {
    file.span((lines.first?.lowerBound ?? 0)..<max(lines.first?.lowerBound ?? 0, lines.last?.upperBound ?? 0))
  }

  /// libYAML counts lines from 1 here and columns in Unicode scalars.
  private func offset(of mark: Mark) -> Int {
    guard mark.line >= 1, let line = mark.line <= lines.count ? lines[mark.line - 1] : nil else {
      return lines.last?.upperBound ?? 0
    }
    var at = line.lowerBound
    var column = 1
    while column < mark.column, at < line.upperBound {
      at += 1
      while at < line.upperBound, file.bytes[at] & 0xC0 == 0x80 { at += 1 }
      column += 1
    }
    return at
  }

  private func line(of mark: Mark) -> Int { min(max(mark.line - 1, 0), max(lines.count - 1, 0)) }

  private mutating func convert(_ node: Node, depth: Int) -> YAMLNode? {
    nodes += 1
    let start = node.mark.map { offset(of: $0) } ?? whole.range.lowerBound
    guard nodes <= YAMLReader.nodeLimit, depth <= YAMLReader.depthLimit else {
      if nodes <= YAMLReader.nodeLimit + 1 {
        diagnostics.append(
          Diagnostic(.malformedYAML, "the YAML is too large or nested too deeply", at: file.span(start..<start)))
        nodes = YAMLReader.nodeLimit + 1
      }
      return nil
    }
    switch node {
    case .scalar(let scalar):
      let isPlain = scalar.style == .plain || scalar.style == .any
      let span = file.span(start..<end(of: scalar, from: start, line: node.mark.map { line(of: $0) } ?? 0))
      return YAMLNode(kind: .scalar(scalar.string, isPlain: isPlain), span: span)
    case .sequence(let sequence):
      let items = sequence.compactMap { convert($0, depth: depth + 1) }
      return YAMLNode(kind: .list(items), span: span(from: start, over: items.last?.span))
    case .mapping(let mapping):
      var pairs: [YAMLNode.Pair] = []
      for (key, value) in mapping {
        guard let name = convert(key, depth: depth + 1), let value = convert(value, depth: depth + 1) else { continue }
        guard case .scalar(let text, _) = name.kind else {
          diagnostics.append(Diagnostic(.malformedYAML, "a key must be a word", at: name.span))
          continue
        }
        pairs.append(YAMLNode.Pair(key: Name(text, span: name.span), value: value))
      }
      return YAMLNode(kind: .mapping(pairs), span: span(from: start, over: pairs.last?.value.span))
    case .alias:
      diagnostics.append(Diagnostic(.malformedYAML, "aliases are not read here", at: file.span(start..<start)))
      return nil
    }
  }

  private func span(from start: Int, over last: SourceSpan?) -> SourceSpan {
    var end = max(start, last?.range.upperBound ?? start)
    guard start < file.bytes.count else { return file.span(start..<start) }
    let opener = file.bytes[start]
    if opener == UInt8(ascii: "[") || opener == UInt8(ascii: "{") {
      let closer = opener + 2
      if end == start { end += 1 }
      if let close = file.bytes[end..<max(end, whole.range.upperBound)].firstIndex(of: closer) { end = close + 1 }
    }
    return file.span(start..<end)
  }

  private func end(of scalar: Node.Scalar, from start: Int, line: Int) -> Int {
    guard line < lines.count, start <= lines[line].upperBound else { return start }
    let limit = lines[line].upperBound
    switch scalar.style {
    case .doubleQuoted, .singleQuoted:
      let quote: UInt8 = scalar.style == .doubleQuoted ? UInt8(ascii: "\"") : UInt8(ascii: "'")
      var at = start + 1
      while at < whole.range.upperBound {
        if file.bytes[at] == quote {
          if quote == UInt8(ascii: "'"), at + 1 < file.bytes.count, file.bytes[at + 1] == quote {
            at += 1
          } else {
            return at + 1
          }
        } else if file.bytes[at] == UInt8(ascii: "\\"), quote == UInt8(ascii: "\"") {
          at += 1
        }
        at += 1
      }
      return limit
    case .literal, .folded:
      var last = line
      let margin = indentation(of: line)
      while last + 1 < lines.count, indentation(of: last + 1) > margin || isBlank(last + 1) { last += 1 }
      while last > line, isBlank(last) { last -= 1 }
      return lines[last].upperBound
    default:
      let written = scalar.string.utf8
      if start + written.count <= limit, file.bytes[start..<start + written.count].elementsEqual(written) {
        return start + written.count
      }
      // A plain text over several lines is folded: its end is where its last word ends.
      var locator = SourceLocator(file: file, range: start..<max(start, whole.range.upperBound))
      return locator.find(scalar.string)?.last?.upperBound ?? limit
    }
  }

  private func isBlank(_ line: Int) -> Bool { file.bytes[lines[line]].allSatisfy { $0 <= .space } }
  private func indentation(of line: Int) -> Int { file.bytes[lines[line]].prefix { $0 == .space }.count }

  // MARK: Errors

  private mutating func report(_ error: YamlError) {
    switch error {
    case .scanner(let context, let problem, let mark, _), .parser(let context, let problem, let mark, _),
      .composer(let context, let problem, let mark, _):
      let place = offset(of: mark)
      // At the end of a line there is nothing to underline.
      let isInLine = place < file.bytes.count && ![.newline, .carriageReturn].contains(file.bytes[place])
      let related = context.map { [SpanLabel(point($0.mark), $0.text)] } ?? []
      var help: [String] = []
      if problem.contains("mapping values") { help = ["put the text in double quotes"] }
      if problem.contains("tab") || problem.contains("cannot start any token") {
        help = ["indent with spaces; a text that starts with @ ` % & * ! or | stands in quotes"]
      }
      diagnostics.append(
        Diagnostic(
          .malformedYAML, Self.plain(problem), at: file.span(place..<(isInLine ? place + 1 : place)),
          label: problem.contains("mapping values") ? "a second colon" : "", related: related, help: help))
    case .duplicatedKeysInMapping(let keys, let context): reportDuplicate(keys.first ?? "", context.mark)
    case .reader(let problem, _, _, _):
      diagnostics.append(Diagnostic(.malformedYAML, "this is no YAML: \(problem)", at: whole))
    default: diagnostics.append(Diagnostic(.malformedYAML, "the YAML cannot be read", at: whole))
    }
  }

  /// What libYAML says, in words for somebody who has not read the specification.
  private static func plain(_ problem: String) -> String {
    if problem.contains("mapping values") { return "a colon stands in a text that has no quotes" }
    if problem.contains("did not find expected key") { return "a key: value is expected, indented as the others are" }
    if problem.contains("could not find expected ':'") { return "a key has no colon behind it" }
    if problem.contains("cannot start any token") { return "a value cannot start with this character" }
    return "this is no YAML: \(problem)"
  }

  private func point(_ mark: Mark) -> SourceSpan {
    let place = offset(of: mark)
    return file.span(place..<min(place + 1, file.bytes.count))
  }

  private mutating func reportDuplicate(_ key: String, _ mark: Mark) {
    let width = key.utf8.count
    let column = mark.column
    var places: [Int] = []
    for line in lines {
      let start = line.lowerBound + column - 1
      guard start + width <= line.upperBound, file.bytes[start..<start + width].elementsEqual(key.utf8),
        file.bytes[line.lowerBound..<start].allSatisfy({ $0 == .space }),
        file.bytes[start + width..<line.upperBound].first(where: { $0 != .space }) == UInt8(ascii: ":")
      else { continue }
      places.append(start)
    }
    let first = places.first ?? offset(of: mark)
    let second = places.dropFirst().first ?? first
    diagnostics.append(
      Diagnostic(
        .duplicateKey, "\"\(key)\" is set twice", at: file.span(second..<second + width),
        related: second == first ? [] : [SpanLabel(file.span(first..<first + width), "first set here")]))
  }
}

extension DiagnosticCode {
  static let malformedYAML = DiagnosticCode(
    "malformed-yaml",
    "Settings and cell options are YAML, and this is none. Common causes: a tab, a missing space behind a colon, a text "
      + "with a colon or a leading @ that needs quotes.")
  static let duplicateKey = DiagnosticCode(
    "duplicate-key", "A key of the settings or of a cell's options is set twice. Which one counts would be a guess.")
}
