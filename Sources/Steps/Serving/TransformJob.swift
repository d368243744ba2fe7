import Diagnostics
import Endpoints
import Files
import MachineLearning
import Tables

/// A whole data set through a model to lines of JSON, piece by piece, in order.
///
/// A job that was killed goes on where it was: the file of lines knows the job by the digest of all that its lines depend on.
public struct TransformJob: Sendable {
  /// What the name of its file ends in.
  public static let ending = TableFormat.jsonl.ending
  /// Lines of the whole file.
  public let count: Int
  /// What a line is about, in the plural: "rows", "users".
  public let unit: String
  private let digest: String
  private let pieceLength: Int
  /// The lines of a range.
  private let lines: @Sendable (Range<Int>, _ threads: Int, TrainingObserver) throws -> [UInt8]

  /// - Parameters:
  ///   - digest: of everything that the lines depend on.
  ///   - pieceLength: lines that are made at a time.
  init(
    count: Int, unit: String, digest: String, pieceLength: Int,
    lines: @escaping @Sendable (Range<Int>, _ threads: Int, TrainingObserver) throws -> [UInt8]
  ) {
    self.count = count
    self.unit = unit
    self.digest = digest
    self.pieceLength = pieceLength
    self.lines = lines
  }

  /// A score for every row of a table: `{"score": 3.9}`, with `predicted_label` for a classifier. The numbers are those of `predict`.
  public static func scores(of model: Model, on table: Table, threshold: Double = 0.5) -> TransformJob {
    let scoring = model.scoring(threshold: threshold)
    var digest = StreamDigest(.xxh128)
    digest.update("scores 1 \(scoring.threshold.map { "\($0)" } ?? "")")
    model.update(&digest)
    for feature in model.type.features { table[feature.name]?.update(&digest) }
    return TransformJob(count: table.rowCount, unit: "rows", digest: digest.hexadecimal(), pieceLength: 1 << 15) {
      range, threads, _ in
      var bytes: [UInt8] = []
      do {
        for score in try model.predictions(for: table.slicing(range), threads: threads) {
          scoring.appendLine(score, to: &bytes)
        }
      } catch FeatureFault.missingNumber(let name, let row) {
        throw FeatureFault.missingNumber(name, row: range.lowerBound + row)
      }
      return bytes
    }
  }

  /// The nearest items of every user: `{"labels": [3], "distances": [0.5]}`, as `knn` finds them and `export` writes them.
  ///
  /// - Parameter includesSeen: whether items of a user's training rows are among them.
  /// - Throws: `LearningError`.
  public static func neighbors(
    of model: Model, count: Int, metric: NeighborMetric, includesSeen: Bool = true
  ) throws -> TransformJob {
    let users = try model.machine.latentUsers(field: model.field(of: model.type.user) ?? 0)
    let items = try model.machine.latentItems(field: model.field(of: model.type.item) ?? 0)
    let search = try CandidateSearch(items, metric: metric)
    let seen = includesSeen ? nil : model.seenItems()
    var digest = StreamDigest(.xxh128)
    digest.update("neighbors 2 \(count) \(metric) \(includesSeen)")
    model.update(&digest)
    if seen != nil {
      for feature in [model.type.user, model.type.item].compactMap({ $0 }) {
        model.trainingRows[feature]?.update(&digest)
      }
    }
    // Long lists in small pieces: memory does not grow with them.
    let length = max(1, min(1 << 12, (1 << 23) / max(1, min(count, items.count))))
    return TransformJob(count: users.count, unit: "users", digest: digest.hexadecimal(), pieceLength: length) {
      range, threads, observer in
      let excluded = range.map { user in seen.map { Set($0.of(user)) } ?? [] }
      let found = try search.nearest(
        to: users.gathering(Array(range)), count: count, excluding: excluded, threads: threads, observer: observer)
      var bytes: [UInt8] = []
      for user in found {
        NeighborLines.append(
          labels: user.ids.prefix(count).map { Int($0) }, distances: user.values.prefix(count).map { Double($0) },
          to: &bytes)
        bytes.append(0x0A)
      }
      return bytes
    }
  }

  /// What was written, and what an earlier run had left of it.
  public struct Written: Sendable {
    public var file: FileDigest
    public var remains: ResumableFile.Remains

    /// Why an earlier run's work was not taken up, as a sentence without its end; nil when it was, or there was none.
    public var restart: String? {
      switch remains {
      case .nothing, .lines: nil
      case .anotherJob: "what an earlier run had left was of another model or other rows, and all lines were made anew"
      case .damaged: "what an earlier run had left is not as it was written, and all lines were made anew"
      }
    }
  }

  /// Writes the file. What a killed process left of the same job is taken up, when all of it is as it was written.
  ///
  /// - Throws: `Diagnostic`, what the model throws, or `Cancelled`; what is written then is gone on from by the next run.
  @discardableResult
  public func write(
    to path: String, links: AtomicFile.Links = .replaced, threads: Int, progress: ProgressHandler = .init()
  ) throws -> Written {
    let file = try ResumableFile(path, job: digest, atMost: count, links: links)
    let observer = TrainingObserver(isCancelled: progress.isCancelled)
    var start = file.lines
    progress.report(start, count, unit)
    while start < count {
      if progress.isCancelled() {
        try file.record()
        throw Cancelled()
      }
      let range = start..<min(count, start + pieceLength)
      try file.write(try lines(range, threads, observer), lines: range.count)
      start = range.upperBound
      progress.report(start, count, unit)
    }
    return Written(file: try file.commit(), remains: file.remains)
  }
}
