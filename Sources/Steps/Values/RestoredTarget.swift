import Diagnostics
import Notebooks
import Tables

extension ModelType {
  /// The expression that a model predicts, from its text: for a model that comes from another folder than its statement.
  ///
  /// Throws when the text is no expression over the columns that the target reads.
  public func restoredTarget(_ text: String, in context: CheckContext, at span: SourceSpan) throws -> RowExpression {
    let file = SourceFile(path: span.file.path, text: text)
    let (syntax, faults) = LanguageParser.parseExpression(file: file, range: 0..<file.bytes.count)
    guard let syntax, faults.isEmpty else { throw DiagnosticList(faults) }
    let table = TableArgument(
      name: "target", id: ValueID(name: "target", version: 1), schema: Schema(targetColumns), span: span,
      bindingSpan: span)
    return try RowExpressionBuilder(context: context, table: table).row(syntax, types: nil)
  }
}
