import ArgumentParser
import Execution
import Foundation
import JSONText
import Languages
import Reports

struct DiffCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "diff",
    abstract: "Compare two results: values, tables and figures.",
    discussion: """
      A and B are folders that matinee run has written, for instance with two values of a parameter:

        matinee run notebooks --output-dir small -P factors:16
        matinee run notebooks --output-dir large -P factors:64
        matinee diff small large --html diff.html

      The greatest relative change comes first. Exit code 0 when they are the same, 1 when they differ.
      """)

  @Argument(help: ArgumentHelp("The old results.", valueName: "a"))
  var old: String

  @Argument(help: ArgumentHelp("The new results.", valueName: "b"))
  var new: String

  @Option(
    help: ArgumentHelp(
      "Relative difference up to which two numbers count as equal; 0 for the same digits.", valueName: "share"))
  var tolerance = 1e-12

  @Option(help: ArgumentHelp("Write a page with the figures side by side.", valueName: "file"))
  var html: String?

  @Flag(help: "Print it as JSON.")
  var json = false

  func validate() throws {
    guard tolerance >= 0, tolerance.isFinite else { throw ValidationError("--tolerance must be 0 or more") }
  }

  func run() throws {
    let (a, b) = try CommandFaults.on { (try RecordedResults.read(folder: old), try RecordedResults.read(folder: new)) }
    let difference = ResultsDifference(a, b, tolerance: tolerance)
    let figures = FigureDifference.of((old, a), (new, b))
    let changed = figures.filter { !$0.isSame }
    if let html {
      let page = DifferencePage(
        names: (old, new), difference: difference,
        figures: changed.map { DifferencePage.Figure(label: $0.label, old: $0.old, new: $0.new) },
        sameFigures: figures.count - changed.count)
      try CommandFaults.on { try OutputFolder.write(page.text(), to: html) }
    }
    if json {
      print(DifferenceJSON.text(difference, figures: changed, tolerance: tolerance))
    } else {
      show(difference, changed, of: figures.count)
    }
    if !difference.isEmpty || !changed.isEmpty { throw CommandFailure(status: ExitStatus.notebookFailed) }
  }

  private func show(_ difference: ResultsDifference, _ figures: [FigureDifference], of count: Int) {
    let within = tolerance == 0 ? "" : " by more than \(tolerance) of their size"
    print(
      "\(CountedNoun.text(difference.common, "value")) in both, \(Wording.differing(difference.changes.count))\(within); "
        + "\(CountedNoun.text(count, "figure")), \(Wording.differing(figures.count)).")
    if !difference.changes.isEmpty {
      print("")
      ChangeTable(names: (old, new), changes: difference.changes).show()
    }
    show(difference.removed, in: old)
    show(difference.added, in: new)
    if !difference.tables.isEmpty { print("\nTables") }
    for table in difference.tables { print("  \(table.name)\n    - \(table.old)\n    + \(table.new)") }
    if !figures.isEmpty { print("\nFigures that differ") }
    for figure in figures {
      let only = figure.old == nil ? ", only in \(new)" : figure.new == nil ? ", only in \(old)" : ""
      print("  \(figure.label)\(only)")
    }
    if html == nil, !figures.isEmpty { print("\n--html diff.html shows them side by side.") }
  }

  private func show(_ values: [(path: String, value: RecordedResults.Recorded)], in name: String) {
    if values.isEmpty { return }
    print("\nOnly in \(name)")
    for (path, value) in values { print("  \(path) = \(value.words)") }
  }
}

/// A difference as JSON, for scripts.
enum DifferenceJSON {
  static func text(_ difference: ResultsDifference, figures: [FigureDifference], tolerance: Double) -> String {
    let fields: JSON = [
      "tolerance": .decimal(tolerance), "common": .integer(difference.common),
      "changes": .list(
        difference.changes.map {
          [
            "path": .text($0.path), "old": $0.old.json, "new": $0.new.json,
            "relative": $0.relative.map(JSON.decimal) ?? .null,
          ]
        }),
      "removed": .list(difference.removed.map(only)), "added": .list(difference.added.map(only)),
      "tables": .list(difference.tables.map { ["name": .text($0.name), "old": .text($0.old), "new": .text($0.new)] }),
      "figures": .list(
        figures.map {
          ["label": .text($0.label), "state": .text($0.old == nil ? "added" : $0.new == nil ? "removed" : "changed")]
        }),
    ]
    return fields.encoded(levels: 2)
  }

  private static func only(_ entry: (path: String, value: RecordedResults.Recorded)) -> JSON {
    ["path": .text(entry.path), "value": entry.value.json]
  }
}
