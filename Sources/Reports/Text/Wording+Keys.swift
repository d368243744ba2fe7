import Languages
import Notebooks

extension Wording {
  /// One phrase of the page's own.
  enum Key: CaseIterable, Sendable {
    case contents, code, copy, copied, skip, previous, next, overview, parameters, footnotes
    case figure, table, section, equation, exercise, data, omitted, backToText, image, keyFigures
    case failed, failedHere, failedShort, seeError, notRun, notRunBecause, pageNotRun, pageNotRunBecause, help, note
    case wideTable, remark, checked, unchecked, uncomputed
    case provenance, seed, steps, sortedPages
    case defaultValue, dataFlow, dataFlowNote, eachStep, inputData, takes, gives, uses, reads, writes
    case publishes, recipe, recipeNote, sameColumns, newColumns, lostColumns, andMore, backToReport
    case runAgain, runAgainNote
    case license, model, embedding, folderFlow, folderFlowNote, noSteps, sampleNote
    case madeLink
    case exerciseUnsolved, exerciseFailing, exercisePassing, solution, yourAnswer, noAnswer
    case chosen, notChosen, continued

    var words: Localized {
      switch self {
      case .contents: Localized(en: "Contents", ja: "目次")
      case .code: Localized(en: "Code", ja: "コード")
      case .copy: Localized(en: "Copy", ja: "コピー")
      case .copied: Localized(en: "Copied", ja: "コピーしました")
      case .skip: Localized(en: "Skip to the text", ja: "本文へ移動")
      case .previous: Localized(en: "Previous", ja: "前へ")
      case .next: Localized(en: "Next", ja: "次へ")
      case .overview: Localized(en: "All notebooks", ja: "ノートブック一覧")
      case .parameters: Localized(en: "Parameters", ja: "パラメータ")
      case .footnotes: Localized(en: "Footnotes", ja: "脚注")
      case .figure: Localized(en: "Figure", ja: "図")
      case .table: Localized(en: "Table", ja: "表")
      case .section: Localized(en: "Section", ja: "第")
      case .equation: Localized(en: "Equation", ja: "式")
      case .exercise: Localized(en: "Exercise", ja: "演習")
      case .data: Localized(en: "The numbers behind this figure", ja: "この図のデータ")
      case .omitted: Localized(en: "further rows are not listed", ja: "行は省略しました")
      case .backToText: Localized(en: "Back to the text", ja: "本文に戻る")
      case .image: Localized(en: "Image", ja: "画像")
      case .keyFigures: Localized(en: "Key figures", ja: "主な数値")
      case .failed: Localized(en: "This report is incomplete: a step failed.", ja: "このレポートは完成していません。途中のステップが失敗しました。")
      case .failedHere: Localized(en: "This step failed", ja: "このステップは失敗しました")
      case .failedShort: Localized(en: "Failed", ja: "失敗")
      case .seeError: Localized(en: "See what happened", ja: "エラーを見る")
      case .notRun: Localized(en: "Not run", ja: "未実行")
      case .notRunBecause: Localized(en: "Not run:", ja: "未実行：")
      case .pageNotRun: Localized(en: "This notebook was not run.", ja: "このノートブックは実行されていません。")
      case .pageNotRunBecause:
        Localized(
          en: "This notebook was not run, because an earlier one failed.", ja: "前のノートブックが失敗したため、このノートブックは実行されていません。")
      case .help: Localized(en: "Help", ja: "対処")
      case .note: Localized(en: "Note", ja: "補足")
      case .wideTable: Localized(en: "Table, scrolls sideways", ja: "表（横にスクロールできます）")
      case .remark: Localized(en: "Please note", ja: "ご注意")
      case .checked: Localized(en: "done", ja: "済み")
      case .unchecked: Localized(en: "to do", ja: "未了")
      case .uncomputed: Localized(en: "This value could not be computed.", ja: "この値は計算できませんでした。")
      case .provenance: Localized(en: "How this report was made", ja: "このレポートについて")
      case .seed: Localized(en: "Seed", ja: "シード")
      case .steps: Localized(en: "Steps", ja: "ステップ数")
      case .sortedPages: Localized(en: "Notebooks", ja: "ノートブック")
      case .defaultValue: Localized(en: "default", ja: "既定値")
      case .dataFlow: Localized(en: "Data flow", ja: "データの流れ")
      case .dataFlowNote:
        Localized(
          en: """
            Each box is a table, a model or an embedding, with the step that made it on top; the small words name steps that looked \
            at it. A dashed box comes from an earlier notebook; a dashed line lends only a number. @2 is the second of that name.
            """,
          ja: """
            箱はテーブル、モデル、埋め込みのいずれかで、いちばん上にそれを作ったステップを、小さな文字でそれを調べたステップを示します。\
            破線の箱は前のノートブックから来たもの、破線は数値だけを使ったことを表します。@2は同じ名前の2番目のものです。
            """)
      case .eachStep: Localized(en: "Step by step", ja: "ステップごとの記録")
      case .inputData: Localized(en: "Data", ja: "データ")
      case .takes: Localized(en: "Takes", ja: "入力")
      case .gives: Localized(en: "Gives", ja: "出力")
      case .uses: Localized(en: "Uses", ja: "使用した値")
      case .reads: Localized(en: "Reads", ja: "読み込み")
      case .writes: Localized(en: "Writes", ja: "書き出し")
      case .publishes: Localized(en: "Publishes", ja: "公開した値")
      case .recipe: Localized(en: "Recipe", ja: "レシピ")
      case .recipeNote:
        Localized(
          en: """
            A recipe is a digest of all that a step's result depends on: its text, parameters, seed, the data and the steps before \
            it. Where two runs of one version have the same recipe, they have the same result.
            """,
          ja: """
            レシピとは、ステップの結果を決めるすべてのもの（文、パラメータ、シード、データ、前のステップ）のダイジェストです。\
            同じバージョンの2つの実行でレシピが同じなら、結果も同じです。
            """)
      case .sameColumns: Localized(en: "the same columns", ja: "列は同じ")
      case .newColumns: Localized(en: "new", ja: "追加された列")
      case .lostColumns: Localized(en: "without", ja: "除かれた列")
      case .andMore: Localized(en: "and more in results.json", ja: "ほかの値はresults.jsonにあります")
      case .backToReport: Localized(en: "Back to the report", ja: "レポートに戻る")
      case .runAgain: Localized(en: "Run it yourself", ja: "自分で実行する")
      case .runAgainNote:
        Localized(
          en: "The same version, data and seed give these pages again, to the byte.",
          ja: "同じバージョン、データ、シードからは、1バイトも違わない同じページができます。")
      case .license: Localized(en: "License", ja: "ライセンス")
      case .model: Localized(en: "model", ja: "モデル")
      case .embedding: Localized(en: "embedding", ja: "埋め込み")
      case .folderFlow: Localized(en: "From notebook to notebook", ja: "ノートブック間の流れ")
      case .folderFlowNote:
        Localized(
          en: "Each box is a notebook; the small words name what it takes from the ones before.",
          ja: "箱はノートブックで、小さな文字は前のノートブックから受け取るものの名前です。")
      case .noSteps: Localized(en: "This notebook has no steps.", ja: "このノートブックにはステップがありません。")
      case .sampleNote:
        Localized(en: "Generated: no customer, title or review in it is real.", ja: "生成されたデータです。顧客、作品、レビューはいずれも実在しません。")
      case .madeLink: Localized(en: "Every step, its rows and columns, and the data flow", ja: "すべてのステップ、行と列、データの流れ")
      case .exerciseUnsolved: Localized(en: "to be filled in", ja: "未解答")
      case .exerciseFailing: Localized(en: "not right yet", ja: "まだ正しくありません")
      case .exercisePassing: Localized(en: "solved", ja: "解答済み")
      case .solution: Localized(en: "Model answer", ja: "解答例")
      case .yourAnswer: Localized(en: "Your answer", ja: "あなたの解答")
      case .noAnswer: Localized(en: "Nothing is written here yet.", ja: "まだ何も書かれていません。")
      case .chosen: Localized(en: "chosen", ja: "選択済み")
      case .notChosen: Localized(en: "not chosen", ja: "未選択")
      case .continued: Localized(en: "Continued from the reference:", ja: "模範解答の結果から続けています：")
      }
    }
  }
}

extension Callout {
  var words: Localized {
    switch self {
    case .note: Localized(en: "Note", ja: "メモ")
    case .tip: Localized(en: "Tip", ja: "ヒント")
    case .important: Localized(en: "Important", ja: "重要")
    case .warning: Localized(en: "Warning", ja: "警告")
    case .caution: Localized(en: "Caution", ja: "注意")
    }
  }
}
