import ArgumentParser
import Diagnostics
import Execution
import Foundation

/// Where the cache is and how large it may grow; shared by the commands that use it.
struct CacheOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Where results are kept; \".matinee/cache\" beside the folder otherwise.", valueName: "folder"))
  var cacheDir: String?

  @Option(
    help: ArgumentHelp(
      "How large the cache may grow, such as 500MB or 10GB; MATINEE_CACHE_LIMIT says it, too.", valueName: "size"))
  var cacheLimit: String?

  func validate() throws { _ = try bytes() }

  func store(beside folder: String) -> CacheStore {
    CacheStore(path: cacheDir ?? Program.cacheDirectory(beside: PathParts.home(of: folder)))
  }

  /// The limit in bytes: the option, or the environment, or 10 GB.
  func bytes() throws -> Int {
    guard let text = cacheLimit ?? ProcessInfo.processInfo.environment["MATINEE_CACHE_LIMIT"] else {
      return CacheStore.defaultLimit
    }
    guard let bytes = ByteSize.parse(text) else {
      throw ValidationError("\"\(text)\" is no size; write for instance 500MB or 10GB")
    }
    return bytes
  }

  /// The cache of a run; nil when it cannot be had, of which the user is told.
  func open(_ program: Program, _ plan: Plan, _ monitor: ConsoleMonitor) -> StepCache? {
    open(program, plan) { monitor.noted($0) }
  }

  func open(_ program: Program, _ plan: Plan, noted: (String) -> Void) -> StepCache? {
    do {
      return try StepCache(
        store(beside: program.folder.path), program: program, plan: plan,
        implementation: BuildIdentity.of(version: Matinee.version), limit: try bytes(),
        isCancelled: { Interruption.isAsked })
    } catch {
      let fault = error as? Diagnostic
      let reason = ([fault?.message ?? error.localizedDescription] + (fault?.help ?? [])).joined(separator: "; ")
      noted("there is no cache for this run: \(reason)")
      return nil
    }
  }
}

/// Sizes as people write them, in powers of 1,000 as disks are sold.
enum ByteSize {
  private static let units: [(name: String, bytes: Double)] = [
    ("TB", 1e12), ("GB", 1e9), ("MB", 1e6), ("kB", 1e3), ("B", 1),
  ]

  /// Bytes in "10GB", "1.5 gb", "500000"; nil for anything else.
  static func parse(_ text: String) -> Int? {
    let text = text.trimmingCharacters(in: .whitespaces).uppercased()
    let digits = text.prefix { $0.isASCII && ($0.isNumber || $0 == ".") }
    let unit = text.dropFirst(digits.count).trimmingCharacters(in: .whitespaces)
    guard let number = Double(digits), number.isFinite else { return nil }
    let known = units.first { $0.name.uppercased() == unit || $0.name.uppercased().dropLast() == unit && !unit.isEmpty }
    guard let factor = unit.isEmpty ? 1 : known?.bytes else { return nil }
    return Int(exactly: (number * factor).rounded())
  }

  /// "1.2 GB", "340 kB".
  static func text(_ bytes: Int) -> String {
    for unit in units where Double(bytes) >= unit.bytes {
      let number = Double(bytes) / unit.bytes
      if unit.bytes == 1 || number >= 10 { return "\(Int(number.rounded())) \(unit.name)" }
      return "\((number * 10).rounded() / 10) \(unit.name)"
    }
    return "0 B"
  }
}
