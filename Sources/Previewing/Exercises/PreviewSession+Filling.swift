import Diagnostics
import Execution
import Files
import Foundation
import Languages
import Notebooks
import Reports

extension PreviewSession {
  /// Writes what was filled in on a page into its notebook, if what stood there is still what the page showed.
  ///
  /// The answers: 200 saved, 400 and 422 nothing that can be filled in, 404 no such notebook, 409 somebody else was faster (with
  /// both texts), 507 the file cannot be written.
  func fill(_ body: [UInt8]) -> PreviewResponse {
    guard let request = try? JSONDecoder().decode(FillRequest.self, from: Data(body)), let filling = request.filling
    else {
      return FillAnswer(message: "This is nothing that can be filled in.").response(400)
    }
    guard let path = path(ofNotebook: request.notebook) else {
      return FillAnswer(message: "There is no notebook \(request.notebook).").response(404)
    }
    let say = language(ofNotebook: request.notebook)
    // An editor that saves at the same moment is read again; one that does so many times in a row is not answered.
    for _ in 0..<20 {
      do {
        if let answer = try fill(request, filling, path, say) { return answer }
      } catch let fault as Diagnostic {
        let isText = fault.code == .unfitAnswer
        return FillAnswer(message: ([fault.message] + fault.notes + fault.help).joined(separator: "; ")).response(
          isText ? 422 : 507)
      } catch {
        return FillAnswer(message: "\(error)").response(507)
      }
    }
    let message = say(
      en: "\(request.notebook).md is being changed all the time; try again.",
      ja: "\(request.notebook).mdは変更され続けています。もう一度お試しください。")
    return FillAnswer(message: message).response(409)
  }

  /// One try; nil when the file was changed between reading and writing.
  private func fill(
    _ request: FillRequest, _ filling: NotebookEdit.Filling, _ path: String, _ say: Language
  ) throws -> PreviewResponse? {
    let file: SourceFile
    switch NotebookReader.load(path) {
    case .failure:
      let message = say(en: "\(path) is gone.", ja: "\(path)がなくなりました。")
      return FillAnswer(message: message, yours: request.text).response(409)
    case .success(let read): file = read
    }
    let (notebook, _) = Notebook.read(file: file)
    guard let exercise = notebook.exercises.first(where: { $0.label.text == request.exercise }),
      let now = exercise.text(of: request.kind, place: request.place, in: notebook)
    else {
      let message = say(en: "\(path) no longer has this exercise.", ja: "\(path)には、この演習がもうありません。")
      return FillAnswer(message: message, yours: request.text).response(409)
    }
    if now != request.base, now != request.text {
      let message = say(en: "It was changed elsewhere in the meantime.", ja: "その間に、ほかのところで変更されました。")
      return FillAnswer(message: message, theirs: now, yours: request.text).response(409)
    }
    let bytes = NotebookEdit.applied(try NotebookEdit.replacements(filling, exercise, in: notebook), to: file.bytes)
    guard isFound(request, in: SourceFile(path: file.path, bytes: bytes), where: notebook) else {
      let message = say(
        en: "with this, its place in the notebook could not be found again; a quotation mark may be open",
        ja: "このまま保存すると、ノートブックの中の場所がわからなくなります。引用符が閉じていないのかもしれません")
      return FillAnswer(message: message, yours: request.text).response(422)
    }
    guard try FileExchange.replace(path, holding: file.bytes, with: bytes) == .replaced else { return nil }
    look()
    let place = exercise.place(in: notebook)
    let line = place.start.line
    let message = say(
      en: "Saved in \(request.notebook).md, line \(line)", ja: "\(request.notebook).mdの\(line)行目に保存しました")
    return FillAnswer(message: message).response(200)
  }

  /// Whether what is filled in can be changed again, and everything else of the notebook is as it was: a quotation mark that is open
  /// takes the brace behind it, and the exercise with it.
  private func isFound(_ request: FillRequest, in file: SourceFile, where before: Notebook) -> Bool {
    let (after, _) = Notebook.read(file: file)
    func blanks(_ notebook: Notebook) -> [Int] { notebook.cells.map(\.blanks.count) }
    guard before.exercises.map(\.label.text) == after.exercises.map(\.label.text),
      zip(blanks(before), blanks(after)).allSatisfy({ $0 <= $1 }), before.cells.count == after.cells.count,
      let exercise = after.exercises.first(where: { $0.label.text == request.exercise })
    else { return false }
    return exercise.text(of: request.kind, place: request.place, in: after) != nil
  }

  /// The language of a notebook's page.
  private func language(ofNotebook name: String) -> Language {
    guard let folder = version?.program.folder else { return .english }
    return Language(tag: folder.lang(of: folder.notebooks.first { $0.name == name }))
  }

  /// The file of a notebook that is shown, if it lies in the folder: a link that leads elsewhere is not written to.
  private func path(ofNotebook name: String) -> String? {
    guard let notebook = version?.program.folder.notebooks.first(where: { $0.name == name }) else { return nil }
    let path = notebook.file.path
    let folder = URL(fileURLWithPath: path).deletingLastPathComponent().resolvingSymlinksInPath().path
    let target = URL(fileURLWithPath: path).resolvingSymlinksInPath().path
    return target.hasPrefix(folder == "/" ? folder : folder + "/") ? path : nil
  }
}

/// What a page is told of what it sent.
private struct FillAnswer: Encodable {
  var message: String
  /// What the file says.
  var theirs: String?
  /// What was sent, so that it is not lost.
  var yours: String?

  func response(_ status: Int) -> PreviewResponse {
    PreviewResponse(status, "application/json; charset=utf-8", PreviewState.json(self))
  }
}
