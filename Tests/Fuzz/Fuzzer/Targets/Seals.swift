import Foundation
import Notebooks

extension FuzzTarget {
  /// What a learners' folder carries sealed, with right checksums over wrong texts: checks, right choices, a right number.
  static var seals: FuzzTarget {
    FuzzTarget(
      name: "seals",
      input: "a byte for the exercise and whether it is filled in; texts of its seal, separated by bytes 0x1E"
    ) { scratch in
      try scratch.putTables(in: "lab")
      try scratch.make("lab-outputs")
      scratch.put("lab/_matinee.yml", "edition: student\n")
      let seeds: [(UInt8, [String])] = [
        (0, ["check", "expect reduced.rows > 0", "expect reduced.rows < ratings.rows because: \"nothing was cut\""]),
        (1, ["choice", "01", "The first one is never better.", "Well seen: `{lab} reduced.rows` rows."]),
        (2, ["number", "100 * reduced.rows / ratings.rows"]), (2, ["number", "83.25"]),
      ]
      return Fuzzing(
        seeds: seeds.flatMap { kind, texts in
          [kind, kind + 3].map { [$0] + Array(texts.joined(separator: "\u{1E}").utf8) }
        }, words: Seeds.language + ["check", "choice", "number"]
      ) { bytes in
        guard let kind = bytes.first else { return }
        let texts = bytes.dropFirst().split(separator: 0x1E, omittingEmptySubsequences: false)
        let seal = "#| sealed: " + Seal.close(texts.map { String(decoding: $0, as: UTF8.self) })
        scratch.put("lab/01-first.md", notebook(Int(kind % 3), seal, isFilled: kind % 6 >= 3))
        let run = FolderRun(scratch["lab"])
        run.write()
        if run.program.isSound { Reached.note("states", run.program.exerciseStates(run.result).count) }
        scratch.clear("lab-outputs")
      }
    }
  }

  private static func notebook(_ kind: Int, _ seal: String, isFilled: Bool) -> String {
    let seals = (0..<3).map { $0 == kind ? seal : "#| hint: Look." }
    let mark = isFilled ? "x" : " "
    return """
      ```{lab}
      load "ratings.csv" as ratings
      ```

      ```{lab}
      #| exercise: exr-cut
      \(seals[0])
      filter ratings where: stars >= \(isFilled ? "3" : "____") as reduced
      ```

      ```{choice}
      #| exercise: exr-which
      #| question: Which is better?
      \(seals[1])
      - [ ] The first
      - [\(mark)] The second
      ```

      ```{number}
      #| exercise: exr-share
      #| question: What share is left?
      #| tolerance: 1
      \(seals[2])
      \(isFilled ? "83.3" : "____")
      ```

      ```{lab}
      head reduced rows: 1
      ```

      """
  }
}
