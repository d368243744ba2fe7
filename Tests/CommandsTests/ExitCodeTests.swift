import Testing

/// Scripts act on exit codes: 0 all well, 1 a notebook failed, 2 wrong usage, 3 blanks are left.
@Suite struct ExitCodeTests {
  @Test func aSoundFolderIsCheckedWithZero() throws {
    let work = try Workspace(["01-look.md": loading + cell("describe reviews")])
    let outcome = try work.matinee("check", "notebooks")
    #expect(outcome.status == 0)
    #expect(outcome.output == "1 notebook, 2 cells, 2 steps: nothing is wrong.\n")
    #expect(outcome.errors.isEmpty)
    #expect(!work.exists("outputs"))
  }

  @Test func everyFaultIsToldAtOnceWithOne() throws {
    let work = try Workspace([
      "01-look.md": loading + cell("describe revews"), "02-more.md": cell("plot bar reviews x: stars_rating"),
    ])
    let outcome = try work.matinee("check", "notebooks")
    #expect(outcome.status == 1)
    #expect(outcome.errors.contains("error[unknown-name]"))
    #expect(outcome.errors.contains(" --> notebooks/02-more.md:2:21"))
    #expect(outcome.errors.contains("2 errors in notebooks."))
  }

  @Test(arguments: [["--nonsense"], ["runn"], ["run", "--threads", "0"], ["check", "--jsonn"], ["help", "dedup"]])
  func wrongUsageIsTwo(arguments: [String]) throws {
    let work = try Workspace(["01-look.md": loading])
    let outcome =
      arguments.count == 1
      ? try work.matinee(arguments[0])
      : arguments.count == 2
        ? try work.matinee(arguments[0], arguments[1]) : try work.matinee(arguments[0], arguments[1], arguments[2])
    #expect(outcome.status == 2)
    #expect(!outcome.errors.isEmpty)
    #expect(outcome.output.isEmpty)
  }

  @Test func aLabelThatNoCellHasIsWrongUsage() throws {
    let work = try Workspace(["01-look.md": loading + cell("#| label: fig-stars", "plot bar reviews x: star_rating")])
    let outcome = try work.matinee("run", "notebooks", "--only", "fig-star")
    #expect(outcome.status == 2)
    #expect(outcome.errors.contains("did you mean fig-stars?"))
  }

  @Test func aLabelWithoutAFigureIsTold() throws {
    let cell = "load \"sample:reviews?rows=20\" as d\nshow d limit: 3"
    let work = try Workspace(["01.md": "```{lab}\n#| label: tbl-few\n#| tbl-cap: Few\n\(cell)\n```\n"])
    let outcome = try work.matinee("run", "notebooks", "--only", "tbl-few")
    #expect(outcome.status == 0 && outcome.output == "")
    #expect(outcome.errors.contains("note: no file is written for tbl-few, which has no figure"), "\(outcome.errors)")
  }

  @Test(arguments: ["check", "run"])
  func blanksAreThree(command: String) throws {
    let work = try Workspace(["01-look.md": loading + cell("head reviews rows: ____")])
    let outcome = try work.matinee(command, "notebooks")
    #expect(outcome.status == 3)
    let words = command == "check" ? "note[unsolved-blank]" : "0 of 1 solved; next: exercise 1, notebooks/01-look.md:5"
    #expect(outcome.errors.contains(words))
  }

  @Test func blanksBesideOtherFaultsAreOne() throws {
    let work = try Workspace(["01-look.md": loading + cell("head reviews rows: ____") + cell("describe nothing")])
    #expect(try work.matinee("check", "notebooks").status == 1)
  }

  @Test func aFaultOfTheCheckStillWritesAReport() throws {
    let work = try Workspace(["01-look.md": "# Look\n\n" + loading + cell("describe revews")])
    let outcome = try work.matinee("run", "notebooks", "--quiet")
    #expect(outcome.status == 1)
    #expect(outcome.errors.contains("Nothing was run. 1 error in notebooks. To know more: matinee help unknown-name."))
    let page = try work.text("outputs/01-look.html")
    #expect(page.contains("there is no table &quot;revews&quot; here"))
    #expect(page.contains("did you mean reviews?"))
  }

  @Test func aFailingCellIsACardInAWrittenReport() throws {
    let work = try Workspace([
      "01-look.md": "# Look\n\n" + loading + cell("expect reviews.rows > 5000 because: \"the lab needs more\"")
        + cell("describe reviews")
    ])
    let outcome = try work.matinee("run", "notebooks", "--quiet")
    #expect(outcome.status == 1)
    #expect(outcome.errors.contains("error[expectation-failed]: the lab needs more"))
    let page = try work.text("outputs/01-look.html")
    #expect(page.contains("the lab needs more"))
    #expect(page.contains("reviews.rows is 2,000"))
    #expect(try work.text("outputs/index.html").contains("01-look.html"))
    #expect(try work.text("outputs/results.json").contains("\"state\": \"failed\""))
  }

  @Test func anExpectedFaultIsNone() throws {
    let work = try Workspace([
      "01-look.md": loading + cell("#| error: true", "expect reviews.rows > 5000") + cell("describe reviews")
    ])
    let outcome = try work.matinee("run", "notebooks", "--quiet")
    #expect(outcome.status == 0)
    #expect(outcome.errors.isEmpty == false || outcome.output.isEmpty)
    #expect(try work.text("outputs/01-look.html").contains("does not hold"))
  }

  @Test(arguments: ["missing", "notebooks"])
  func aFolderWithoutNotebooksIsAFault(folder: String) throws {
    let work = try Workspace(["README.md": "# Not a notebook\n", "_draft.md": "# Nor this\n"])
    for command in ["check", "run"] {
      let outcome = try work.matinee(command, folder)
      #expect(outcome.status == 1)
      #expect(outcome.errors.contains("error[missing-notebooks]"))
      #expect(outcome.errors.contains("= help: "))
      #expect(!work.exists("outputs"))
    }
  }

  @Test func aNotebookThatIsAFolderCannotBeRead() throws {
    let work = try Workspace(["01-look.md": loading])
    try work.write("", to: "notebooks/02-folder.md/file")
    let outcome = try work.matinee("check", "notebooks")
    #expect(outcome.status == 1)
    #expect(outcome.errors.contains("error[unreadable-notebook]"))
    #expect(outcome.errors.contains("it is a folder"))
  }
}
