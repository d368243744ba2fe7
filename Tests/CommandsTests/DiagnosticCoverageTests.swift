import Commands
import Foundation
import Testing

/// Every code is seen by somebody before a learner sees it.
@Suite struct DiagnosticCoverageTests {
  /// Codes that no notebook can show, and what shows them instead.
  private static let elsewhere: [String: String] = [
    "missing-notebooks": "ExitCodeTests: there is no notebook to show it in",
    "unreadable-notebook": "ExitCodeTests: a notebook that cannot be read shows nothing",
    "wrong-parameter-type": "ParameterTests: parameters come from outside of notebooks",
    "output-unwritable": "UnwritableOutputTests: the folder of outputs is no part of a notebook",
    "missing-results": "VerifyTests: results are no part of a notebook",
    "writes-outside": "VerifyTests: only verify minds",
    "not-fetched": "PermissionTests: about what a check leaves to a run",
    "slide-cut": "PresentTests: only present minds",
    "nothing-presented": "PresentTests: only present minds",
    "conversion-failed": "PresentTests: a figure's picture is made after the run",
    "cache-not-cleared": "StreamTests: about a link in the place of a folder",
    "cache-is-link": "PermissionTests: about a link beside the notebooks",
    "continues-another": "FailingRunTests: about a notebook that is named by itself",
    "output-in-use": "OutputFolderTests: about two processes",
    "file-changed": "ChangingFileTests: about a file that is written while it is read",
    "begun-again": "ChangingFileTests: about what a killed process has left",
    "file-in-use": "ResumableFileTests: about two processes",
    "disk-full": "UnwritableOutputTests, where a file system can be mounted",
    "download-failed": "BadInputTests: what curl says holds times",
    "unreadable-file":
      "only rights that root does not need make a file unreadable; a pipe or a vanished disk does, too",
    "unknown-data-column": "BadInputTests: the check sees it first, but for a file that changes",
    "numbers-unknown": "NumberingTests: about a file that other notebooks have saved",
    "torn-field": "GuessTests: about a file whose quotes are lost",
    "result-too-large": "LookupTests: the message says how much memory the machine has",
    "record-too-long": "TablesTests: it takes 256 MiB",
    "too-many-points": "ChartTests: it takes 100,001 rows",
    "checkpoint-damaged": "CheckpointTests: a notebook has no checkpoint of its own",
    "exercise-not-open": "a guard: whatever a source solves is opened; it would show a fault of ours",
    "exercise-not-solved": "StudentEditionTests: about a folder that is made from notebooks",
    "changed-seal": "HandedOutTests: about a folder that was handed out",
    "missing-exercise": "HandedOutTests: about a folder that was handed out",
    "nothing-to-hand-out": "LeakPlaceTests: about a file that is asked for",
    "unclear-comment": "LeakPlaceTests: only a student's version minds comments",
    "unfit-result": "LearnerFaultTests: a state of an exercise of a learner",
    "unreadable-number": "HandedOutTests: about what a learner answers",
    "lab-exists": "StudentEditionTests: about a folder that is there already",
    "not-a-source": "StudentEditionTests: about a folder that is made from notebooks",
    "port-taken": "check_preview.py: two previews on one port",
    "server-missing": "PreviewCommandTests: about a program that is not there",
    "solution-leaked": "StudentEditionTests: about a folder that is made from notebooks",
    "unfit-answer": "NotebookEditTests: about what is sent to be written",
    "wrong-choice": "ExerciseStateTests: a state of an exercise of a learner",
    "wrong-number": "ExerciseStateTests: a state of an exercise of a learner",
    "value-missing":
      "steps that quote what was not computed are skipped; this guards against a step that breaks its word",
    "internal-fault": "it is what our own rules exclude",
  ]

  @Test func everyCodeIsShownByALiterateNotebook() throws {
    let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .appendingPathComponent("ExecutionTests/Literate")
    var shown: Set<String> = []
    for name in try FileManager.default.contentsOfDirectory(atPath: folder.path) where name.hasSuffix(".md") {
      let text = String(decoding: try Data(contentsOf: folder.appendingPathComponent(name)), as: UTF8.self)
      for line in text.split(separator: "\n") {
        if let match = line.prefixMatch(of: #/(?:error|warning|note)\[([a-z0-9-]+)\]: /#) {
          shown.insert(String(match.1))
        }
      }
    }
    let all = Set(DiagnosticCatalog.all.map(\.name))
    #expect(all.subtracting(shown).subtracting(Self.elsewhere.keys).sorted() == [], "codes that no notebook shows")
    #expect(shown.subtracting(all).sorted() == [], "codes that are in no catalogue")
    #expect(Set(Self.elsewhere.keys).subtracting(all).sorted() == [], "reasons for codes that are gone")
    #expect(shown.intersection(Self.elsewhere.keys).sorted() == [], "reasons that are no longer needed")
  }

  @Test func codesAreUniqueAndExplained() {
    let names = DiagnosticCatalog.all.map(\.name)
    #expect(Set(names).count == names.count)
    for code in DiagnosticCatalog.all {
      #expect(code.name.wholeMatch(of: #/[a-z0-9]+(-[a-z0-9]+)*/#) != nil, "\(code.name)")
      #expect(code.explanation.count >= 40 && code.explanation.hasSuffix("."), "\(code.name)")
    }
  }
}
