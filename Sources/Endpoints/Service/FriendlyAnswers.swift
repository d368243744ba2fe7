import CivilCalendar
import JSONText
import MachineLearning
import Tables

extension ServedModels {
  /// Answers /recommend and /similar; what is wrong is the answer.
  func answer(_ route: ServiceRoute, _ query: [String: String]) -> ServiceResponse {
    do throws(RequestFault) {
      return ServiceResponse(body: Array((route == .recommend ? try recommend(query) : try similar(query)).utf8))
    } catch {
      return ServiceResponse(error)
    }
  }

  private func recommend(_ query: [String: String]) throws(RequestFault) -> String {
    let user = try Self.integer("user", query, 0...Int(Int32.max), otherwise: nil)
    let top = try Self.integer("top", query, 1...1000, otherwise: 10)
    let seen = ["true", "1"].contains(query["seen"] ?? "")
    let lines = try recommender(query["model"]).lines(user: user, top: top, includesSeen: seen)
    let items = lines.enumerated().map { rank, line -> JSON in
      [
        "rank": .integer(rank + 1), "item": .integer(line.item), "key": Self.json(line.key), "title": JSON(line.title),
        "score": .decimal(line.score),
      ]
    }
    return (["user": .integer(user), "recommendations": .list(items)] as JSON).encoded() + "\n"
  }

  private func similar(_ query: [String: String]) throws(RequestFault) -> String {
    guard let title = query["title"], !title.isEmpty else {
      throw RequestFault(400, "the query has no title", advice: "ask for instance /similar?title=sherlock-season-1")
    }
    let top = try Self.integer("top", query, 1...1000, otherwise: 10)
    guard let measure = SimilarityMeasure(rawValue: query["by"] ?? "correlation") else {
      throw RequestFault(400, "by is correlation, cosine or distance")
    }
    let (word, isKnown, found) = try titles(query["model"]).nearest(to: title, top: top, by: measure)
    let items = found.map { other -> JSON in
      [
        "rank": other.rank.map(JSON.integer) ?? .null, "word": .text(other.word),
        "correlation": (other.similarity?.correlation).map(JSON.decimal) ?? .null,
        "cosine": (other.similarity?.cosine).map(JSON.decimal) ?? .null,
        "squared_distance": (other.similarity?.squaredDistance).map(JSON.decimal) ?? .null,
      ]
    }
    return (["word": .text(word), "known": .boolean(isKnown), "similar": .list(items)] as JSON).encoded() + "\n"
  }

  /// A key as JSON has it: numbers as they are, everything else as text.
  private static func json(_ key: Value) -> JSON {
    switch key {
    case .null: .null
    case .integer(let number): .integer(number)
    case .decimal(let number): .decimal(number)
    case .boolean(let truth): .boolean(truth)
    case .string(let text): .text(text)
    case .date(let days): .text(CivilDay(days: days).description)
    case .datetime(let microseconds): .text(NumberText.datetime(microseconds))
    }
  }

  private static func integer(
    _ name: String, _ query: [String: String], _ range: ClosedRange<Int>, otherwise: Int?
  ) throws(RequestFault) -> Int {
    guard let text = query[name] else {
      if let otherwise { return otherwise }
      throw RequestFault(400, "the query has no \(name)", advice: "give a number, as in ?\(name)=\(range.lowerBound)")
    }
    guard let value = Int(text), range.contains(value) else {
      throw RequestFault(
        400, "\(name) is \"\(text.prefix(40))\"",
        advice: "give a number from \(range.lowerBound) to \(range.upperBound)")
    }
    return value
  }
}
