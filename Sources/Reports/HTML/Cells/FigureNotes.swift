import Plotting

/// What the charts of one figure say below it.
enum FigureNotes {
  /// Each note once: what not all charts say, after the letters of those that do, since a count of rows is of one chart.
  static func of(_ charts: [Chart]) -> [String] {
    let notes = charts.map(\.notes)
    var told: [String] = []
    for note in notes.joined() where !told.contains(note) { told.append(note) }
    return told.map { note in
      let sayers = notes.indices.filter { notes[$0].contains(note) }
      if sayers.count == charts.count { return note }
      return sayers.map { "(\(letter($0)))" }.joined(separator: ", ") + " " + note
    }
  }

  /// The letter by which a caption can speak of a chart.
  static func letter(_ position: Int) -> String {
    position < 26 ? String(UnicodeScalar(UInt8(97 + position))) : String(position + 1)
  }
}
