import Foundation
import LabSupport
import MachineLearning
import Steps
import Tables
import Testing

/// A model that was saved and loaded is the model that was trained.
@Suite struct SavedModelTests {
  private static let regressor = "target: star_rating features: [user, item] factors: 3"
  private static let trainings = [
    "train fm on: train \(regressor) epochs: 3 as model",
    "train fm on: train \(regressor) solver: adam epochs: 2 factors-lr: 0.01 as model",
    "train fm on: train \(regressor) solver: als epochs: 2 as model",
    "train fm on: train \(regressor) solver: mcmc epochs: 6 as model",
    "train fm on: train target: star_rating >= params.least factors: 3 epochs: 3 early-stopping: true as model",
    "train fm on: train target: star_rating >= 4 and star_rating in [4, 5] factors: 3 epochs: 6 solver: mcmc as model",
    "train bias on: train \(bias) as model", "train mean on: train \(bias) as model",
    """
    train fm on: train \(regressor) epochs: 2 as first
    train fm on: train \(regressor) epochs: 2 rate: 0.05 as second
    ensemble models: [first, second] as model
    """,
  ]
  private static let bias = "target: star_rating features: [user, item]"

  /// What a step gives of a model, under names of its own.
  private static func uses(_ name: String, isClassifier: Bool, hasFactors: Bool, hasParameters: Bool) -> String {
    """
    evaluate \(name) on: [train, test] at: 5
    predict \(name) on: test as \(name)_scored
    recommend \(name) user: 3 top: 20 bottom: 3 as \(name)_list

    """
      + (hasFactors
        ? "knn \(name) k: 4 metric: cosine as \(name)_near\nknn \(name) k: 3 from: item as \(name)_items\n" : "")
      + (hasParameters ? "parameters \(name) of: item as \(name)_worth\n" : "")
      + (isClassifier ? "confusion-matrix \(name) on: test threshold: 0.6\n" : "")
  }

  private static func lab(_ code: String) throws -> Lab {
    try Lab(
      ["01-lab.md": "---\nparams:\n  least: 5\n---\n\n```{lab}\n\(LearnedModels.setting)\(code)\n```\n"])
  }

  @Test(arguments: trainings.indices)
  func aLoadedModelIsTheModelThatWasTrained(at position: Int) throws {
    let training = Self.trainings[position]
    let isClassifier = training.contains(">=")
    func uses(_ name: String) -> String {
      Self.uses(
        name, isClassifier: isClassifier,
        hasFactors: !training.contains("train bias") && !training.contains("train mean"),
        hasParameters: !training.contains("ensemble"))
    }
    let lab = try Self.lab(
      training + "\nsave model to: \"kept.model\"\nload \"kept.model\" as kept\n" + uses("model") + uses("kept"))
    let run = lab.run(prunes: true)
    try #require(run.faults.isEmpty, "\(run.faults.map(\.message))")
    try Self.expectEqual(run, "model", run, "kept")
    #expect(try run.model("kept").machine.encoded() == run.model("model").machine.encoded())

    // Another folder, another run, another number of threads.
    let path = lab.path("kept.model")
    let other = try Self.lab("load \"\(path)\" as kept\n" + uses("kept") + "save kept to: \"again.model\"")
    let later = other.run(threads: 1)
    try #require(later.faults.isEmpty, "\(later.faults.map(\.message))")
    try Self.expectEqual(run, "model", later, "kept")
    #expect(try other.bytes("again.model") == lab.bytes("kept.model"))
  }

  private static func expectEqual(_ a: LabRun, _ first: String, _ b: LabRun, _ second: String) throws {
    for (suffix, isThere) in [
      ("scored", true), ("list", true), ("near", false), ("items", false), ("worth", false),
    ] {
      guard let expected = try? a.table("\(first)_\(suffix)") else {
        #expect(!isThere)
        continue
      }
      // Which other columns there are depends on what else reads them.
      let columns = suffix == "scored" ? ["prediction"] : expected.schema.names
      let found = try b.table("\(second)_\(suffix)")
      #expect(found.selecting(columns).listing == expected.selecting(columns).listing, "\(suffix)")
    }
    let paths = a.result.outcomes.values.flatMap(\.values.keys).filter { $0.hasPrefix(first + ".") }
    #expect(paths.count > 10)
    // Of an ensemble rows are those that its weights were fitted on.
    let isEnsemble = paths.contains("model.first.weight")
    for path in paths where !path.contains(".first.") && !path.contains(".second.") {
      if isEnsemble, path == first + ".rows" { continue }
      let other = second + path.dropFirst(first.count)
      #expect(b.value(other) == a.value(path), "\(other)")
    }
  }

  @Test func aFileHasTheSameBytesForAnyNumberOfThreads() throws {
    let code = "train fm on: train \(Self.regressor) epochs: 2 as model\nsave model to: \"kept.model\""
    let bytes = try [1, 2].map { threads in
      let lab = try Self.lab(code)
      #expect(lab.run(threads: threads).codes == [])
      return try lab.bytes("kept.model")
    }
    #expect(bytes[0] == bytes[1])
    #expect(bytes[0].count % 64 == 0)
  }

  @Test func anyFeatureComesBack() throws {
    let lab = try Self.lab(
      """
      derive train days: days(review_date - min(review_date))
      derive test days: days(review_date - min(review_date))
      train fm on: train target: star_rating features: [user, product_title, vine, days] bags: product_title
        separator: " " factors: 2 epochs: 2 as model
      save model to: "kept.model"
      load "kept.model" as kept
      predict model on: test as a
      predict kept on: test as b
      parameters model of: product_title as c
      parameters kept of: product_title as d
      train fm on: train target: star_rating features: [user, product_title, vine, days] bags: product_title
        separator: " " epochs: 1 from: kept as further
      """)
    let run = lab.run(prunes: true)
    #expect(run.faults.isEmpty, "\(run.faults.map(\.message))")
    #expect(try run.table("a").listing == run.table("b").listing)
    #expect(try run.table("c").listing == run.table("d").listing)
  }

  @Test func anEmbeddingComesBack() throws {
    let lab = try Self.lab(
      """
      embed reviews sequence: product_title by: customer_id dimensions: 6 min-count: 2 as titles
      save titles to: "titles.vectors"
      load "titles.vectors" as kept
      similar titles to: "the glass meridian season 77" as a
      similar kept to: "the glass meridian season 77" as b
      tsne kept top: 20 perplexity: 4 as map
      """)
    let run = lab.run()
    #expect(run.faults.isEmpty, "\(run.faults.map(\.message))")
    #expect(try run.table("a").listing == run.table("b").listing)
  }

  /// é as one character, and as an e and an accent: keys of tables are told apart by their bytes, and so are those of a model.
  @Test func peopleWhoseNamesOnlyLookTheSameStayTwo() throws {
    let (one, two) = ("Jos\u{E9}", "Jose\u{301}")
    let rows = (0..<60).map { row -> String in
      let who = [one, two, "Ann"][row % 3]
      return "\(who),w\(row % 30),\(who == one ? 5 : 1 + row % 3)"
    }
    let lab = try Lab(
      cell: """
        load "people.csv" as people
        index people user: who item: what
        train fm on: people target: stars features: [user, item] factors: 2 epochs: 2 as model
        train fm on: people target: stars features: [who, what] factors: 2 epochs: 2 as named
        save model to: "kept.model"
        save named to: "named.model"
        load "kept.model" as kept
        load "named.model" as known
        predict named on: people as a
        predict known on: people as b
        recommend kept user: "\(one)" top: 3 as first
        recommend kept user: "\(two)" top: 3 as second
        embed people sequence: who by: what dimensions: 4 min-count: 1 epochs: 1 as names
        count people by: who as counts
        plot bar counts x: who y: count
        plot heatmap people x: who y: stars
        """, data: ["people.csv": "who,what,stars\n" + rows.joined(separator: "\n") + "\n"])
    let run = lab.run(prunes: true)
    try #require(run.faults.isEmpty, "\(run.faults.map(\.message))")
    let people = try #require(try LearnedModels.saved(lab.path("kept.model")).keys["user"])
    let names = (0..<people.count).map { row -> [UInt8] in
      if case .string(let name) = people[row] { Array(name.utf8) } else { [] }
    }
    #expect(names.count == 3 && Set(names) == Set([one, two, "Ann"].map { Array($0.utf8) }))
    #expect(try run.table("a").listing == run.table("b").listing)
    #expect(try LearnedModels.saved(lab.path("named.model")).categories["who"]?.count == 3)
    #expect(try run.table("first").rowCount == 3 && run.table("second").rowCount == 3)
    #expect(run.sentences().contains { $0.hasPrefix("Vectors of 4 numbers for 3 words") }, "\(run.sentences())")
  }

  @Test func aNameThatOnlyLooksLikeAUsersIsSaid() throws {
    let lab = try Lab(
      cell: """
        load "people.csv" as people
        index people user: who item: what
        train fm on: people target: stars features: [user, item] factors: 1 epochs: 1 as model
        recommend model user: "Jos\u{E9}" top: 1
        """, data: ["people.csv": "who,what,stars\nJose\u{301},a,1\nAnn,b,2\nAnn,a,3\n"])
    let run = lab.run()
    #expect(run.faults.map(\.code.name) == ["no-such-user"])
    #expect(run.faults.first?.message.contains("written with other characters") == true)
  }

  @Test func keysAreOnlyThoseThatAreStillTrue() throws {
    let run = try Self.lab(
      """
      derive train customer_id: customer_id + 1
      rename train product: product_id
      train bias on: train target: star_rating features: [user, item] as model
      save model to: "kept.model"
      select train drop: product as fewer
      train bias on: fewer target: star_rating features: [user, item] as other
      """
    ).run()
    #expect(run.faults.isEmpty, "\(run.faults.map(\.message))")
    #expect(try run.model("model").type.keyColumns == ["item": "product"])
    #expect(try run.model("other").type.keyColumns.isEmpty)
    #expect(run.sentences().contains { $0.hasSuffix("It knows the original values of product.") })
  }
}
