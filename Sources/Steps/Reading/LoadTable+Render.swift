import Languages
import Reports
import Tables

extension TableLoading {
  func render(_ outcome: Outcome<Details>, _ context: RenderContext) -> [ReportBlock] {
    let (rows, leftOut) = (outcome.details.rows, outcome.details.leftOut)
    let say = context.language
    var sentence: [Run] = say(
      en: [
        .strong(Phrase.count(rows, "row")), " of \(Phrase.count(schema.count, "column")) from ", .code(argument.text),
      ], ja: [.code(argument.text), "から", .strong("\(Phrase.integer(rows))行"), "、\(schema.count)列を読み込みました"])
    if let lookup {
      let name = Run.code(lookup.argument.text)
      sentence += say(en: [", with columns from ", name], ja: ["（", name, "の列を加えています）"])
    }
    sentence += leftOut.ending(in: say)
    var blocks: [ReportBlock] = [.sentence(sentence)]
    if leftOut.count > 0, outcome.details.skipped.rowCount > 0 {
      blocks.append(.table(leftOut.table(outcome.details.skipped, in: say).asSupplement))
    }
    if let lookup, let found = outcome.details.lookup {
      blocks.append(.sentence(partners(found, lookup, rows: rows, in: say)))
    }
    blocks += outline.guesses.map { .remark([.text(say($0.words(isNamed: isNamed)))]) }
    if let lookup {
      blocks += lookup.outline.guesses.map { guess in
        let words = guess.words(isNamed: true)
        return .remark(
          say(
            en: ["Of ", .code(lookup.argument.text), ": \(words.en)"],
            ja: [.code(lookup.argument.text), "：\(words.ja)"]))
      }
    }
    return blocks
  }

  /// How the two files fit, as `join` tells it.
  private func partners(_ found: Details.Lookup, _ lookup: LookupTable, rows: Int, in say: Language) -> [Run] {
    let place = Phrase.list(lookup.keys, in: say)
    let name = Run.code(lookup.argument.text)
    let partnerless = found.counts.partnerless
    var runs: [Run] =
      partnerless == 0
      ? say(
        en: ["Every row has a partner in ", name, " by \(place)"],
        ja: [.text("どの行にも、\(place)が一致する行が"), name, "にあります"])
      : say(
        en: [
          .strong(Phrase.count(partnerless, "row")),
          " of \(Phrase.integer(rows)) \(partnerless == 1 ? "has" : "have") no partner in ",
          name, " by \(place) and stay\(partnerless == 1 ? "s" : "") without",
        ],
        ja: [
          .text("\(Phrase.integer(rows))行のうち"), .strong("\(Phrase.integer(partnerless))行"),
          .text("は、\(place)が一致する行が"), name, "になく、欠損値のまま残しました",
        ])
    let keys = found.counts.repeatedKeys
    if keys > 0 {
      let dropped = found.counts.dropped
      runs += say(
        en: [
          .text(
            "; \(Phrase.count(keys, "key")) \(keys == 1 ? "is" : "are") there more than once, of which only the first row counts, so that "
              + "\(Phrase.count(dropped, "row")) \(dropped == 1 ? "was" : "were") not used")
        ],
        ja: [
          .text("。\(Phrase.integer(keys))個のキーは2回以上あり、最初の行だけを使い、\(Phrase.integer(dropped))行は使いませんでした")
        ])
    }
    let unused = found.counts.unused
    if unused > 0 {
      runs += say(
        en: [.text("; \(Phrase.count(unused, "row")) of it \(unused == 1 ? "is" : "are") of keys that no row has")],
        ja: [.text("。そのうち\(Phrase.integer(unused))行のキーは、どの行にもありません")])
    }
    if found.leftOut.count > 0 { runs += found.leftOut.ending(in: say) } else { runs += say(en: ["."], ja: ["。"]) }
    return runs
  }
}
