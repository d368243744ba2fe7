extension Wording {
  static let english = Wording(
    language: "en",
    months: [
      "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
      "December",
    ],
    percentSign: "\u{00A0}%",
    callouts: [.note: "Note", .tip: "Tip", .important: "Important", .warning: "Warning", .caution: "Caution"],
    phrases: [
      .contents: "Contents", .code: "Code", .copy: "Copy", .copied: "Copied", .skip: "Skip to the text",
      .previous: "Previous", .next: "Next", .overview: "All notebooks", .parameters: "Parameters",
      .footnotes: "Footnotes", .figure: "Figure", .table: "Table", .section: "Section",
      .equation: "Equation", .exercise: "Exercise", .data: "The numbers behind this figure",
      .omitted: "further rows are not listed", .backToText: "Back to the text", .image: "Image",
      .keyFigures: "Key figures", .failed: "This report is incomplete: a step failed.",
      .failedHere: "This step failed", .failedShort: "Failed", .seeError: "See what happened", .notRun: "Not run",
      .notRunBecause: "Not run:", .pageNotRun: "This notebook was not run.",
      .pageNotRunBecause: "This notebook was not run, because an earlier one failed.",
      .help: "Help", .note: "Note", .wideTable: "Table, scrolls sideways",
      .remark: "Please note", .checked: "done", .unchecked: "to do",
      .uncomputed: "This value could not be computed.", .provenance: "How this report was made",
      .seed: "Seed", .steps: "Steps", .sortedPages: "Notebooks",
      .exerciseUnsolved: "to be filled in", .exerciseFailing: "not right yet", .exercisePassing: "solved",
      .exerciseWaiting: "waits for", .solution: "Model answer", .yourAnswer: "Your answer",
      .noAnswer: "Nothing is written here yet.", .chosen: "chosen", .notChosen: "not chosen",
      .continued: "Continued from the reference:",
    ])

  static let japanese = Wording(
    language: "ja", months: (1...12).map { "\($0)月" }, percentSign: "%",
    callouts: [.note: "メモ", .tip: "ヒント", .important: "重要", .warning: "警告", .caution: "注意"],
    phrases: [
      .contents: "目次", .code: "コード", .copy: "コピー", .copied: "コピーしました", .skip: "本文へ移動",
      .previous: "前へ", .next: "次へ", .overview: "ノートブック一覧", .parameters: "パラメータ",
      .footnotes: "脚注", .figure: "図", .table: "表", .section: "第", .equation: "式", .exercise: "演習",
      .data: "この図のデータ", .omitted: "行は省略しました", .backToText: "本文に戻る", .image: "画像",
      .keyFigures: "主な数値", .failed: "このレポートは完成していません。途中のステップが失敗しました。",
      .failedHere: "このステップは失敗しました", .failedShort: "失敗", .seeError: "エラーを見る", .notRun: "未実行",
      .notRunBecause: "未実行：", .pageNotRun: "このノートブックは実行されていません。",
      .pageNotRunBecause: "前のノートブックが失敗したため、このノートブックは実行されていません。",
      .help: "対処", .note: "補足", .wideTable: "表（横にスクロールできます）",
      .remark: "ご注意", .checked: "済み", .unchecked: "未了", .uncomputed: "この値は計算できませんでした。",
      .provenance: "このレポートについて", .seed: "シード", .steps: "ステップ数",
      .sortedPages: "ノートブック",
      .exerciseUnsolved: "未解答", .exerciseFailing: "まだ正しくありません", .exercisePassing: "解答済み",
      .exerciseWaiting: "を先に解いてください", .solution: "解答例", .yourAnswer: "あなたの解答",
      .noAnswer: "まだ何も書かれていません。", .chosen: "選択済み", .notChosen: "未選択",
      .continued: "模範解答の結果から続けています：",
    ])
}
