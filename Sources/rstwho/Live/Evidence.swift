import ArgumentParser
import Capture
import Diagnosis
import Flows
import Reporting
import Wire

/// Keeps the packets around each reset and refusal: a ring of raw frames, and the files to which those that matter go.
struct Evidence: ~Copyable {
  private var ring: FrameRing
  private var files: EvidenceFiles
  private let path: String
  /// The last frame that was written of each flow that may have more. Bound: `flowsKept`.
  private var written: [UInt64: UInt64] = [:]
  private static let flowsKept = 200_000
  private(set) var hasFailed = false
  /// Whether packets are missing, since the file could not be written at some time.
  private(set) var isCut = false

  /// Makes the first file.
  init(_ path: String, _ rotation: Rotation, interfaces: [CaptureDetails.Interface], at now: Timestamp) throws {
    self.path = path
    ring = FrameRing()
    do {
      files = try EvidenceFiles(
        path: path, rotation, interfaces: interfaces, comment: "packets around resets and refusals, kept by rstwho", at: now)
    } catch {
      throw cannotWrite(path, error)
    }
  }

  /// Lets that user own the file.
  func give(to user: Privileges.Identity) { files.give(to: user) }

  /// Keeps a frame for a while.
  mutating func add(_ header: FrameHeader, _ bytes: Span<UInt8>) { ring.add(header, bytes) }

  /// Writes the packets of an ending that were not written yet, each reset and refusal with its comment.
  mutating func write(_ frames: [UInt64], _ judgment: Judgment, isLast: Bool) {
    guard !hasFailed, !frames.isEmpty else { return }
    let serial = judgment.flow.serial
    let before = written[serial] ?? 0
    var comments = PacketComments()
    comments.add(judgment)
    do {
      for number in frames.sorted() where number > before {
        try write(number, comments.comments(on: FramePosition(file: 0, number: number)))
      }
    } catch {
      return stop(error)
    }
    if isLast { written[serial] = nil } else if written.count < Self.flowsKept { written[serial] = frames.max() }
  }

  private mutating func write(_ number: UInt64, _ comments: [String]) throws(OutputError) {
    var failure: OutputError?
    // Lent apart from the files, which are written meanwhile.
    _ = ring.withFrame(number) { header, bytes in
      do throws(OutputError) { try files.add(header, bytes, comments: comments) } catch { failure = error }
    }
    if let failure { throw failure }
  }

  /// Goes on to the next file where it is time to; false where there were as many as there may be.
  mutating func rotate(at now: Timestamp) -> Bool {
    guard !hasFailed else { return true }
    do { return try files.rotate(at: now) } catch {
      stop(error)
      return true
    }
  }

  /// Makes the file anew.
  mutating func reopen(at now: Timestamp) {
    do {
      try files.reopen(at: now)
      hasFailed = false
    } catch { warn([cannotReopen(path, error)]) }
  }

  /// Writes what the interfaces counted, at the end.
  mutating func finish(_ statistics: [(interface: UInt32, counted: LiveStatistics)], at now: Timestamp) {
    guard !hasFailed else { return }
    do { try files.finish(statistics, at: now) } catch { stop(error) }
  }

  private mutating func stop(_ error: OutputError) {
    hasFailed = true
    isCut = true
    warn([
      say(
        en: "\(path): can no longer be written: \(error.reason). No more packets are kept; the report goes on.",
        ja: "\(path): 書けなくなりました: \(error.told)。以後のパケットは残しませんが、報告は続けます。")
    ])
  }
}

extension Ending {
  /// The frames that belong to it: the flow's packets before its reset and after, as many as are remembered, and the ICMP message.
  var frames: [UInt64] {
    switch self {
    case .reset(let context): context.packets.map(\.position.number) + [context.controlNote].compactMap(\.self?.refusalFrame)
    case .rejected(let context): context.packets + [context.note.refusalFrame].compactMap(\.self)
    case .unanswered, .closed, .open, .partial: []
    }
  }
}

extension ControlNote {
  fileprivate var refusalFrame: UInt64? {
    refusal == nil ? nil : refusalPosition.number
  }
}

extension RejectionInContext {
  /// The flow's first and last frame, which is all that is remembered where no reset came: mostly one and the same SYN.
  fileprivate var packets: [UInt64] {
    Array(Set([flow.first.number, flow.last.number]))
  }
}
