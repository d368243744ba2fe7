import Diagnostics
import Execution
import Foundation
import Notebooks
import Tables

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
    // An editor that saves at the same moment is read again; one that does so many times in a row is not answered.
    for _ in 0..<20 {
      do {
        if let answer = try fill(request, filling, path) { return answer }
      } catch let fault as Diagnostic {
        let isText = fault.code == .unfitAnswer
        return FillAnswer(message: ([fault.message] + fault.notes + fault.help).joined(separator: "; ")).response(
          isText ? 422 : 507)
      } catch {
        return FillAnswer(message: "\(error)").response(507)
      }
    }
    return FillAnswer(message: "\(request.notebook).md is being changed all the time; try again.").response(409)
  }

  /// One try; nil when the file was changed between reading and writing.
  private func fill(_ request: FillRequest, _ filling: NotebookEdit.Filling, _ path: String) throws -> PreviewResponse?
  {
    let file: SourceFile
    switch NotebookReader.load(path) {
    case .failure: return FillAnswer(message: "\(path) is gone.", yours: request.text).response(409)
    case .success(let read): file = read
    }
    let (notebook, _) = Notebook.read(file: file)
    guard let exercise = notebook.exercises.first(where: { $0.label.text == request.exercise }),
      let now = exercise.text(of: request.kind, place: request.place, in: notebook)
    else {
      return FillAnswer(message: "\(path) no longer has this exercise.", yours: request.text).response(409)
    }
    if now != request.base, now != request.text {
      return FillAnswer(message: "It was changed elsewhere in the meantime.", theirs: now, yours: request.text)
        .response(409)
    }
    let bytes = NotebookEdit.applied(try NotebookEdit.replacements(filling, exercise, in: notebook), to: file.bytes)
    guard try FileExchange.replace(path, holding: file.bytes, with: bytes) == .replaced else { return nil }
    look()
    let place = exercise.place(in: notebook)
    return FillAnswer(message: "Saved in \(request.notebook).md, line \(place.start.line)").response(200)
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
