import LabSupport
import Tables
import Testing

/// Ids and times as people's files have them: what a notebook makes of them must not depend on digits that were dropped.
@Suite struct FaithfulLoadTests {
  private static let milliseconds = """
    user,item,rating,ts
    u1,second,5,1700000000900
    u1,first,3,1700000000100
    u2,late,4,1700000001500
    u2,early,2,1700000001499

    """

  @Test func idsBeyondSixtyFourBitsAreDifferentPeople() throws {
    let lab = try Lab(
      cell: "load \"ids.csv\" as ids\nindex ids user: scholar\nexpect ids.scholar.unique == 3",
      data: [
        "ids.csv":
          "scholar,paper\n11898508762506083287,p1\n11898508762506083288,p2\n11898508762506083289,p3\n"
      ])
    let run = lab.run()
    #expect(run.codes == [])
    #expect(try run.table("ids").texts("user") == ["0", "1", "2"])
  }

  @Test(arguments: ["types: [ts: milliseconds]", ""]) func theLastRowOfAUserIsTheLaterOne(_ options: String) throws {
    let cell = "load \"ms.csv\" \(options) as ms\nsplit ms last-per: user order-by: ts as train, test"
    let run = try Lab(cell: cell, data: ["ms.csv": Self.milliseconds]).run()
    #expect(try run.table("test").texts("item") == ["second", "late"])
  }

  @Test func timesThatDifferByAMillisecondAreNoRepeats() throws {
    let text = "u,t\na,2023-11-14T22:13:20.900Z\na,2023-11-14T22:13:20.100Z\nb,2023-11-14T22:13:21.500Z\n"
    let run = try Lab(
      cell: """
        load "iso.csv" as iso
        dedupe iso by: [u, t] as distinct
        group iso by: u last: max(t) span: max(t) - min(t) as users
        sort iso by: t as sorted
        save iso to: "out.csv"
        save iso to: "out.jsonl"
        quantile iso of: t at: [0, 0.5, 1] as spread
        """, data: ["iso.csv": text]
    ).run()
    #expect(run.codes == [])
    #expect(try run.table("distinct").rowCount == 3)
    #expect(try run.table("users").texts("last") == ["2023-11-14T22:13:20.900Z", "2023-11-14T22:13:21.500Z"])
    #expect(try run.table("users").numbers("span") == [0.8, 0])
    #expect(
      try run.table("sorted").texts("t") == [
        "2023-11-14T22:13:20.100Z", "2023-11-14T22:13:20.900Z", "2023-11-14T22:13:21.500Z",
      ])
    #expect(try run.table("spread").texts("t").dropFirst().first == "2023-11-14T22:13:20.900Z")
  }

  @Test func whatIsSavedIsWhatWasLoadedByteForByte() throws {
    let text =
      "id,t,x\n11898508762506083287,2023-11-14T22:13:20.900Z,1.5\n007,2023-11-14T22:13:21Z,-0.25\n9,1999-12-31T23:59:59.999999Z,0.5\n"
    let lab = try Lab(cell: "load \"in.csv\" as t\nsave t to: \"out.csv\"", data: ["in.csv": text])
    #expect(lab.run().codes == [])
    #expect(try lab.text("out.csv") == text)
  }

  @Test func helpForTextsThatAreNoDatesCanBeFollowed() throws {
    let data = ["d.csv": "a,b,c,x\n2015/08/31,31/08/2015,2015.08.31,1e19\n"]
    let run = try Lab(
      cell: "load \"d.csv\" as d\nderive d a2: date(a) b2: date(b) c2: date(trim(c)) y: floor(x)", data: data
    ).run()
    #expect(
      run.result.warnings.flatMap(\.help) == [
        "write date(replace(a, \"/\", \"-\"))",
        "dates are read as 2015-08-31: convert texts in another order before they are loaded",
        "write date(replace(trim(c), \".\", \"-\"))", "if that is meant, say so: if(abs(x) < 9e18, floor(x), null)",
      ])
    let mended = try Lab(
      cell: "load \"d.csv\" as d\nderive d a2: date(replace(a, \"/\", \"-\")) c2: date(replace(trim(c), \".\", \"-\")) "
        + "y: if(abs(x) < 9e18, floor(x), null)", data: data
    ).run()
    #expect(mended.codes == [] && mended.result.warnings.isEmpty)
    #expect(try mended.table("d").texts("a2") == ["2015-08-31"])
  }

  @Test func whatCannotBeComputedIsCountedInTheReportAndWarnedOf() throws {
    let run = try Lab(
      cell: """
        load "d.csv" as d
        derive d day: weekday(date(when)) rate: likes / views
        filter d where: year(date(when)) > 2000 as recent
        group d by: id rate: sum(likes) / sum(views) as rates
        """, data: ["d.csv": "id,when,likes,views\n1,31.08.2015,3,0\n2,2015-08-30,4,2\n3,,1,0\n"]
    ).run()
    #expect(run.codes == [])
    #expect(
      run.result.warnings.map(\.message) == [
        "date(when) has no value for 1 row of 2", "likes / views has no value for 2 rows of 3",
        "date(when) has no value for 1 row of 2", "sum(likes) / sum(views) has no value for 2 groups of 3",
      ])
    #expect(run.result.warnings.allSatisfy { $0.severity == .warning && $0.code.name == "lost-values" })
    #expect(run.result.warnings.first?.primary?.span.text == "date(when)")
    let proposed = run.result.warnings.filter { $0.message.contains("likes") }.flatMap(\.help)
    #expect(
      proposed == [
        "if that is meant, say so: if(views == 0, null, likes / views)",
        "if that is meant, say so: if(sum(views) == 0, null, sum(likes) / sum(views))",
      ])
    let remarks = run.sentences().filter { $0.contains("has no value") }
    #expect(
      remarks == [
        "date(when) has no value for 1 of 2 rows: the text is no date (the first is \"31.08.2015\").",
        "likes / views has no value for 2 of 3 rows: the divisor is 0 (the first is 3, 0).",
        "date(when) has no value for 1 of 2 rows: the text is no date (the first is \"31.08.2015\").",
        "sum(likes) / sum(views) has no value for 2 of 3 groups: the divisor is 0 (the first is 3, 0).",
      ])
  }

  @Test func timesWithoutAZoneAmongOthersAreToldWhereverTheyAreRead() throws {
    let run = try Lab(
      cell: """
        load "d.csv" types: [time: string] as d
        derive d moment: datetime(time)
        filter d where: datetime(time) > datetime("2015-01-01") as recent
        group d by: id latest: max(datetime(time)) as times
        group d by: id moment: datetime(first(time)) as firsts
        filter d where: id == 1 as one
        derive one moment: datetime(time)
        """,
      data: ["d.csv": "id,time\n1,2015-08-31T12:00:00+02:00\n2,2015-08-30 12:00\n3,\n2,2015-08-29T12:00Z\n"]
    ).run()
    #expect(run.codes == [])
    #expect(run.result.warnings.map(\.code.name) == Array(repeating: "mixed-zones", count: 4))
    #expect(
      run.result.warnings.map(\.message) == [
        "datetime(time) takes the texts of 1 row of 3 for UTC", "datetime(time) takes the texts of 1 row of 3 for UTC",
        "datetime(time) takes the texts of 1 row of 3 for UTC",
        "datetime(first(time)) takes the texts of 1 group of 2 for UTC",
      ])
    let remark =
      "datetime(time) takes the texts of 1 of 3 rows for UTC: they say no zone, and others do (the first is \"2015-08-30 12:00\")."
    #expect(run.sentences().count { $0 == remark } == 3)
    // Nothing is lost: the time is there, as one in UTC.
    #expect(try run.table("recent").rowCount == 3)
  }

  @Test func whatIsProposedForLostValuesIsNotWarnedOf() throws {
    let data = ["d.csv": "id,x,y\n1,-1,3\n2,0,2\n3,4,0\n"]
    let lost = try Lab(
      cell: "load \"d.csv\" as d\nderive d a: sqrt(x - 1) b: log(x) c: 7 % (x - y + 4) e: 1 / (x + 1)", data: data
    ).run()
    let proposed = lost.result.warnings.flatMap(\.help).map { $0.replacing("if that is meant, say so: ", with: "") }
    #expect(
      proposed == [
        "if(x - 1 < 0, null, sqrt(x - 1))", "if(x <= 0, null, log(x))",
        "if(x - y + 4 == 0, null, 7 % (x - y + 4))", "if(x + 1 == 0, null, 1 / (x + 1))",
      ])
    let names = ["a", "b", "c", "e"]
    let columns = zip(names, proposed).map { "\($0): \($1)" }.joined(separator: " ")
    let meant = try Lab(cell: "load \"d.csv\" as d\nderive d \(columns)", data: data).run()
    #expect(meant.codes == [])
    #expect(meant.result.warnings.isEmpty, "\(meant.result.warnings.map(\.message))")
    let both = (try lost.table("d"), try meant.table("d"))
    for name in names { #expect(both.0.texts(name) == both.1.texts(name), "\(name)") }
  }

  @Test func parametersKeepEveryDigit() throws {
    let notebook = """
      ---
      params:
        id: 010
        customer: 12345678901234567890
        count: 12
        share: 0.25
      ---

      `{lab} params.id` `{lab} params.customer` `{lab} params.count` `{lab} params.share`
      """
    let lab = try Lab(["01-lab.md": notebook])
    #expect(lab.run().quotes() == ["010", "12345678901234567890", "12", "0.25"])
    #expect(
      lab.run(["customer:98765432109876543210", "id:007"]).quotes() == ["007", "98765432109876543210", "12", "0.25"])
    #expect(lab.check(["count:98765432109876543210"]).diagnostics.map(\.code.name) == ["wrong-parameter-type"])
    #expect(lab.check(["share:12345678901234567"]).diagnostics.map(\.code.name) == ["wrong-parameter-type"])
  }
}
