import Diagnostics
import Execution
import Foundation
import Notebooks

extension FuzzTarget {
  /// Settings by the places where they stand. What is read is checked with a small notebook.
  static var settings: FuzzTarget {
    FuzzTarget(
      name: "settings",
      input:
        "a byte for the place (_matinee.yml, front matter, parameter file, -P, allowed folders, options of a cell), a text"
    ) { scratch in
      try scratch.make("lab")
      scratch.put("lab/ratings.csv", "user,item,stars\n1,1,5\n1,2,4\n")
      let plain =
        "# A lab\n\n```{lab}\nload \"ratings.csv\" as ratings\nfilter ratings where: stars > params.least\n```\n"
      let declared =
        "params:\n  least: 2\n  name: text\n  list: [a, b]\n  share: 0.5\n  day: 2015-01-01\n  on: true\n  none: null\n"
      func attempt(_ place: UInt8, _ text: ArraySlice<UInt8>) {
        var overrides: [ParameterOverride] = []
        scratch.put("lab/_matinee.yml", declared)
        scratch.put("lab/01-lab.md", plain)
        switch place % 6 {
        case 0: scratch.put("lab/_matinee.yml", text)
        case 1: scratch.put("lab/01-lab.md", Array("---\n".utf8) + text + Array("\n---\n\(plain)".utf8))
        case 2, 3:
          scratch.put("parameters.yml", text)
          let (folder, _) = NotebookReader.read(folder: scratch["lab"])
          let arguments = String(decoding: text, as: UTF8.self).split(separator: "\n").map(String.init)
          let (read, faults) = ParameterOverrides.read(
            arguments: place % 6 == 3 ? arguments : [], files: place % 6 == 2 ? [scratch["parameters.yml"]] : [],
            for: folder)
          FaultCheck.check(faults)
          overrides = read
        case 4:
          scratch.put("allowed.yml", text)
          do {
            var folders = try TrustedFolders.read(scratch["allowed.yml"])
            folders.allow(.init(folder: "/a \"b\"\n", files: ["/c"], network: true))
            _ = folders.permissions(of: "/a/b")
            // What is written is read again.
            scratch.put("allowed.yml", folders.text)
            require(
              Set(try TrustedFolders.read(scratch["allowed.yml"]).entries) == Set(folders.entries),
              "not read as written")
          } catch {
            FaultCheck.check(error)
          }
          return
        default:
          scratch.put(
            "lab/01-lab.md", Array("```{lab}\n#| ".utf8) + text + Array("\nload \"ratings.csv\" as ratings\n```\n".utf8)
          )
        }
        let (folder, found) = NotebookReader.read(folder: scratch["lab"])
        let program = Checker.check(folder, found: found, overrides: overrides, permissions: Permissions())
        if program.isSound { Reached.note("sound folders") }
        FaultCheck.check(program)
        for notebook in folder.notebooks { _ = folder.parameters(of: notebook, with: overrides) }
      }
      let fronts = Seeds.notebooks.compactMap { text -> String? in
        let parts = text.components(separatedBy: "---\n")
        return parts.count > 2 && parts[0].isEmpty ? parts[1] : nil
      }
      let files = ["notebooks/_matinee.yml", "notebooks/ja/_matinee.yml", "notebooks/_movielens.yml"].compactMap {
        try? String(contentsOfFile: $0, encoding: .utf8)
      }
      let options = Seeds.cells.map { cell in
        cell.split(separator: "\n").filter { $0.hasPrefix("#| ") }.map { $0.dropFirst(3) }.joined(separator: "\n#| ")
      }
      let seeds: [(UInt8, [String])] = [
        (0, fronts + files + [declared]), (1, fronts + files), (2, ["least: 3\nname: x\nlist: [c]\nday: 2015-02-03\n"]),
        (3, ["least:3\nname:x\nshare:1e3\nlist:[a, \"b\"]\non:false\n"]),
        (4, ["\"/srv/a\":\n  files: [\"/data\"]\n  network: true\n"]),
        (5, options),
      ]
      return Fuzzing(
        seeds: seeds.flatMap { place, texts in Set(texts).map { [place] + Array($0.utf8) } },
        words: Seeds.numbers + [
          "params:", "title: ", "abstract: |\n  ", "execute:", "edition: student", "handed-out:", "output-dir: ",
          "seed: ", "&a ", "*a", "<<: ",
          "!!str ", "? ", "- ", "|\n", ">-\n", "{", "}", "[", "]", "\"", "'", "#", ": ", "yes", "~", "2015-02-30",
          "0x1F", "0o17", "1_000",
          "label: ", "fig-cap: ", "tbl-cap: ", "check:", "hint: ", "present: ", "\\u0000", "\u{FEFF}", "\n#| ",
        ]
      ) { bytes in
        guard let place = bytes.first else { return }
        attempt(place, bytes.dropFirst())
      }
    }
  }
}
