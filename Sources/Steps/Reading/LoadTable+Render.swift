import Languages
import Reports
import Tables

extension TableLoading {
  func render(_ outcome: Outcome<Details>, _ context: RenderContext) -> [ReportBlock] {
    let (rows, leftOut) = (outcome.details.rows, outcome.details.leftOut)
    let say = context.language
    var sentence: Sentence = say(
      en: "\(strong: rows, "row") of \(schema.count, "column") from \(code: argument.text)",
      ja: "\(code: argument.text)から\(strong: rows, counter: "行")、\(schema.count)列を読み込みました")
    if let lookup {
      let name = lookup.argument.text
      sentence += say(en: ", with columns from \(code: name)", ja: "（\(code: name)の列を加えています）")
    }
    sentence += leftOut.ending(in: say)
    var blocks: [ReportBlock] = [.sentence(sentence)]
    if leftOut.count > 0, outcome.details.skipped.rowCount > 0 {
      blocks.append(.table(leftOut.table(outcome.details.skipped, in: say).asSupplement))
    }
    if let lookup, let found = outcome.details.lookup {
      blocks.append(.sentence(partners(found, lookup, rows: rows, in: say)))
    }
    blocks += outline.guesses.map { .remark("\(say($0.words(isNamed: isNamed)))") }
    if let lookup {
      blocks += lookup.outline.guesses.map { guess in
        let words = guess.words(isNamed: true)
        return .remark(
          say(
            en: "Of \(code: lookup.argument.text): \(words.en)",
            ja: "\(code: lookup.argument.text)：\(words.ja)"))
      }
    }
    return blocks
  }

  /// How the two files fit, as `join` tells it.
  private func partners(_ found: Details.Lookup, _ lookup: LookupTable, rows: Int, in say: Language) -> Sentence {
    let place = Phrase.list(lookup.keys, in: say)
    let name = lookup.argument.text
    let partnerless = found.counts.partnerless
    var runs: Sentence =
      partnerless == 0
      ? say(
        en: "Every row has a partner in \(code: name) by \(place)",
        ja: "どの行にも、\(place)が一致する行が\(code: name)にあります")
      : say(
        en: "\(strong: partnerless, "row") of \(rows) \(partnerless == 1 ? "has" : "have") no partner in "
          + "\(code: name) by \(place) and stay\(partnerless == 1 ? "s" : "") without",
        ja: "\(rows)行のうち\(strong: partnerless, counter: "行")は、\(place)が一致する行が\(code: name)になく、欠損値のまま残しました")
    let keys = found.counts.repeatedKeys
    if keys > 0 {
      let dropped = found.counts.dropped
      runs += say(
        en: "; \(keys, "key") \(keys == 1 ? "is" : "are") there more than once, of which only the first row "
          + "counts, so that \(dropped, "row") \(dropped == 1 ? "was" : "were") not used",
        ja: "。\(keys)個のキーは2回以上あり、最初の行だけを使い、\(dropped)行は使いませんでした")
    }
    let unused = found.counts.unused
    if unused > 0 {
      runs += say(
        en: "; \(unused, "row") of it \(unused == 1 ? "is" : "are") of keys that no row has",
        ja: "。そのうち\(unused)行のキーは、どの行にもありません")
    }
    if found.leftOut.count > 0 { runs += found.leftOut.ending(in: say) } else { runs += say(en: ".", ja: "。") }
    return runs
  }
}
