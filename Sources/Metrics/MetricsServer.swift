import NIOCore
import NIOHTTP1
import NIOPosix
import Synchronization

/// Answers `GET /metrics` with the figures that were published last, on a thread of its own.
///
/// Bounds: 64 connections at once, ten seconds of silence on each; a request's body is not kept, and SwiftNIO ends one with a head beyond
/// 80 KB.
package final class MetricsServer: Sendable {
  private let figures: Published
  private let group: MultiThreadedEventLoopGroup

  /// Why it could not listen; the sentence without a full stop.
  package struct Failure: Error {
    /// The sentence.
    package var sentence: String
  }

  /// Listens at that address. Returns once it does, or throws why it cannot.
  package init(at address: MetricsAddress) throws(Failure) {
    let figures = Published()
    let connections = ConnectionCount()
    group = MultiThreadedEventLoopGroup(numberOfThreads: 1)
    self.figures = figures
    do {
      _ = try ServerBootstrap(group: group)
        .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
        .childChannelInitializer { channel in
          guard connections.admits(channel) else { return channel.close() }
          return channel.eventLoop.makeCompletedFuture {
            let pipeline = channel.pipeline.syncOperations
            try pipeline.addHandler(IdleStateHandler(allTimeout: .seconds(10)))
            try pipeline.configureHTTPServerPipeline(withPipeliningAssistance: true, withErrorHandling: true)
            try pipeline.addHandler(FiguresHandler(figures))
          }
        }
        .bind(to: address.socketAddress).wait()
    } catch {
      stop()
      throw Failure(sentence: "\(address) cannot be listened on: \(error)")
    }
  }

  deinit {
    stop()
  }

  private func stop() {
    group.shutdownGracefully { _ in }
  }

  /// Lets these be the figures from now on.
  package func publish(_ new: MetricsFigures) {
    figures.set(new)
  }
}

/// Answers one request after the other on one connection.
private final class FiguresHandler: ChannelInboundHandler {
  typealias InboundIn = HTTPServerRequestPart
  typealias OutboundOut = HTTPServerResponsePart

  private let figures: Published
  private var head: HTTPRequestHead?

  init(_ figures: Published) {
    self.figures = figures
  }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    switch unwrapInboundIn(data) {
    case .head(let head): self.head = head
    case .body: break
    case .end: if let head { answer(head, context) }
    }
  }

  private func answer(_ request: HTTPRequestHead, _ context: ChannelHandlerContext) {
    let path = request.uri.prefix { $0 != "?" }
    let isKnown = path == "/metrics"
    let isAllowed = request.method == .GET || request.method == .HEAD
    let text = isKnown && isAllowed ? figures.text : ""
    let headers = HTTPHeaders([
      ("Content-Type", "text/plain; version=0.0.4; charset=utf-8"), ("Content-Length", String(text.utf8.count)),
    ])
    let status: HTTPResponseStatus = !isKnown ? .notFound : isAllowed ? .ok : .methodNotAllowed
    let head = HTTPResponseHead(version: request.version, status: status, headers: headers)
    context.write(wrapOutboundOut(.head(head)), promise: nil)
    if request.method != .HEAD { context.write(wrapOutboundOut(.body(.byteBuffer(ByteBuffer(string: text)))), promise: nil) }
    let ended = context.writeAndFlush(wrapOutboundOut(.end(nil)))
    if !request.isKeepAlive { ended.assumeIsolated().whenComplete { _ in context.close(promise: nil) } }
  }

  func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
    if event is IdleStateHandler.IdleStateEvent { context.close(promise: nil) }
  }

  func errorCaught(context: ChannelHandlerContext, error: any Error) {
    context.close(promise: nil)
  }
}

/// How many connections there are, of at most 64.
private final class ConnectionCount: Sendable {
  private static let most = 64
  private let count = Mutex(0)

  /// Counts a connection until it is closed; false where there are as many as may be.
  func admits(_ channel: any Channel) -> Bool {
    let isFree = count.withLock { count in
      guard count < Self.most else { return false }
      count += 1
      return true
    }
    if isFree { channel.closeFuture.whenComplete { _ in self.count.withLock { $0 -= 1 } } }
    return isFree
  }
}

/// The figures, between the thread that counts and the one that answers.
private final class Published: Sendable {
  private let figures = Mutex(MetricsFigures())

  var text: String { figures.withLock { $0 }.text }

  func set(_ new: MetricsFigures) {
    figures.withLock { $0 = new }
  }
}
