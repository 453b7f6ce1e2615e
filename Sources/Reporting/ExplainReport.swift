package import Diagnosis
import Flows
import Wire

/// One flow in full, for `rstwho explain FILE N`: the verdict, the facts, the packets, the evidence, and what would settle it.
package struct ExplainReport: Sendable {
  private let judgment: Judgment
  private let packets: [ExplainedPacket]
  private let capture: CaptureRecord
  private let options: TextOptions
  private var bytes: [UInt8] = []

  /// The report of a flow and its packets in order, ICMP errors that quote it included.
  package init(_ judgment: Judgment, packets: [ExplainedPacket], capture: CaptureRecord, options: TextOptions = TextOptions()) {
    self.judgment = judgment
    self.packets = packets
    self.capture = capture
    self.options = options
    writePage()
  }

  /// The page.
  package var page: [UInt8] {
    bytes
  }

  private mutating func writePage() {
    let sentence = judgment.verdict?.summary.text(in: options.language) ?? "The connection: \(judgment.outcome.words)."
    for line in "Flow \(judgment.flow.serial): \(sentence)".escapedForTerminal.wrapped(to: options.columns) {
      write(Ink.strong.on(line, if: options.isColored))
    }
    write("")
    writeFacts()
    writePackets()
    writeEvidence("Evidence for", judgment.evidence, none: "Nothing was found that tells.")
    writeEvidence("Evidence against", judgment.against, none: "Nothing was found that speaks against it.")
    guard let step = judgment.nextStep else { return }
    write(title: "What would settle it")
    write(step.text(in: options.language).escapedForTerminal, indent: 2)
  }

  private mutating func writeFacts() {
    for (name, value) in FlowFacts(judgment, capture, options).rows {
      let lines = value.escapedForTerminal.wrapped(to: options.columns - FlowFacts.nameWidth)
      for (number, line) in lines.enumerated() {
        write((number == 0 ? name : "").padded(to: FlowFacts.nameWidth) + line)
      }
    }
  }

  private mutating func writeEvidence(_ title: String, _ evidence: [Evidence], none: String) {
    write(title: title)
    guard !evidence.isEmpty else { return write(none, indent: 2) }
    for finding in evidence {
      write("\(finding.rule), \(finding.strength.rawValue): says \(finding.says.rawValue)".escapedForTerminal, indent: 2)
      let numbers = finding.packets.map { $0.words(among: capture.files) }
      let place = numbers.isEmpty ? "" : " (\(numbers.count == 1 ? "packet" : "packets") \(numbers.joined(separator: ", ")))"
      write((finding.text.text(in: options.language) + place).escapedForTerminal, indent: 4)
    }
  }

  private mutating func writePackets() {
    guard !packets.isEmpty else { return }
    write(title: "Packets (> a reset or refusal, * evidence)")
    let selection = PacketSelection(packets.map(\.position), of: judgment)
    let margins = PacketMargins(judgment)
    let width = packets.map { $0.position.words(among: capture.files).count }.max() ?? 1
    var lines = PacketLines()
    var previous: Timestamp?
    var next = 0
    for (index, packet) in packets.enumerated() {
      // Every packet passes here, shown or not: sequence numbers are counted from the first.
      let text = lines.lines(of: packet)
      guard selection.shown.indices.contains(next), selection.shown[next] == index else { continue }
      write(gapOf: index - (next == 0 ? 0 : selection.shown[next - 1] + 1))
      next += 1
      let number = packet.position.words(among: capture.files).padded(to: width, onTheLeft: true)
      let since = previous.map { Interval(nanoseconds: packet.header.time - $0).words } ?? ""
      let head = "\(margins.sign(of: packet.position)) \(number)  \(since.padded(to: 8, onTheLeft: true))  "
      let ink = margins.ink(of: packet.position)
      let line = head + packet.header.time.timeOfDay(by: options.clock) + " " + (text.first ?? "")
      write(ink?.on(line, if: options.isColored) ?? line)
      for line in text.dropFirst() { write(ink?.on(line, if: options.isColored) ?? line) }
      previous = packet.header.time
    }
  }

  private mutating func write(gapOf count: Int) {
    if count > 0 { write("  … \(count.of("packet")) …") }
  }

  private mutating func write(title: String) {
    write("")
    write(Ink.strong.on(title, if: options.isColored))
  }

  private mutating func write(_ text: String, indent: Int) {
    for line in text.wrapped(to: options.columns - indent) { write(String(repeating: " ", count: indent) + line) }
  }

  private mutating func write(_ line: String) {
    bytes.write(line)
    bytes.append(UInt8(ascii: "\n"))
  }
}
