import Diagnostics
import Execution
import Files
import Notebooks
import Previewing
import Reports
import SampleData
import Steps
import Tables

/// Every code that a diagnostic can have.
public enum DiagnosticCatalog {
  public static let all: [DiagnosticCode] =
    (FileDiagnostics.all + NotebookDiagnostics.all + ReadingDiagnostics.all + WritingDiagnostics.all
    + ExpressionDiagnostics.all
    + SampleDiagnostics.all + ReportDiagnostics.all + StepDiagnostics.all + ExecutionDiagnostics.all
    + PreviewDiagnostics.all)
    .reduce(into: [DiagnosticCode]()) { codes, code in if !codes.contains(code) { codes.append(code) } }
    .sorted { $0.name < $1.name }
}
