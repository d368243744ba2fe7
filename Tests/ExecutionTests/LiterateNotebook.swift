import Diagnostics
import Execution
import Foundation
import Notebooks
import Steps

/// A markdown notebook that says itself what is wrong with it, in fences of `diagnostics`.
///
/// A fence holds, exactly as the terminal shows it, every diagnostic whose place lies between the fence before it and itself;
/// the last one also holds those that lie below it (a fence that is never closed would swallow any other) or that have no
/// place. Notebooks whose names start with `run-` are run when nothing is wrong with them, and show what the run finds.
struct LiterateNotebook {
  /// The file's name.
  let name: String
  private let lines: [ArraySlice<UInt8>]
  /// Of each fence: the line that opens it and the line that closes it, counted from 0.
  private let fences: [(open: Int, close: Int)]

  static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent("Literate")
  static var names: [String] {
    let found = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    return found.filter { $0.hasSuffix(".md") }.sorted()
  }

  init(name: String) throws {
    self.init(name: name, bytes: Array(try Data(contentsOf: Self.folder.appendingPathComponent(name))))
  }

  init(name: String, bytes: [UInt8]) {
    self.name = name
    // Bytes, not text: one of these notebooks is not UTF-8.
    lines = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    var found: [(open: Int, close: Int)] = []
    var open: Int?
    for (index, line) in lines.enumerated() {
      if open == nil, line.elementsEqual("```diagnostics".utf8) {
        open = index
      } else if let start = open, line.elementsEqual("```".utf8) {
        found.append((start, index))
        open = nil
      }
    }
    fences = found
  }

  var bytes: [UInt8] { Array(lines.joined(separator: [UInt8(ascii: "\n")])) }
  var hasFences: Bool { !fences.isEmpty }
  var isRun: Bool { name.hasPrefix("run-") }

  /// What the fences hold.
  var expected: [String] {
    fences.map { fence in
      lines[fence.open + 1..<fence.close].map { String(decoding: $0, as: UTF8.self) + "\n" }.joined()
    }
  }

  /// What they should hold.
  ///
  /// - Parameter data: the folder that relative paths of the notebook start in.
  func actual(data: URL) -> [String] {
    let file = SourceFile(path: name, bytes: bytes)
    var texts = [[Diagnostic]](repeating: [], count: fences.count)
    for fault in faults(of: file, data: data.path) {
      let labels = ([fault.primary].compactMap { $0 } + fault.related).map(\.span)
      let line = labels.first { $0.file === file }.map { $0.start.line - 1 }
      let fence = line.flatMap { line in fences.firstIndex { $0.open > line } } ?? fences.count - 1
      texts[fence].append(fault)
    }
    return texts.map { faults in
      // The folder that the notebook is said to lie in has another name in every run.
      ConsoleWriter().write(faults).replacingOccurrences(of: data.path + "/", with: "")
        .replacingOccurrences(of: data.path, with: "notebooks")
        .replacingOccurrences(of: RealPath.of(data.deletingLastPathComponent().path) + "/", with: "")
    }
  }

  private func faults(of file: SourceFile, data: String) -> [Diagnostic] {
    let (notebook, found) = Notebook.read(file: file)
    var settings = FrontMatter()
    settings.outputDirectory = data
    let folder = NotebookFolder(path: data, settings: settings, notebooks: [notebook])
    let program = Checker.check(folder, found: found, permissions: Permissions())
    var faults = program.diagnostics
    if isRun, program.isSound {
      let plan = Planner.plan(program, for: .everything)
      let result = Runner.run(program, plan: plan, options: .init(threads: 2, monitor: SilentMonitor()))
      faults += result.warnings + result.diagnostics
      for cell in result.cellFaults.keys.sorted() where program.expectsFault(cell) {
        faults += result.cellFaults[cell] ?? []
      }
    }
    for cell in program.cellFaults.keys.sorted() where program.expectsFault(cell) {
      faults += program.cellFaults[cell] ?? []
    }
    return faults
  }

  /// The notebook with other texts in its fences.
  func holding(_ texts: [String]) -> LiterateNotebook {
    var out: [ArraySlice<UInt8>] = []
    var next = 0
    for (fence, text) in zip(fences, texts) {
      out += lines[next...fence.open]
      out += Array(text.utf8).split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false).dropLast()
      next = fence.close
    }
    out += lines[next...]
    return LiterateNotebook(name: name, bytes: Array(out.joined(separator: [UInt8(ascii: "\n")])))
  }

  /// The notebook as it should be. Fences move the lines below them, whose numbers stand in other fences: hence the rounds.
  func recorded(data: URL) -> LiterateNotebook {
    var notebook = self
    for _ in 0..<5 {
      let texts = notebook.actual(data: data)
      if texts == notebook.expected { break }
      notebook = notebook.holding(texts)
    }
    return notebook
  }
}

private struct SilentMonitor: RunMonitor {
  var isCancelled: Bool { false }
  func started(_ step: ProgramStep, position: Int, count: Int) {}
  func progressed(_ step: ProgramStep, done: Int, total: Int?, unit: String) {}
  func finished(_ step: ProgramStep) {}
}
