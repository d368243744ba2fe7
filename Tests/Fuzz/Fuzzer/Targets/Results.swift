import Diagnostics
import Execution
import Foundation
import Reports

extension FuzzTarget {
  /// What a folder of outputs says of itself: compared, and written over. Nothing that it names may be touched outside of it.
  static var results: FuzzTarget {
    FuzzTarget(name: "results", input: "a byte for the file (results.json, .matinee-files, both), its text") {
      scratch in
      try scratch.putTables(in: "lab")
      for folder in ["lab-outputs", "outputs", "old", "new"] { try scratch.make(folder) }
      scratch.put(
        "lab/01-lab.md",
        "```{lab}\n#| label: fig-stars\nload \"plain.csv\" as plain\nplot bar plain x: flag\ndescribe plain\n```\n\n`{lab} plain.stars.mean`\n"
      )
      let run = FolderRun(scratch["lab"])
      let files = OutputWriter(program: run.program, version: "0.0.0").files(run.result, goal: .everything)
      try OutputFolder(path: scratch["old"]).write(files)
      let recorded = try RecordedResults.read(folder: scratch["old"])
      let (results, manifest) = (scratch.bytes("old/results.json"), scratch.bytes("old/.matinee-files"))
      scratch.put("victim", "mine")
      func begin(_ place: UInt8, _ text: ArraySlice<UInt8>) {
        scratch.clear("new")
        scratch.put("new/results.json", place == 1 ? results[...] : text)
        scratch.put("new/.matinee-files", place == 0 ? manifest[...] : text)
        scratch.put("new/mine.txt", "mine")
      }
      return Fuzzing(
        seeds: [[0] + results, [1] + manifest, [2] + results, [2] + manifest],
        words: [
          "report ", "data ", "presentation ", "../victim", "mine.txt", "\"figures\"", "\"values\"", "null", "1e999",
          "{", "[",
        ] + Seeds.numbers
      ) { bytes in
        guard let place = bytes.first else { return }
        begin(place % 3, bytes.dropFirst())
        do {
          let read = try RecordedResults.read(folder: scratch["new"])
          Reached.note("results read")
          for (a, b) in [(recorded, read), (read, recorded), (read, read)] {
            let difference = ResultsDifference(a, b, tolerance: 1e-12)
            let figures = FigureDifference.of((scratch["old"], a), (scratch["new"], b))
            let page = DifferencePage(
              names: ("old", "new"), difference: difference,
              figures: figures.filter { !$0.isSame }.map {
                DifferencePage.Figure(label: $0.label, old: $0.old, new: $0.new)
              },
              sameFigures: 0)
            require(
              !page.text().isEmpty && !difference.changes.contains { $0.relativeWords.isEmpty && $0.relative != nil },
              "no words")
          }
        } catch {
          FaultCheck.check(error)
        }
        do {
          _ = OutputFolder(path: scratch["new"]).hasGoodReport
          try OutputFolder(path: scratch["new"]).write([("index.html", "new"), ("results.json", "{}")])
        } catch {
          FaultCheck.check(error)
        }
        require(scratch.bytes("victim") == Array("mine".utf8), "a file outside was touched")
        let held = scratch.files(below: "new").map { scratch.bytes($0) }
        require(held.contains(Array("mine".utf8)), "somebody's file is gone")
      }
    }
  }
}
