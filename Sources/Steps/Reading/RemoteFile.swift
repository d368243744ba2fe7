import Diagnostics
import Foundation
import Notebooks
import Synchronization

/// Files from the network, fetched by curl into a folder that only this process knows and that is removed when it ends.
///
/// An address is fetched once in a process, since it says nothing of its contents. What comes is bounded in size and time; addresses
/// that an answer leads on to are followed five times at most, never from https to http and never to an address of this machine or
/// of its own network, unless the notebook names such an address itself. A name is looked up once, and the address that was looked at is
/// the one that is connected to, so that the name cannot come to stand for another in between (DNS rebinding). Names and passwords reach curl by its standard input, not by
/// its arguments, which every user of the machine can read.
public enum RemoteFile {
  /// Bytes of one file at most, and seconds that fetching it may take.
  static let limits = (bytes: 64 << 30, seconds: 4 * 3600)
  private static let redirectLimit = 5

  private struct State {
    /// Paths of what was fetched, by address.
    var fetched: [String: String] = [:]
    /// What an address needs to be read, by address.
    var credentials: [String: String] = [:]
  }

  private static let state = Mutex(State())

  /// Keeps the name and password that somebody typed with an address, so that the address alone goes on from here.
  ///
  /// - Returns: the address without them.
  public static func remember(_ address: String) -> String {
    guard let (bare, credentials) = Credentials.split(address) else { return address }
    state.withLock { $0.credentials[bare] = credentials }
    return bare
  }

  /// The path of the downloaded file. Throws `Diagnostic`.
  static func download(_ address: String, at span: SourceSpan) throws -> String {
    if let known = state.withLock({ $0.fetched[address] }) { return known }
    let name = address.prefix { $0 != "?" && $0 != "#" }.split(separator: "/").last.map(String.init) ?? "download"
    let safe = name.filter { $0.isASCII && ($0.isLetter || $0.isNumber || "._-".contains($0)) }
    do {
      let folder = try DownloadFolder.make()
      let path = folder + "/" + (safe.isEmpty || safe.hasPrefix(".") ? "download" + safe : String(safe.suffix(100)))
      try fetch(address, to: path)
      state.withLock { $0.fetched[address] = path }
      return path
    } catch let fault as Failure {
      throw Diagnostic(
        .downloadFailed, "\"\(Credentials.masked(address))\" could not be fetched", at: span, label: "read here",
        notes: [Credentials.masked(fault.reason)], help: ["fetch it yourself and load the file"])
    }
  }

  struct Failure: Error {
    var reason: String
  }

  private static func fetch(_ address: String, to path: String) throws {
    let credentials = state.withLock { $0.credentials[address] }
    let first = Host(address)
    var next = address
    var known: [Host: [Host.Address]] = [:]
    for _ in 0...redirectLimit {
      let here = Host(next)
      let addresses = known[here] ?? here.addresses
      known[here] = addresses
      // Credentials are for the host that they were typed with.
      let isSame = here == first
      if !isSame, !first.isPrivate {
        if here.isPrivate || addresses.contains(where: \.isPrivate) {
          throw Failure(reason: "it leads on to \(here.name), which is an address of this machine or its network")
        }
        // Behind a proxy names may be known to it alone, and it connects to where it may.
        if addresses.isEmpty, !usesProxy {
          throw Failure(reason: "it leads on to \(here.name), which is no name that is known here")
        }
      }
      if first.isSecure, !here.isSecure { throw Failure(reason: "it leads on from https to \(next.prefix(200))") }
      let answer = try Curl.get(next, credentials: isSame ? credentials : nil, pins: here.pins(addresses), to: path)
      guard let target = answer.redirect else { return }
      next = target
    }
    throw Failure(reason: "it leads on to other addresses more than \(redirectLimit) times")
  }

  /// Whether curl is told to ask another machine to fetch for it.
  private static var usesProxy: Bool {
    ProcessInfo.processInfo.environment.contains { name, value in
      ["http_proxy", "https_proxy", "all_proxy"].contains(name.lowercased()) && !value.isEmpty
    }
  }
}

extension DiagnosticCode {
  static let downloadFailed = DiagnosticCode(
    "download-failed", "A file on the web could not be fetched with curl. The note says what curl said.")
}
