import Diagnostics
import Languages
import MachineLearning
import RandomStreams
import Reports

/// The approximate search of `knn`, and how much of the exact result it finds.
struct NeighborApproximation: Sendable {
  /// What `index:` names.
  enum Index: String, CaseIterable, Sendable { case exact, ivf }

  static let index = TypedParameter("index", .word, default: Index.exact, "Whether to compare with all items.")
  static let lists = TypedParameter(
    "lists", .integer(1...1_000_000), otherwise: "the root of the number of items",
    "With index: ivf, the number of lists.")
  static let probes = TypedParameter(
    "probes", .integer(1...1_000_000), otherwise: "a tenth of the lists, at least 4",
    "With index: ivf, how many lists each is compared with.")

  private let lists: Int?
  private let probes: Int?

  /// Queries whose exact neighbours tell the recall.
  private static let sampleSize = 1000

  /// nil when the search is exact.
  init?(_ arguments: Arguments) throws {
    guard try arguments[Self.index] == .ivf else {
      for option in [Self.lists, Self.probes] where arguments.isGiven(option) {
        throw Diagnostic(
          .wrongValue, "\(option.name): is for an approximate search", at: arguments.span(option),
          label: "the exact one compares with all items", help: ["set index: ivf, or leave \(option.name): out"])
      }
      return nil
    }
    lists = try arguments[Self.lists]
    probes = try arguments[Self.probes]
    if let lists, let probes, probes > lists {
      throw Diagnostic(
        .wrongValue, "there \(lists == 1 ? "is" : "are") only \(Phrase.count(lists, "list")) to compare with",
        at: arguments.span(Self.probes),
        label: "more than lists:")
    }
  }

  /// The neighbours found, and the share of the exact ones among them for a fixed sample of the queries.
  func search(
    _ items: Vectors, _ metric: NeighborMetric, _ queries: Vectors, _ count: Int, _ context: RunContext,
    _ observer: TrainingObserver
  ) throws -> (Neighbors, Double?) {
    let quiet = TrainingObserver(isCancelled: observer.isCancelled)
    let index = try InvertedFile(
      items, metric: metric, lists: lists, seed: context.seed, threads: context.threads, observer: quiet)
    let found = try index.nearest(
      to: queries, count: count, probes: probes, threads: context.threads, observer: observer)
    let order = RandomStream(seed: context.seed, stream: 1).permutation(of: queries.count)
    let sample = order.prefix(Self.sampleSize).sorted()
    let exact = try NeighborSearch(items, metric: metric).nearest(
      to: try queries.gathering(sample), count: count, threads: context.threads, observer: quiet)
    return (found, InvertedFile.recall(of: found.gathering(sample), against: exact))
  }

  func phrase(recall: Double?, in say: Language) -> String {
    guard let recall else { return say(en: "the search is approximate.", ja: "探索は近似です。") }
    let share = Phrase.percent(recall, in: say)
    return say(
      en: "the search is approximate: it found \(share) of the exact neighbours of a sample.",
      ja: "探索は近似で、標本で調べると厳密な近傍の\(share)を見つけています。")
  }
}
