import Foundation
import Testing

/// Ctrl-C while a run goes on, wherever it is.
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
