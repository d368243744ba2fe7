import Tables
import TestSupport
import Testing

@testable import Endpoints

/// Requests that were damaged at random are answered or refused, never anything else; those that were not come back as they were.
@Suite struct MutationTests {
  private static let corpus: [(format: PayloadFormat, bytes: [UInt8])] = {
    var record: [UInt8] = []
    for keys in [[0, 4], [2, 6], []] {
      var entries = SparseRows.Entries()
      for key in keys { entries.append(key, 0.5 + Float(key)) }
      RecordIOWriter.append(entries, width: 7, to: &record)
    }
    let dense = #"{"features": [0, 1, 0, 0, 1.25e1, 0, -3]}"#
    let sparse =
      #"{"data": {"features": {"keys": [1, 4], "values": [1, 0.5], "shape": [7]}}, "x": [{"y": "\u0041"}, null]}"#
    return [
      (.json, Array("{\"instances\": [\(dense), \(sparse)], \"z\": true}".utf8)),
      (.jsonlines, Array("\(dense)\n\(sparse)\n".utf8)),
      (.recordio, record),
    ]
  }()

  @Test(arguments: [1, 2, 3] as [UInt64]) func damageNeverCrashes(seed: UInt64) throws {
    let endpoint = try Machines.endpoint()
    var random = SplitMix(seed: seed)
    var (taken, refused) = (0, 0)
    for (format, bytes) in Self.corpus {
      for _ in 0..<4000 {
        var body = bytes
        for _ in 0...Int(random.next() % 4) { Self.mutate(&body, &random) }
        switch endpoint.ask(body, format.rawValue) {
        case .success(let answer):
          taken += 1
          #expect(answer.rows > 0)
        case .failure(let fault):
          refused += 1
          if !(400..<500).contains(fault.status) || fault.message.isEmpty { Issue.record("\(fault)") }
        }
      }
    }
    #expect(taken > 50 && refused > 1000, "\(taken) taken, \(refused) refused")
  }

  private static func mutate(_ body: inout [UInt8], _ random: inout SplitMix) {
    if body.isEmpty { return body.append(UInt8(truncatingIfNeeded: random.next())) }
    let place = Int(random.next() % UInt64(body.count))
    switch random.next() % 6 {
    case 0: body[place] = UInt8(truncatingIfNeeded: random.next())
    case 1: body[place] ^= 1 << UInt8(random.next() % 8)
    case 2: body.remove(at: place)
    case 3: body.insert(UInt8(truncatingIfNeeded: random.next()), at: place)
    case 4: body.removeSubrange(place..<min(body.count, place + Int(random.next() % 9)))
    default: body.insert(contentsOf: body[place..<min(body.count, place + Int(random.next() % 20))], at: place)
    }
  }

  @Test func rowsComeBackInEveryForm() throws {
    let endpoint = try Machines.endpoint()
    var random = SplitMix(seed: 11)
    for _ in 0..<300 {
      var (json, lines, records): ([String], String, [UInt8]) = ([], "", [])
      var expected = FeatureVectors(width: 7)
      for _ in 0...Int(random.next() % 4) {
        let keys = (0..<7).filter { _ in random.next() % 2 == 0 }
        // Halves and quarters: the same in single precision.
        let values = keys.map { _ in Double(Int(random.next() % 2000) + 1) / 4 - 250.125 }
        try expected.append(keys: keys, values: values, shape: [7])
        let instance = "{\"features\": {\"keys\": \(keys), \"values\": \(values), \"shape\": [7]}}"
        json.append(instance)
        lines += instance + "\n"
        var entries = SparseRows.Entries()
        for (key, value) in zip(keys, values) { entries.append(key, Float(value)) }
        RecordIOWriter.append(entries, width: 7, to: &records)
      }
      #expect(endpoint.rows("{\"instances\": [\(json.joined(separator: ","))]}").value == expected)
      #expect(endpoint.rows(lines, .jsonlines).value == expected)
      #expect(endpoint.rows(records, .recordio).value == expected)
    }
  }
}
