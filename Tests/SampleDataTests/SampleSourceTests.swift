import Diagnostics
import Testing

@testable import SampleData

@Suite("The address of a sample")
struct SampleSourceTests {
  @Test(
    "gives rows and seed, or their defaults",
    arguments: [
      ("sample:reviews", 200_000, 7), ("sample:reviews?rows=1", 1, 7),
      ("sample:reviews?seed=42&rows=5000000", 5_000_000, 42),
      ("sample:reviews?rows=200000&seed=0", 200_000, 0), ("sample:reviews?", 200_000, 7),
      ("sample:reviews?seed=18446744073709551615", 200_000, UInt64.max),
    ] as [(String, Int, UInt64)])
  func parses(text: String, rows: Int, seed: UInt64) throws {
    let sample = try SampleSource.parse(text)
    #expect(sample.rows == rows)
    #expect(sample.seed == seed)
    #expect(try SampleSource.parse(SampleSource.address(of: sample)) == sample)
  }

  @Test(
    "that is wrong is refused with the code of its fault",
    arguments: [
      ("sample:review", "unknown-sample"), ("sample:", "unknown-sample"),
      ("sample:reviews?row=5", "unknown-sample-key"),
      ("sample:reviews?rows", "sample-value-out-of-range"), ("sample:reviews?rows=0", "sample-value-out-of-range"),
      ("sample:reviews?rows=5000001", "sample-value-out-of-range"),
      ("sample:reviews?rows=+5", "sample-value-out-of-range"),
      ("sample:reviews?seed=-1", "sample-value-out-of-range"), ("sample:reviews?seed=x", "sample-value-out-of-range"),
      ("sample:reviews?seed=18446744073709551616", "sample-value-out-of-range"),
      ("sample:reviews?rows=5&rows=6", "repeated-sample-key"),
    ])
  func refuses(text: String, code: String) {
    #expect(faults(text).map(\.code.name) == [code])
  }

  @Test("tells all its faults at once, at the caller's place, with suggestions")
  func tellsAll() {
    let file = SourceFile(path: "notebooks/01.md", text: "load \"sample:revews?row=5&seed=a\"")
    let span = SourceSpan(file: file, range: 5..<33)
    let found = faults("sample:revews?row=5&seed=a", at: span)
    #expect(found.map(\.code.name) == ["unknown-sample", "unknown-sample-key", "sample-value-out-of-range"])
    #expect(found.allSatisfy { $0.primary?.span == span })
    #expect(found[0].help == ["did you mean reviews?"])
    #expect(found[1].help == ["did you mean rows?"])
    #expect(found[2].message == "seed=a is not possible")
  }

  private func faults(_ text: String, at span: SourceSpan? = nil) -> [Diagnostic] {
    do {
      _ = try SampleSource.parse(text, at: span)
      return []
    } catch let list as DiagnosticList {
      return list.diagnostics
    } catch {
      return []
    }
  }
}
