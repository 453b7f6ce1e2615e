package import Flows
package import Wire

/// A capture as text, one line a frame, much as packetdrill writes it: the language in which the tests say what happens on the wire.
///
/// ```
/// S is 100.64.1.90 port 389 ttl 59          # an end, where the defaults do not do
///   0.000  C > S  S   <mss 1460,TS 100 0>
///   0.012  S > C  SA  win 65535 id 0
///   0.012  C > S  A
///   0.013  C > S  PA  1:131 ack 1
///   0.0131 S > C  R   seq 1 ttl 62
/// ```
///
/// A line is a time in seconds (`+0.01`: after the line before), who sends to whom, the flags (`S F R P A U E W`), and then columns in any
/// order:
///
/// | column | meaning | without it |
/// |---|---|---|
/// | `seq 1`, `1:131`, `len 130` | sequence number and length, counted from the sender's initial number | the next number, no data |
/// | `ack 131` | acknowledgment, counted from the other end's initial number | with `A`, all that the other end sent; else 0 |
/// | `seq =0`, `ack =0` | the number as it stands on the wire | |
/// | `isn 4000` | the sender begins anew at this initial number | as declared |
/// | `win` `ttl` `id` `tos` `label` `mac` `vlan` `tunnel` | the header's fields | as declared; a reset has window and id 0 |
/// | `<mss 1460,wscale 7,sackOK,TS 100 0,mprst 6>` | options; `TS` alone is read off the sender's clock | timestamps off the clock, if it has one; none on a reset |
/// | `df`, `nodf`, `in`, `out` | Don't Fragment set, clear; the capturing host received it, sent it | |
/// | `payload hello` | the bytes of that name are the data | data without captured bytes |
/// | `hex 0a0b` | these octets are the data | |
///
/// Ends are capital letters, with a port where it is not the declared one: `C:40112 > S:443`. `C` and `S` need no declaration; a line
/// `C is 10.1.1.20 port 40112 ttl 64 isn 1000 win 501 mac 1 ids 700 clock 5000 …` declares: `ids` counts IP identifications up, `clock`
/// stamps all but resets at 1 kHz from that value, `offload` leaves checksums to the network card. `v6` on a line of its own gives both ends
/// IPv6 addresses. Further lines:
///
/// ```
///   0.014 copy ttl 58                         # the capture shows the last frame again, one hop on where no ttl stands
///   0.014 copy of 3 out
///   0.020 icmp 3/13 from 172.31.92.2 ttl 62 about C > S S seq 0
///   0.030 S > C echo-reply ttl 59
///   0.040 other                               # a frame that is nothing to follow
/// ```
package struct Trace: Sendable {
  /// The frames, numbered from 1.
  package private(set) var frames: [TracedFrame] = []

  /// The capture that the text describes; `payloads` are the bytes that `payload` columns name.
  package init(_ text: String, payloads: [String: [UInt8]] = [:]) throws(TraceError) {
    var reader = TraceReader(payloads: payloads)
    for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
      let words = line.prefix { $0 != "#" }
      do throws(TraceComplaint) {
        try reader.read(words)
      } catch {
        throw TraceError(line: index + 1, text: String(line), complaint: error.words)
      }
    }
    frames = reader.frames
  }

  /// Lets a tracker take every frame; `isSelected` is what an expression would say of it.
  package func record(in tracker: inout FlowTracker, isSelected: (TracedFrame) -> Bool = { _ in true }) {
    for frame in frames { tracker.record(frame.packet, of: frame.header, in: frame.bytes.span, isSelected: isSelected(frame)) }
  }

  /// What a tracker makes of the whole capture.
  package func followed(limits: FlowLimits = FlowLimits()) -> FollowedTrace {
    var tracker = FlowTracker(limits: limits, seed: FlowSeed(1, 2))
    record(in: &tracker)
    return FollowedTrace(of: &tracker)
  }
}

/// A frame of a trace.
package struct TracedFrame: Sendable {
  /// What decoding would have made of it.
  package var packet: Packet
  /// When it was captured, and its number.
  package var header: FrameHeader
  /// Its captured payload.
  package var bytes: [UInt8]
}

/// What a tracker knows after the last frame.
package struct FollowedTrace: Sendable {
  /// Every ending, those told early first.
  package var endings: [Ending]
  /// How many of them ended without a verdict.
  package var quiet: QuietCounts
  /// The hosts.
  package var baselines: Baselines
  /// The counts.
  package var counts: TrafficCounts

  /// What that tracker knows now.
  package init(of tracker: inout FlowTracker) {
    var endings = tracker.takeEarlyEndings()
    quiet = tracker.endings(wantsQuiet: true) { endings.append($0) }
    self.endings = endings
    baselines = tracker.baselines()
    counts = tracker.counts
  }
}

/// A line of a trace that is not understood.
package struct TraceError: Error, CustomStringConvertible {
  /// Which line, from 1.
  package var line: Int
  /// The line.
  package var text: String
  /// What is wrong with it.
  package var complaint: String

  /// The line and what is wrong with it.
  package var description: String { "line \(line): \(complaint): \(text)" }
}

/// What is wrong with a line.
struct TraceComplaint: Error {
  var words: String

  init(_ words: String) {
    self.words = words
  }
}
