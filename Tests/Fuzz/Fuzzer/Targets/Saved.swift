import Diagnostics
import Execution
import Foundation
import Steps
import Tables

/// Inputs are two bytes for the length of the head, the head, the body.
private enum SavedInput {
  static func bytes(_ file: [UInt8]) throws -> [UInt8] {
    let (head, body) = try Sealing.parts(ofSaved: file)
    return [UInt8(head.count & 255), UInt8(head.count >> 8)] + head + body
  }

  static func file(_ bytes: [UInt8]) -> [UInt8] {
    let length = bytes.count >= 2 ? Int(bytes[0]) + Int(bytes[1]) << 8 : 0
    let rest = bytes.dropFirst(2)
    return Sealing.saved(head: Array(rest.prefix(length)), body: Array(rest.dropFirst(length)))
  }
}

extension FuzzTarget {
  /// Models and embeddings that `save` wrote, with right checksums over wrong contents; one that can be read is used as notebooks and
  /// `matinee serve` do.
  static var saved: FuzzTarget {
    FuzzTarget(
      name: "saved", input: "two bytes for the length of the head, the head, the body of a .model or .vectors file"
    ) { scratch in
      try scratch.putTables(in: "lab")
      try scratch.make("lab-outputs")
      scratch.put("lab/01-make.md", "```{lab}\n\(making)```\n")
      let made = FolderRun(scratch["lab"], milliseconds: 60_000)
      require(
        made.result.diagnostics.isEmpty && made.program.isSound,
        "\(made.program.diagnostics) \(made.result.diagnostics)")
      let files = scratch.files(below: "lab-outputs").filter { $0.hasSuffix(".model") || $0.hasSuffix(".vectors") }
      require(files.count == 6, "\(files)")
      let seeds = try files.map { try SavedInput.bytes(scratch.bytes($0)) }
      let row = Array(
        #"{"instances": [{"features": [1, 0, 0, 0, 1, 0, 0, 0]}, {"features": [0, 0, 0, 0, 1, 0]}]}"#.utf8)
      return Fuzzing(seeds: seeds, mutation: .binary) { bytes in
        let file = SavedInput.file(bytes)
        scratch.put("lab/x.model", file)
        let type: ValueType
        do {
          let saved = try SavedFile(scratch["lab/x.model"])
          type = saved.type
          Reached.note("heads read")
          _ = try saved.value()
          Reached.note("files read")
        } catch {
          return FaultCheck.check(error)
        }
        let use: String
        switch type {
        case .embedding: use = embeddingUse
        case .model:
          use = modelUse
          do { try serve(scratch["lab/x.model"], row) } catch { FaultCheck.check(error) }
        case .table: return
        }
        scratch.put("lab/01-make.md", use)
        FolderRun(scratch["lab"]).write()
        scratch.clear("lab-outputs")
      }
    }
  }

  private static func serve(_ path: String, _ row: [UInt8]) throws {
    guard case .model(let model) = try SavedFile(path).value() else { return }
    if model.hasNeighbors, let neighbors = try? model.neighbors(count: 2) { _ = neighbors.dimensions }
    let endpoint = model.endpoint("x")
    row.withUnsafeBytes { _ = try? endpoint.answer($0, contentType: "application/json", accept: nil) }
  }

  /// Each form of a model once, with keys, labels, a curve, bags and draws.
  private static let making = """
    load "ratings.csv" as ratings
    load "reviews.tsv" as reviews
    index ratings u: user i: item
    index reviews u: customer_id i: product_id
    train bias on: ratings target: stars features: [u, i] as bias
    train fm on: ratings target: stars >= 4 features: [u, i] factors: 2 epochs: 2 as liked
    train fm on: reviews target: star_rating features: [u, i, vine, total_votes] label: product_title factors: 2 epochs: 2 as wide
    train fm on: reviews target: star_rating features: [u, i] solver: mcmc factors: 2 epochs: 3 as sampled
    embed reviews sequence: product_title by: customer_id dimensions: 4 epochs: 1 min-count: 1 as words
    embed reviews sequence: product_title by: customer_id dimensions: 4 epochs: 1 min-count: 1 subwords: 3..4 as parts
    save bias to: "bias.model"
    save liked to: "liked.model"
    save wide to: "wide.model"
    save sampled to: "sampled.model"
    save words to: "words.vectors"
    save parts to: "parts.vectors"

    """

  private static let modelUse = """
    ---
    execute: {error: true}
    ---

    ```{lab}
    load "x.model" as model
    load "ratings.csv" as ratings
    index ratings u: user i: item
    load "reviews.tsv" as reviews
    ```

    ```{lab}
    evaluate model on: ratings
    ```

    ```{lab}
    predict model on: ratings as scored
    ```

    ```{lab}
    predict model on: reviews as more
    ```

    ```{lab}
    recommend model user: 0 top: 2
    ```

    ```{lab}
    knn model k: 2 as near
    ```

    ```{lab}
    similar model to: "1"
    ```

    ```{lab}
    parameters model of: u as worth
    ```

    ```{lab}
    parameters model of: i as worth
    ```

    ```{lab}
    train bias on: ratings target: stars features: [u, i] as other
    ensemble models: [model, other] as both
    ```

    ```{lab}
    train fm on: ratings target: stars features: [u, i] epochs: 1 from: model as further
    ```

    ```{lab}
    export model to: "model.npz"
    ```

    ```{lab}
    tsne model top: 3 perplexity: 1 as map
    ```

    ```{lab}
    save model to: "again.model"
    ```

    """

  private static let embeddingUse = """
    ---
    execute: {error: true}
    ---

    ```{lab}
    load "x.model" as words
    head words
    ```

    ```{lab}
    similar words to: "hollowmere"
    ```

    ```{lab}
    similar words to: "zzz"
    ```

    ```{lab}
    tsne words perplexity: 2 as map
    ```

    ```{lab}
    save words to: "again.vectors"
    ```

    """
}
