import Diagnostics
import Files
import Foundation

/// Turns the SVG of a figure into PNG and PDF by `rsvg-convert` (librsvg), where the machine has it.
public struct FigureConversion: Sendable {
  public enum Format: String, Sendable, CaseIterable {
    case png, pdf
  }

  /// The largest PNG, in px: it fills a slide of 1920 by 1080.
  static let pixels = (width: 1920, height: 1080)

  private let program: String

  /// nil when `rsvg-convert` is in no folder of PATH.
  public init?() {
    guard let program = ProgramPath.find("rsvg-convert") else { return nil }
    self.program = program
  }

  /// The picture's bytes. Throws `Diagnostic` when the program fails.
  public func convert(_ svg: [UInt8], to format: Format) throws -> [UInt8] {
    let folder = PrivateFolder(temporary: "matinee-figure")
    guard folder.make() else { throw Self.fault("\(folder.path): \(String(cString: strerror(errno)))") }
    defer { folder.remove() }
    do {
      let home = URL(fileURLWithPath: folder.path, isDirectory: true)
      let (input, output) = (home.appendingPathComponent("in.svg"), home.appendingPathComponent("out"))
      try Data(svg).write(to: input)
      let process = Process()
      process.executableURL = URL(fileURLWithPath: program)
      process.arguments = Self.arguments(format) + ["--output", output.path, input.path]
      // A PDF has the time of its making inside, unless this says another.
      process.environment = ProcessInfo.processInfo.environment.merging(["SOURCE_DATE_EPOCH": "0"]) { _, set in set }
      let errors = Pipe()
      process.standardError = errors
      let started = try Unfinished.start(process)
      defer { started?.finish() }
      let said = String(decoding: errors.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
      process.waitUntilExit()
      guard process.terminationStatus == 0 else {
        throw Self.fault(said.trimmingCharacters(in: .whitespacesAndNewlines))
      }
      return Array(try Data(contentsOf: output))
    } catch let fault as Diagnostic {
      throw fault
    } catch {
      throw Self.fault(error.localizedDescription)
    }
  }

  private static func arguments(_ format: Format) -> [String] {
    switch format {
    case .png:
      ["--format", "png", "--keep-aspect-ratio", "--width", "\(pixels.width)", "--height", "\(pixels.height)"]
    case .pdf: ["--format", "pdf"]
    }
  }

  private static func fault(_ reason: String) -> Diagnostic {
    Diagnostic(
      .conversionFailed, "rsvg-convert could not make a picture of a figure", notes: reason.isEmpty ? [] : [reason],
      help: ["the SVG is there all the same; --formats svg leaves the pictures out"])
  }
}

extension DiagnosticCode {
  public static let conversionFailed = DiagnosticCode(
    "conversion-failed",
    "PNG and PDF of figures are made by rsvg-convert, which is installed but ended with an error, of which the note tells."
  )
}

/// Where programs of the machine are.
public enum ProgramPath {
  /// The first file of this name that can be run: in `folders`, then in those of PATH; nil when there is none.
  ///
  /// - Parameter path: as the variable PATH.
  public static func find(
    _ name: String, in folders: [String] = [], path: String = ProcessInfo.processInfo.environment["PATH"] ?? ""
  ) -> String? {
    let all = folders + path.split(separator: ":").map(String.init)
    return all.map { $0 + "/" + name }.first { candidate in
      var isFolder: ObjCBool = false
      return FileManager.default.fileExists(atPath: candidate, isDirectory: &isFolder) && !isFolder.boolValue
        && access(candidate, X_OK) == 0
    }
  }
}
