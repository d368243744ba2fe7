import Endpoints
import HummingbirdCore
import Logging
import NIOCore
import NIOHTTP1

/// A connection to an endpoint service, as Hummingbird's server takes it.
///
/// The requests of a prediction service are small and their answers are known at once, so they are answered where they are read, on
/// the connection's event loop; to hand each to a task and back takes three tenths of the rate (Tests/Benchmarks/README.md).
struct EndpointChannel: ServerChildChannel {
  struct Value: ServerChildChannelValue {
    let channel: any Channel
  }

  let duties: EndpointDuties

  func setup(channel: any Channel, logger: Logger) -> EventLoopFuture<Value> {
    channel.eventLoop.makeCompletedFuture {
      var limits = NIOHTTPDecoderLimitConfiguration()
      limits.maxHeaderFieldSize = 16 << 10
      limits.maxHeaderListSize = 32 << 10
      limits.maxHeaderFieldCount = 100
      // One request at a time: the next is read when the last is answered.
      try channel.pipeline.syncOperations.configureHTTPServerPipeline(
        withPipeliningAssistance: true, withErrorHandling: false, withOutboundHeaderValidation: true,
        withEncoderConfiguration: .init(), withDecoderLimitConfiguration: limits)
      try channel.pipeline.syncOperations.addHandler(EndpointHandler(duties))
      return Value(channel: channel)
    }
  }

  /// The handler in the channel does the work; this waits for the connection's end.
  func handle(value: Value, logger: Logger) async {
    try? await value.channel.closeFuture.get()
  }
}
