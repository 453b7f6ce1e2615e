import Capture
import Diagnosis
import Flows
import Reporting
import Wire

/// Reads the capture twice: once to judge the connection, once for its packets.
func explain(_ options: Explain) throws -> ExitStatus {
  var generator = SystemRandomNumberGenerator()
  let seed = FlowSeed(generator.next(), generator.next())
  var finder = FlowFinder(options.flow)
  let problems = Analysis(paths: [options.file], seed: seed, showsAll: true).run(into: &finder)
  for problem in problems { complain(problem) }
  guard let judgment = finder.found else {
    complain("\(options.file) has no connection \(options.flow); it has \(finder.counts.flows).")
    return .couldNotRead
  }
  do {
    let file = try OutputFile(path: options.output ?? "-")
    let packets = packets(of: judgment, in: options.file)
    let layout = options.choices.textOptions(onTerminal: file.isTerminal)
    try file.write(ExplainReport(judgment, packets: packets, capture: finder.capture, options: layout).page)
  } catch {
    guard error != .closedPipe else { return .ran }
    complain("The report could not be written: \(error.reason).")
    return .couldNotRead
  }
  return problems.isEmpty ? .ran : .couldNotRead
}

/// A report that keeps one flow and forgets the others.
private struct FlowFinder: Report {
  let serial: UInt64
  var found: Judgment?
  var capture = CaptureRecord()
  var counts = TrafficCounts()
  var tally = Tally()

  init(_ serial: UInt64) {
    self.serial = serial
  }

  mutating func begin(capture: CaptureRecord) {
    self.capture = capture
  }

  mutating func add(_ judgment: Judgment) {
    if judgment.flow.serial == serial { found = judgment }
  }

  mutating func add(_ count: Int, quiet outcome: Outcome) {}

  mutating func end(counts: TrafficCounts) {
    self.counts = counts
  }

  mutating func take() -> [UInt8] {
    []
  }
}

/// The packets of a flow, and the ICMP errors that quote it up to a minute after its last packet. What cannot be read was told before.
private func packets(of judgment: Judgment, in path: String) -> [ExplainedPacket] {
  let flow = judgment.flow
  let grace: Int64 = 60_000_000_000
  var source = FrameSources(paths: [path])
  var packets: [ExplainedPacket] = []
  while let header = (try? source.next()) ?? nil {
    guard header.number >= flow.first.number, header.time - flow.lastTime <= grace else { continue }
    source.withBytes { bytes in
      let packet = Packet(decoding: bytes, of: header)
      guard packet.belongs(to: flow, in: header) else { return }
      packets.append(ExplainedPacket(header: header, packet: packet, frame: bytes))
    }
  }
  return packets
}

extension Packet {
  /// Whether the packet is one of the flow's, or an ICMP error that quotes one.
  fileprivate func belongs(to flow: FlowSummary, in header: FrameHeader) -> Bool {
    switch self {
    case .segment(let segment):
      let source = Endpoint(address: segment.ip.source, port: segment.sourcePort)
      let destination = Endpoint(address: segment.ip.destination, port: segment.destinationPort)
      return header.number <= flow.last.number && flow.joins(source, destination)
    case .controlMessage(let message):
      let quoted = message.quoted
      let source = Endpoint(address: quoted.ip.source, port: quoted.sourcePort)
      return flow.joins(source, Endpoint(address: quoted.ip.destination, port: quoted.destinationPort))
    case .echoReply, .other:
      return false
    }
  }
}

extension FlowSummary {
  fileprivate func joins(_ one: Endpoint, _ other: Endpoint) -> Bool {
    (client, server) == (one, other) || (client, server) == (other, one)
  }
}
