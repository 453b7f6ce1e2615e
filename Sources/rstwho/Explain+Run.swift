import ArgumentParser
import Capture
import Diagnosis
import Flows
import Reporting
import Wire

/// Reads the capture twice: once to judge the connection, once for its packets.
func explain(_ options: Explain) throws -> ExitStatus {
  let environment = ProcessEnvironment.values(of: EnvironmentNames.all)
  var output = try ReportOutput(options.output, reading: [options.file])
  let input = try Rereadable([options.file])
  var analysis = Analysis(limits: options.choices.limits, weighing: options.choices.weighing)
  var progress = ProgressBar(isQuiet: options.quiet, environment: environment)
  try analysis.read(input.frames(), progress: &progress)
  warn(analysis.problems.map(\.told))
  if analysis.hasReadNothing { return .couldNotRead }
  var found: Judgment?
  _ = analysis.judgments(wantsQuiet: true) { judgment in
    if judgment.flow.serial == options.flow { found = judgment }
  }
  guard let found else {
    let count = analysis.counts.flows
    let range =
      count == 0
      ? Phrase(en: "it holds no TCP connection", ja: "TCP接続がありません")
      : Phrase(en: "its connections are numbered 1 to \(count)", ja: "番号は1から\(count)です")
    throw fail(
      say(
        en: "\(options.file): there is no connection \(options.flow); \(range.en).",
        ja: "\(options.file): 接続\(options.flow)はありません。\(range.told)。"), .wrongUsage)
  }
  let text = options.choices.textOptions(onTerminal: output.isTerminal, environment: environment)
  var packets = try packets(of: found.flow, in: input.frames())
  analysis.anonymizer = try options.choices.anonymizer()
  let told = analysis.anonymized(found)
  for index in packets.indices { packets[index].packet = analysis.anonymized(packets[index].packet) }
  try output.write(ExplainReport(told, packets: packets, capture: analysis.capture, options: text).page)
  return analysis.problems.isEmpty ? .ran : .couldNotRead
}

/// The packets of a flow, read again from the file: at most 100,000, and the ICMP errors about it.
private func packets(of flow: FlowSummary, in frames: consuming FrameSources) -> [ExplainedPacket] {
  var source = frames
  var packets: [ExplainedPacket] = []
  // Damage was told when the file was read first.
  while packets.count < 100_000, let header = (try? source.next()) ?? nil, header.number <= flow.last.number + 1_000 {
    guard header.number >= flow.first.number else { continue }
    source.withBytes { bytes in
      let packet = Packet(decoding: bytes, of: header)
      guard packet.belongs(to: flow, header.number) else { return }
      packets.append(ExplainedPacket(header: header, packet: packet, frame: bytes))
    }
  }
  return packets
}

extension Packet {
  /// Whether the packet is one of the flow's, or an ICMP error that quotes one.
  fileprivate func belongs(to flow: FlowSummary, _ number: UInt64) -> Bool {
    switch self {
    case .segment(let segment):
      guard number <= flow.last.number else { return false }
      return flow.joins(segment.ip, segment.sourcePort, segment.destinationPort)
    case .controlMessage(let message):
      return flow.joins(message.quoted.ip, message.quoted.sourcePort, message.quoted.destinationPort)
    case .echoReply, .other:
      return false
    }
  }
}

extension FlowSummary {
  fileprivate func joins(_ ip: InternetLayer, _ sourcePort: UInt16, _ destinationPort: UInt16) -> Bool {
    let source = Endpoint(address: ip.source, port: sourcePort)
    let destination = Endpoint(address: ip.destination, port: destinationPort)
    return (source == client && destination == server) || (source == server && destination == client)
  }
}
