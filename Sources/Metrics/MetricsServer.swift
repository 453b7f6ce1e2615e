import FlyingFox
import FlyingSocks
import Foundation
import Synchronization

/// Answers `GET /metrics` with the figures that were published last.
package final class MetricsServer: Sendable {
  private let figures: Published
  private let task: Task<Void, Never>

  /// Why it could not listen; the sentence without a full stop.
  package struct Failure: Error {
    /// The sentence.
    package var sentence: String
  }

  /// Listens at that address. Returns once it does, or throws why it cannot.
  package init(at address: MetricsAddress) throws(Failure) {
    let figures = Published()
    let started = Started()
    task = Task.detached {
      do {
        let server = try HTTPServer(config: HTTPServer.Configuration(address: address.socketAddress, logger: .disabled))
        await server.appendRoute("GET /metrics") { _ in
          let headers: HTTPHeaders = [.contentType: "text/plain; version=0.0.4; charset=utf-8"]
          return HTTPResponse(statusCode: .ok, headers: headers, body: Data(figures.text.utf8))
        }
        let waiting = Task {
          guard (try? await server.waitUntilListening(timeout: 5)) != nil else { return }
          started.tell(nil)
        }
        do { try await server.run() } catch {
          waiting.cancel()
          throw error
        }
      } catch {
        started.tell("\(address) cannot be listened on: \(error)")
      }
    }
    self.figures = figures
    if let complaint = started.wait() {
      task.cancel()
      throw Failure(sentence: complaint)
    }
  }

  deinit {
    task.cancel()
  }

  /// Lets these be the figures from now on.
  package func publish(_ new: MetricsFigures) {
    figures.set(new)
  }
}

/// The figures, between the thread that counts and those that answer.
private final class Published: Sendable {
  private let figures = Mutex(MetricsFigures())

  var text: String { figures.withLock { $0 }.text }

  func set(_ new: MetricsFigures) {
    figures.withLock { $0 = new }
  }
}

/// Whether the server has begun to listen: waited for by a thread that has nothing else to do yet.
private final class Started: Sendable {
  private let signal = DispatchSemaphore(value: 0)
  private let complaint = Mutex(String?.none)

  func tell(_ words: String?) {
    complaint.withLock { $0 = $0 ?? words }
    signal.signal()
  }

  func wait() -> String? {
    signal.wait()
    return complaint.withLock { $0 }
  }
}
