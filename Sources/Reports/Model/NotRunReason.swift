import Languages

/// Why a step or a check has no result.
public enum NotRunReason: Sendable, Hashable {
  /// It was not part of the run.
  case notAsked
  /// `eval: false`.
  case notEvaluated
  case stillToCome
  case beingComputed
  /// The user asked to stop.
  case stopped
  /// It takes what an exercise gives; the words are the exercise's name.
  case waits(for: String)
  /// It takes something, by name or path, that an earlier step did not give.
  case missing(String)
  /// As `missing`, of a check that nobody may read.
  case missingForCheck
  /// An earlier step failed: its verb, and its place as FILE:LINE.
  case failed(String, at: String)
  case notebooksAtFault
  case usesFault
  /// What an answer is compared with has no value.
  case noRightAnswer
  case noAnswer

  /// Whether the result may still come: a page that shows it is not one that failed.
  public var isOnItsWay: Bool {
    switch self {
    case .stillToCome, .beingComputed: true
    case .notAsked, .notEvaluated, .stopped, .waits, .missing, .missingForCheck, .failed, .notebooksAtFault, .usesFault,
      .noRightAnswer, .noAnswer:
      false
    }
  }

  /// nil when there is nothing to say beside that it was not run.
  public var words: Localized? {
    switch self {
    case .notAsked: nil
    case .notEvaluated: Localized(en: "it is not evaluated", ja: "評価されません")
    case .stillToCome: Localized(en: "it is still to be computed", ja: "まだ計算されていません")
    case .beingComputed: Localized(en: "it is being computed", ja: "計算中です")
    case .stopped: Localized(en: "the run was stopped", ja: "実行が中止されました")
    case .waits(let exercise): Localized(en: "it waits for \(exercise)", ja: "\(exercise)を待っています")
    case .missing(let name): Localized(en: "\(name) is missing", ja: "\(name)がありません")
    case .missingForCheck:
      Localized(en: "something that it is checked by is missing", ja: "確認に必要なものがありません")
    case .failed(let verb, let place): Localized(en: "\(verb) at \(place) failed", ja: "\(place)の\(verb)が失敗しました")
    case .notebooksAtFault: Localized(en: "the notebooks have faults", ja: "ノートブックに誤りがあります")
    case .usesFault: Localized(en: "what it uses has a fault", ja: "使っているものに誤りがあります")
    case .noRightAnswer:
      Localized(
        en: "the right number could not be computed; something above that it takes is missing or was changed",
        ja: "正しい数値を計算できませんでした。上にある必要なものがないか、変更されています")
    case .noAnswer: Localized(en: "the answer could not be computed", ja: "解答を計算できませんでした")
    }
  }
}
