import Diagnostics
import Files
import Foundation
import Notebooks
import WrittenTexts

/// Makes a folder of notebooks for learners, or the instructor's reading copy, out of a source that has been run.
///
/// It is written only if the source passes all its checks, every exercise of the learners' folder starts out unsolved, and no
/// solution can be read in it; whole or not at all, and never over somebody's work.
public struct StudentEdition {
  let program: Program
  let result: RunResult
  let edition: FrontMatter.Edition
  let target: String

  /// - Parameters:
  ///   - program: a source, checked, and `result` what its run made of it.
  ///   - target: the folder to write.
  public init(_ program: Program, _ result: RunResult, edition: FrontMatter.Edition, to target: String) {
    self.program = program
    self.result = result
    self.edition = edition
    self.target = target == "/" ? target : target.droppingSlash
  }

  /// What was written.
  public struct Made {
    /// The states of the exercises as a learner finds them.
    public var states: [ExerciseStatus]
    /// Files beside notebooks and settings.
    public var handed: [String]
    /// What lies beside the source and is not handed out, with the reason.
    public var left: [(path: String, reason: String)]
    /// Of what is handed out, what could not be looked into for solutions, or not to its end, and why.
    public var unread: [(path: String, reason: LeakSource.Unread)]
    /// Where something of the folder that was there before is kept, if not in the new one.
    public var kept: String?
  }

  /// Writes the folder. Throws a `DiagnosticList` with everything that stands against it; then nothing is written.
  ///
  /// - Parameters:
  ///   - also: files and folders beside the source that learners get though no notebook needs them.
  ///   - settingAside: whether a folder that is there is kept under another name, whatever it holds.
  ///   - adding: files beside the notebooks, such as checkpoints: written into the folder before it is looked at.
  ///   - placed: called when the folder is in its place.
  @discardableResult
  public func write(
    also: [String] = [], settingAside: Bool = false,
    adding: (_ folder: String, _ student: Program) throws -> Void = { _, _ in }, placed: () -> Void = {}
  ) throws -> Made {
    try requireSolved()
    EditionFolder.recover(target)
    if !settingAside { try EditionManifest.requireReplaceable(target) }
    let changes = program.folder.notebooks.indices.map { index in
      edition == .student
        ? StudentText(program, notebook: index).replacements : StudentText.filled(program.folder.notebooks[index])
    }
    let files = try EditionFiles(program, target: target, edition: edition, also: also)
    var unread: [(path: String, reason: LeakSource.Unread)] = []
    if edition == .student {
      let texts = files.texts()
      unread = texts.unread
      let faults = unclearComments() + LeakScan.leaks(program, result, replaced: changes, others: texts.sources)
      if !faults.isEmpty { throw DiagnosticList(faults.sorted(by: Diagnostic.inReadingOrder)) }
    }
    let making = try EditionFolder(beside: target)
    defer { making.discard() }
    try copy(files.handed.map(\.path), into: making.path)
    for (notebook, replacements) in zip(program.folder.notebooks, changes) {
      let name = notebook.file.path.pathAndName.name
      try AtomicFile.write(NotebookEdit.applied(replacements, to: notebook.file.bytes), to: making.path + "/" + name)
    }
    try AtomicFile.write(
      files.settings(edition, program.handedOut ?? []), to: making.path + "/" + NotebookReader.settingsName)
    let states = try verify(making.path, adding)
    try EditionManifest.write(in: making.path)
    return Made(
      states: states, handed: files.handed.map(\.path), left: files.left.map { ($0.path, $0.reason) }, unread: unread,
      kept: try making.commit(settingAside: settingAside, placed: placed))
  }

  /// Comments that cannot be taken out, as nobody can say where they end.
  private func unclearComments() -> [Diagnostic] {
    program.folder.notebooks.flatMap { HiddenComments(of: $0).unclear }.map { span in
      Diagnostic(
        .unclearComment, "a comment of HTML here cannot be taken out", at: span,
        label: "no page shows it, and a learner can read it in the file",
        help: ["remove it, or put it on lines of its own"])
    }
  }

  /// Every exercise of the source must be solved in it, and its run without a fault.
  private func requireSolved() throws {
    if program.isStudentEdition {
      throw Diagnostic(
        .notASource, "\(program.folder.path) is a student's version already",
        help: ["make it from the folder that has the solutions"])
    }
    var faults = result.diagnostics
    for status in program.exerciseStates(result) where !status.state.isPassing {
      // A failing check has been told with its words, and so has the fault for which a later exercise did not run.
      if status.state.isFailing || status.state.isNotRun, !result.diagnostics.isEmpty { continue }
      var help = "fill it in, with the solution in braces"
      if case .answer = program.exercise(status.id).task { help = "write a model answer below it, in a {solution}" }
      faults.append(
        Diagnostic(
          .exerciseNotSolved, "\(program.name(of: status.id)) is \(status.state.name) in the source", at: status.place,
          help: [help]))
    }
    if !faults.isEmpty { throw DiagnosticList(faults.sorted(by: Diagnostic.inReadingOrder)) }
  }

  /// Reads what a learner will read: it must be sound, and nothing of it solved.
  private func verify(
    _ folder: String, _ adding: (_ folder: String, _ student: Program) throws -> Void
  ) throws -> [ExerciseStatus] {
    func read() -> Program {
      let (notebooks, found) = NotebookReader.read(folder: folder)
      return Checker.check(notebooks, found: found, permissions: program.reach?.permissions ?? Permissions())
    }
    var made = read()
    try adding(folder, made)
    made = read()
    guard made.isSound, made.learnerFaults.isEmpty else {
      throw DiagnosticList(made.diagnostics.filter { $0.severity == .error } + made.learnerFaults)
    }
    let states = made.exerciseStates(RunResult())
    guard edition == .student else { return states }
    let solved = states.filter { if case .unsolved = $0.state { false } else { true } }
    if !solved.isEmpty {
      throw DiagnosticList(
        solved.map { status in
          Diagnostic(
            .exerciseNotOpen, "\(program.name(of: status.id)) would not start out unsolved",
            at: program.exercise(status.id).place(in: program.folder.notebooks[status.id.notebook]),
            help: ["put what a learner is to write in braces"])
        })
    }
    return states
  }

  private func copy(_ files: [String], into folder: String) throws {
    for file in files {
      let target = URL(fileURLWithPath: folder + "/" + file)
      do {
        try FileManager.default.createDirectory(
          at: target.deletingLastPathComponent(), withIntermediateDirectories: true)
        // What a link leads to, and not the link.
        let source = URL(fileURLWithPath: program.folder.path + "/" + file).resolvingSymlinksInPath().path
        try FileManager.default.copyItem(atPath: source, toPath: target.path)
      } catch {
        throw Diagnostic(.outputUnwritable, "\(file) cannot be copied to \(self.target): \(error.localizedDescription)")
      }
    }
  }
}

extension DiagnosticCode {
  public static let notASource = DiagnosticCode(
    "not-a-source",
    "A student's version is made from notebooks that have the solutions. This folder is itself one that was made from others."
  )
  public static let exerciseNotSolved = DiagnosticCode(
    "exercise-not-solved",
    "A student's version is made only of exercises that the source solves: so it is known that each can be, and that its checks "
      + "accept it.")
  public static let unclearComment = DiagnosticCode(
    "unclear-comment",
    "Comments of HTML are no part of a student's version, as they may say what is right. This one cannot be told from the text around it: "
      + "it has no end, or stands in the middle of a quoted or indented text.")
  public static let exerciseNotOpen = DiagnosticCode(
    "exercise-not-open",
    "In a student's version, every exercise has to start out unsolved. This one would be solved before anybody has done anything."
  )
}
