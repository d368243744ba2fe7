import HTTPTypes
import Hummingbird
import NIOCore
import Previewing
import Synchronization

/// Hands requests to a preview's site and its answers back.
final class PreviewResponder: HTTPResponder {
  typealias Context = BasicRequestContext

  private let site = Mutex<PreviewSite?>(nil)

  func serve(_ site: PreviewSite) { self.site.withLock { $0 = site } }

  func respond(to request: Request, context: Context) async throws -> Response {
    guard let site = site.withLock({ $0 }) else { return Response(status: .serviceUnavailable) }
    var headers: [String: String] = [:]
    var hosts = 0
    for field in request.headers {
      headers[field.name.canonicalName] = field.value
      if field.name.canonicalName == "host" { hosts += 1 }
    }
    // The first one is the request's authority.
    if let host = request.head.authority {
      headers["host"] = host
      hosts += 1
    }
    var body: [UInt8] = []
    for try await part in request.body {
      body += Array(buffer: part)
      // The rest is not read: the connection ends with the answer.
      if body.count > PreviewSite.bodyLimit { break }
    }
    var asked = PreviewRequest(
      method: request.method.rawValue, target: request.head.path ?? "/", headers: headers, body: body)
    asked.hostCount = hosts
    let answer = site.answer(asked)
    var fields = HTTPFields()
    for (name, value) in answer.headers {
      if let name = HTTPField.Name(name) { fields.append(HTTPField(name: name, value: value)) }
    }
    let status = HTTPResponse.Status(code: answer.status)
    if body.count > PreviewSite.bodyLimit { fields[.connection] = "close" }
    switch answer.body {
    case .bytes(let bytes):
      if request.method == .head {
        fields[.contentLength] = String(bytes.count)
        return Response(status: status, headers: fields)
      }
      return Response(status: status, headers: fields, body: ResponseBody(byteBuffer: ByteBuffer(bytes: bytes)))
    case .events(let stream):
      return Response(
        status: status, headers: fields,
        body: ResponseBody { writer in
          for await text in stream { try await writer.write(ByteBuffer(string: text)) }
          try await writer.finish(nil)
        })
    }
  }
}
