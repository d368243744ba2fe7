import CivilCalendar
import Diagnostics
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
    let items = lines.enumerated().map { rank, line in
      "{\"rank\": \(rank + 1), \"item\": \(line.item), \"key\": \(Self.json(line.key)), "
        + "\"title\": \(line.title.map(JSONWriter.quote) ?? "null"), \"score\": \(JSONNumber.text(line.score))}"
    }
    return "{\"user\": \(user), \"recommendations\": [\(items.joined(separator: ", "))]}\n"
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
    let items = found.map { other in
      let values = [other.similarity?.correlation, other.similarity?.cosine, other.similarity?.squaredDistance]
        .map { $0.map(JSONNumber.text) ?? "null" }
      return "{\"rank\": \(other.rank.map(String.init) ?? "null"), \"word\": \(JSONWriter.quote(other.word)), "
        + "\"correlation\": \(values[0]), \"cosine\": \(values[1]), \"squared_distance\": \(values[2])}"
    }
    return
      "{\"word\": \(JSONWriter.quote(word)), \"known\": \(isKnown), \"similar\": [\(items.joined(separator: ", "))]}\n"
  }

  /// A key as JSON has it: numbers as they are, everything else as text.
  private static func json(_ key: Value) -> String {
    switch key {
    case .null: "null"
    case .integer(let number): String(number)
    case .decimal(let number): JSONNumber.text(number)
    case .boolean(let truth): truth ? "true" : "false"
    case .string(let text): JSONWriter.quote(text)
    case .date(let days): JSONWriter.quote(CivilDay(days: days).description)
    case .datetime(let microseconds): JSONWriter.quote(NumberText.datetime(microseconds))
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
