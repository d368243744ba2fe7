import Diagnostics
import Foundation
import Notebooks
import Tables

/// What files held when the steps of a run read and wrote them: no two steps go by two states of one file.
///
/// Steps tell of the bytes that they had. Who else writes a file meanwhile, an export, a copy, another run, is found out when the
/// next step reads it.
struct RunFiles {
  private var digests: [String: String] = [:]

  /// Takes down what a step reads, or will read.
  ///
  /// - Throws: `Diagnostic` when an earlier step of the run has read or written something else there.
  mutating func read(_ files: [FileDigest], at span: SourceSpan) throws {
    for file in files {
      let place = Self.standard(file.path)
      if let before = digests[place], before != file.digest { throw Self.changed(file.path, at: span) }
      digests[place] = file.digest
    }
  }

  /// Takes down what a step has written, or would have.
  mutating func wrote(_ files: [FileDigest]) {
    for file in files { digests[Self.standard(file.path)] = file.digest }
  }

  private static func standard(_ path: String) -> String {
    URL(fileURLWithPath: path).standardizedFileURL.resolvingSymlinksInPath().path
  }

  private static func changed(_ path: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .fileChanged, "\"\(path)\" was changed during the run", at: span, label: "read here",
      notes: [
        "somebody else has written it since the run first looked at it, so its steps would go by two states of it"
      ],
      help: [
        "wait until the file is complete, and run again; two runs that save to one file cannot run at the same time"
      ])
  }
}
