import Diagnostics
import LabSupport
import Testing

@testable import Steps

/// Every learning step on tables and with settings that make little sense: an answer or a diagnostic, never a trap.
@Suite struct OddTableTests {
  private static let header = "user_id,item_id,stars,title,x\n"

  static let tables: [(name: String, rows: String)] = [
    ("empty", ""),
    ("one row", "a,p,4,Tea,1.5\n"),
    ("one row without anything", ",,,,\n"),
    ("one user", "a,p,1,Tea,1\na,q,2,Jam,2\na,r,3,Rye,3\n"),
    ("one item", "a,p,1,Tea,1\nb,p,2,Tea,2\nc,p,3,Tea,3\n"),
    ("one pair", "a,p,1,Tea,1\na,p,2,Tea,1\na,p,5,Tea,1\n"),
    ("constant target", "a,p,4,Tea,1\nb,q,4,Jam,2\nc,r,4,Rye,3\n"),
    ("no target", "a,p,,Tea,1\nb,q,,Jam,2\n"),
    ("no users", ",p,1,Tea,1\n,q,2,Jam,2\n,p,3,Tea,2\n"),
    ("gaps", "a,p,1,Tea,1\nb,,2,,\n,q,3,Jam,2\nc,r,,Rye,3\na,q,5,Jam,\n"),
    ("huge numbers", "a,p,1e300,Tea,1e300\nb,q,-1e300,Jam,-1e300\nc,p,0,Tea,1e-300\n"),
    ("two rows", "a,p,1,Tea,1\nb,q,5,Jam,2\n"),
    ("a few", "a,p,1,Tea,1\nb,q,5,Jam,2\na,q,2,Jam,3\nc,p,4,Tea,1\nc,q,3,Jam,9\nb,p,1,Tea,4\n"),
  ]

  /// n is there in every row, and its logarithm is not.
  @Test func helpForATargetWithoutAValueCanBeFollowed() throws {
    let data = ["d.csv": "k,n\na,1\nb,0\nc,3\n"]
    let train = "train bias on: d target: log(n) features: [u] as m"
    let run = try Lab(cell: "load \"d.csv\" as d\nindex d u: k\n" + train, data: data).run()
    #expect(run.faults.first?.help == ["leave such rows out: filter … where: (log(n)) is not null"])
    let mended = try Lab(
      cell: "load \"d.csv\" as d\nindex d u: k\nfilter d where: (log(n)) is not null\n" + train, data: data)
    #expect(mended.run().codes == [])
  }

  private static let bias = "train bias on: rows target: stars as model\n"
  private static let yes = "train bias on: rows target: stars >= 3 as liked\n"
  private static let fm = "train fm on: rows target: stars factors: 2 epochs: 1 as model\n"
  private static let titles =
    "embed rows sequence: title by: user_id dimensions: 4 min-count: 1 epochs: 1 as titles\n"

  static let chains: [String] = [
    bias, yes, "train mean on: rows target: stars as model\nevaluate model on: rows",
    fm + "evaluate model on: rows at: [1, 3, 100_000]", fm + "evaluate model on: rows at: 2 relevant-from: 1e9",
    "split rows fraction: 0.5 as train, test\ntrain fm on: train target: stars factors: 1 epochs: 1 test: test as model\n"
      + "evaluate model on: [train, test] at: 2",
    "train fm on: rows target: stars factors: 1024 epochs: 1 as model\nknn model k: 100_000 as near",
    "train fm on: rows target: stars solver: als factors: 50 epochs: 3 regularization: 0 as model",
    "train fm on: rows target: stars solver: mcmc factors: 3 epochs: 2 burn-in: 1 as model\nknn model k: 2 as near",
    "train fm on: rows target: stars solver: mcmc factors: 1 epochs: 1 burn-in: 0 as model\nevaluate model on: rows at: 1",
    "train fm on: rows target: stars solver: adam factors: 2 epochs: 2 mini-batch-size: 1_000_000 as model",
    "train fm on: rows target: stars solver: adam epochs: 1 factors-init-method: constant factors-init-value: 512 factors-lr: 512 as model",
    "train fm on: rows target: stars rate: 10 batch: 1_000_000 regularization: 100 clip: 0.000001 factors: 2 as model",
    "train fm on: rows target: stars early-stopping: true validation: 0.5 patience: 1000 factors: 2 epochs: 3 as model",
    "train fm on: rows target: stars >= 3 factors: 2 epochs: 2 as liked\nconfusion-matrix liked on: rows threshold: 1\n"
      + "evaluate liked on: rows at: 5",
    "train fm on: rows target: stars >= 3 solver: mcmc factors: 2 epochs: 2 as liked\nconfusion-matrix liked on: rows threshold: 0",
    "train fm on: rows target: stars features: [x] factors: 2 epochs: 1 as model\npredict model on: rows as scored",
    "train fm on: rows target: stars features: [user, item, title] bags: title separator: \" \" factors: 2 epochs: 1 as model\n"
      + "predict model on: rows as scored",
    "train fm on: rows target: x features: [user, item, stars] factors: 2 epochs: 1 as model\npredict model on: rows clip-predictions: true as scored",
    "features rows features: [user, title] bags: title target: stars rows: 20", "features rows",
    fm + "train fm on: rows target: stars factors: 2 epochs: 1 from: model as more",
    fm + "recommend model user: 0 top: 10_000_000 bottom: 10_000_000",
    fm + "recommend model user: 2147483647 top: 0 bottom: 0", fm + "recommend model user: 0 top: 0 seen: true",
    fm + "knn model k: 1 index: ivf lists: 1_000_000 probes: 1_000_000 as near",
    fm + "knn model k: 3 index: ivf as near",
    fm + "knn model k: 100_000 from: item metric: cosine as near\noverlap near users: [0, 1]",
    fm + "knn model k: 3 metric: euclidean seen: false as near\noverlap near users: [0, 1]",
    fm + "knn model k: 1 from: item index: ivf as near", fm + "predict model on: rows as scored\nhead scored",
    fm
      + "train fm on: rows target: stars factors: 3 epochs: 1 as other\nensemble models: [model, other] weights: fitted on: rows as both\n"
      + "evaluate both on: rows at: 1",
    fm + bias.replacing("as model", with: "as plain")
      + "ensemble models: [model, plain] as both\nknn both k: 2 as near",
    fm + "transform model k: 100_000 to: \"near.jsonl\"", fm + "transform model k: 1 seen: false to: \"near.jsonl\"",
    fm + "transform model on: rows to: \"scores.jsonl\"", fm + "deploy model on: rows rows: 20 as answers",
    fm + "deploy model keys: [0] values: [1e15] as answers", fm + "parameters model of: user as table",
    fm + "save model to: \"kept.model\"\nload \"kept.model\" as kept\nrecommend kept user: 0",
    fm + "export model to: \"model.npz\"", "export rows features: [user, item] target: stars to: \"rows.rec\"",
    bias + "recommend model user: 0 top: 3", bias + "evaluate model on: rows at: 3",
    titles + "similar titles to: \"tea\" top: 1_000_000", titles + "similar titles among: [\"tea\", \"jam\"]",
    titles + "tsne titles top: 4 perplexity: 10_000 as map", titles + "tsne titles perplexity: 40 as map",
    "embed rows sequence: title by: user_id dimensions: 1 min-count: 1 window: 1 epochs: 1 subwords: 1..1 as titles",
    "embed rows sequence: title by: user_id min-count: 1_000_000 as titles",
    "tsne rows columns: [x, stars] perplexity: 5 as map", "tsne rows columns: [x] perplexity: 1 as map",
    fm + "tsne model perplexity: 3 as map", fm + "tsne model of: user as map",
    "embed rows sequence: title by: user_id dimensions: 512 window: 100 min-count: 1 epochs: 1 as titles",
  ]

  @Test(arguments: tables.indices)
  func noStepTraps(position: Int) throws {
    let table = Self.tables[position]
    for chain in Self.chains {
      let cell = """
        load "rows.csv" types: [user_id: string, item_id: string, stars: decimal, title: string, x: decimal] as rows
        index rows user: user_id item: item_id

        """
      let run = try Lab(cell: cell + chain, data: ["rows.csv": Self.header + table.rows]).run()
      // A fault of the check would leave the chain unrun, and the test without sense.
      #expect(run.program.isSound, "\(chain): \(run.program.diagnostics.map(\.message))")
      #expect(!run.codes.contains("internal-fault"), "\(table.name), \(chain): \(run.faults.map(\.message))")
    }
  }

  /// Lists in which a name comes twice are refused or mean what one of it means; they never end the process.
  @Test(arguments: [
    "train fm on: rows target: stars features: [user, user] factors: 2 epochs: 1 as model",
    "train bias on: rows target: stars features: [user, item, user] as model\nevaluate model on: rows at: 1",
    "train mean on: rows target: stars features: [item, item] as model",
    "train fm on: rows target: stars features: [user, item, title, title] bags: [title, title] epochs: 1 as model",
    "features rows features: [user, user]", "select rows columns: [stars, stars] as twice\nhead twice",
    "save rows to: \"twice.csv\" columns: [stars, stars]", fm + "evaluate model on: [rows, rows] at: [3, 3]",
    fm + "overlap rows users: [0, 0]",
  ])
  func noNameThatComesTwiceTraps(chain: String) throws {
    let cell = "load \"rows.csv\" as rows\nindex rows user: user_id item: item_id\n" + chain
    let run = try Lab(cell: cell, data: ["rows.csv": Self.header + "a,p,1,Tea,1\nb,q,5,Jam,2\na,q,2,Jam,3\n"]).run()
    #expect(!run.codes.contains("internal-fault"), "\(chain): \(run.faults.map(\.message))")
  }

  @Test func listsThatNoMemoryHoldsAreRefused() throws {
    let file = SourceFile(path: "a.md", text: "knn")
    try NeighborLists.requireRoom(queries: 1000, items: 1000, count: 100_000, at: file.span(0..<3))
    #expect(throws: Diagnostic.self) {
      try NeighborLists.requireRoom(queries: 1 << 30, items: 1 << 20, count: 100_000, at: file.span(0..<3))
    }
  }
}
