import MachineLearning
import Tables
import WrittenTexts

/// What each customer has watched, in order, as sequences of words.
struct TitleSequences: Sendable {
  let sequences: WordSequences
  /// Rows without a title or without a customer, which are in no sequence.
  let leftOut: Int
  /// Titles that the order leaves at one place of their sequence with a different one, so that the table's order decided.
  let tied: Int

  /// - Parameters:
  ///   - titles: a column of texts; those that make the same word are the same.
  ///   - keys: the columns whose values say whose row it is.
  ///   - order: what orders the rows of a sequence; equal ones keep the table's order.
  ///   - Complexity: O(rows), and O(rows × keys) to sort.
  init(_ table: Table, titles: String, by keys: [String], order: [SortKey], threads: Int) throws {
    guard let column = table[titles], case .strings(let codes, let pool) = column.storage else {
      throw TableError.noColumn(titles)
    }
    let grouping = try Grouping(table, by: keys, threads: threads)
    let keyColumns = keys.compactMap { table[$0] }
    let rows = order.isEmpty ? nil : try table.order(by: order, threads: threads)
    // Numbers of words come in the order of the first row that has them, whatever else the pool holds.
    var numbers: [ExactText: Int32] = [:]
    var words: [String] = []
    var numberOfCode = [Int32](repeating: -1, count: pool.count)
    var numberOfRow = [Int32](repeating: -1, count: table.rowCount)
    var lengths = [Int](repeating: 0, count: grouping.groupCount)
    for row in 0..<table.rowCount where !column.isNull(row) && !keyColumns.contains(where: { $0.isNull(row) }) {
      let code = Int(codes[row])
      if numberOfCode[code] == -1 {
        let word = Self.word(of: pool.string(code))
        numberOfCode[code] = word.isEmpty ? -2 : numbers[ExactText(word), default: Int32(words.count)]
        if numberOfCode[code] == Int32(words.count) {
          numbers[ExactText(word)] = numberOfCode[code]
          words.append(word)
        }
      }
      if numberOfCode[code] < 0 { continue }
      numberOfRow[row] = numberOfCode[code]
      lengths[Int(grouping.groupOfRow[row])] += 1
    }
    var starts = [0]
    for length in lengths { starts.append((starts.last ?? 0) + length) }
    var places = starts
    var tokens = [Int32](repeating: 0, count: starts.last ?? 0)
    let ranks = order.isEmpty ? nil : try Grouping(table, by: order.map(\.column), threads: threads).groupOfRow
    var rankOfToken = [UInt32](repeating: 0, count: ranks == nil ? 0 : tokens.count)
    for position in 0..<table.rowCount {
      let row = rows.map { Int($0[position]) } ?? position
      if numberOfRow[row] < 0 { continue }
      let group = Int(grouping.groupOfRow[row])
      tokens[places[group]] = numberOfRow[row]
      if let ranks { rankOfToken[places[group]] = ranks[row] }
      places[group] += 1
    }
    leftOut = table.rowCount - tokens.count
    tied = ranks == nil ? 0 : Self.tied(tokens, rankOfToken, starts)
    // A customer all of whose rows are left out has no sequence.
    sequences = try WordSequences(
      words: words, tokens: tokens, starts: [0] + zip(lengths, starts.dropFirst()).filter { $0.0 > 0 }.map(\.1))
  }

  /// How many tokens have the rank of their neighbours in a sequence, of which not all are the same word.
  private static func tied(_ tokens: [Int32], _ ranks: [UInt32], _ starts: [Int]) -> Int {
    var tied = 0
    for (start, end) in zip(starts, starts.dropFirst()) {
      var first = start
      while first < end {
        let next = (first..<end).first { ranks[$0] != ranks[first] } ?? end
        if tokens[first..<next].contains(where: { $0 != tokens[first] }) { tied += next - first }
        first = next
      }
    }
    return tied
  }

  /// A title as one word: in lower case, a hyphen for white space however long, none at the ends.
  static func word(of title: String) -> String {
    var word = ""
    var isParted = false
    for scalar in title.lowercased().unicodeScalars {
      if scalar.properties.isWhitespace {
        isParted = !word.isEmpty
        continue
      }
      if isParted { word += "-" }
      isParted = false
      word.unicodeScalars.append(scalar)
    }
    return word
  }
}
