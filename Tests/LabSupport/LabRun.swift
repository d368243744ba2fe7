import CivilCalendar
import Diagnostics
import Execution
import Notebooks
import Plotting
import Reports
import Steps
import Tables

/// What a test's folder of notebooks came to.
public struct LabRun: Sendable {
  public let program: Program
  public let plan: Plan
  public let result: RunResult
  /// Everything that steps bound, also what the run has let go since.
  public let recorded: [ValueID: StepValue]
  /// The columns that steps were told somebody reads, by value.
  public let needed: [ValueID: Set<String>]
  public let report: ReportFolder

  /// Everything wrong, before the run and in it.
  public var faults: [Diagnostic] { program.diagnostics + result.diagnostics }
  public var codes: [String] { faults.map(\.code.name) }

  /// The table of `reduced`, or of a version of it: `reduced@2`.
  public func table(_ name: String) throws -> Table {
    guard case .table(let table)? = value(bound: name) else { throw LabError.missing(name, codes) }
    return table
  }

  public func model(_ name: String) throws -> Model {
    guard case .model(let model)? = value(bound: name) else { throw LabError.missing(name, codes) }
    return model
  }

  private func value(bound name: String) -> StepValue? {
    if let id = recorded.keys.first(where: { $0.description == name }) { return recorded[id] }
    return recorded.filter { $0.key.name == name }.max { $0.key.version < $1.key.version }?.value
  }

  /// What a step published last under a path.
  public func value(_ path: String) -> Value? {
    for index in result.outcomes.keys.sorted().reversed() {
      if let value = result.outcomes[index]?.values[path] { return value }
    }
    return nil
  }

  public func number(_ path: String) throws -> Double {
    guard let number = value(path)?.number else { throw LabError.missing(path, codes) }
    return number
  }

  /// The texts of the inline values of a notebook, in the order of its text.
  public func quotes(notebook: Int = 0) -> [String] {
    let values = report.pages[notebook].values
    return values.keys.sorted { $0.range.lowerBound < $1.range.lowerBound }.compactMap { values[$0] }
  }

  /// What the steps of a cell show.
  public func blocks(cell: Int = 0, notebook: Int = 0) -> [ReportBlock] {
    report.pages[notebook].cells[cell].blocks
  }

  /// The charts of a cell.
  public func charts(cell: Int = 0, notebook: Int = 0) -> [Chart] {
    report.pages[notebook].cells[cell].charts
  }

  /// The words of the sentences and remarks of a cell.
  public func sentences(cell: Int = 0, notebook: Int = 0) -> [String] {
    blocks(cell: cell, notebook: notebook).flatMap(\.texts).compactMap { text in
      if case .sentence(let runs) = text { runs.words } else { nil }
    }
  }
}

public enum LabError: Error {
  /// Something that a run was to give is not there; with what went wrong.
  case missing(String, [String])
}

extension Table {
  /// The table as text, a line a column: `stars integer: 5 4 null`.
  public var listing: [String] {
    named.map { name, column in "\(name) \(column.type.rawValue): " + column.listing.joined(separator: " ") }
  }

  /// The values of a column as text.
  public func texts(_ name: String) -> [String] { self[name]?.listing ?? ["no column \(name)"] }

  /// The numbers of a column; nil for what is missing or not a number.
  public func numbers(_ name: String) -> [Double?] {
    self[name]?.numbers ?? []
  }
}

extension Column {
  public var numbers: [Double?] { (0..<count).map { self[$0].number } }

  public var listing: [String] {
    (0..<count).map { row in
      switch self[row] {
      case .null: "null"
      case .integer(let value): "\(value)"
      case .decimal(let value): "\(value)"
      case .string(let value): value
      case .date(let value): CivilDay(days: value).description
      case .datetime(let value): NumberText.datetime(value)
      case .boolean(let value): "\(value)"
      }
    }
  }
}
