import Diagnostics
import Languages
import MachineLearning
import Plotting
import Reports
import Tables

/// How near words are by their vectors.
struct Similar: Step {
  static let embedding = TypedParameter("embedding", .embedding, "Vectors of words, from embed.")
  static let to = TypedParameter(
    "to", .string, otherwise: "every pair of among:", "The word that others are compared with.")
  static let among = TypedParameter(
    "among", .strings(repeats: .refused), otherwise: "all known words", "The words to compare, in this order.")
  static let top = TypedParameter(
    "top", .integer(1...1_000_000), default: 10, "How many of the nearest, without among:.")
  static let by = TypedParameter("by", .word, default: SimilarityMeasure.correlation, "What near means.")

  static let signature = Signature(
    "similar", group: .learning,
    summary: "Lists the words nearest to a word by their vectors, or compares given words.",
    details: [
      "Words are written as they are or as titles: \"Sherlock Season 1\" is sherlock-season-1. A word that was never seen, or too "
        + "seldom, has a vector too if it shares a subword with a known one: the mean of its subwords'. A word that shares none "
        + "cannot be compared: as to: it is an error, among others its row has no values.",
      "Every row has Pearson's correlation of the two vectors, their cosine (−1 to 1 both, the greater the nearer) and the squared "
        + "distance (the less the nearer). The first two only look at where vectors point, the last at how long they are as well; "
        + "frequent words have long vectors. rank counts all known words but the one asked about, from 1, by what by: says.",
      "among: without to: compares every pair of the given words, in a map of their correlations.",
    ],
    operands: [embedding], options: [to, among, top, by],
    result: .optional("the words with their measures as a table"),
    examples: [
      Example(
        "The nearest titles", "\(preparation)similar titles to: \"The Glass Meridian Season 1\" top: 5"),
      Example(
        "A season that does not exist, and nonsense",
        "\(preparation)similar titles to: \"the-glass-meridian-season-1\"\n"
          + "  among: [\"the-glass-meridian-season-99\", \"zzzzzzzzzzzz\"] as compared"),
      Example(
        "Every pair",
        "\(preparation)similar titles among: [\"the-glass-meridian-season-1\", \"the-glass-meridian-season-99\"]"),
    ])

  /// What stands before every example.
  private static let preparation =
    "embed reviews sequence: product_title by: customer_id dimensions: 20 min-count: 2 subsampling: 1 as titles\n"
  /// Words of a matrix at most: more cannot be read.
  private static let greatestMatrix = 50

  private let embedding: EmbeddingArgument
  private let word: String?
  private let others: [String]?
  private let count: Int
  private let measure: SimilarityMeasure
  private let spans: (to: SourceSpan, among: SourceSpan)

  init(_ arguments: Arguments, _ context: CheckContext) throws {
    embedding = try arguments[Self.embedding]
    spans = (arguments.span(Self.to), arguments.span(Self.among))
    word = try arguments[Self.to].map { TitleSequences.word(of: $0) }
    others = try arguments[Self.among]?.map { TitleSequences.word(of: $0) }
    count = try arguments[Self.top]
    measure = try arguments[Self.by]
    if word == nil, others == nil {
      throw Diagnostic(
        .missingOption, "similar needs a word to compare with, or several to compare", at: embedding.span,
        label: "neither to: nor among:", help: ["give one, as in to: \"sherlock-season-1\""])
    }
    for (words, span) in [(word.map { [$0] } ?? [], spans.to), (others ?? [], spans.among)] where words.contains("") {
      throw Diagnostic(.wrongValue, "a word has a character at least", at: span, label: "an empty text")
    }
    if let others {
      if others.count < (word == nil ? 2 : 1) {
        throw Diagnostic(
          .wrongValue, "too few words to compare", at: spans.among, label: "no pair",
          help: ["name more words, or one with to:"])
      }
      if arguments.isGiven(Self.top) {
        throw Diagnostic(
          .conflictingOptions, "top: is for the nearest of all words", at: arguments.span(Self.top),
          label: "among: names the words", related: [SpanLabel(spans.among, "here")], help: ["leave one of them out"])
      }
      if word == nil, others.count > Self.greatestMatrix {
        throw Diagnostic(
          .tooManyCells, "\(others.count) words make a map that nobody can read", at: spans.among,
          label: "at most \(Self.greatestMatrix)")
      }
      if word == nil, arguments.isGiven(Self.by) {
        throw Diagnostic(
          .conflictingOptions, "by: orders words by how near they are to one", at: arguments.span(Self.by),
          label: "pairs have no order", help: ["name the one with to:, or leave by: out"])
      }
    }
  }

  private static let measures: [Schema.Field] = [
    .init("correlation", .decimal), .init("cosine", .decimal), .init("squared_distance", .decimal),
  ]

  var effect: Effect {
    let leading: [Schema.Field] =
      word == nil
      ? [.init("word", .string), .init("other", .string)]
      : [.init("rank", .integer), .init("word", .string), .init("seen", .boolean)]
    return Effect(outputs: [.table(Schema(leading + Self.measures))])
  }

  enum Details: OutcomeDetails {
    /// The first of `listed` words, among all `known` ones; `isSeen` says whether the word itself was learned from.
    case list(word: String, rows: Table, listed: Int, known: Int, isSeen: Bool)
    /// The correlation of every word with every word, row by row.
    case pairs(words: [String], correlations: [Double?])

    var isSound: Bool {
      guard case .pairs(let words, let correlations) = self else { return true }
      return correlations.count == words.count * words.count
    }
  }

  func run(_ context: RunContext) throws -> Outcome<Details> {
    let model = try context.embedding(embedding.id).model
    guard let word else { return pairs(model) }
    let isSeen = model.vectors.row(of: word) != nil
    if model.vector(of: word) == nil { throw lacksVector(word, model) }
    // One more than is listed tells whether the list ends in a tie.
    let more =
      others.map { model.similar(to: word, among: $0, by: measure) }
      ?? model.similar(to: word, top: count + 1, by: measure)
    let found = others == nil ? Array(more.prefix(count)) : more
    let table = Table(
      [
        ("rank", Self.ranks(found)), ("word", Column(strings: found.map(\.word))),
        ("seen", Column(.booleans(Buffer(found.map { model.vectors.row(of: $0.word) != nil ? 1 : 0 })))),
      ] + Self.columns(found.map(\.similarity)), rowCount: found.count)
    var outcome = Outcome(
      outputs: [.table(table)],
      details: Details.list(
        word: word, rows: table.excerpt(Phrase.excerptRows), listed: found.count, known: model.counts.count,
        isSeen: isSeen))
    tell(of: others ?? [], model, in: &outcome)
    if found.count < more.count, let last = found.last?.similarity?.nearness(by: measure),
      last == more.last?.similarity?.nearness(by: measure)
    {
      outcome.remarks.append(
        Localized(
          en: "The list ends among words that are equally near, of which the more frequent ones came first.",
          ja: "一覧の終わりは同じ近さの語の途中で、頻度の高い語を先にしました。"))
    }
    return outcome
  }

  /// Every word with every one, itself too, so that the table is a whole matrix.
  private func pairs(_ model: SkipGramModel) -> Outcome<Details> {
    let words = others ?? []
    let vectors = model.vectors(of: words)
    var similarities: [VectorSimilarity?] = []
    for a in vectors {
      for b in vectors { similarities.append(a.flatMap { a in b.map { VectorSimilarity(a, $0) } }) }
    }
    let table = Table(
      [
        ("word", Column(strings: words.flatMap { word in words.map { _ in word } })),
        ("other", Column(strings: words.flatMap { _ in words })),
      ] + Self.columns(similarities), rowCount: similarities.count)
    var outcome = Outcome(
      outputs: [.table(table)],
      details: Details.pairs(words: words, correlations: similarities.map { $0?.correlation }))
    tell(of: words, model, in: &outcome)
    return outcome
  }

  private static func ranks(_ found: [SimilarWord]) -> Tables.Column {
    Column(
      .integers(Buffer(found.map { Int64($0.rank ?? 0) })),
      validity: Bitmap(count: found.count) { found[$0].rank != nil })
  }

  private static func columns(_ similarities: [VectorSimilarity?]) -> [(name: String, column: Tables.Column)] {
    zip(
      measures.map(\.name),
      [
        Column(decimals: similarities.map { $0?.correlation }), Column(decimals: similarities.map { $0?.cosine }),
        Column(decimals: similarities.map { $0?.squaredDistance }),
      ]
    ).map { ($0, $1) }
  }

  /// Says which words have no vector.
  private func tell(of words: [String], _ model: SkipGramModel, in outcome: inout Outcome<Details>) {
    for (word, vector) in zip(words, model.vectors(of: words)) where vector == nil {
      let reason = reasonWithoutVector
      outcome.remarks.append(
        Localized(en: "\"\(word)\" has no vector: \(reason.en).", ja: "「\(word)」にはベクトルがありません。\(reason.ja)。"))
    }
  }

  private var reasonWithoutVector: Localized {
    guard let lengths = embedding.type.subwords else {
      return Localized(
        en: "without subwords only words that occurred often enough have one",
        ja: "サブワードを使わないときは、十分な回数現れた語だけがベクトルを持ちます")
    }
    let (least, most) = (lengths.lowerBound, lengths.upperBound)
    return Localized(
      en: "it shares no run of \(least) to \(most) characters with any known word",
      ja: "既知のどの語とも、\(least)〜\(most)文字の並びを共有していません")
  }

  private func lacksVector(_ word: String, _ model: SkipGramModel) -> Diagnostic {
    let question = NearMiss.question(for: word, among: model.vectors.words)
    return Diagnostic(
      .noVector, "\"\(word)\" has no vector: \(reasonWithoutVector.en)", at: spans.to, label: "not known",
      help: [question ?? "the words are in \(embedding.name): show \(embedding.name) columns: [word, count]"])
  }

  func render(_ outcome: Outcome<Details>, _ context: RenderContext) -> [ReportBlock] {
    switch outcome.details {
    case .pairs(let words, let correlations): renderPairs(words, correlations, context)
    case .list(let word, let rows, let listed, let known, let isSeen):
      renderList(of: word, rows, listed: listed, known: known, isSeen: isSeen, context)
    }
  }

  private func renderList(
    of word: String, _ rows: Table, listed: Int, known: Int, isSeen: Bool, _ context: RenderContext
  ) -> [ReportBlock] {
    let say = context.language
    let measure = measureName(say)
    var sentence: Sentence =
      others == nil
      ? say(
        en: "What is nearest to \(code: word) among \(known, "known word"), by \(measure)",
        ja: "既知の\(known)語のうち、\(code: word)に近いものです（\(measure)による）。")
      : say(
        en: "How near words are to \(code: word) among \(known, "known word"), by \(measure)",
        ja: "\(code: word)と各語の近さを、\(measure)で表します（順位は既知の\(known)語の中でのもの）。")
    sentence += say(
      en: isSeen
        ? "."
        : "; it was not learned from, and its vector is the mean of the subwords that it shares with known words.",
      ja: isSeen ? "" : "この語は学習に使われておらず、既知の語と共有するサブワードのベクトルの平均で表しています。")
    let footnote = Phrase.excerpt(rows.rowCount, of: listed, in: say)
    return [.sentence(sentence), .table(TableBlock(rows, footnote: footnote, language: say))]
  }

  private func renderPairs(_ words: [String], _ correlations: [Double?], _ context: RenderContext) -> [ReportBlock] {
    let values = words.indices.map { row in
      words.indices.map { correlations[row * words.count + $0] ?? .nan }
    }
    let say = context.language
    var grid = HeatmapSpec(rows: words, columns: words, values: values)
    grid.valueTitle = say(en: "correlation", ja: "相関")
    let chart = Chart(
      grid, title: say(en: "Correlation of vectors", ja: "ベクトルの相関"), label: context.label,
      size: context.size(width: 640, height: 480))
    return [
      .sentence(
        say, en: "Correlations of the vectors of \(words.count, "word").",
        ja: "\(words.count)語のベクトルの相関です。"), .figure(FigureBlock(charts: [chart], language: say)),
    ]
  }

  private func measureName(_ say: Language) -> String {
    switch measure {
    case .correlation: say(en: "the correlation of their vectors", ja: "ベクトルの相関")
    case .cosine: say(en: "the cosine of their vectors", ja: "ベクトルのコサイン類似度")
    case .distance: say(en: "the distance of their vectors", ja: "ベクトルの距離")
    }
  }
}

extension DiagnosticCode {
  static let noVector = DiagnosticCode(
    "no-vector",
    "A word is compared that has no vector: it was not learned from, and it shares no subword with a word that was.")
}
