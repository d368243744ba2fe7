import Languages
import MachineLearning
import Reports
import Tables

/// A model's features in words.
extension ModelType {
  /// "user (3,204 one-hot) and item (1,188 one-hot)"
  func phrase(widths: [Int], in say: Language) -> String {
    let parts = zip(features, widths).map { feature, width in
      if bags.names.contains(feature.name) {
        return say(
          en: "\(feature.name) (a bag of \(Phrase.integer(width)))",
          ja: "\(feature.name)（\(Phrase.integer(width))種類の値の集まり）")
      }
      if width > 0 {
        return say(
          en: "\(feature.name) (\(Phrase.integer(width)) one-hot)",
          ja: "\(feature.name)（ワンホットで\(Phrase.integer(width))個）")
      }
      return say(en: "\(feature.name) (a number)", ja: "\(feature.name)（数値）")
    }
    return Phrase.list(parts, in: say)
  }
}

extension Model {
  /// Width of every one-hot feature, 0 for numbers: for `render`.
  var widths: [Int] {
    machine.fields.map { field in
      if case .numeric = field { 0 } else { field.width }
    }
  }
}
