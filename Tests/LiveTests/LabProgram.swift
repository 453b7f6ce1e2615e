import Foundation
import Synchronization
import Testing

/// A program that runs while the test goes on: what it writes is collected line by line, and can be waited for.
final class LabProgram: @unchecked Sendable {
  /// Its number: nsenter starts it as its own child, since only children are in a new process namespace.
  private(set) lazy var pid: Int32 = Self.child(of: process.pid) ?? process.pid
  private let process: ChildProcess
  private let input: FileHandle
  private let output: LineCollector
  private let errors: LineCollector

  /// Starts it.
  init(_ command: [String], environment: [String: String] = ChildProcess.environment) throws {
    let (input, output, errors) = (try PrivatePipe(), try PrivatePipe(), try PrivatePipe())
    (self.input, self.output, self.errors) = (input.writing, LineCollector(output.reading), LineCollector(errors.reading))
    process = try ChildProcess(
      command, environment: environment, input: input.reading, output: output.writing, errors: errors.writing)
  }

  deinit {
    if process.isRunning { signal(SIGKILL) }
  }

  /// What it has written so far.
  var lines: [String] { output.lines }
  /// What it has written to standard error so far.
  var complaints: [String] { errors.lines }

  /// Waits until a line of its output holds that, and gives it; fails after so many seconds.
  @discardableResult
  func await(_ text: String, seconds: Double = 20) throws -> String {
    try output.await(text, seconds: seconds) ?? fail(text)
  }

  /// Waits until a line on standard error holds that.
  @discardableResult
  func awaitComplaint(_ text: String, seconds: Double = 20) throws -> String {
    try errors.await(text, seconds: seconds) ?? fail(text)
  }

  /// Sends it a line.
  func type(_ line: String) throws {
    try input.write(contentsOf: Data((line + "\n").utf8))
  }

  /// Ends its input.
  func endInput() throws {
    try input.close()
  }

  /// Sends it a signal.
  func signal(_ number: Int32) {
    kill(pid, number)
  }

  /// The process whose parent is that one.
  private static func child(of parent: Int32) -> Int32? {
    let numbers = ((try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? []).compactMap { Int32($0) }
    return numbers.first { number in
      // The fields after the name in parentheses: state, parent …
      let status = (try? String(contentsOfFile: "/proc/\(number)/stat", encoding: .utf8)) ?? ""
      return status.split(separator: ")").last?.split(separator: " ").dropFirst().first == "\(parent)"
    }
  }

  /// Waits for its end; its status, or the negative number of the signal that ended it.
  func end() -> Int32 {
    let status = process.end()
    output.awaitEnd()
    errors.awaitEnd()
    return status
  }

  private func fail(_ text: String) throws -> String {
    throw LabError(complaint: "“\(text)” did not come. There came:\n\((lines + complaints).joined(separator: "\n"))")
  }
}

/// The lines that come out of a pipe.
final class LineCollector: Sendable {
  private let handle: FileHandle
  private let condition = NSCondition()
  private let state = Mutex(State())

  private struct State {
    var text = Data()
    var hasEnded = false
  }

  init(_ handle: FileHandle) {
    self.handle = handle
    handle.readabilityHandler = { [weak self] handle in
      let data = handle.availableData
      if data.isEmpty { handle.readabilityHandler = nil }
      self?.take(data)
    }
  }

  private func take(_ data: Data) {
    condition.lock()
    state.withLock {
      $0.text += data
      if data.isEmpty { $0.hasEnded = true }
    }
    condition.broadcast()
    condition.unlock()
  }

  var lines: [String] {
    state.withLock { String(decoding: $0.text, as: UTF8.self) }.split(separator: "\n").map(String.init)
  }

  func await(_ text: String, seconds: Double) throws -> String? {
    let deadline = Date(timeIntervalSinceNow: seconds)
    condition.lock()
    defer { condition.unlock() }
    while true {
      if let line = lines.first(where: { $0.contains(text) }) { return line }
      if state.withLock(\.hasEnded) || !condition.wait(until: deadline) { return lines.first { $0.contains(text) } }
    }
  }

  func awaitEnd() {
    condition.lock()
    while !state.withLock(\.hasEnded), condition.wait(until: Date(timeIntervalSinceNow: 5)) {}
    condition.unlock()
  }
}
