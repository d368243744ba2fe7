import Diagnostics
import Execution
import Foundation
import Notebooks
import Steps

extension FuzzTarget {
  /// Files of a cache with right checksums over wrong contents: whatever they say, a run ends with the results of one without a cache,
  /// or takes what was believed.
  static var cacheEntries: FuzzTarget {
    FuzzTarget(
      name: "cache",
      input: "a byte for the file of a cache, a byte for the results that are to be computed, contents of the file"
    ) { scratch in
      try scratch.putTables(in: "lab")
      try scratch.make("lab-outputs")
      scratch.put("lab/01-lab.md", notebook)
      let store = CacheStore(path: scratch["cache"])
      let made = FolderRun(scratch["lab"], milliseconds: 60_000, cache: store)
      require(
        made.program.isSound && made.result.diagnostics.isEmpty,
        "\(made.program.diagnostics) \(made.result.diagnostics)")
      let paths = scratch.files(below: "cache").filter { !$0.hasSuffix(".gitignore") }
      let originals = paths.map { ($0, scratch.bytes($0)) }
      let sealed = paths.filter { scratch.bytes($0).starts(with: Sealing.mark) }
      require(sealed.count > 10, "\(paths)")
      /// What its contents begin with: a name that must be its own.
      func name(_ path: String) -> [UInt8] {
        guard path.contains("/entries/"), let last = path.split(separator: "/").last else { return [] }
        return Sealing.named(last.hasSuffix(".statistics") ? String(last.dropLast(11)) : String(last))
      }
      func restore() {
        for path in scratch.files(below: "cache") where !paths.contains(path) { scratch.remove(path) }
        for (path, bytes) in originals { scratch.put(path, bytes) }
      }
      let seeds = sealed.enumerated().flatMap { position, path in
        let contents = Sealing.contents(scratch.bytes(path)).dropFirst(name(path).count)
        return [UInt8(0), 0x55, 0xAA].map { [UInt8(position), $0] + contents }
      }
      return Fuzzing(seeds: seeds, mutation: .binary) { bytes in
        guard bytes.count >= 2 else { return }
        restore()
        let path = sealed[Int(bytes[0]) % sealed.count]
        for (position, other) in sealed.enumerated() where other != path && bytes[1] >> (position % 8) & 1 == 1 {
          if other.contains("/entries/") { scratch.remove(other) }
        }
        scratch.put(path, Sealing.sealed(name(path) + bytes.dropFirst(2)))
        FolderRun(scratch["lab"], cache: store).write()
        _ = store.usage()
      }
    }
  }

  private static let notebook = """
    # A lab

    ```{lab}
    load "reviews.tsv" as reviews
    index reviews u: customer_id i: product_id
    filter reviews where: star_rating >= 2 as kept
    derive kept share: star_rating / kept.rows day: review_date long: length(product_title)
    ```

    Kept are `{lab} kept.rows` rows with a mean of `{lab} kept.star_rating.mean | .3`.

    ```{lab}
    split kept fraction: 0.2 as train, test
    train fm on: train target: star_rating features: [u, i, vine] label: product_title factors: 2 epochs: 2 as model
    evaluate model on: test
    predict model on: test as scored
    embed kept sequence: product_title by: customer_id dimensions: 4 epochs: 1 min-count: 1 as words
    train fm on: train target: star_rating features: [u, i] factors: 2 epochs: 1 as pair
    knn pair k: 2 as near
    save kept to: "kept.csv"
    ```

    ```{lab}
    #| label: fig-stars
    #| fig-cap: Stars.
    plot bar kept x: star_rating
    ```

    ```{lab}
    recommend pair user: 0 top: 2
    similar words to: "hollowmere"
    describe kept
    group kept by: vine values: mean(share) as groups
    head scored rows: 4
    head near rows: 2
    sort kept by: [day, long]
    head kept rows: 3
    ```

    """

  /// Checkpoints of a learners' folder, as those of a cache.
  static var checkpoints: FuzzTarget {
    FuzzTarget(name: "checkpoints", input: "contents of the checkpoint of a learners' folder") { scratch in
      try scratch.putTables(in: "lab")
      for folder in ["lab-outputs", "made-outputs"] { try scratch.make(folder) }
      scratch.put("lab/01-first.md", first)
      scratch.put("lab/02-second.md", second)
      let store = CacheStore(path: scratch["cache"])
      let source = FolderRun(scratch["lab"], milliseconds: 60_000, cache: store)
      guard let plan = source.plan, source.result.diagnostics.isEmpty else {
        fatalError("\(source.program.diagnostics) \(source.result.diagnostics)")
      }
      try StudentEdition(source.program, source.result, edition: .student, to: scratch["made"]).write {
        folder, student in
        try CheckpointWriter(source.program, plan: plan, store: store, implementation: "fuzz")
          .write(for: student, into: folder, values: source.result.scalars)
      }
      let path = "made/checkpoints/01-first"
      let contents = Seal.mixed(Sealing.contents(scratch.bytes(path)))
      let buffers = scratch.files(below: "made/checkpoints/buffers").map { ($0, scratch.bytes($0)) }
      let whole = FolderRun(scratch["made"], milliseconds: 60_000)
      require(
        !whole.program.continued.isEmpty && whole.result.diagnostics.isEmpty,
        "the checkpoint is not used: \(whole.program.diagnostics)")
      return Fuzzing(seeds: [contents], mutation: .binary) { bytes in
        for (path, bytes) in buffers { scratch.put(path, bytes) }
        scratch.put(path, Sealing.sealed(Seal.mixed(bytes)))
        let run = FolderRun(scratch["made"])
        if !run.program.continued.isEmpty { Reached.note("checkpoints taken") }
        run.write()
        scratch.clear("made-outputs")
      }
    }
  }

  private static let first = """
    # Look

    ```{lab}
    load "reviews.tsv" as reviews
    index reviews u: customer_id i: product_id
    ```

    ```{lab}
    #| exercise: exr-cut
    filter reviews where: star_rating >= {2} as kept
    ```

    ```{lab}
    #| exercise: exr-model
    {
    derive kept share: star_rating / 5 day: review_date whole: star_rating > 3
    train fm on: kept target: star_rating features: [u, i] label: product_title factors: 2 epochs: 1 as model
    evaluate model on: kept
    embed kept sequence: product_title by: customer_id dimensions: 4 epochs: 1 min-count: 1 as words
    }
    ```

    """

  private static let second = """
    # Ask

    There are `{lab} kept.rows` ratings.

    ```{lab}
    head kept rows: 1
    describe kept
    plot bar kept x: star_rating
    sort kept by: [share, day, whole, product_title]
    recommend model user: 0 top: 2
    similar words to: "hollowmere"
    evaluate model on: kept
    group kept by: vine values: mean(share) as groups
    ```

    """
}
