import LabSupport
import Plotting
import Reports
import Tables
import Testing

/// Years and ids are names: no renderer sets separators into them, whatever a column is called on the way.
@Suite struct NumberRoleTests {
  @Test(arguments: [
    "year", "Year-Of-Publication", "user_id", "userID", "movieId", "item", "zip", "isbn13", "user number", "公開年",
    "product_parent", "line", "visitorid", "itemid", "transactionid", "USERID", "orderid", "顧客ID", "会員番号", "年月",
    "unixReviewTime",
    "timestamp_ms", "unix_timestamp", "ts", "date", "column1", "column12", "artist", "id_of_user",
    "birthyear", "Jahr", "Veröffentlichungsjahr", "année", "AÑO", "PLZ", "Kundennummer", "Artikel-Nr", "出版年份", "연도",
    "identifier",
  ]) func theseNamesHoldNames(name: String) {
    #expect(NumberRole.of(name, .integer) == .name)
  }

  @Test(arguments: [
    "count", "rows", "years", "users", "number of users", "max_item", "user_count", "yearly", "paid", "votes", "number",
    "n_user", "valid", "index", "bid", "unpaid", "grid", "column", "column_total", "time", "timestamp_count",
    "mean timestamp",
    "days_since_timestamp", "paid per user",
    "人数", "冊数", "salesperyear", "yearly_sales", "jahre", "nummer",
  ]) func theseHoldQuantities(name: String) {
    #expect(NumberRole.of(name, .integer) == .quantity)
  }

  private static let data = [
    "b.csv": "isbn,born,price,day\n12345678,1999,1500,2015-03-01\n23456789,2004,2500,2016-03-01\n,2010,,2017-03-01\n"
  ]

  private func run(_ cell: String) throws -> LabRun {
    let run = try Lab(cell: "load \"b.csv\" as b\n" + cell, data: Self.data).run()
    #expect(run.codes == [])
    return run
  }

  /// What stands in the tables of a cell.
  private static func texts(_ run: LabRun) -> [String] {
    run.blocks().flatMap { block -> [String] in
      guard case .table(let table) = block else { return [] }
      return table.rows.joined().compactMap { if case .text(let text) = $0 { text } else { nil } }
    }
  }

  private func tables(_ cell: String) throws -> [[[String]]] {
    try run(cell).blocks().compactMap { block in
      guard case .table(let table) = block else { return nil }
      return table.rows.map { row in
        row.map { entry in
          switch entry {
          case .text(let text), .strong(let text): text
          case .null: "null"
          }
        }
      }
    }
  }

  @Test func aParameterAndAPredictionOfAYearAreYears() throws {
    let lab = try Lab(
      [
        "01-lab.md": """
        ---
        params: {year: 2015, rows: 12345}
        ---

        `{lab} params.year`, `{lab} params.year + 1`, `{lab} params.rows + 1`

        ```{lab}
        load "b.csv" as b
        derive b asked: params.year before: params.year - 1 wanted: params.rows sold: year(day)
        show b columns: [asked, before, wanted]
        filter b where: price is not null as priced
        train mean on: priced target: sold features: [price] as m
        predict m on: priced as p
        show p columns: [prediction]
        evaluate m on: priced
        ```
        """
      ], data: Self.data)
    let run = lab.run()
    #expect(run.codes == [])
    #expect(run.quotes() == ["2015", "2016", "12,346"])
    let shown = Self.texts(run)
    for text in ["2015", "2014", "12,345", "2015.5"] { #expect(shown.contains(text), "\(text): \(shown)") }
    #expect(!shown.contains { $0.hasPrefix("2,01") }, "\(shown)")
    #expect(run.sentences().contains("2 predictions from 2015.500 to 2015.500."))
    let chart = try #require(run.charts().last)
    #expect(!chart.svg(.embedded).contains("2,01"))
  }

  @Test func theNumberOfAColumnOfFeaturesIsAName() throws {
    let run = try Lab(
      cell: """
        load "sample:reviews?rows=4000" as d
        index d user: customer_id item: product_id
        features d features: [user, item] target: star_rating rows: 20
        """
    ).run()
    #expect(run.codes == [])
    var texts: [String] = []
    for case .table(let table) in run.blocks() {
      for case .text(let text) in table.rows.joined() where text.hasPrefix("column ") { texts.append(text) }
    }
    #expect(texts.count == 20 && texts.allSatisfy { $0.contains(/column [0-9]{4} = 1/) }, "\(texts)")
  }

  @Test func theRoleTravelsWithWhatIsComputed() throws {
    #expect(
      try tables("derive b sold: year(day) next: year(day) + 1 ago: 5000 - born\nhead b rows: 1").last == [
        ["12345678", "1,999", "1,500", "2015-03-01", "2015", "2016", "3,001"]
      ])
    #expect(
      try tables("derive b y: year(day)\nrename b z: y\ncount b by: z as c\nhead c rows: 1").last?[0] == ["2015", "1"])
    #expect(
      try tables("derive b y: year(day)\ngroup b a: max(y) m: mean(y) s: sum(y) n: unique(y) as g\nhead g").last == [
        ["2017", "2016", "6,048", "3"]
      ])
    #expect(
      try tables("derive b y: year(day)\nquantile b of: y at: [0, 0.25]").last?.map { $0[1] } == ["2015.0", "2015.5"])
    let described = try #require(try tables("derive b y: year(day)\ndescribe b columns: [y, price]").last)
    #expect(described[0].contains("2016") && described[0].contains("2015") && described[1].contains("2,000"))
  }

  @Test func aSpreadOfNamesIsWrittenAsTheyAre() throws {
    // The two isbns lie 11,111,111 apart, the prices 1,000.
    #expect(
      try tables("group b a: std(isbn) p: std(price * 10) y: std(born) as g\nhead g").last
        == [["7856741.9", "7,071.1", "5.508"]])
    let described = try #require(try tables("describe b columns: [isbn, born, price]").last)
    #expect(described.map { $0[5] } == ["7856741.9", "5.508", "707.1"])
    let lab = try Lab(
      ["a.md": "```{lab}\nload \"b.csv\" as b\n```\n\n`{lab} b.isbn.std` `{lab} b.isbn.sum`\n"],
      data: Self.data)
    #expect(lab.run().quotes() == ["7856741.9", "35,802,467"])
  }

  @Test func proseChartsAndExpectationsHaveTheSameRule() throws {
    let lab = try Lab(
      [
        "a.md": """
        ```{lab}
        load "b.csv" as b
        derive b y: year(day)
        plot line b x: y y: price
        ```

        `{lab} b.y.max` `{lab} b.y.mean + 1` `{lab} b.y.sum` `{lab} b.price.max` `{lab} params.year` `{lab} params.rows`
        """
      ], settings: "params: {year: 2015, rows: 2015}\n", data: Self.data)
    let run = lab.run()
    #expect(run.codes == [])
    #expect(run.quotes() == ["2017", "2017", "6,048", "2,500", "2015", "2,015"])
    guard case .figure(let figure)? = run.blocks().last else {
      Issue.record("no figure")
      return
    }
    #expect(figure.charts[0].dataTable.rows == [["2015", "1,500"], ["2016", "2,500"], ["2017", ""]])
    #expect(figure.charts[0].notes == ["1 row is left out: price is missing."])
    let expected = try Lab(
      cell: "load \"b.csv\" as b\nderive b y: year(day)\nexpect b.y.max < 2000 and b.price.max < 9999", data: Self.data)
    #expect(expected.run().faults.first?.notes == ["b.price.max is 2,500", "b.y.max is 2017"])
  }
}
