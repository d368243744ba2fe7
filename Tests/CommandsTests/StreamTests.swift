import Foundation
import Testing

/// Standard output and error that cannot be written, links and devices in the place of files.
@Suite struct StreamTests {
  @Test func aFullStandardOutputIsAFault() throws {
    let work = try Workspace()
    #expect(try work.shell("\"$1\" steps > /dev/full").status == 1)
    #expect(try work.shell("\"$1\" steps --json > /dev/full").errors.contains("standard output could not be written"))
    #expect(try work.shell("\"$1\" steps >&-").status == 1)
  }

  @Test func aFullOrClosedStandardErrorEndsNothing() throws {
    let work = try Workspace(["01.md": loading + cell("expect reviews.rows > 5000")])
    for ending in ["2> /dev/full", "2>&-"] {
      let outcome = try work.shell("\"$1\" run notebooks \(ending)")
      #expect(outcome.status == 1)
      #expect(try work.text("outputs/01.html").contains("does not hold"))
    }
  }

  @Test func aReaderThatHasEnoughIsNoFault() throws {
    let work = try Workspace()
    let outcome = try work.shell("{ \"$1\" steps --json; echo $? > code; } | head -c 1")
    #expect(outcome.output == "[" || outcome.output == "{")
    #expect(outcome.errors.isEmpty)
    #expect(try work.text("code") == "0\n")
  }

  @Test func aDeviceIsWrittenToAndNotReplaced() throws {
    let work = try Workspace()
    let outcome = try work.shell(
      """
      mkfifo pipe; cat pipe > copy & "$1" sample --rows 50 pipe; wait; "$1" sample --rows 50 reviews.tsv
      cmp copy reviews.tsv && "$1" sample --rows 50 /dev/stdout | cmp - reviews.tsv && [ -p pipe ]
      """)
    #expect(outcome.status == 0, "\(outcome.output)\(outcome.errors)")
    let unread = try work.shell("\"$1\" sample --rows 50 pipe")
    #expect(unread.status == 1 && unread.errors.contains("is a pipe that nobody reads"), "\(unread.errors)")
    let full = try work.shell("\"$1\" sample --rows 50 /dev/full; code=$?; [ -c /dev/full ] && exit $code; exit 9")
    #expect(full.status == 1)
    #expect(full.errors.contains("error[disk-full]"))
  }

  @Test func aLinkThatAPersonHasTypedIsFollowed() throws {
    let work = try Workspace()
    let outcome = try work.shell(
      """
      mkdir far; echo old > far/reviews.tsv; ln -s far/reviews.tsv near.tsv; "$1" sample --rows 50 near.tsv > said &&
      [ -L near.tsv ] && [ "$(wc -l < far/reviews.tsv)" -gt 50 ] && ln -s nowhere broken.tsv; "$1" sample broken.tsv
      """)
    #expect(outcome.status == 1)
    #expect(outcome.errors.contains("\"broken.tsv\" is a link that leads nowhere"), "\(outcome.errors)")
    #expect(try work.text("said") == "50 rows written to near.tsv.\n")
  }

  @Test func clearingACacheFollowsNoLink() throws {
    let work = try Workspace(["01.md": loading])
    try work.write("precious", to: "victim/entries/file")
    let outcome = try work.shell(
      """
      mkdir -p .matinee && ln -s ../victim .matinee/cache && ! "$1" cache clear && rm .matinee/cache && mkdir .matinee/cache &&
      ln -s ../../victim .matinee/cache/entries && "$1" cache clear && mv .matinee hidden && mkdir -p far/cache &&
      ln -s far .matinee && "$1" cache clear
      """)
    #expect(outcome.status == 1)
    #expect(outcome.errors.ranges(of: "error[cache-not-cleared]").count == 2, "\(outcome.errors)")
    #expect(try work.text("victim/entries/file") == "precious")
    #expect(!work.exists("hidden/cache/entries"))
  }

  @Test func aClosedTerminalEndsARunAsCtrlCDoes() throws {
    let work = try Workspace([
      "01.md": cell(
        "load \"sample:reviews?rows=20000\" as reviews", "save reviews to: \"all.csv\"",
        "index reviews user: customer_id item: product_id as ratings",
        "train fm on: ratings target: star_rating factors: 64 epochs: 10000 as model")
    ])
    try work.write("old", to: "outputs/index.html")
    let stopped = try work.shell("\"$1\" run notebooks --quiet & run=$!; sleep 1.5; kill -HUP $run; wait $run")
    #expect(stopped.status == 129, "\(stopped.errors)")
    #expect(stopped.errors.contains("Stopped. outputs is as it was."))
    let left = try work.files(below: ".").keys.filter { !$0.hasPrefix(".matinee/cache/") }
    #expect(left.filter { !$0.hasPrefix("std") }.sorted() == ["notebooks/01.md", "outputs/index.html"])
  }
}
