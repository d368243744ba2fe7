import Diagnostics
import Notebooks

/// All steps of the language. A new step adds one line.
public enum StepCatalog {
  public static let all: [any Step.Type] = [
    Load.self, Save.self, Export.self,
    Head.self, Describe.self, Show.self, Count.self,
    Dedupe.self, Filter.self, Sort.self, Sample.self, Split.self, Join.self, Group.self,
    Select.self, Derive.self, Rename.self, Index.self,
    Quantile.self, Correlate.self,
    TrainFM.self, TrainMean.self, TrainBias.self, Features.self, Evaluate.self, ConfusionMatrix.self, Predict.self,
    ModelParameters.self, Recommend.self, KNN.self, Overlap.self, Ensemble.self, Embed.self, Similar.self,
    MapByTSNE.self, Transform.self, Deploy.self,
    PlotBar.self, PlotHistogram.self, PlotLine.self, PlotScatter.self, PlotHeatmap.self, PlotBox.self,
    Expect.self,
  ]

  public static var signatures: [Signature] { all.map { $0.signature } }

  private static let byName = Dictionary(all.map { ($0.signature.name, $0) }, uniquingKeysWith: { first, _ in first })

  /// The step that a statement names. Throws `Diagnostic` when there is none.
  public static func type(for statement: Statement) throws -> (any Step.Type)? {
    let verb = statement.verb
    if let type = byName[verb.text] { return type }
    let kinds = signatures.filter { $0.verb == verb.text }.compactMap(\.kind)
    guard !kinds.isEmpty else { throw unknownVerb(verb) }
    guard let operand = statement.operands.first?.filled, case .name(let kind) = operand.kind else {
      throw Diagnostic(
        .missingOperand, "\(verb.text) needs to know what kind", at: verb.span, label: "no kind after it",
        help: ["say one of \(kinds.map { "\(verb.text) \($0)" }.joined(separator: ", "))"])
    }
    if let type = byName["\(verb.text) \(kind.text)"] { return type }
    let question = NearMiss.question(for: kind.text, among: kinds)
    throw Diagnostic(
      .unknownVerb, "there is no step \"\(verb.text) \(kind.text)\"", at: kind.span,
      label: "not a kind of \(verb.text)",
      notes: ["the kinds of \(verb.text) are \(kinds.joined(separator: ", "))"], help: [question].compactMap { $0 },
      replacements: NearMiss.suggestions(for: kind.text, among: kinds).prefix(1).map {
        Replacement(kind.span, with: $0)
      })
  }

  private static func unknownVerb(_ verb: Name) -> Diagnostic {
    let verbs = Set(signatures.map(\.verb))
    var help: [String] = []
    let word = verb.text.lowercased()
    if let idiom = idioms[word] {
      return Diagnostic(
        .unknownVerb, "there is no step \"\(verb.text)\"", at: verb.span, label: "not a step",
        help: [idiom, "matinee steps lists them all"])
    }
    if let synonym = synonyms[word] {
      help.append("here this step is called \(synonym)")
    } else if let question = NearMiss.question(for: verb.text, among: verbs) {
      help.append(question)
    }
    help.append("matinee steps lists them all")
    let best = synonyms[word] ?? NearMiss.suggestions(for: verb.text, among: verbs).first
    return Diagnostic(
      .unknownVerb, "there is no step \"\(verb.text)\"", at: verb.span, label: "not a step", help: help,
      replacements: best.map { [Replacement(verb.span, with: $0)] } ?? [])
  }

  /// What other tools have a step of its own for, and the language an option or an expression.
  private static let idioms: [String: String] = [
    "drop": "columns are left out with select, as in: select reviews drop: [vine]",
    "dropna": "rows without a value are left out with filter, as in: filter reviews where: star_rating is not null",
    "drop_na": "rows without a value are left out with filter, as in: filter reviews where: star_rating is not null",
    "fillna":
      "a missing value is replaced in derive, as in: derive reviews stars: if(star_rating is null, 3, star_rating)",
    "from": "the table stands behind the verb, as in: select reviews columns: [customer_id]",
    "limit": "the first rows are shown with head, as in: head reviews rows: 5",
    "set": "a column is computed with derive, and a parameter stands under params: in the front matter",
    "if": "a choice is made in an expression: if(condition, a, b)",
    "for": "there are no loops: a step works on all rows at once",
  ]

  /// What people who come from pandas, dplyr or SQL will type.
  private static let synonyms: [String: String] = [
    "read": "load", "read_csv": "load", "read-csv": "load", "read_table": "load", "open": "load", "import": "load",
    "write": "save", "where": "filter", "drop_duplicates": "dedupe",
    "drop-duplicates": "dedupe", "distinct": "dedupe", "unique": "dedupe", "order": "sort", "order-by": "sort",
    "arrange": "sort", "group-by": "group", "groupby": "group", "aggregate": "group", "summarize": "group",
    "summarise": "group", "mutate": "derive", "with": "derive", "assign": "derive", "merge": "join", "print": "show",
    "summary": "describe", "info": "describe", "chart": "plot", "draw": "plot", "fit": "train", "assert": "expect",
    "quantiles": "quantile", "corr": "correlate", "neighbors": "knn", "neighbours": "knn", "value-counts": "count",
    "value_counts": "count", "slice_sample": "sample", "sort_values": "sort", "left_join": "join",
    "inner_join": "join", "to_csv": "save", "order_by": "sort", "group_by": "group", "having": "filter",
    "serve": "deploy", "invoke": "deploy", "batch-transform": "transform",
  ]
}
