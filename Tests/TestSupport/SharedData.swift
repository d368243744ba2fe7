import Foundation

/// The folder `shared` beside the checkout: real data that is not part of the repository.
///
/// A test that needs it is skipped with a message when it is missing (`.enabled(if: SharedData.movieLens != nil, SharedData.hint)`).
public enum SharedData {
  public static let hint: String = "needs ../shared/data/ml-latest-small (MovieLens), which a plain clone does not have"

  /// The checkout's root folder.
  public static let checkout = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  /// `ml-latest-small`, or nil when it is not there.
  public static let movieLens: URL? = {
    let environment = ProcessInfo.processInfo.environment["MATINEE_SHARED"]
    let shared =
      environment.map { URL(fileURLWithPath: $0) }
      ?? checkout.deletingLastPathComponent().appendingPathComponent("shared")
    let folder = shared.appendingPathComponent("data/ml-latest-small")
    return FileManager.default.fileExists(atPath: folder.appendingPathComponent("ratings.csv").path) ? folder : nil
  }()
}
