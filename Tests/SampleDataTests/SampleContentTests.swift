import SampleData
import Tables
import Testing

@Suite("What is planted in the sample is found in it")
struct SampleContentTests {
  private static let seeds: [UInt64] = [1, 7, 42]

  @Test("Six stars of ten are fives, whatever the seed", arguments: seeds)
  func stars(seed: UInt64) {
    let shares = share(SampleFile.medium(seed).map { String($0[7]) })
    for (stars, expected) in [("1", 0.08), ("2", 0.05), ("3", 0.08), ("4", 0.18), ("5", 0.60)] {
      #expect(abs((shares[stars] ?? 0) - expected) < 0.01, "\(stars) stars")
    }
    #expect(shares.count == 5)
  }

  @Test("Half of the customers wrote one review, some wrote hundreds", arguments: seeds)
  func activity(seed: UInt64) {
    let counts = Array(count(SampleFile.medium(seed).map { String($0[1]) }).values)
    let single = Double(counts.count { $0 == 1 }) / Double(counts.count)
    #expect(abs(single - 0.5) < 0.02)
    #expect((counts.max() ?? 0) > 100)
    let active = Double(counts.count { $0 >= 5 }) / Double(counts.count)
    #expect(active > 0.08 && active < 0.2)
  }

  @Test("A tenth of the videos has most of the reviews, and many have few", arguments: seeds)
  func popularity(seed: UInt64) {
    let counts = count(SampleFile.medium(seed).map { String($0[3]) }).values.sorted(
      by: >)
    let top = counts.prefix(counts.count / 10).reduce(0, +)
    #expect(Double(top) > 0.4 * 20_000)
    #expect(counts[counts.count / 2] < counts[counts.count / 20] / 5)
  }

  @Test(
    "One or two in a hundred rows repeat customer, product, stars and title; none repeats as a whole", arguments: seeds)
  func repeats(seed: UInt64) {
    let rows = SampleFile.medium(seed)
    let four = Set(rows.map { [$0[1], $0[3], $0[7], $0[5]] }).count
    let two = Set(rows.map { [$0[1], $0[3]] }).count
    #expect((200...400).contains(rows.count - four))
    // A few repeat customer and product with other stars.
    #expect((8...120).contains(four - two))
    #expect(Set(rows.map { $0[2] }).count == rows.count)
  }

  @Test("Dates run from August 2000 to August 2015, most in 2014, fewest in 2000", arguments: seeds)
  func dates(seed: UInt64) {
    let column = SampleReviews(rows: 100_000, seed: seed).table(columns: ["review_date"])["review_date"]
    guard let column, case .dates(let days) = column.storage else {
      Issue.record("review_date is no column of dates")
      return
    }
    var byDay: [Int32: Int] = [:]
    for row in 0..<100_000 where !column.isNull(row) { byDay[days[row], default: 0] += 1 }
    var years: [String: Int] = [:]
    var months: [String: Int] = [:]
    for (day, reviews) in byDay {
      let date = isoDate(Int(day))
      #expect(date >= "2000-08-01" && date <= "2015-08-31")
      years[String(date.prefix(4)), default: 0] += reviews
      months[String(date.prefix(7)), default: 0] += reviews
    }
    #expect(years.count == 16)
    #expect(years.max { $0.value < $1.value }?.key == "2014")
    #expect(years.min { $0.value < $1.value }?.key == "2000")
    #expect(months.sorted { $0.value > $1.value }.prefix(2).map(\.key) == ["2014-12", "2015-01"])
  }

  @Test("A few headlines, bodies and dates are missing, nothing else", arguments: seeds)
  func nulls(seed: UInt64) {
    let table = SampleReviews(rows: 60_000, seed: seed).table(threads: 2)
    let missing = table.named.filter { $0.column.nullCount > 0 }
    #expect(missing.map(\.name) == ["review_headline", "review_body", "review_date"])
    #expect(missing.allSatisfy { (1...60).contains($0.column.nullCount) })
  }

  @Test("Bodies have stray quotes, also first, and markup, entities and other scripts", arguments: seeds)
  func oddities(seed: UInt64) {
    let rows = SampleFile.medium(seed)
    let bodies = rows.map { $0[13] }
    let headlines = rows.map { $0[12] }
    #expect((100...400).contains(bodies.count { $0.hasPrefix("\"") }))
    #expect((40...400).contains(bodies.count { !$0.hasPrefix("\"") && $0.contains("\"") }))
    #expect(bodies.count { $0.contains("<br /><br />") } > 200)
    #expect(bodies.count { $0.contains("&#34;") } > 80)
    #expect(bodies.count { !$0.utf8.allSatisfy { $0 < 128 } } > 200)
    #expect(headlines.count { $0.hasPrefix("\"") } > 20)
    #expect(headlines.count { $0.hasSuffix("\"") } > 20)
  }

  @Test("Titles are distinct, in several scripts, and no field has a tab, newline or the look of a null")
  func titles() {
    let rows = SampleFile.medium(7)
    let titles = Set(rows.map { $0[5] })
    #expect(titles.count == Set(rows.map { $0[3] }).count)
    #expect(titles.contains { $0.hasPrefix("「") })
    #expect(titles.contains("Harbour Lights Season 1"))
    #expect(titles.contains("The Lanternkeeper: Return"))
    #expect(titles.contains { $0.contains("é") })
    let nullLike: Set<Substring> = ["NA", "N/A", "NaN", "nan", "null", "NULL", "None", "n/a", "NONE"]
    #expect(rows.allSatisfy { row in !row.contains { nullLike.contains($0) } })
    #expect(Set(rows.map { $0[6] }) == ["Digital_Video_Download"])
    #expect(Set(rows.map { $0[0] }) == ["US"])
  }

  @Test("Helpful votes never exceed all votes")
  func votes() {
    let rows = SampleFile.medium(7)
    #expect(rows.allSatisfy { (Int($0[8]) ?? 1) <= (Int($0[9]) ?? 0) })
    #expect(rows.count { $0[9] == "0" } > 12_000)
    #expect(rows.contains { (Int($0[9]) ?? 0) > 20 })
    #expect(rows.contains { $0[10] == "Y" })
  }

  @Test("The rows are in no order of date or customer")
  func shuffled() {
    let rows = SampleFile.medium(7)
    let rising = zip(rows, rows.dropFirst()).count { $0[14] < $1[14] }
    #expect(abs(rising - 10_000) < 500)
    #expect(zip(rows, rows.dropFirst()).count { $0[1] == $1[1] } < 200)
  }

  private func count(_ values: [String]) -> [String: Int] { values.reduce(into: [:]) { $0[$1, default: 0] += 1 } }

  private func share(_ values: [String]) -> [String: Double] {
    count(values).mapValues { Double($0) / Double(values.count) }
  }
}
