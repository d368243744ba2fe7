import Foundation
import Testing

/// Ctrl-C, and the other signals that ask a process to end, while a command goes on, wherever it is.
@Suite struct StoppingTests {
  private static let notebook =
    cell("load \"sample:reviews?rows=150000\" as reviews")
    + cell("#| label: tbl-all", "describe reviews as overview", "show overview")
    + cell("save reviews to: \"all.csv.gz\"")
    + cell(
      "index reviews user: customer_id item: product_id as ratings",
      "train fm on: ratings target: star_rating factors: 64 epochs: 10000 as model")

  /// Seconds after the start; a machine that is slow stops in an earlier step.
  @Test(arguments: ["0.1", "0.6", "1.2", "2.5"]) func aStoppedRunLeavesNothingHalfWritten(_ delay: String) throws {
    let work = try Workspace(["01.md": Self.notebook])
    try work.write("old", to: "outputs/index.html")
    let stopped = try work.shell(
      "\"$1\" run notebooks --quiet & run=$!; sleep \(delay); kill -INT $run; wait $run")
    #expect(stopped.status == 130, "\(stopped.errors)")
    #expect(stopped.errors.contains("Stopped. "), "\(stopped.errors)")
    #expect(try work.text("outputs/index.html") == "old")
    let left = try work.files(below: ".").keys
    #expect(!left.contains { $0.hasSuffix(".tmp") || $0.contains("staging") }, "\(left.sorted())")
    #expect(work.exists("outputs/all.csv.gz") == stopped.errors.contains("all.csv.gz"))
  }

  /// Pages that take seconds to write, and a file that takes seconds to make.
  private static let shown =
    cell("load \"sample:reviews?rows=20000\" as reviews")
    + (0..<60).map { cell("show reviews limit: \(1000 - $0)") }.joined()

  @Test(arguments: zip(["TERM", "HUP", "INT"], ["0.2", "1.0", "2.0"]))
  func whateverACommandDoesEverySignalEndsIt(_ signal: String, _ delay: String) throws {
    let status: Int32 = signal == "TERM" ? 143 : signal == "HUP" ? 129 : 130
    let work = try Workspace(["01.md": Self.shown])
    for command in [
      "run notebooks --quiet", "check notebooks", "sample --rows 3000000 reviews.tsv.gz", "explain notebooks",
      "student notebooks --to mine", "present notebooks --quiet",
    ] {
      // The shell of a test has SIGINT ignored in what it starts in the background; Ctrl-C is meant all the same.
      let stopped = try work.shell(
        "\"$1\" \(command) >/dev/null & run=$!; sleep \(delay); kill -\(signal) $run 2>/dev/null; wait $run")
      // What is done, or refused, before the signal comes ends as it would have.
      let isEarlier = !stopped.errors.contains("Stopped.")
      #expect(stopped.status == status || isEarlier && [0, 1, 2, 3].contains(stopped.status), "\(command): \(stopped)")
      let hidden = try work.files(below: ".").keys.filter { $0.hasSuffix(".tmp") || $0.contains(".making") }
      #expect(hidden.isEmpty, "\(command): \(hidden.sorted())")
    }
  }

  @Test func aPageThatIsBeingWrittenIsStopped() throws {
    let work = try Workspace(["01.md": Self.shown])
    try work.write("old", to: "outputs/index.html")
    let began = ContinuousClock.now
    let stopped = try work.shell("timeout 3 \"$1\" run notebooks --quiet; echo $?")
    #expect(ContinuousClock.now - began < .seconds(8))
    // A machine may be faster than that.
    #expect(stopped.output == "124\n" || stopped.output == "0\n", "\(stopped)")
    if stopped.output == "124\n" { #expect(try work.text("outputs/index.html") == "old") }
  }

  @Test func aDownloadIsStoppedToo() throws {
    let server = try SilentServer()
    defer { withExtendedLifetime(server) {} }
    let work = try Workspace(["01.md": cell("load \"\(server.address(of: "a.csv"))\" as a")])
    try work.write("", to: "tmp/.keep")
    let began = ContinuousClock.now
    let stopped = try work.shell(
      "export TMPDIR=\"$PWD/tmp\"; \"$1\" run notebooks --allow-network --quiet & run=$!; sleep 2; kill -INT $run; wait $run"
    )
    #expect(stopped.status == 130, "\(stopped.errors)")
    #expect(stopped.errors.contains("Stopped. Nothing was run."), "\(stopped.errors)")
    #expect(ContinuousClock.now - began < .seconds(20), "curl itself waits for a minute")
    #expect(try work.files(below: "tmp").keys.sorted() == [".keep"])
    #expect(!work.exists("outputs/index.html"))
  }
}
