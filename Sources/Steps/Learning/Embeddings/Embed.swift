import Diagnostics
import Languages
import MachineLearning
import Plotting
import Reports
import Tables

/// Learns vectors of titles from what is watched together.
struct Embed: Step {
  private static let usual = SkipGramOptions()

  static let table = TypedParameter("table", .table, "The rows to learn from: who had which title, and when.")
  static let sequence = TypedParameter("sequence", .column(of: table, types: [.string]), "The titles.")
  static let by = TypedParameter("by", .columns(of: table, repeats: .refused), "Whose rows make a sentence.")
  static let orderBy = TypedParameter(
    "order-by", .sortKeys(of: table, repeats: .refused), default: [], words: "the table's order",
    "What orders the titles of a sentence.")
  static let dimensions = TypedParameter(
    "dimensions", .integer(1...4096), default: usual.dimensions, "Length of the vectors.")
  static let window = TypedParameter(
    "window", .integer(1...100), default: usual.window, "How many words to each side count, at most.")
  static let epochs = TypedParameter(
    "epochs", .integer(1...100_000), default: usual.epochs, "How often the sentences are passed.")
  static let minCount = TypedParameter(
    "min-count", .integer(1...1_000_000_000), default: usual.minimumCount, "Words that occur less often are left out.")
  static let negatives = TypedParameter(
    "negatives", .integer(1...100), default: usual.negatives,
    "Random words that each true neighbour is told apart from.")
  static let subsampling = TypedParameter(
    "subsampling", .decimal(1e-12...1), default: usual.subsampling,
    "A word with the share f of all words is kept with probability √(t/f) + t/f, where t is this.")
  static let rate = TypedParameter(
    "rate", .decimal(1e-6...1), default: usual.learningRate, "Length of the first steps; it falls to 0.")
  static let subwords = TypedParameter(
    "subwords", .subwords, default: usual.subwords.map(SubwordLengths.lengths) ?? .nothing,
    "Characters of the shortest and the longest subword, or none.")

  static let signature = Signature(
    "embed", group: .learning,
    summary: "Learns a vector for every title from the titles that customers have beside it.",
    details: [
      "Each title is one word: in lower case, with a hyphen for white space. The titles of a customer, in order, are a sentence, "
        + "and skip-gram learns vectors with which a word tells the words around it from random ones (Mikolov et al. 2013). "
        + "Titles that the same people watch get vectors that point the same way.",
      "A word's vector is the mean of a vector of its own and of those of its subwords, its runs of subwords: characters "
        + "(Bojanowski et al. 2017). So a title that nobody has rated yet has a vector, from the runs that it shares with known "
        + "titles: the cold start that a factorization machine has no answer to. With subwords: none, spelling does not count, "
        + "and only titles that occur min-count: times have a vector.",
      "Rows without a title, or without a value in by:, are left out; titles of a sentence that are equal in order-by: keep the "
        + "table's order and are counted. Very frequent words are passed over at random, the more the "
        + "more frequent; on a small table nearly every word is frequent by this measure, and subsampling: 1 keeps all. More "
        + "epochs: help when the loss still falls at the end; a larger window: lets titles count that lie further apart in time.",
      "The result can be asked with similar, and is also a table of word, count and v1, v2, … wherever a step takes a table, the "
        + "most frequent word first; save writes it as text in word2vec's format to a file that ends in .txt. "
        + "Steps are those of the paper but for one: the words around a place share one step. The same rows, settings and seed give "
        + "the same vectors to the last bit, with any number of threads.",
    ],
    operands: [table],
    options: [
      sequence, by, orderBy, dimensions, window, epochs, minCount, negatives, subsampling, rate, subwords,
    ],
    result: .required(["titles"]),
    examples: [
      Example(
        "Titles of a small sample",
        "embed reviews sequence: product_title by: customer_id order-by: review_date\n"
          + "  dimensions: 20 min-count: 2 subsampling: 1 as titles"),
      Example(
        "The vectors as text, and sorted by one dimension",
        "embed reviews sequence: product_title by: customer_id dimensions: 20 min-count: 2 as titles\n"
          + "save titles to: \"vectors.txt\"\nshow titles columns: [word, v1, v2] sort: v1 limit: 5"),
    ])

  /// What `subwords:` names.
  enum SubwordLengths: Sendable {
    case lengths(ClosedRange<Int>)
    case nothing

    /// As a notebook writes it.
    var text: String {
      switch self {
      case .lengths(let range): "\(range.lowerBound)..\(range.upperBound)"
      case .nothing: "none"
      }
    }
  }

  private let table: TableArgument
  private let titles: String
  private let keys: [String]
  private let order: [SortKey]
  private let options: SkipGramOptions
  private let name: String
  private let span: SourceSpan

  init(_ arguments: Arguments, _ context: CheckContext) throws {
    table = try arguments[Self.table]
    titles = try arguments[Self.sequence]
    keys = try arguments[Self.by]
    order = try arguments[Self.orderBy]
    if keys.isEmpty { throw TableFaults.diagnostic(.noColumns, at: arguments.span(Self.by)) }
    if keys.contains(titles) {
      throw Diagnostic(
        .wrongValue, "\"\(titles)\" is both the words and whose they are", at: arguments.span(Self.by, item: titles),
        label: "every sentence would repeat one word", help: ["name the column of customers: by: customer_id"])
    }
    var options = SkipGramOptions()
    options.dimensions = try arguments[Self.dimensions]
    options.window = try arguments[Self.window]
    options.epochs = try arguments[Self.epochs]
    options.minimumCount = try arguments[Self.minCount]
    options.negatives = try arguments[Self.negatives]
    options.subsampling = try arguments[Self.subsampling]
    options.learningRate = try arguments[Self.rate]
    switch try arguments[Self.subwords] {
    case .lengths(let lengths): options.subwords = lengths
    case .nothing: options.subwords = nil
    }
    self.options = options
    name = arguments.statement.bindings.first?.text ?? "titles"
    span = arguments.statement.span
  }

  var effect: Effect {
    let columns = Set([titles] + keys + order.map(\.column))
    return Effect(
      outputs: [.embedding(EmbeddingType(dimensions: options.dimensions, subwords: options.subwords))],
      reads: [table.id: .some(columns)],
      values: ["words", "rare-words", "tokens", "sequences", "dimensions", "epochs"].map { ("\(name).\($0)", .integer) }
        + [("\(name).loss", .decimal)])
  }

  struct Details: OutcomeDetails {
    /// Of every epoch.
    var losses: [Double]
    /// The most frequent words with the beginnings of their vectors.
    var head: Table
  }

  func run(_ context: RunContext) throws -> Outcome<Details> {
    let table = try context.table(table)
    return try learning(at: span) {
      let found = try tables(at: span) {
        try TitleSequences(table, titles: titles, by: keys, order: order, threads: context.threads)
      }
      let sequences = found.sequences
      let total = sequences.tokens.count
      let model = try train(on: sequences, context)
      let embedding = Embedding(model)
      let shown = ["word", "count"] + (0..<min(3, options.dimensions)).map { EmbeddingType.element($0) }
      return Outcome(
        outputs: [.embedding(embedding)],
        values: [
          "\(name).words": .integer(model.counts.count),
          "\(name).rare-words": .integer(sequences.words.count - model.counts.count),
          "\(name).tokens": .integer(total), "\(name).sequences": .integer(sequences.count),
          "\(name).dimensions": .integer(options.dimensions), "\(name).epochs": .integer(options.epochs),
          "\(name).loss": Value(model.losses.last),
        ],
        details: Details(losses: model.losses, head: embedding.table.selecting(shown).excerpt(Self.shownWords)),
        remarks: remarks(model, found))
    }
  }

  /// Every word that is kept has a vector where it begins, one of its steps and one as context, and one in the end.
  private func requireRoom(for sequences: WordSequences) throws {
    var counts = [Int](repeating: 0, count: sequences.words.count)
    for token in sequences.tokens { counts[Int(token)] += 1 }
    let words = counts.count { $0 >= options.minimumCount }
    try LearningRoom.require(
      numbers: 4 * Double(words) * Double(options.dimensions),
      for: "vectors of \(Phrase.count(options.dimensions, "number")) for \(Phrase.count(words, "word"))",
      help: "ask for fewer with dimensions:, or leave out seldom words with min-count:", at: span)
  }

  private func train(on sequences: WordSequences, _ context: RunContext) throws -> SkipGramModel {
    var settings = options
    settings.seed = context.seed
    settings.threads = context.threads
    try requireRoom(for: sequences)
    let count = sequences.tokens.count
    do {
      return try SkipGramModel.train(
        on: sequences, options: settings, observer: context.observer(of: count * options.epochs, each: count, "words"))
    } catch .diverged(let epoch) {
      throw span.fault(
        .trainingDiverged, "training diverged in epoch \(epoch): the loss is no longer a finite number",
        help: ["lower rate:"])
    }
  }

  /// Words that the report shows.
  private static let shownWords = 5

  private func remarks(_ model: SkipGramModel, _ found: TitleSequences) -> [Localized] {
    let (sequences, leftOut) = (found.sequences, found.leftOut)
    var remarks: [Localized] = []
    if leftOut > 0 {
      let what = Phrase.list([titles] + keys, conjunction: "or")
      remarks.append(
        Localized(
          en: "\(Phrase.count(leftOut, "row")) without \(what) \(leftOut == 1 ? "is" : "are") left out.",
          ja: "\(([titles] + keys).joined(separator: "または"))のない行が\(Phrase.integer(leftOut))行あり、除きました。"))
    }
    if found.tied > 0 {
      let columns = order.map(\.column)
      remarks.append(
        Localized(
          en: "\(Phrase.count(found.tied, "title")) are equal to another of their sequence in \(Phrase.list(columns)): "
            + "the table's order decided.",
          ja: "同じ系列の中に\(columns.joined(separator: "、"))の等しいタイトルがのべ\(Phrase.integer(found.tied))件あり、表の順に並べました。"))
    }
    let rare = sequences.words.count - model.counts.count
    if rare > 0 {
      let own =
        options.subwords == nil
        ? Localized(en: "they have no vector", ja: "ベクトルもありません")
        : Localized(
          en: "they have the vectors of the subwords that they share with others", ja: "ベクトルは、ほかの語と共通するサブワードから作ります")
      remarks.append(
        Localized(
          en: "\(Phrase.count(rare, "title")) of \(Phrase.integer(sequences.words.count)) "
            + "occur fewer than \(options.minimumCount) times: nothing is learned from \(rare == 1 ? "it" : "them"), "
            + "and \(own.en).",
          ja: "\(Phrase.integer(sequences.words.count))種類のタイトルのうち\(Phrase.integer(rare))種類は、"
            + "出現が\(options.minimumCount)回に満たないため学習に使いません。\(own.ja)。"))
    }
    if model.losses.count > 1, let first = model.losses.first, let last = model.losses.last, last > 0.97 * first {
      remarks.append(
        Localized(
          en: "The loss hardly fell: little was learned. "
            + "Often words are too few: lower min-count:, raise epochs: or subsampling:.",
          ja: "損失がほとんど下がらず、あまり学習できていません。語が少なすぎることが多いので、"
            + "min-count:を下げるか、epochs:かsubsampling:を上げてください。"))
    }
    return remarks
  }

  func render(_ outcome: Outcome<Details>, _ context: RenderContext) -> [ReportBlock] {
    func value(_ path: String) -> Int { Int(outcome.values["\(name).\(path)"]?.number ?? 0) }
    let say = context.language
    let (words, tokens, sequences) = (value("words"), value("tokens"), value("sequences"))
    var blocks: [ReportBlock] = [
      .sentence(
        say,
        en: "Vectors of \(options.dimensions) numbers for \(strong: words, "word"), learned from "
          + "\(tokens, "title") in \(sequences, "sequence").",
        ja: "\(sequences)本の系列に並ぶのべ\(tokens)件のタイトルから、"
          + "\(strong: words, counter: "語")の\(options.dimensions)次元のベクトルを学習しました。")
    ]
    let losses = outcome.details.losses
    if losses.count > 1 {
      let chart = Chart(
        LineSpec(x: (1...losses.count).map(Double.init), y: losses),
        titles: AxisTitles(
          x: say(en: "epoch", ja: "エポック"), y: say(en: "mean loss of a pair", ja: "1組あたりの平均損失")),
        title: say(en: "Learning curve of \(name)", ja: "\(name)の学習曲線"), label: context.label,
        size: context.size(width: 640, height: 320))
      blocks.append(.figure(FigureBlock(charts: [chart], language: say)))
    }
    let footnote = say(
      en: "the most frequent words, with the first elements of their vectors", ja: "出現の多い語と、そのベクトルの最初の要素")
    blocks.append(.table(TableBlock(outcome.details.head, footnote: footnote, language: say)))
    return blocks
  }

  func highlights(_ outcome: Outcome<Details>, in say: Language) -> [Fact] {
    let words = Int(outcome.values["\(name).words"]?.number ?? 0)
    let note = say(en: "of \(options.dimensions) numbers", ja: "\(options.dimensions)次元")
    return [Fact(say(en: "titles with a vector", ja: "ベクトルのあるタイトル"), Phrase.integer(words), note: note)]
  }
}

extension ParameterType where Value == Embed.SubwordLengths {
  fileprivate static var subwords: Self {
    Self(.either(.range(1...100), .word(["none"])), text: \.text) {
      switch $0 {
      case .range(let lengths): .lengths(lengths)
      case .word: .nothing
      default: nil
      }
    }
  }
}
