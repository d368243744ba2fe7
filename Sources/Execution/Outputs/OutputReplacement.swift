import Diagnostics
import Files
import Foundation
import WrittenTexts

/// Puts outputs into their place file by file, where folders cannot change places: what fails in the middle is taken back.
///
/// A kill in these milliseconds leaves some files old and some new, until the next run.
struct OutputReplacement {
  let place: String
  let target: String
  let shown: String

  private enum Deed {
    case aside(String, String)
    case exchanged(String)
    case kept(String)
    case added(String)
    case folder(String)
  }

  func perform(_ work: OutputSwitch.Work) throws {
    var deeds: [Deed] = []
    do {
      for (path, now) in work.aside {
        guard rename(target + "/" + path, target + "/" + now) == 0 else { throw fault(path) }
        deeds.append(.aside(path, now))
      }
      for path in work.new + [OutputManifest.name] { try put(path, &deeds) }
    } catch {
      for deed in deeds.reversed() { undo(deed) }
      throw error
    }
    for path in work.gone.subtracting(work.new.map(ExactText.init)).sorted(by: >).map(\.text) {
      unlink(target + "/" + path)
      // Succeeds where nothing is left.
      if let folder = PathParts(path).folders.last { rmdir(target + "/" + folder) }
    }
  }

  private func put(_ path: String, _ deeds: inout [Deed]) throws {
    for folder in PathParts(path).folders {
      if mkdir(target + "/" + folder, 0o777) == 0 {
        deeds.append(.folder(folder))
      } else if errno != EEXIST {
        throw fault(path)
      }
    }
    let (new, old) = (place + "/" + path, target + "/" + path)
    if NameExchange.exchange(new, old) {
      deeds.append(.exchanged(path))
    } else if link(old, new + ".old") == 0 {
      guard rename(new, old) == 0 else { throw fault(path) }
      deeds.append(.kept(path))
    } else {
      guard rename(new, old) == 0 else { throw fault(path) }
      deeds.append(.added(path))
    }
  }

  private func undo(_ deed: Deed) {
    switch deed {
    case .aside(let path, let now): rename(target + "/" + now, target + "/" + path)
    case .exchanged(let path): _ = NameExchange.exchange(place + "/" + path, target + "/" + path)
    case .kept(let path): rename(place + "/" + path + ".old", target + "/" + path)
    case .added(let path): rename(target + "/" + path, place + "/" + path)
    case .folder(let path): rmdir(target + "/" + path)
    }
  }

  private func fault(_ path: String) -> Diagnostic { OutputFolder.unwritable(shown + "/" + path, errno) }
}
