import Diagnostics
import Files
import Foundation
import Notebooks
import Reports
import Steps
import WrittenTexts

/// Proves that a folder of results is what its notebooks give: they are run from nothing in a temporary place, and every byte
/// of the reports and figures, every value of `results.json` and the content of every saved file is compared.
///
/// Nothing in the folder is touched.
public struct Verifier: Sendable {
  /// The folder that is verified; "" before it is known.
  private(set) var recorded = ""
  /// Where the run writes, inside of a temporary folder.
  public let place: String
  private let home: PrivateFolder

  /// A place for a run; nothing is made yet.
  public init() {
    home = PrivateFolder(temporary: "matinee-verify")
    place = home.path + "/outputs"
  }

  /// The same place, to be compared with a folder of results.
  public func comparing(with folder: String) -> Verifier {
    var verifier = self
    verifier.recorded = folder
    return verifier
  }

  /// Removes the temporary folder.
  public func clean() { home.remove() }

  /// Makes the place. Throws `Diagnostic` when the folder has no results, or when a step writes to a place outside of the
  /// outputs: running it would touch what is there.
  public func prepare(_ program: Program) throws {
    _ = try RecordedResults.read(folder: recorded)
    for step in program.steps {
      for path in step.effect.writes where relative(path) == nil {
        throw Diagnostic(
          .writesOutside, "\"\(path.text)\" lies outside of the outputs", at: step.statement.span,
          label: "writes there", help: ["save to a path inside the outputs, such as \"\(Self.name(path.text))\""])
      }
    }
    guard home.make(), mkdir(place, 0o777) == 0 else { throw OutputFolder.unwritable(home.path, errno) }
    try OutputFolder(path: place).makeFolders(forSavesOf: program)
  }

  /// Writes what the run gave, and what of a presentation the folder has.
  public func write(_ program: Program, _ result: RunResult, version: String) throws {
    let output = OutputFolder(path: place)
    var files = OutputWriter(program: program, version: version).files(result, goal: .everything)
    let presentation = Presentation(program)
    if exists(recorded + "/" + Self.deckName) {
      files.append((Self.deckName, presentation.deck(result, version: version).text))
    }
    if let manifest = RecordedManifest(folder: recorded) {
      let wanted = manifest.cells(of: program)
      let figures = FigureSet(program, result, version: version, cells: wanted)
      files.append((RecordedManifest.path, figures.manifest(formats: manifest.formats)))
    }
    try output.write(files)
  }

  /// Compares what `write` has written with the folder. O(bytes).
  public func compare(_ program: Program, _ result: RunResult) throws -> Verification {
    let (old, new) = (try RecordedResults.read(folder: recorded), try RecordedResults.read(folder: place))
    let difference = ResultsDifference(old, new, tolerance: 0)
    var verification = Verification(
      difference: difference, first: nil, figures: [], files: [], sameFiles: 0, absentData: [], pictures: 0,
      versions: (old.version, new.version))
    compareFiles(saved: Set(texts: program.steps.flatMap(\.effect.writes).compactMap { relative($0) }), &verification)
    let report = ReportAssembly.report(program, result, version: new.version)
    let drawn = FigureFiles.of(report)
    let faulty = Set(texts: verification.files.map(\.path))
    verification.figures = drawn.filter { faulty.contains($0.path) }.map(\.label)
    let origins = ValueOrigins(program, result, figures: drawn)
    verification.first = first(difference, verification.figures, origins, program)
    return verification
  }

  private func first(
    _ difference: ResultsDifference, _ figures: [String], _ origins: ValueOrigins, _ program: Program
  ) -> Verification.StepDifference? {
    let added = difference.added.map { ResultsDifference.Change(path: $0.path, old: .null, new: $0.value) }
    let changes = difference.changes + added
    let places =
      changes.compactMap { origins.step(ofValue: $0.path) } + figures.compactMap { origins.step(ofFigure: $0) }
    guard let index = places.min() else { return nil }
    return Verification.StepDifference(
      step: program.steps[index], changes: changes.filter { origins.step(ofValue: $0.path) == index },
      figures: figures.filter { origins.step(ofFigure: $0) == index })
  }

  private func compareFiles(saved: Set<ExactText>, _ verification: inout Verification) {
    let known = Set(texts: Self.files(recorded))
    let new = Set(texts: Self.files(place))
    for path in new.union(known).sorted().map(\.text) {
      if !new.contains(path) {
        if Self.isPicture(path) { verification.pictures += 1 } else { verification.files.append((path, .extra)) }
      } else if !known.contains(path) {
        if saved.contains(path) {
          verification.absentData.append(path)
        } else {
          verification.files.append((path, .missing))
        }
      } else {
        do {
          if let difference = try FileComparison.difference(recorded + "/" + path, place + "/" + path) {
            verification.files.append((path, .differs(difference)))
          } else {
            verification.sameFiles += 1
          }
        } catch {
          let reason = (error as? Diagnostic)?.message ?? "its content is damaged"
          verification.files.append((path, .unreadable(reason)))
        }
      }
    }
  }

  /// The path of a saved file inside the outputs; nil when it lies elsewhere.
  private func relative(_ path: PathArgument) -> String? { OutputGeneration.relative(path, in: place) }

  /// Files below a folder by their paths in it, but for hidden ones and those of other notebooks' outputs inside it, such as a
  /// translation's: a folder with a results.json of its own.
  private static func files(_ folder: String) -> [String] {
    let paths = (try? FileManager.default.subpathsOfDirectory(atPath: folder)) ?? []
    let others = paths.filter { $0.hasSuffix("/results.json") }.map { String($0.dropLast("results.json".count)) }
    return paths.filter { path in
      var isFolder: ObjCBool = false
      return !others.contains { path.path(in: $0) != nil }
        && !path.pathNames.contains { $0.utf8.first == UInt8(ascii: ".") }
        && FileManager.default.fileExists(atPath: folder + "/" + path, isDirectory: &isFolder) && !isFolder.boolValue
    }
  }

  /// PNG and PDF of figures are made by another program, whose versions differ.
  private static func isPicture(_ path: String) -> Bool {
    path.hasPrefix("figures/") && (path.hasSuffix(".png") || path.hasSuffix(".pdf"))
  }

  private static func name(_ path: String) -> String { path.pathAndName.name }

  private func exists(_ path: String) -> Bool { FileManager.default.fileExists(atPath: path) }

  /// The deck beside the reports.
  public static let deckName = "deck.html"
}

extension DiagnosticCode {
  public static let writesOutside = DiagnosticCode(
    "writes-outside",
    "The notebooks are run by verify in a temporary place, and nothing is touched elsewhere. A step that saves to an absolute path, or "
      + "above the folder of outputs, cannot be run so.")
}
