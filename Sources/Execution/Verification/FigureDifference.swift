import Foundation
import Reports

/// A figure of two results, as the text of its file in each; nil where it is not there.
public struct FigureDifference: Sendable {
  public var label: String
  public var old: String?
  public var new: String?

  public var isSame: Bool { old == new }

  /// Every figure that one of two folders of results names, by label.
  public static func of(
    _ old: (folder: String, results: RecordedResults), _ new: (folder: String, results: RecordedResults)
  ) -> [FigureDifference] {
    let labels = Set(old.results.figures.keys).union(new.results.figures.keys).sorted()
    return labels.map { label in
      FigureDifference(
        label: label, old: text(old.results.figures[label], in: old.folder),
        new: text(new.results.figures[label], in: new.folder))
    }
  }

  /// A path that leads out of the folder is not followed: results may come from anywhere.
  private static func text(_ path: String?, in folder: String) -> String? {
    guard let path, PathParts.isInside(path),
      let data = FileManager.default.contents(atPath: folder + "/" + path)
    else { return nil }
    return String(decoding: data, as: UTF8.self)
  }
}
