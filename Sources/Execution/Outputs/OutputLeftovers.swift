import Files
import Foundation

/// What runs leave that are killed, and what is nobody's fault but must not be lost when folders change places.
enum OutputLeftovers {
  /// Removes the folders in which killed runs made outputs. A folder is taken for one by its name, and because nobody holds its lock.
  static func clear(_ folder: OutputFolder, home: String) {
    let parts = PathParts(home)
    let (parent, name) = (parts.parent, parts.name)
    for (around, outputs) in [(parent + "/", name), (home + "/", "matinee")] {
      guard let held = OpenFolder(around) else { continue }
      for entry in held.entries() ?? [] where entry.kind == .folder {
        guard let making = MakingName(entry.name), making.outputs == outputs,
          let dead = OpenFolder(entry.name, in: held),
          dead.lock(), let own = dead.own
        else { continue }
        // A run that has just made it and is about to lock it.
        if making.inode == nil, LivingProcess.isThere(making.process), time(nil) - own.modified < 60 { continue }
        let path = around + entry.name
        if making.inode == nil || making.inode == own.inode {
          keepPartials(of: path, in: home)
        } else {
          // The run was killed after the switch: these are the older outputs, and what somebody has put into them meanwhile.
          guard let current = try? OutputGeneration.locked(home, folder) else { continue }
          let isHome = bringHome(from: dead, at: path, to: home, seen: nil)
          current.unlock()
          if !isHome { continue }
        }
        remove(dead, at: path)
      }
    }
    // Versions up to 0.3 made outputs in a folder of this name.
    let staging = ".matinee-staging"
    if let held = OpenFolder(home), let entry = held.entry(staging), entry.kind == .folder,
      time(nil) - entry.modified > 60
    {
      held.remove(staging)
    }
  }

  /// Brings what older outputs hold and newer ones lack home: files that somebody has written into them while the folders changed
  /// places. The newer outputs have every other file that stays by a link.
  ///
  /// Both folders may come from somebody else, with names that such folders have: no link in them is followed.
  ///
  /// - Parameter seen: the older outputs as they were when the links were made.
  /// - Returns: false when something stands in the way of a file, which stays where it is.
  static func bringHome(from old: OpenFolder, at place: String, to home: String, seen: OutputTree?) -> Bool {
    guard let new = OpenFolder(home) else { return false }
    var isHome = true
    let manifest = OutputManifest(of: new) ?? OutputManifest()
    let before = OutputManifest(of: old) ?? OutputManifest()
    let (newer, older) = (OutputTree(new), OutputTree(old))
    let kept = Set(newer.entries.filter { $0.entry.kind != .folder }.map(\.entry.inode))
    for (path, entry) in older.entries where entry.kind != .folder && !kept.contains(entry.inode) {
      if path == OutputManifest.name { continue }
      // What was looked at then, and is replaced or removed.
      if let seen, seen.byPath[path]?.inode == entry.inode { continue }
      if seen == nil, entry.kind == .file, before.proves(path, in: place) { continue }
      // Of the newer outputs' own files the older one is kept aside; of any other the latest counts.
      let target = manifest.entries[path] == nil ? path : path + ".before"
      if !old.move(path, to: new, as: target), old.entry(path) != nil { isHome = false }
    }
    if let seen {
      // Removed by somebody after they had been linked.
      for (path, entry) in seen.entries where entry.kind != .folder && older.byPath[path] == nil {
        if newer.byPath[path]?.inode == entry.inode { unlink(home + "/" + path) }
      }
    }
    // Folders of runs inside of the outputs that were made meanwhile.
    for entry in old.entries() ?? [] where entry.kind == .folder && MakingName(entry.name) != nil {
      if !old.move(entry.name, to: new, as: entry.name) { isHome = false }
    }
    return isHome
  }

  /// Removes a folder of which all that stays is in the outputs. Its name says so first: a kill in the middle takes away the account by which
  /// the rest of older outputs could be told from what somebody has written.
  static func remove(_ folder: OpenFolder, at place: String) {
    let parts = PathParts(place)
    let (around, name) = (parts.parent, parts.name)
    guard let parent = OpenFolder(around + "/") else { return }
    var last = name
    if let making = MakingName(name), let inode = folder.own?.inode {
      let text = making.text(inode: inode)
      if renameat(parent.descriptor, name, parent.descriptor, text) == 0 { last = text }
    }
    parent.remove(last)
  }

  /// Moves what steps have begun to write and can go on with from a folder that will be removed to the outputs.
  static func keepPartials(of place: String, in home: String) {
    guard let folder = OpenFolder(place), let current = OpenFolder(home) else { return }
    for (path, entry) in OutputTree(folder).entries where entry.kind == .file && isPartial(path) {
      if current.entry(path) == nil { _ = folder.move(path, to: current, as: path) }
    }
  }

  /// Whether a path is that of a file of lines, or its record, that a step has begun to write.
  static func isPartial(_ path: String) -> Bool {
    let name = PathParts(path).name
    guard name.hasPrefix(".") else { return false }
    return name.hasSuffix(".partial") || name.hasSuffix(".partial.record")
  }
}
