import Diagnostics
import Files
import MachineLearning
import Reports
import Tables

/// Writes what other programs learn from or compute with.
struct Export: Step {
  static let what = TypedParameter("what", .modelOrTable, "A table, or for .npz a model.")
  static let to = TypedParameter("to", .path(.write), "The file to write.")
  static let features = TypedParameter(
    "features", .newNames(repeats: .refused), otherwise: "all index columns, or all numbers", "The columns to write.")
  static let bags = BagColumns.bags(.columns(of: what, types: [.string], repeats: .refused))
  static let like = TypedParameter(
    "like", .table, otherwise: "the table itself", "The table that numbers the values of bags: the training table.")
  static let target = TypedParameter(
    "target", .newName, otherwise: "no labels", "The column of labels, of numbers or booleans.")
  static let dense = TypedParameter(
    "dense", .boolean, default: false, "Every column of the matrix in a .rec, also the zeros.")
  static let shards = TypedParameter(
    "shards", .integer(1...99), default: 1, "How many .rec or .libsvm files to cut the rows into.")

  static let signature = Signature(
    "export", group: .reading,
    summary: "Writes features, matrices, parameters or neighbours in the formats of other programs.",
    details: [
      "The ending says the format. .rec is RecordIO-protobuf as managed training services read it, .libsvm is text of label and "
        + "column:value with columns from 1: both hold the features of a table as train sees them, and the target as label. .npy is "
        + "numpy's matrix of a table's number columns (features: names others), .npz an archive of its columns one by one, or of a "
        + "model's parameters w0, w and V. .jsonl has a line of labels and distances for each user, from a table that knn made.",
      "An index column is as many columns of the matrix as it has values, one of which is 1; a missing one is all zeros. A text in "
        + "bags: has several values in a row, as in train: each is a column with its weight, numbered as train numbers them, by first "
        + "appearance. For test rows name the training table in like:, so that a column means the same in both files; values that it "
        + "does not have are left out. With "
        + "shards: 10 the rows are cut into train-01.rec to train-10.rec. A file appears whole or not at all; a relative path starts at "
        + "the folder of the outputs.",
    ],
    operands: [what], options: [to, features, bags, BagColumns.separator, like, target, dense, shards],
    examples: [
      Example(
        "As the managed factorization machine reads it", after: .split,
        "export train to: \"train.rec\" features: [user, item] target: star_rating shards: 2"),
      Example(
        "Several values in a row", after: .split,
        """
        export train to: "words.libsvm" features: [user, product_title] bags: product_title separator: " " target: star_rating
        export test to: "test-words.libsvm" features: [user, product_title] bags: product_title separator: " "
          like: train target: star_rating
        """),
      Example("A model's parameters for numpy", after: .models, "export model to: \"model.npz\""),
      Example(
        "The neighbours of every user", after: .models,
        "knn liked k: 10 as neighbours\nexport neighbours to: \"neighbours.jsonl\""),
    ])

  private enum Job {
    case parameters(ModelArgument)
    case table(TableArgument, ExportFormat, ExportFeatures, target: String?)
  }

  private let job: Job
  private let path: PathArgument
  private let isDense: Bool
  private let shards: Int
  private let span: SourceSpan

  init(_ arguments: Arguments, _ context: CheckContext) throws {
    let path = try arguments[Self.to]
    span = arguments.span(Self.to)
    self.path = path
    guard let format = ExportFormat(ending: path.text) else {
      throw Diagnostic(
        .unknownEnding, "\"\(path.text)\" has an ending that says no format", at: span, label: "unknown ending",
        help: ["end it in \(ExportFormat.endings); save writes \(TableFormat.all.names("and")) of any table"])
    }
    isDense = try arguments[Self.dense]
    shards = try arguments[Self.shards]
    switch try arguments[Self.what] {
    case .model(let model):
      try format.check(arguments, isModel: true)
      job = .parameters(model)
    case .table(let table):
      try format.check(arguments, isModel: false)
      let choice = ExportColumns(table, format, arguments)
      job = .table(table, format, try choice.features(), target: try choice.target())
    }
  }

  /// The files, one for each shard.
  private var paths: [PathArgument] {
    if shards == 1 { return [path] }
    return (1...shards).map { shard in
      let number = shard < 10 ? "0\(shard)" : "\(shard)"
      return PathArgument(
        text: Self.numbered(path.text, number), resolved: Self.numbered(path.resolved, number))
    }
  }

  private static func numbered(_ path: String, _ number: String) -> String {
    guard let dot = path.lastIndex(of: ".") else { return "\(path)-\(number)" }
    return "\(path[..<dot])-\(number)\(path[dot...])"
  }

  var effect: Effect {
    switch job {
    case .parameters: return Effect(writes: paths)
    case .table(let table, _, let features, let target):
      var read = Set(features.fields.map(\.name) + [target].compactMap { $0 })
      if features.like?.id == table.id { read.formUnion(features.bags.names) }
      var effect = Effect(reads: [table.id: .some(read)], writes: paths)
      if let like = features.like, like.id != table.id { effect.reads[like.id] = .some(features.bags.names) }
      return effect
    }
  }

  struct Details: OutcomeDetails {
    var rows: Int
    var width: Int
  }

  func run(_ context: RunContext) throws -> Outcome<Details> {
    let size = try DataSource.placed(at: span, label: "written here") { () throws -> Written in
      switch job {
      case .parameters(let argument): return try writeParameters(try context.model(argument))
      case .table(let argument, let format, let features, let target):
        let table = try context.table(argument)
        switch format {
        case .rec:
          return try writeRows(table, features, target, context) { matrix, rows, path, progress, isCancelled in
            try RecordIOWriter.write(
              matrix, rows: rows, isDense: isDense, to: path, progress: progress, isCancelled: isCancelled)
          }
        case .libsvm:
          return try writeRows(table, features, target, context) { matrix, rows, path, progress, isCancelled in
            try LibSVMWriter.write(matrix, rows: rows, to: path, progress: progress, isCancelled: isCancelled)
          }
        case .npy: return try writeMatrix(table, features.fields)
        case .npz: return try writeArrays(table, features.fields)
        case .jsonl: return try writeNeighbors(table, features.fields, context)
        }
      }
    }
    return Outcome(
      details: Details(rows: size.rows, width: size.width), filesWritten: size.files)
  }

  /// The size of the matrix, and the files that hold it.
  private typealias Written = (rows: Int, width: Int, files: [FileDigest])

  private func writeParameters(_ model: Model) throws -> Written {
    let machine = model.machine
    let file = try NumpyWriter.write(
      [
        ("w0", NumericArray(shape: [], .doubles([machine.bias]))),
        ("w", NumericArray(shape: [machine.linear.count], .floats(machine.linear))),
        ("V", NumericArray(shape: [machine.linear.count, machine.factors], .floats(machine.latent))),
      ], to: path.resolved)
    return (machine.linear.count, machine.factors, [file])
  }

  private func writeRows(
    _ table: Table, _ features: ExportFeatures, _ target: String?, _ context: RunContext,
    write: (SparseRows, Range<Int>, _ path: String, @escaping (Int) -> Void, @escaping () -> Bool) throws -> FileDigest
  ) throws -> Written {
    let rows = try learning(at: span, features: features.fields.map(\.name)) {
      var encoding = FeatureEncoding(features: features.fields, bags: features.bags)
      encoding.learnCategories(of: try features.like.map { try context.table($0) } ?? table)
      return try encoding.rows(of: table)
    }
    let labels = try target.map { try ExportColumns.numbers(of: $0, in: table, at: span).map { Float($0) } }
    let width = rows.columns.reduce(0) { $0 + $1.width }
    let matrix = SparseRows(count: rows.count, width: width, labels: labels) { row, entries in
      var offset = 0
      for column in rows.columns {
        column.forEachEntry(of: row) { feature, value in
          if value != 0 { entries.append(offset + feature, Float(value)) }
        }
        offset += column.width
      }
    }
    var files: [FileDigest] = []
    for (shard, path) in paths.enumerated() {
      let part = rows.count * shard / shards..<rows.count * (shard + 1) / shards
      let progress: (Int) -> Void = { context.progress.report(part.lowerBound + $0, rows.count, "rows") }
      let isCancelled = context.progress.isCancelled
      files.append(try write(matrix, part, path.resolved, progress, isCancelled))
    }
    return (rows.count, matrix.width, files)
  }

  private func writeMatrix(_ table: Table, _ features: [Schema.Field]) throws -> Written {
    let columns = try features.map { try ExportColumns.numbers(of: $0.name, in: table, at: span) }
    let (rows, width) = (table.rowCount, columns.count)
    let elements = (0..<rows * width).map { columns[$0 % width][$0 / width] }
    let file = try NumpyWriter.write(NumericArray(shape: [rows, width], .doubles(elements)), to: path.resolved)
    return (rows, width, [file])
  }

  private func writeArrays(_ table: Table, _ features: [Schema.Field]) throws -> Written {
    let columns = try features.map { try ExportColumns.numbers(of: $0.name, in: table, at: span) }
    let arrays = zip(features, columns).map { field, values in
      (
        name: field.name,
        array: NumericArray(
          shape: [values.count],
          field.type == .decimal
            ? .doubles(values)
            // Digit by digit: a double would make two long ids one.
            : .integers(values.indices.map { Int64(table[field.name]?.whole($0) ?? 0) }))
      )
    }
    let file = try NumpyWriter.write(arrays, to: path.resolved)
    return (table.rowCount, columns.count, [file])
  }

  private func writeNeighbors(_ table: Table, _ features: [Schema.Field], _ context: RunContext) throws -> Written {
    let columns = try features.map { try ExportColumns.numbers(of: $0.name, in: table, at: span) }
    let queries = columns[0]
    let count = queries.firstIndex { $0 != queries[0] } ?? queries.count
    let isRegular =
      count == 0
      || (queries.count % count == 0 && queries.indices.allSatisfy { queries[$0] == queries[$0 / count * count] })
    guard isRegular else {
      throw span.fault(
        .unusableFeature, "the rows do not have the same number of neighbours for each \(features[0].name)",
        help: ["export the table as knn made it"])
    }
    let lines = count == 0 ? 0 : queries.count / count
    let file = try NeighborLines.write(
      queries: lines, count: count, labels: columns[1].map { Int($0) }, distances: columns[2], to: path.resolved,
      progress: { context.progress.report($0, lines, "lines") }, isCancelled: context.progress.isCancelled)
    return (lines, count, [file])
  }

  func render(_ outcome: Outcome<Details>, _ context: RenderContext) -> [ReportBlock] {
    let say = context.language
    let (rows, width) = (outcome.details.rows, outcome.details.width)
    let size = say(
      en: "\(Phrase.count(rows, "row")) × \(Phrase.count(width, "column"))",
      ja: "\(Phrase.integer(rows))行×\(Phrase.integer(width))列")
    let first = paths.first?.text ?? path.text
    let places: Sentence =
      paths.count > 1
      ? "\(code: first)\(say(en: " to ", ja: "〜"))\(code: paths.last?.text ?? first)" : "\(code: first)"
    return .sentence(
      say, en: "\(strong: size) written to \(places).", ja: "\(strong: size)を\(places)に書き出しました。")
  }
}
