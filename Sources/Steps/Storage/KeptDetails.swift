import Foundation
import Synchronization
import Tables

/// Details of an outcome as a cache keeps them: JSON, in which tables and columns are numbers, and the tables that these mean.
package struct KeptDetails: Sendable {
  package var json: [UInt8]
  package var tables: [Table]

  package init(json: [UInt8], tables: [Table]) {
    self.json = json
    self.tables = tables
  }

  package init(_ details: any OutcomeDetails) throws {
    let (pool, encoder) = (TablePool([]), JSONEncoder())
    encoder.outputFormatting = .sortedKeys
    encoder.nonConformingFloatEncodingStrategy = .convertToString(
      positiveInfinity: "inf", negativeInfinity: "-inf", nan: "nan")
    if let key = TablePool.key { encoder.userInfo[key] = pool }
    json = Array(try encoder.encode(details))
    tables = pool.tables.withLock { $0 }
  }

  /// The details as the type that they were of.
  func opened<Details: OutcomeDetails>(as type: Details.Type) throws(StorageDamage) -> Details {
    let decoder = JSONDecoder()
    decoder.nonConformingFloatDecodingStrategy = .convertFromString(
      positiveInfinity: "inf", negativeInfinity: "-inf", nan: "nan")
    if let key = TablePool.key { decoder.userInfo[key] = TablePool(tables) }
    guard let details = try? decoder.decode(type, from: Data(json)), details.isSound else {
      throw StorageDamage("it does not hold what the report of its step tells")
    }
    return details
  }
}

/// The tables beside the JSON that is written or read.
private final class TablePool: Sendable {
  static let key = CodingUserInfoKey(rawValue: "tables")

  let tables: Mutex<[Table]>

  init(_ tables: [Table]) { self.tables = Mutex(tables) }

  static func of(_ information: [CodingUserInfoKey: Any]) -> TablePool? {
    key.flatMap { information[$0] as? TablePool }
  }
}

/// Tables can be coded as parts of details only: what is coded is their place in a pool of tables.
extension Table: Codable {
  public func encode(to encoder: any Encoder) throws {
    guard let pool = TablePool.of(encoder.userInfo) else {
      throw EncodingError.invalidValue(self, .init(codingPath: encoder.codingPath, debugDescription: "no pool"))
    }
    try pool.tables.withLock { tables in
      tables.append(self)
      return tables.count - 1
    }.encode(to: encoder)
  }

  public init(from decoder: any Decoder) throws {
    let place = try Int(from: decoder)
    guard let tables = TablePool.of(decoder.userInfo)?.tables.withLock({ $0 }), tables.indices.contains(place) else {
      throw DecodingError.dataCorrupted(.init(codingPath: decoder.codingPath, debugDescription: "no such table"))
    }
    self = tables[place]
  }
}

/// A column is coded as a table that has no other.
extension Column: Codable {
  public func encode(to encoder: any Encoder) throws { try Table([("", self)]).encode(to: encoder) }

  public init(from decoder: any Decoder) throws {
    let columns = try Table(from: decoder).named
    guard columns.count == 1 else {
      throw DecodingError.dataCorrupted(.init(codingPath: decoder.codingPath, debugDescription: "no column"))
    }
    self = columns[0].column
  }
}
