import Diagnostics
import WrittenTexts

/// The names of a file's columns.
enum ColumnNames {
  /// `column1`, `column2` … for a file without a header.
  static func numbered(_ count: Int) -> [String] { (1...max(1, count)).prefix(count).map { "column\($0)" } }

  /// The header's names; an empty one (pandas writes its row numbers under one) becomes `columnN`, N its place from 1.
  static func named(_ header: [String], path: String, line: [UInt8], lineNumber: Int) throws -> [String] {
    var names: [String] = []
    names.reserveCapacity(header.count)
    // Asked for single names only, never listed.
    let written = Set(header)
    var places: [String: Int] = [:]
    for (index, text) in header.enumerated() {
      var name = text
      if text.isEmpty {
        name = "column\(index + 1)"
        while places[name] != nil || written.contains(name) { name += "_" }
      }
      if let earlier = places[name] {
        let source = SourceFile(path: path, bytes: line, firstLine: lineNumber)
        throw twice((earlier, names[earlier]), (index, name), at: source, "the header", [distinct(header)])
      }
      places[name] = index
      names.append(name)
    }
    return names
  }

  private static func twice(
    _ first: (index: Int, name: String), _ second: (index: Int, name: String), at source: SourceFile, _ label: String,
    _ help: [String]
  ) -> Diagnostic {
    let isExact = ExactText(first.name) == ExactText(second.name)
    return Diagnostic(
      .duplicateHeader, "columns \(first.index + 1) and \(second.index + 1) are both called \"\(second.name)\"",
      at: source.span(0..<source.bytes.count), label: label,
      notes: isExact
        ? []
        : ["they are made of other characters, and look the same to everybody who reads them (Unicode normalisation)"],
      help: help)
  }

  /// Refuses names that somebody gives where one is given twice.
  static func requireDistinct(_ names: [String], path: String) throws {
    var places: [String: Int] = [:]
    for (index, name) in names.enumerated() {
      if let earlier = places[name] {
        throw Diagnostic(
          .duplicateHeader, "columns \(earlier + 1) and \(index + 1) of \"\(path)\" are both to be called \"\(name)\"",
          help: ["name another in its place"])
      }
      places[name] = index
    }
  }

  /// Refuses keys of JSON that look the same and are not: a notebook could name only one of them.
  static func requireTellable(_ keys: [String], path: String, line: [UInt8], lineNumber: Int) throws {
    var places: [String: Int] = [:]
    for (index, name) in keys.enumerated() {
      if let earlier = places[name] {
        let source = SourceFile(path: path, bytes: line, firstLine: lineNumber)
        throw twice(
          (earlier, keys[earlier]), (index, name), at: source, "the first line",
          [distinct(keys)])
      }
      places[name] = index
    }
  }

  /// How to give every column a name of its own, where the header gives one twice.
  private static func distinct(_ header: [String]) -> String {
    let advice = "give them names of their own, "
    // Of many nobody reads a list.
    guard header.count <= 20 else { return advice + "one for each column, with names:" }
    var taken = Set(header)
    var seen = Set<String>()
    let names = header.enumerated().map { index, text in
      let base = text.isEmpty ? "column\(index + 1)" : text
      var name = base
      var number = 2
      while !seen.insert(name).inserted {
        while taken.contains("\(base)_\(number)") { number += 1 }
        name = "\(base)_\(number)"
        taken.insert(name)
      }
      return name
    }
    let isWord: (Character) -> Bool = { $0.isLetter || $0.isNumber || $0 == "_" }
    let areWords = names.allSatisfy { $0.first?.isLetter == true && $0.allSatisfy(isWord) }
    return advice
      + (areWords ? "as in names: [\(names.joined(separator: ", "))]" : "one for each column, with names:")
  }

  /// The columns to read, in the order of `wanted`; all when it is nil.
  static func plan(_ outline: TableOutline, wanted: [String]?, path: String) throws -> [PlannedColumn] {
    func planned(_ position: Int) -> PlannedColumn {
      let field = outline.fields[position]
      return PlannedColumn(name: field.name, position: position, type: field.type, isDeclared: field.isDeclared)
    }
    guard let wanted else { return outline.fields.indices.map(planned) }
    var positions: [String: Int] = [:]
    for (position, field) in outline.fields.enumerated() { positions[field.name] = position }
    var seen = Set<String>()
    return try wanted.filter { seen.insert($0).inserted }.map { name in
      guard let position = positions[name] else { throw unknown(name, in: outline.fields.map(\.name), path: path) }
      return planned(position)
    }
  }

  static func unknown(_ name: String, in names: [String], path: String) -> Diagnostic {
    let listed = names.prefix(30).joined(separator: ", ") + (names.count > 30 ? ", …" : "")
    let question = NearMiss.question(for: name, among: names)
    return Diagnostic(
      .unknownDataColumn, "\"\(path)\" has no column \"\(name)\"", help: [question ?? "its columns are \(listed)"])
  }
}
