import ArgumentParser
import Foundation
import Previewing

/// The arguments of a preview: read by `matinee`, to tell what is wrong with them, and again by `matinee-server`.
struct PreviewOptions: ParsableArguments {
  @Argument(help: ArgumentHelp("The folder of notebooks, or one notebook.", valueName: "dir"))
  var folder = "notebooks"

  @Option(help: "Where to listen; 0 for any port that is free.")
  var port = 0

  @Flag(help: "Open the page in the browser.")
  var open = false

  @OptionGroup var parameters: ParameterOptions

  @OptionGroup var threading: ThreadOptions

  @OptionGroup var caching: CacheOptions

  func validate() throws {
    guard (0...65535).contains(port) else { throw ValidationError("--port must be between 0 and 65535") }
    guard FileManager.default.fileExists(atPath: folder) else {
      throw ValidationError("there is no \(folder); name a folder of notebooks")
    }
  }

  func settings() throws -> PreviewSettings {
    var settings = PreviewSettings(
      folder: folder, version: Matinee.version, threads: threading.threads,
      cachePath: caching.store(beside: folder).path,
      cacheLimit: try caching.bytes())
    settings.permissions = try parameters.permissions.permissions(of: folder)
    settings.parameters = parameters.parameter
    settings.parameterFiles = parameters.parameterFiles
    return settings
  }
}
