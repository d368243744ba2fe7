import Diagnostics
import Files
import Foundation
import Tables

/// Reading of tables. A table must not depend on the number of threads, and must be what was announced from its head.
private struct TableReading {
  let scratch: Scratch

  private static let separators = [nil, ",", ";", "\t", " ", "|", "::", "é", "ab"]
  private static let names: [[String]?] = [nil, nil, ["a"], ["a", "b"], ["a", "b", "c"], ["a", "a", "b"], []]
  private static let nulls: [[String]?] = [nil, nil, [], ["-"], ["", "NA", "1"]]

  /// Options from bytes; zeros leave all to be recognised.
  static func options(_ bytes: ArraySlice<UInt8>, format: TableFormat? = nil) -> ReadingOptions {
    var bytes = bytes
    func next(_ count: Int) -> Int { Int(bytes.popFirst() ?? 0) % count }
    var options = ReadingOptions(format: format)
    let shape = next(8)
    if format == nil, TableFormat.all.indices.contains(shape - 1) { options.format = TableFormat.all[shape - 1] }
    options.separator = separators[next(separators.count)]
    options.header = [nil, true, false][next(3)]
    options.names = names[next(names.count)]
    options.skip = [nil, nil, 0, 1, 5, Int.max][next(6)]
    options.quoting = [nil, true, false][next(3)]
    let rules = next(16)
    options.onBadLines = rules & 1 == 0 ? .skip : .error
    options.shortLines = rules & 2 == 0 ? .bad : .null
    options.encoding = rules & 4 == 0 ? .utf8 : .latin1
    options.nulls = nulls[next(nulls.count)]
    let types = next(256)
    options.allowsOtherTypes = true
    if types > 0 {
      let all: [DeclaredType] = [
        .integer, .decimal, .string, .date, .datetime, .boolean, .seconds, .milliseconds, .microseconds,
      ]
      for (position, name) in ["a", "b", "user", "stars", "1"].enumerated() where types >> position & 1 == 1 {
        options.types[name] = all[(types / 8 + position) % all.count]
      }
    }
    return options
  }

  static let optionBytes = 10

  func read(_ bytes: [UInt8], format: TableFormat?) throws {
    let head = bytes.prefix(Self.optionBytes)
    let endings = format == .jsonl ? [".jsonl", ".jsonl.gz"] : [".csv", ".tsv", ".txt", ".csv.gz", ".jsonl", ""]
    let name = "table" + endings[Int(head.last ?? 0) % endings.count]
    scratch.put(name, bytes.dropFirst(Self.optionBytes))
    defer { scratch.remove(name) }
    let options = Self.options(head.dropLast(), format: format)
    let path = scratch[name]
    do {
      let outline = try TableReader.inspect(path, options: options)
      let (table, report) = try TableReader.read(path, options: options, threads: 1)
      require(table.rowCount == report.rows, "rows are miscounted")
      Reached.note("tables read")
      let listing = TableListing(table)
      let other = try TableReader.read(path, options: options, threads: 3, digestsSHA256: true).table
      require(TableListing(other) == listing, "the table depends on threads")
      let part = Array(outline.fields.map(\.name).filter { _ in true }.suffix(1))
      let column = try TableReader.read(path, options: options, columns: part, threads: 1).table
      require(column.schema.names == part, "other columns than those wanted")
      try roundTrip(table)
    } catch let fault as Diagnostic {
      FaultCheck.check([fault])
    }
  }

  /// What is written is read as the same.
  private func roundTrip(_ table: Table) throws {
    for format in [TableFormat.csv, .jsonl] where table.rowCount > 0 {
      let name = "again" + format.ending
      defer { scratch.remove(name) }
      do { try TableWriter.write(table, to: scratch[name]) } catch is Diagnostic { continue }
      var options = ReadingOptions(format: format, header: true)
      for field in table.schema.fields {
        options.types[field.name] = DeclaredType(rawValue: field.type == .index ? "integer" : field.type.rawValue)
      }
      options.allowsOtherTypes = true
      let again: Table
      // A table whose rows are all blank lines, or whose names are, is not told from none.
      do { again = try TableReader.read(scratch[name], options: options, threads: 1).table } catch is Diagnostic {
        continue
      }
      if again.rowCount == table.rowCount, again.schema.names == table.schema.names {
        let (old, new) = (
          TableListing(table, of: [.integer, .date, .datetime, .boolean]),
          TableListing(again, of: [.integer, .date, .datetime, .boolean])
        )
        if old.types == new.types { Reached.note("tables written and read") }
        if old.types == new.types { require(old == new, "written and read is another table") }
      }
    }
  }
}

extension FuzzTarget {
  static var tables: FuzzTarget {
    FuzzTarget(name: "tables", input: "ten bytes of options, a file of delimited text, plain or as gzip") { scratch in
      let reading = TableReading(scratch: scratch)
      let none = [UInt8](repeating: 0, count: TableReading.optionBytes)
      var texts = Seeds.literals(in: "Tests/ExecutionTests/LiterateData.swift").map {
        $0.replacing("\\n", with: "\n").replacing("\\t", with: "\t")
      }
      .filter { $0.contains("\n") }
      texts += [
        "a,b\n1,x\n2,\"y \"\"z\"\"\n\"\n3,\n", "sep=;\na;b\n1,5;2\n", "# note\na\tb\n1\t2015-01-01T10:00:00Z\n",
        "user,day\n1,2015-01-01\n2,31.12.2014\n", "1::2::3\n4::5::6\n", "a|b\n1|1e308\n2|-0\n",
        "t\n1388534400\n1388534401.5\n",
        "a b  c\r1 2 3\r4 5 6\r", "\u{FEFF}a,b\r\n1,2\r\n", "a,b\n1,2\n3\n4,5,6\n",
      ]
      var seeds = texts.map { none + Array($0.utf8) }
      for (position, text) in texts.enumerated() {
        var options = none
        options[position % 9] = 1
        seeds.append(options + Array(text.utf8))
        if position % 3 == 0 { seeds.append(none.dropLast() + [3] + gzip(text)) }
      }
      return Fuzzing(
        seeds: seeds,
        words: Seeds.numbers + [
          "\"\"", "\r\n", "::", "\t", "2015-01-01T00:00:00.123456Z", "2015-13-01", "23:59:60", "true", "NA", "\u{FEFF}",
          "+05:30",
          "sep=", "\u{1F}\u{8B}\u{8}",
        ]
      ) { try reading.read($0, format: nil) }
    }
  }

  static var jsonLines: FuzzTarget {
    FuzzTarget(name: "json-lines", input: "ten bytes of options, a file of JSON lines, plain or as gzip") { scratch in
      let reading = TableReading(scratch: scratch)
      let none = [UInt8](repeating: 0, count: TableReading.optionBytes)
      let texts = [
        "{\"a\": 1, \"b\": \"x\\u00e9\\ud83d\\ude00\"}\n{\"a\": null, \"b\": \"\"}\n",
        "{\"a\": 1.5e3}\n{\"b\": true, \"a\": 2}\n",
        "{\"a\": [1, {\"c\": 2}], \"b\": {\"d\": []}}\n",
        "{\"day\": \"2015-01-01\", \"t\": \"2015-01-01T10:00:00Z\"}\n\n",
        "{\"user\": NaN}\n", "{\"a\": 1}\n[1]\n{\"a\": 2\n", "{\"a\": 1, \"a\": 2}\n{}\n",
        "{\"1\": 9223372036854775808}\n",
      ]
      let declared: [UInt8] = [0, 0, 0, 0, 0, 0, 7, 0, 9, 0]
      var seeds: [[UInt8]] = []
      for text in texts {
        seeds += [none + Array(text.utf8), declared + Array(text.utf8)]
        seeds.append(none.dropLast() + [1] + gzip(text))
      }
      return Fuzzing(
        seeds: seeds,
        words: Seeds.numbers + [
          "\\ud83d", "\\u0000", "\\\"", "null", "true", "{\"", "\": ", "\"a\": ", "[[[[", "{\"a\":{\"a\":",
        ]
      ) { try reading.read($0, format: .jsonl) }
    }
  }

  private static func gzip(_ text: String) -> [UInt8] {
    let sink = ArraySink()
    let writer = GzipWriter(sink)
    try? writer.write(text)
    try? writer.finish()
    return sink.bytes
  }
}

private final class ArraySink: ByteSink {
  var bytes: [UInt8] = []
  func write(_ more: UnsafeRawBufferPointer) { bytes += more }
}
