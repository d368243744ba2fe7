import Diagnostics
import Files
import Foundation
import Notebooks
import WrittenTexts

/// What files held when the steps of a run read and wrote them: no two steps go by two states of one file.
///
/// Steps tell of the bytes that they had. Who else writes a file meanwhile, an export, a copy, another run, is found out when the
/// next step reads it, and at the end of the run: a file that was half there when it was read is whole by then.
struct RunFiles {
  /// The digest of each file as the run goes by it.
  private var digests: [ExactText: String] = [:]
  /// What others have written and the run has read, as it was right afterwards.
  private var taken: [ExactText: Taken] = [:]

  private struct Taken {
    var file: FileDigest
    var fingerprint: FileFingerprint
    /// Whether the fingerprint would tell of every later change.
    var hadSettled: Bool
    var step: ProgramStep
  }

  /// Takes down what a step reads, or will read.
  ///
  /// - Throws: `Diagnostic` when an earlier step of the run has read or written something else there.
  mutating func read(_ files: [FileDigest], by step: ProgramStep) throws {
    for file in files {
      let place = Self.standard(file.path)
      if let before = digests[place] {
        if before == file.digest { continue }
        // Told of here, and not once more at the end.
        taken[place] = nil
        throw Self.changed(file.path, at: step.statement.span)
      }
      digests[place] = file.digest
      guard let fingerprint = FileFingerprint(place) else { continue }
      taken[place] = Taken(
        file: file, fingerprint: fingerprint, hadSettled: fingerprint.hadSettled(at: FileFingerprint.clock()),
        step: step)
    }
  }

  /// Takes down what a step has written, or would have.
  mutating func wrote(_ files: [FileDigest]) {
    for file in files {
      let place = Self.standard(file.path)
      digests[place] = file.digest
      taken[place] = nil
    }
  }

  /// What is wrong with files that hold something else now than when they were read, each with the step that first read it.
  ///
  /// O(files) as a rule; files that were written shortly before are read once more.
  func changes(isCancelled: () -> Bool) -> [(fault: Diagnostic, step: ProgramStep)] {
    taken.sorted { $0.key < $1.key }.compactMap { key, taken in
      let place = key.text
      // One that is gone was whole when it was read, for all that can be known.
      guard let now = FileFingerprint(place), now != taken.fingerprint || !taken.hadSettled else { return nil }
      guard let digest = try? StreamDigest.ofFile(place, .xxh128, isCancelled: isCancelled), digest != taken.file.digest
      else { return nil }
      return (Self.changed(taken.file.path, at: taken.step.statement.span), taken.step)
    }
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
