import Endpoints
import NIOCore
import NIOHTTP1
import Synchronization

/// Reads the requests of one connection within limits of time and memory, and writes what the service answers.
///
/// All of it runs on the connection's event loop. A body that is not taken is answered at once; what still comes of it is thrown away for
/// a while, so that the client hears the answer before the connection is closed.
final class EndpointHandler: ChannelDuplexHandler {
  typealias InboundIn = HTTPServerRequestPart
  typealias OutboundIn = Never
  typealias OutboundOut = HTTPServerResponsePart

  private enum Phase {
    /// Between requests, or in the head of one.
    case idle
    case reading(Exchange)
    case answering(Exchange)
    /// Answered before its body was there; the rest is thrown away, and the connection closed.
    case discarding
  }

  private let duties: EndpointDuties
  private var phase = Phase.idle {
    didSet { if case .idle = phase { mark?.waits() } else { mark?.works() } }
  }
  /// When something last came of this connection.
  private var moved = NIODeadline.now()
  private var watch: RepeatedTask?
  /// A read that waits until the client has taken what was written.
  private var isReadPending = false
  private let isOpen = OpenMark()
  private var mark: OpenConnections.Mark?

  init(_ duties: EndpointDuties) { self.duties = duties }

  private var patience: TimeAmount { .seconds(Int64(duties.settings.patience)) }

  // MARK: The connection

  func handlerAdded(context: ChannelHandlerContext) {
    let bound = NIOLoopBound((self, context), eventLoop: context.eventLoop)
    let loop = context.eventLoop
    let mark = OpenConnections.Mark {
      loop.execute {
        let (handler, context) = bound.value
        // A request may have come meanwhile.
        if case .idle = handler.phase { context.close(promise: nil) }
      }
    }
    self.mark = mark
    duties.connections.open(mark)
    // Looks a few times within the patience, so that it is over by a quarter at most.
    watch = context.eventLoop.scheduleRepeatedTask(
      initialDelay: .milliseconds(patience.nanoseconds / 4_000_000),
      delay: .milliseconds(patience.nanoseconds / 4_000_000)
    ) { _ in
      let (handler, context) = bound.value
      handler.check(context)
    }
  }

  func channelInactive(context: ChannelHandlerContext) {
    isOpen.clear()
    watch?.cancel()
    watch = nil
    mark.map(duties.connections.closed)
    // Nobody hears it; the log and the metrics do. An answer that comes later finds nobody.
    switch phase {
    case .reading(let exchange): end(exchange, ServiceResponse(exchange.cut))
    case .answering(let exchange): end(exchange, ServiceResponse(exchange.left))
    case .idle, .discarding: break
    }
    phase = .idle
    context.fireChannelInactive()
  }

  /// Ends what takes too long.
  private func check(_ context: ChannelHandlerContext) {
    let rest = NIODeadline.now() - moved
    switch phase {
    case .idle:
      // A client that is slow to take a long answer has longer.
      if rest > patience * (context.channel.isWritable ? 1 : 4) { context.close(promise: nil) }
    case .reading(let exchange):
      if NIODeadline.now() - exchange.started > patience {
        refuse(exchange, exchange.late(duties.settings.patience), context)
      }
    case .answering: break
    case .discarding: if rest > patience { context.close(promise: nil) }
    }
  }

  func read(context: ChannelHandlerContext) {
    if context.channel.isWritable {
      context.read()
    } else {
      isReadPending = true
    }
  }

  func channelWritabilityChanged(context: ChannelHandlerContext) {
    moved = .now()
    if isReadPending, context.channel.isWritable {
      isReadPending = false
      context.read()
    }
    context.fireChannelWritabilityChanged()
  }

  func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
    // The client sends no more; what it has asked is still answered.
    if case ChannelEvent.inputClosed = event {
      switch phase {
      case .idle, .discarding: context.close(promise: nil)
      case .reading, .answering: break
      }
    }
    context.fireUserInboundEventTriggered(event)
  }

  func errorCaught(context: ChannelHandlerContext, error: any Error) {
    guard error is HTTPParserError else { return context.close(promise: nil) }
    switch phase {
    case .reading(let exchange): refuse(exchange, exchange.cut, context)
    case .idle:
      let exchange = Exchange(duties.service)
      refuse(exchange, RequestFault(400, "this is no request of HTTP", advice: "see /openapi.json"), context)
    case .answering, .discarding: context.close(promise: nil)
    }
  }

  // MARK: A request

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    switch unwrapInboundIn(data) {
    case .head(let head): begin(head, context)
    case .body(let part): take(part, context)
    case .end: finish(context)
    }
  }

  private func begin(_ head: HTTPRequestHead, _ context: ChannelHandlerContext) {
    if case .discarding = phase { return }
    var exchange = Exchange(head, duties.service)
    do throws(RequestFault) {
      try exchange.admit(duties)
    } catch {
      // What has no body is answered at its end, and the connection goes on.
      if exchange.hasBody { return refuse(exchange, error, context) }
      exchange.fault = error
    }
    if exchange.isContinueAwaited {
      context.writeAndFlush(
        wrapOutboundOut(.head(HTTPResponseHead(version: .http1_1, status: .continue))), promise: nil)
    }
    phase = .reading(exchange)
  }

  private func take(_ part: ByteBuffer, _ context: ChannelHandlerContext) {
    guard case .reading(var exchange) = phase else { return }
    // Without the phase's copy the bytes are appended in place.
    phase = .idle
    exchange.request.body.append(contentsOf: part.readableBytesView)
    if exchange.request.body.count > duties.service.limits.bytes {
      return refuse(exchange, exchange.tooLong(duties.service.limits.bytes), context)
    }
    phase = .reading(exchange)
  }

  private func finish(_ context: ChannelHandlerContext) {
    switch phase {
    case .idle, .answering: return
    case .discarding: context.close(promise: nil)
    case .reading(let exchange):
      phase = .answering(exchange)
      if let fault = exchange.fault { return write(ServiceResponse(fault), to: exchange, context) }
      let bound = NIOLoopBound((self, context), eventLoop: context.eventLoop)
      let (loop, isOpen) = (context.eventLoop, isOpen)
      let response = duties.service.respond(to: exchange.request, isWanted: { isOpen.isSet }) { response in
        loop.execute {
          let (handler, context) = bound.value
          if case .answering(let exchange) = handler.phase { handler.write(response, to: exchange, context) }
        }
      }
      if let response { write(response, to: exchange, context) }
    }
  }

  /// Answers before the body is there, and takes no other request from this connection.
  private func refuse(_ exchange: Exchange, _ fault: RequestFault, _ context: ChannelHandlerContext) {
    var response = ServiceResponse(fault)
    response.headers.append(("Connection", "close"))
    phase = .discarding
    moved = .now()
    send(response, to: exchange, context, thenClose: false)
  }

  private func write(_ response: ServiceResponse, to exchange: Exchange, _ context: ChannelHandlerContext) {
    phase = .idle
    moved = .now()
    var response = response
    if !exchange.isKeptAlive { response.headers.append(("Connection", "close")) }
    send(response, to: exchange, context, thenClose: !exchange.isKeptAlive)
  }

  private func send(
    _ response: ServiceResponse, to exchange: Exchange, _ context: ChannelHandlerContext, thenClose: Bool
  ) {
    end(exchange, response)
    guard isOpen.isSet else { return }
    var headers = HTTPHeaders()
    headers.reserveCapacity(4 + response.headers.count)
    headers.add(name: "Content-Type", value: response.contentType)
    headers.add(name: "Content-Length", value: String(response.body.count))
    headers.add(name: "Date", value: HTTPDate.now())
    for (name, value) in response.headers { headers.add(name: name, value: value) }
    let head = HTTPResponseHead(
      version: .http1_1, status: HTTPResponseStatus(statusCode: response.status), headers: headers)
    context.write(wrapOutboundOut(.head(head)), promise: nil)
    if !exchange.isHead, !response.body.isEmpty {
      context.write(wrapOutboundOut(.body(.byteBuffer(ByteBuffer(bytes: response.body)))), promise: nil)
    }
    let written = context.eventLoop.makePromise(of: Void.self)
    if thenClose {
      let bound = NIOLoopBound(context, eventLoop: context.eventLoop)
      written.futureResult.whenComplete { _ in bound.value.close(promise: nil) }
    }
    context.writeAndFlush(wrapOutboundOut(.end(nil)), promise: thenClose ? written : nil)
    if !thenClose { written.succeed() }
  }

  /// Gives back the memory, counts and tells.
  private func end(_ exchange: Exchange, _ response: ServiceResponse) {
    duties.release(exchange.reserved, isVerified: exchange.isVerified)
    let seconds = Double((NIODeadline.now() - exchange.started).nanoseconds) / 1e9
    let received = exchange.request.body.count
    duties.service.metrics.ended(
      exchange.request.route, status: response.status, seconds: seconds, rows: response.rows, bytesIn: received,
      bytesOut: response.body.count)
    duties.log.request(exchange.request, response, seconds: seconds, received: received)
  }
}

/// Whether a connection is there still, told to the threads that work for it.
private final class OpenMark: Sendable {
  private let flag = Atomic<Bool>(true)
  var isSet: Bool { flag.load(ordering: .relaxed) }
  func clear() { flag.store(false, ordering: .relaxed) }
}
