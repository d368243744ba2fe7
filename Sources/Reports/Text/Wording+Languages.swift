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
      .allParameters: "All parameters", .defaultValue: "default", .dataFlow: "Data flow",
      .dataFlowNote: """
      Each box is a table, a model or an embedding, with the step that made it on top; the small words name steps that looked \
      at it. A dashed box comes from an earlier notebook; a dashed line lends only a number. @2 is the second of that name.
      """,
      .eachStep: "Step by step", .inputData: "Data", .takes: "Takes", .gives: "Gives", .uses: "Uses", .reads: "Reads",
      .writes: "Writes", .publishes: "Publishes", .recipe: "Recipe",
      .recipeNote: """
      A recipe is a digest of all that a step's result depends on: its text, parameters, seed, the data and the steps before \
      it. Where two runs of one version have the same recipe, they have the same result.
      """,
      .sameColumns: "the same columns", .newColumns: "new", .lostColumns: "without",
      .andMore: "and more in results.json",
      .backToReport: "Back to the report", .runAgain: "Run it yourself",
      .runAgainNote: "The same version, data and seed give these pages again, to the byte.", .license: "License",
      .version: "Version", .model: "model", .embedding: "embedding", .folderFlow: "From notebook to notebook",
      .folderFlowNote: "Each box is a notebook; the small words name what it takes from the ones before.",
      .noSteps: "This notebook has no steps.",
      .sampleNote: "Generated: no customer, title or review in it is real.",
      .madeLink: "Every step, its rows and columns, and the data flow",
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
      .allParameters: "すべてのパラメータ", .defaultValue: "既定値", .dataFlow: "データの流れ",
      .dataFlowNote: """
      箱はテーブル、モデル、埋め込みのいずれかで、いちばん上にそれを作ったステップを、小さな文字でそれを調べたステップを示します。\
      破線の箱は前のノートブックから来たもの、破線は数値だけを使ったことを表します。@2は同じ名前の2番目のものです。
      """,
      .eachStep: "ステップごとの記録", .inputData: "データ", .takes: "入力", .gives: "出力", .uses: "使用した値",
      .reads: "読み込み", .writes: "書き出し", .publishes: "公開した値", .recipe: "レシピ",
      .recipeNote: """
      レシピとは、ステップの結果を決めるすべてのもの（文、パラメータ、シード、データ、前のステップ）のダイジェストです。\
      同じバージョンの2つの実行でレシピが同じなら、結果も同じです。
      """,
      .sameColumns: "列は同じ", .newColumns: "追加された列", .lostColumns: "除かれた列",
      .andMore: "ほかの値はresults.jsonにあります", .backToReport: "レポートに戻る", .runAgain: "自分で実行する",
      .runAgainNote: "同じバージョン、データ、シードからは、1バイトも違わない同じページができます。", .license: "ライセンス",
      .version: "バージョン", .model: "モデル", .embedding: "埋め込み", .folderFlow: "ノートブック間の流れ",
      .folderFlowNote: "箱はノートブックで、小さな文字は前のノートブックから受け取るものの名前です。",
      .noSteps: "このノートブックにはステップがありません。",
      .sampleNote: "生成されたデータです。顧客、作品、レビューはいずれも実在しません。",
      .madeLink: "すべてのステップ、行と列、データの流れ",
      .exerciseUnsolved: "未解答", .exerciseFailing: "まだ正しくありません", .exercisePassing: "解答済み",
      .exerciseWaiting: "を先に解いてください", .solution: "解答例", .yourAnswer: "あなたの解答",
      .noAnswer: "まだ何も書かれていません。", .chosen: "選択済み", .notChosen: "未選択",
      .continued: "模範解答の結果から続けています：",
    ])
}
