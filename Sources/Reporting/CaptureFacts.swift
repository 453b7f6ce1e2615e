import Flows
import Wire

/// What was read, in a line for people.
struct CaptureFacts {
  private let capture: CaptureRecord
  private let counts: TrafficCounts
  private let options: TextOptions

  /// The facts of that capture.
  init(_ capture: CaptureRecord, _ counts: TrafficCounts, _ options: TextOptions) {
    self.capture = capture
    self.counts = counts
    self.options = options
  }

  /// `a.pcap: 20 packets, 15 of TCP in 3 connections; 2026-09-01 08:25:05 to 08:25:06; EN10MB`, escaped for a terminal.
  var sentence: String {
    (source.isEmpty ? "" : source + ": ") + [amount, span, links].compactMap(\.self).joined(separator: "; ")
  }

  /// The files or the interface, escaped for a terminal; empty where neither is known.
  var source: String {
    let names = capture.files.isEmpty ? [capture.interface].compactMap(\.self) : capture.files
    guard names.count <= 3 else { return options.language.words("\(names.count) files", "\(names.count)ファイル") }
    return names.map(\.escapedForTerminal).joined(separator: ", ")
  }

  /// How many packets and connections.
  var amount: String {
    options.language.words(
      "\(counts.frames.of("packet")), \(counts.segments.grouped) of TCP in \(counts.flows.of("connection"))",
      "\(counts.frames.grouped)パケット、うちTCPは\(counts.flows.grouped)接続の\(counts.segments.grouped)パケット")
  }

  /// From when to when.
  var span: String? {
    guard let first = counts.firstTime, let last = counts.lastTime else { return nil }
    let (firstDay, lastDay) = (first.date(by: options.clock), last.date(by: options.clock))
    let begin = "\(firstDay) \(first.timeOfDay(by: options.clock).prefix(8))"
    let end = (firstDay == lastDay ? "" : lastDay + " ") + last.timeOfDay(by: options.clock).prefix(8)
    return begin.hasSuffix(end) ? begin : options.language.words("\(begin) to \(end)", "\(begin)〜\(end)")
  }

  /// The link types.
  var links: String? {
    capture.linkTypes.isEmpty ? nil : capture.linkTypes.map(\.name).joined(separator: ", ")
  }
}
