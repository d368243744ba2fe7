import JSONText
import Languages
import Reports
import Tables

extension ReadingGuess {
  /// What was taken for granted and by which option it is said, as a report tells it.
  ///
  /// - Parameter isNamed: whether names: gives the columns names.
  func words(isNamed: Bool) -> Localized {
    switch self {
    case .separator(" "):
      Localized(
        en: "Spaces are taken to stand between fields; separator: says what does.",
        ja: "項目の区切りは空白とみなしました（separator: で指定できます）。")
    case .separator(let found):
      Localized(
        en: "\(Self.shown(found)) is taken to stand between fields; separator: says what does.",
        ja: "項目の区切りは\(Self.shown(found))とみなしました（separator: で指定できます）。")
    case .rivalSeparator(let found, let rival):
      Localized(
        en:
          "\(Self.shown(found)) is taken to stand between fields, although \(Self.shown(rival)) would cut the lines as evenly; "
          + "separator: says what does.",
        ja: "項目の区切りは\(Self.shown(found))とみなしましたが、\(Self.shown(rival))でも同じように区切れます（separator: で指定できます）。")
    case .separatorLine(let found):
      Localized(
        en: "The first line says that \(Self.shown(found)) stands between fields, as Excel writes it, and is no row; "
          + "separator: says otherwise.",
        ja: "最初の行はExcelの書き方で項目の区切りを\(Self.shown(found))と指定しており、データではありません（separator: で変えられます）。")
    case .oneColumn(let rival):
      Localized(
        en: "Every line is taken for one field, although most lines have \(Self.shown(rival)) equally often; "
          + "separator: \(JSON.quote(rival)) cuts them there.",
        ja: "各行を1つの項目とみなしましたが、多くの行に\(Self.shown(rival))が同じ回数あります（separator: \(JSON.quote(rival)) で区切れます）。")
    case .noHeader(let line):
      Localized(
        en: "The first line, \(line), is taken for a row; header: true takes it for the names of the columns"
          + (isNamed ? "." : ", which are called column1 and so on without names:."),
        ja: "最初の行\(line)はデータの行とみなしました（header: true で列名になります）。"
          + (isNamed ? "" : "列名は column1 からの番号です（names: で付けられます）。"))
    case .header(let line):
      Localized(
        en:
          "The first line, \(line), is taken for the names of the columns; as all of them are text, only header: false tells a row.",
        ja: "最初の行\(line)は列名とみなしました。すべての列が文字列なので、データの行なら header: false が必要です。")
    case .doubtfulHeader(let line):
      Localized(
        en:
          "The first line, \(line), is taken for the names of the columns, although it looks like a row; header: false reads it as one.",
        ja: "最初の行\(line)は列名とみなしましたが、データの行のようにも見えます（header: false で行として読みます）。")
    case .comments(let count):
      Localized(
        en:
          "\(Phrase.count(count, "line")) above the table that begin\(count == 1 ? "s" : "") with # \(count == 1 ? "is" : "are") passed over; "
          + "skip: 0 reads \(count == 1 ? "it" : "them").",
        ja: "表の前にある#で始まる\(Phrase.integer(count))行は読み飛ばしました（skip: 0 で読みます）。")
    case .quotesAreText(let column):
      Localized(
        en:
          "The double quotes around every value of \(column) are taken for a part of it; quoting: true takes them off.",
        ja: "列\(column)のすべての値を囲む引用符は値の一部とみなしました（quoting: true で外します）。")
    case .emptyIsText(let column):
      Localized(
        en:
          "The empty fields of \(column) are taken for texts, as nulls: does not name them, and so all of it is text; nulls: [\"\", …] names them.",
        ja: "列\(column)の空の項目は、nulls: にないため文字列とみなしました。そのため列全体が文字列です（nulls: に \"\" を加えると欠損値になります）。")
    case .carriageReturns:
      Localized(
        en: "Its lines end with a carriage return alone, as on old Macs.", ja: "行の終わりは、古いMacのように復帰文字（CR）だけです。")
    case .jsonLines:
      Localized(
        en: "Its lines are JSON objects, whatever its name says, and are read as such; separator: says otherwise.",
        ja: "名前にかかわらず各行がJSONオブジェクトなので、JSONとして読みました（separator: で変えられます）。")
    }
  }

  private static func shown(_ separator: String) -> String { JSON.quote(separator) }
}

extension ReadingNotice {
  /// The notice for readers; nil for a guess, which the report tells among the others.
  func remark(file: String) -> Localized? {
    let japanese: String
    switch self {
    case .notCompressed: japanese = "名前は圧縮ファイルですが中身は圧縮されておらず、テキストとして読み込みました"
    case .trailingGarbage: japanese = "圧縮データの終わりより後に余分なバイトがあり、無視しました"
    case .lacksEndMarker: japanese = "圧縮ファイルに終わりの空ブロックがなく、行が欠けているおそれがあります"
    case .unknownKeys(let keys): japanese = "最初の行にないキーが後の行にあり、除きました（\(Phrase.list(keys, in: .japanese))）"
    case .innerByteOrderMarks(let lines):
      japanese = "途中の\(Phrase.integer(lines))行の先頭にバイト順マークがあり、除きました（ファイルをつなげたものと思われます）"
    case .tornFields(let count, let line, _):
      japanese = "\(Phrase.integer(count))個の項目で、閉じる引用符の後に文字が続いています（最初は\(Phrase.integer(line))行目）。項目の中の引用符は失われています"
    case .mixedZones(let column, let assumed, let all):
      japanese =
        "列\(column)の日時\(Phrase.integer(all))個のうち\(Phrase.integer(assumed))個には時差の指定がなく、協定世界時とみなしました"
    case .guess: return nil
    }
    return Localized(en: words(file: file).message + ".", ja: japanese + "。")
  }
}
