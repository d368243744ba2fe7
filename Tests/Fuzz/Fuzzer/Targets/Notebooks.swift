import Diagnostics
import Execution
import Foundation
import Notebooks
import Steps

extension FuzzTarget {
  /// Read, checked, run for 150 ms, reported and presented. Only the folder itself may be reached.
  static var notebooks: FuzzTarget {
    FuzzTarget(name: "notebooks", input: "a notebook; after bytes 0x1E a second one, settings, a data file") {
      scratch in
      try scratch.putTables(in: "lab")
      try scratch.make("lab-outputs")
      return Fuzzing(
        seeds: Seeds.notebooks.filter { $0.utf8.count < 6000 }.map { Array($0.utf8) } + pairs, words: Seeds.language
      ) { bytes in
        scratch.putNotebooks(bytes, in: "lab")
        FolderRun(scratch["lab"]).write()
        scratch.clear("lab-outputs")
      }
    }
  }

  /// The learners' version of a folder with exercises. A learner's folder that was written is sound, and filled in again at random.
  static var editions: FuzzTarget {
    FuzzTarget(name: "editions", input: "as of notebooks; most seeds have exercises") { scratch in
      try scratch.putTables(in: "lab")
      try scratch.make("lab-outputs")
      try scratch.make("made-outputs")
      let exercises = Seeds.notebooks.filter { $0.contains("exercise:") }.map { Array($0.utf8) }
      return Fuzzing(seeds: exercises + pairs, words: Seeds.language) { bytes in
        scratch.putNotebooks(bytes, in: "lab")
        defer {
          scratch.clear("lab-outputs")
          scratch.remove("made")
        }
        let source = FolderRun(scratch["lab"])
        // Everybody can be asked for these, whatever state the folder is in.
        for notebook in source.program.folder.notebooks {
          for exercise in notebook.exercises {
            for filling: NotebookEdit.Filling in [.blank(0, "1"), .answer("One."), .choice([0]), .number("1.5")] {
              guard let replaced = try? NotebookEdit.replacements(filling, exercise, in: notebook) else { continue }
              let changed = NotebookEdit.applied(replaced, to: notebook.file.bytes)
              _ = Notebook.read(file: SourceFile(path: "filled.md", bytes: changed))
            }
          }
        }
        guard source.program.isSound, !source.program.exercises.isEmpty else { return }
        do {
          try StudentEdition(source.program, source.result, edition: .student, to: scratch["made"]).write()
        } catch {
          return FaultCheck.check(error)
        }
        Reached.note("editions written")
        FolderRun(scratch["made"]).write()
      }
    }
  }

  /// Two notebooks with settings and exercises of every kind.
  static var pairs: [[UInt8]] {
    let texts = (try? String(contentsOfFile: "Tests/ExecutionTests/Exercises/StudentLab.swift", encoding: .utf8)) ?? ""
    let labs = texts.components(separatedBy: "\"\"\"").enumerated().filter { $0.offset % 2 == 1 }.map {
      $0.element.split(separator: "\n", omittingEmptySubsequences: false).map {
        $0.hasPrefix("    ") ? $0.dropFirst(4) : $0
      }
      .joined(separator: "\n")
    }
    guard labs.count >= 2 else { return [] }
    let settings = "title: A lab\nlang: ja\nparams:\n  least: 2\n  list: [a, b]\nexecute: {error: true}\nseed: 7\n"
    return [
      Array("\(labs[0])\u{1E}\(labs[1])\u{1E}\(settings)\u{1E}a,b\n1,2\n".utf8),
      Array("\(labs[0])\u{1E}\(labs[1])".utf8),
      Array("\(labs[1])\u{1E}\u{1E}edition: student\n".utf8),
    ]
  }
}
