import Diagnostics
import Notebooks
import Tables

/// What is known of a model before the run, as the head of a file holds it.
extension ModelType {
  /// As a file has it: not of any table of the notebooks that trained it.
  ///
  /// - Throws: `StorageDamage` when its target cannot be read back.
  package func saved() throws -> ModelType {
    var encoder = ByteEncoder()
    encode(&encoder)
    var decoder = ByteDecoder(encoder.bytes)
    var type = try ModelType(&decoder)
    // What its numbers mean is known as long as the notebooks are that trained it.
    for position in type.features.indices where features.indices.contains(position) {
      type.features[position].numbering = features[position].numbering
    }
    return type
  }

  /// The expression that a model predicts, from its text: for a model that comes from another folder than its statement.
  ///
  /// Throws when the text is no expression over the columns that the target reads.
  public func restoredTarget(_ text: String, in context: CheckContext, at span: SourceSpan) throws -> RowExpression {
    try RowExpressionBuilder.row(text, over: Schema(targetColumns), in: context, at: span)
  }

  /// Equal bytes for equal types.
  package func encode(_ encoder: inout ByteEncoder) {
    encoder.append(task.rawValue)
    encoder.append(features)
    encoder.append(bags.names.sorted()) { $0.append($1) }
    encoder.append(bags.separator)
    encoder.append(targetColumns)
    for name in [label, user, item] { encoder.append(optional: name) { $0.append($1) } }
    encoder.append(hasFactors)
    encoder.append(optional: factors) { $0.append($1) }
    encoder.append(isSampled)
    encoder.append(target?.text ?? "")
    encoder.append(target?.source ?? "")
    encoder.append(keyColumns.keys.sorted()) { encoder, feature in
      encoder.append(feature)
      encoder.append(keyColumns[feature] ?? "")
    }
  }

  package init(_ decoder: inout ByteDecoder) throws {
    guard let task = Task(rawValue: try decoder.text()) else { throw StorageDamage("it holds something unknown") }
    let features = try decoder.fields()
    var bags = BagColumns()
    bags.names = Set(try decoder.list { try $0.text() })
    bags.separator = try decoder.text()
    let targetColumns = try decoder.fields()
    let label = try decoder.optional { try $0.text() }
    let user = try decoder.optional { try $0.text() }
    let item = try decoder.optional { try $0.text() }
    self.init(
      task: task, features: features, targetColumns: targetColumns, label: label, user: user, item: item,
      hasFactors: try decoder.truth())
    self.bags = bags
    factors = try decoder.optional { try $0.integer() }
    isSampled = try decoder.truth()
    let text = try decoder.text()
    let source = try decoder.text()
    // A type without its target, which somebody else keeps, has no text of it.
    target = source.isEmpty ? nil : try RowExpression(source: source, shown: text, over: Schema(targetColumns))
    let pairs = try decoder.list { (try $0.text(), try $0.text()) }
    keyColumns = Dictionary(pairs, uniquingKeysWith: { first, _ in first })
    // An embedding beyond this, or one below nothing, would ask for columns without end.
    guard (0...1_000_000).contains(factors ?? 0) else { throw StorageDamage("it holds something unknown") }
  }
}

extension RowExpression {
  /// An expression from a text of the language that quotes neither parameters nor values.
  ///
  /// - Throws: `StorageDamage` when it is none over these columns.
  fileprivate init(source: String, shown: String, over schema: Schema) throws(StorageDamage) {
    let place = SourceFile(path: "target", text: source).span(0..<0)
    guard
      let built = try? RowExpressionBuilder.row(
        source, over: schema, types: [.integer, .decimal, .boolean], in: CheckContext(), at: place)
    else { throw StorageDamage("its target cannot be read") }
    self = built.shown(as: shown)
  }
}
