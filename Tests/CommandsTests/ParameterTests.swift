import Testing

@Suite struct ParameterTests {
  private static let notebook =
    "---\nparams:\n  least: 5\n  data: \"sample:reviews?rows=2000\"\n---\n"
    + cell(
      "load params.data as reviews", "count reviews by: customer_id as customers",
      "filter customers where: count >= params.least as busy") + "Busy are `{lab} busy.rows`.\n"

  @Test func aParameterFromOutsideCounts() throws {
    let work = try Workspace(["01-look.md": Self.notebook])
    #expect(try work.matinee("run", "notebooks", "--quiet").status == 0)
    let five = try work.text("outputs/results.json")
    #expect(try work.matinee("run", "notebooks", "--quiet", "-P", "least:50").status == 0)
    #expect(try work.text("outputs/results.json") != five)
  }

  @Test func anUnknownParameterIsAFaultWithASuggestion() throws {
    let work = try Workspace(["01-look.md": Self.notebook])
    let outcome = try work.matinee("check", "notebooks", "-P", "lest:5")
    #expect(outcome.status == 1)
    #expect(outcome.errors.contains("error[unknown-parameter]"))
    #expect(outcome.errors.contains("did you mean least?"))
  }

  @Test func aParameterOfAnotherTypeIsAFault() throws {
    let work = try Workspace(["01-look.md": Self.notebook])
    let outcome = try work.matinee("check", "notebooks", "-P", "least:many")
    #expect(outcome.status == 1)
    #expect(outcome.errors.contains("error[wrong-parameter-type]: least takes an integer, found \"many\""))
  }
}
