import Diagnostics
import Notebooks
import Tables

/// An expression over the rows (or groups of rows) of a table, checked.
public struct RowExpression: Sendable {
  /// As it was written, on one line.
  public private(set) var text: String
  /// The same with parameters in the place of their names: what it means without a notebook around it.
  let source: String
  public let type: ColumnType
  /// Whether its numbers name something; nil where the name of what they are put into has to say it.
  let role: NumberRole?
  /// Columns of the table that it reads.
  public let columns: Set<String>
  /// Values that it quotes, by the text of their paths.
  public let paths: [String: ValuePath]
  let pathTypes: [Schema.Field]
  let typed: TypedExpression
  /// As it was written, for the words of its parts.
  let syntax: ExpressionSyntax

  /// The column that it gives over a table of these columns, under a name.
  func field(_ name: String, over schema: Schema) -> Schema.Field {
    Schema.Field(name, type, role: role, numbering: type == .index ? typed.numbering(in: schema) : nil)
  }

  /// One value for each row of `table`; what could not be computed is recorded in `context`. O(rows × nodes).
  public func evaluate(_ table: Table, _ context: RunContext) throws -> Column {
    let extended = extended(table, context)
    return try tables(at: context.span) {
      recorded(try typed.evaluation(of: extended, threads: context.threads), context)
    }
  }

  /// Set where the condition is true; null counts as false, as in SQL's where.
  public func mask(_ table: Table, _ context: RunContext) throws -> Bitmap {
    try evaluate(table, context).trueRows(threads: context.threads)
  }

  /// One value for each group; what could not be computed is recorded in `context`.
  public func evaluate(_ table: Table, groups: Grouping, _ context: RunContext) throws -> Column {
    let extended = extended(table, context)
    return try tables(at: context.span) {
      recorded(try typed.evaluation(of: extended, over: groups, threads: context.threads), context)
    }
  }

  private func recorded(_ evaluation: ExpressionEvaluation, _ context: RunContext) -> Column {
    context.losses.record(
      evaluation.losses.map { loss in
        let part = syntax.walk.first { $0.span == loss.span }
        return LostValues(
          part: part?.canonicalText ?? loss.span.text, reason: loss.reason, lost: loss.lost, tried: loss.tried,
          firstRow: loss.firstRow, firstOperands: loss.firstOperands, isOfGroups: loss.isOfGroups)
      })
    return evaluation.column
  }

  /// The same, shown as another text.
  func shown(as text: String) -> RowExpression {
    var copy = self
    copy.text = text
    return copy
  }

  /// The table with a column of equal values for every path that is quoted.
  private func extended(_ table: Table, _ context: RunContext) -> Table {
    var extended = table
    for path in pathTypes {
      let value = context.values[path.name] ?? .null
      extended = extended.setting(path.name, to: Column(repeating: value, of: path.type, count: table.rowCount))
    }
    return extended
  }
}

/// Checks the expressions of a statement against a table.
struct RowExpressionBuilder {
  let context: CheckContext
  let table: TableArgument

  /// An expression from a text of a model's target, over columns that no table of the notebook need have.
  static func row(
    _ text: String, over schema: Schema, types: Set<ColumnType>? = nil, in context: CheckContext, at span: SourceSpan
  ) throws -> RowExpression {
    let file = SourceFile(path: span.file.path, text: text)
    let (syntax, faults) = LanguageParser.parseExpression(file: file, range: 0..<file.bytes.count)
    guard let syntax, faults.isEmpty else { throw DiagnosticList(faults) }
    let table = TableArgument(
      name: "target", id: ValueID(name: "target", version: 1), schema: schema, span: span, bindingSpan: span)
    return try RowExpressionBuilder(context: context, table: table).row(syntax, types: types)
  }

  func row(_ syntax: ExpressionSyntax, types: Set<ColumnType>?) throws -> RowExpression {
    let built = try build(syntax, in: .rowWise, isCondition: types == [.boolean])
    if let types, !types.contains(built.type) {
      throw Diagnostic(
        .typeMismatch, "\(CheckFaults.listed(types)) is wanted, and this is \(built.type.described)", at: syntax.span,
        label: built.type.rawValue)
    }
    return built
  }

  func aggregate(_ syntax: ExpressionSyntax, keys: [String]) throws -> RowExpression {
    try build(syntax, in: .aggregated(keys: keys), isCondition: false)
  }

  private func build(_ syntax: ExpressionSyntax, in place: ExpressionContext, isCondition: Bool) throws -> RowExpression
  {
    var translator = ExpressionTranslator(context: context, schema: table.schema)
    let expression = translator.translate(syntax)
    if !translator.faults.isEmpty { throw DiagnosticList(translator.faults) }
    guard let expression, !translator.isWaiting else { throw AlreadyReported() }
    let schema = translator.pathTypes.reduce(table.schema) { $0.setting($1) }
    let checked =
      isCondition
      ? ExpressionChecker.checkCondition(expression, schema: schema, context: place)
      : ExpressionChecker.check(expression, schema: schema, context: place)
    switch checked {
    case .failure(let faults): throw DiagnosticList(faults.diagnostics.map(explained))
    case .success(let typed):
      let read = Set(typed.columns).subtracting(translator.paths.keys)
      return RowExpression(
        text: syntax.filled.canonicalText, source: syntax.filled.puttingIn(context).canonicalText, type: typed.type,
        role: ExpressionTranslator.parameterRole(syntax, in: context) ?? typed.role(in: schema),
        columns: read, paths: translator.paths,
        pathTypes: translator.pathTypes, typed: typed, syntax: syntax.filled)
    }
  }

  /// A fault with the place that the columns come from, where it is about a column.
  private func explained(_ fault: Diagnostic) -> Diagnostic {
    guard fault.code == .unknownColumn, fault.related.isEmpty else { return fault }
    guard let span = fault.primary?.span else { return fault }
    let name = span.text.hasPrefix("`") ? String(span.text.dropFirst().dropLast()) : span.text
    var better = CheckFaults.unknownColumn(
      name, at: span, table: table.name, schema: table.schema, bindingSpan: table.bindingSpan, isExpression: true)
    // What the checker knows of the place is more than that a name is near.
    for line in fault.help where !better.help.contains(line) {
      better.help.append(line)
      better.notes = []
    }
    if better.replacements.isEmpty { better.replacements = fault.replacements }
    return better
  }
}
