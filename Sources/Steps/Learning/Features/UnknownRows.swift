import Languages
import Reports
import Tables

/// Rows that have a user or an item without a number, or with one that the model never saw.
enum UnknownRows {
  /// A sentence for every index feature of which some rows have nothing that the model knows.
  static func remarks(_ model: Model, _ table: Table, named name: String) -> [Localized] {
    model.type.features.filter { $0.type == .index }.compactMap { feature in
      guard let column = table[feature.name], case .indices(let codes, _) = column.storage else { return nil }
      let width = model.width(of: feature.name)
      var count = 0
      for row in 0..<column.count where column.isNull(row) || Int(codes[row]) >= width { count += 1 }
      if count == 0 { return nil }
      let (some, all) = (Phrase.integer(count), Phrase.count(table.rowCount, "row"))
      return Localized(
        en:
          "\(some) of \(all) of \(name) have no \(feature.name) that the model knows: the other features predict them.",
        ja: "\(name)の\(Phrase.integer(table.rowCount))行のうち\(some)行には、モデルの知る\(feature.name)がありません。残りの特徴量だけで予測しました。"
      )
    }
  }
}
