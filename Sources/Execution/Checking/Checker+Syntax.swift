import Diagnostics
import Notebooks
import Steps
import Tables

extension Checker {
  /// A fault that the parser found, with what only the step knows that it is in.
  static func settled(_ fault: Diagnostic, in folder: NotebookFolder) -> Diagnostic {
    guard !fault.replacements.isEmpty, let place = fault.primary?.span else { return fault }
    for notebook in folder.notebooks where notebook.file === place.file {
      for statement in notebook.cells.lazy.flatMap(\.statements) where statement.span.holds(place) {
        return StepCatalog.settled(fault, in: statement)
      }
    }
    return fault
  }

  /// Nobody reads so many faults, and each is looked for among all.
  private static let mostTried = 500

  /// Tries what the parser proposes for a statement: it knows no steps, so that what it would write may be the next fault. Such a
  /// proposal is withdrawn, and the fault says what would come of it.
  mutating func tryProposals(for statement: Statement, in id: CellID) {
    guard program.diagnostics.count <= Self.mostTried, !statement.span.file.isSealed else { return }
    for position in program.cellFaults[id, default: []].indices {
      guard let fault = program.cellFaults[id]?[position], let kept = tried(fault, in: statement) else { continue }
      program.cellFaults[id]?[position] = kept
      let told = program.diagnostics.firstIndex { other in
        other.code == fault.code && other.primary?.span.file === fault.primary?.span.file
          && other.primary?.span.range == fault.primary?.span.range
      }
      if let told { program.diagnostics[told] = kept }
    }
  }

  /// The fault without a proposal that does not check; nil where there is none.
  private func tried(_ fault: Diagnostic, in statement: Statement) -> Diagnostic? {
    for replacement in fault.replacements where statement.span.holds(replacement.span) {
      guard let next = self.fault(of: statement, with: replacement, after: fault) else { continue }
      var plain = fault
      plain.replacements = []
      plain.help = []
      plain.primary = plain.primary.map { SpanLabel($0.span) }
      plain.notes.append("with \(replacement.text): \(next.message)")
      return plain
    }
    return nil
  }

  /// What is wrong at the place of a replacement once it is made, but for names that are not there, which are the writer's own.
  private func fault(of statement: Statement, with replacement: Replacement, after fault: Diagnostic) -> Diagnostic? {
    let start = statement.span.range.lowerBound
    let place = replacement.span.range.lowerBound - start..<replacement.span.range.upperBound - start
    var bytes = Array(statement.span.file.bytes[statement.span.range])
    bytes.replaceSubrange(place, with: Array(replacement.text.utf8))
    let made = place.lowerBound..<place.lowerBound + replacement.text.utf8.count
    func isThere(_ other: Diagnostic) -> Bool {
      guard other.severity == .error, let range = other.primary?.span.range else { return false }
      return range.lowerBound < made.upperBound && made.lowerBound < range.upperBound
    }
    let file = SourceFile(path: statement.span.file.path, bytes: bytes)
    let (statements, syntax) = LanguageParser.parse(file: file, range: 0..<bytes.count)
    if let next = syntax.first(where: { $0.code != fault.code && isThere($0) }) { return next }
    guard syntax.isEmpty, statements.count == 1, let mended = statements.first else { return nil }
    do {
      guard let type = try StepCatalog.type(for: mended) else { return nil }
      _ = try ArgumentBinder.bind(mended, to: type.signature, in: context)
      return nil
    } catch let next as Diagnostic {
      return Self.isOfNames(next) || !isThere(next) ? nil : next
    } catch let list as DiagnosticList {
      return list.diagnostics.first { !Self.isOfNames($0) && isThere($0) }
    } catch {
      return nil
    }
  }

  private static func isOfNames(_ fault: Diagnostic) -> Bool {
    fault.code == .unknownColumn || fault.code == .unknownName
  }
}

extension SourceSpan {
  /// Whether another place is a part of this one.
  fileprivate func holds(_ other: SourceSpan) -> Bool {
    file === other.file && range.lowerBound <= other.range.lowerBound && other.range.upperBound <= range.upperBound
  }
}
